"""Which field a header means: by name or alias, by a path of headers, by group and role.

A path is what stands above a column, from the outermost header to the lowest:
("模范村", "占比"). It means a field by its joined text ("模范村 占比"), by the
group and the role of a generic last word (the share among the fields of 模范村),
or, weakest, by its last header alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..model.numeral import unit_of
from ..schema import Schema
from ..schema.fields import Field
from .folding import folded, generic_role, role_of_unit, spellings
from .scales import agrees
from .totals import is_total
from .words import (
    AMOUNT_ENDINGS,
    COUNT_ENDINGS,
    COUNT_OPENINGS,
    GROUPING,
    SHARE_ENDINGS,
    SHARE_OPENINGS,
    UNIT_ROWS,
)

Path = tuple[str, ...]
PLAIN, STRIPPED, LEAF = 0, 1, 2
_LONGEST = 400
_ENDINGS = (("count", COUNT_ENDINGS), ("share", SHARE_ENDINGS), ("amount", AMOUNT_ENDINGS))
_OPENINGS = (("count", COUNT_OPENINGS), ("share", SHARE_OPENINGS))


@dataclass(frozen=True, slots=True)
class Match:
    """A header means `field`, in `unit` if it states one. A lower `rank` is a surer match.

    A misfit names the field but states a unit of another dimension: no match.
    """

    field: str
    unit: str | None = None
    rank: int = PLAIN
    misfit: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The words of a schema's fields, ready to be looked up."""

    schema: Schema
    fields: dict[str, Field]
    exact: dict[str, str]
    loose: dict[str, set[str]]
    stems: dict[str, set[str]]
    _known: dict[Path, Match | None] = field(default_factory=dict, repr=False)

    def match(self, path: Path) -> Match | None:
        """The field a path means, or None."""
        if sum(map(len, path)) > _LONGEST:
            return None
        if path not in self._known:
            self._known[path] = self._match(path)
        return self._known[path]

    def _match(self, path: Path) -> Match | None:
        levels = tuple(level for level in path if folded(level) not in GROUPING) or path
        whole = self._one(" ".join(levels))
        if whole is not None or len(levels) == 1:
            return whole
        bare = [list(spellings(level))[-1] for level in levels]
        unit = next((stated for _, stated in reversed(bare) if stated is not None), None)
        joined = self._direct(" ".join(name for name, _ in bare), unit, STRIPPED)
        if joined is not None:
            return joined
        if is_total(bare[-1][0]):  # 合计 under 资金 is what the whole group is called
            groups = (self._one(group) for group in _tails(levels[:-1]))
            named = next((match for match in groups if match and not match.misfit), None)
            if named is not None:
                unit = named.unit or self._fitting(named, unit)
                return Match(named.field, unit, STRIPPED)
        role = generic_role(levels[-1])
        if role is not None:
            groups = (self._relative(group, *role) for group in _tails(levels[:-1]))
            return next((match for match in groups if match is not None), None)
        for at in range(len(levels) - 2, -1, -1):  # 占比 over 模范村
            role = generic_role(levels[at])
            match = self._relative(" ".join(levels[at + 1 :]), *role) if role is not None else None
            if match is not None:
                return match
        tails = (self._one(" ".join(levels[at:])) for at in range(1, len(levels)))
        found = next((match for match in tails if match is not None), None)
        return found and Match(
            found.field, found.unit or self._fitting(found, unit), LEAF, found.misfit
        )

    def _fitting(self, match: Match, unit: str | None) -> str | None:
        return unit if unit is not None and agrees(unit, self.fields[match.field]) else None

    def _one(self, text: str) -> Match | None:
        """The field one header text means."""
        misfit = None
        for step, (name, unit) in enumerate(spellings(text)):
            match = self._direct(name, unit, PLAIN if step == 0 else STRIPPED)
            match = match or self._by_role(name, unit)
            if match is not None and not match.misfit:
                return match
            misfit = misfit or match
        return misfit

    def _direct(self, name: str, unit: str | None, rank: int) -> Match | None:
        near = self.loose.get(folded(name), set())
        found = self.exact.get(name) or (next(iter(near)) if len(near) == 1 else None)
        if found is None:
            return None
        shape = self.fields[found]
        if unit is not None and not shape.is_number and folded(name) in UNIT_ROWS:
            return None  # "单位：万元" states a unit, it names no reporting unit
        if unit is None or not shape.is_number or agrees(unit, shape):
            return Match(found, unit if shape.is_number else None, rank)
        return self._relative(name, role_of_unit(unit), unit) or Match(
            found, unit, rank, misfit=True
        )

    def _by_role(self, name: str, unit: str | None) -> Match | None:
        """A name with its role written on: 模范村占比, "Number of model villages"."""
        word = folded(name)
        for role, endings in _ENDINGS:
            for ending in endings:
                if word.endswith(ending) and len(word) > len(ending):
                    match = self._relative(word.removesuffix(ending).rstrip(",的("), role, unit)
                    if match is not None:
                        return match
        for role, openings in _OPENINGS:
            for opening in openings:
                if word.startswith(opening):
                    return self._relative(word.removeprefix(opening), role, unit)
        return None

    def _relative(self, group: str, role: str, unit: str | None = None) -> Match | None:
        """The one field of this role among those that bear the group's name."""
        for name, stated in spellings(group):
            bearers = self.stems.get(folded(name), set())
            found = {f for f in bearers if role_of(self.fields[f]) == role}
            if not found:
                kin = {f for b in bearers for s in _stems(self.fields[b]) for f in self.stems[s]}
                found = {f for f in kin if role_of(self.fields[f]) == role}
            if len(found) == 1:
                return self._in_unit(found.pop(), unit or stated)
        return None

    def _in_unit(self, found: str, unit: str | None) -> Match:
        fits = unit is None or agrees(unit, self.fields[found])
        return Match(found, unit, STRIPPED, misfit=not fits)


def names_of(schema: Schema) -> Names:
    """The names, aliases and stems of all fields."""
    exact: dict[str, str] = {}
    loose: dict[str, set[str]] = defaultdict(set)
    stems: dict[str, set[str]] = defaultdict(set)
    for shape in schema.fields:
        for word in (shape.name, *shape.aliases):
            exact.setdefault(word, shape.name)
            loose[folded(word)].add(shape.name)
        for stem in _stems(shape):
            stems[stem].add(shape.name)
    return Names(schema, {f.name: f for f in schema.fields}, exact, dict(loose), dict(stems))


def role_of(shape: Field) -> str | None:
    """count, share or amount: as declared, else by unit and type; None for no figures."""
    if not shape.is_number:
        return None
    if shape.role is not None:
        return shape.role
    unit = unit_of(shape.unit)
    if unit is not None and unit.base == "%":
        return "share"
    return "count" if shape.dtype == "integer" else "amount"


def _stems(shape: Field) -> Iterable[str]:
    """The words of a field without the part that says its role."""
    role = role_of(shape)
    endings = dict(_ENDINGS).get(role or "", ())
    stems = set()
    for word in map(folded, (shape.name, *shape.aliases)):
        if role is None:
            continue
        if role != "share":
            stems.add(word)
        stems.update(word.removesuffix(e).rstrip(",的(") for e in endings if word.endswith(e))
        opening = next(
            (o for r, os in _OPENINGS if r == role for o in os if word.startswith(o)), ""
        )
        stems.add(word.removeprefix(opening) if opening else "")
    return stems - {""}


def _tails(groups: Path) -> Iterable[str]:
    """The groups joined, then without the outermost, and so on to the nearest alone."""
    return [" ".join(groups[at:]) for at in range(len(groups))]
