"""The rows of each table with everything but their figures: names, groups, levels, periods."""

from __future__ import annotations

from dataclasses import dataclass

from ..checks.slots import Scope
from .columns import Column
from .levels import Kind, Level, admitted, levels, other_word
from .survey import Asked, Survey
from .words import capacity, periods, word

Row = dict[str, str]
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a return is to be, and which of its possible branches it shows.

    `rows` is how many records the longest table is to have, more where the suite
    cannot do with so few. `turn` moves the choice of words, and from 1 on lets
    conditions of checks also be false.
    """

    rows: int = 1
    turn: int = 0


def rows_of(survey: Survey, shape: Shape) -> dict[str, list[Row]]:
    """The label texts of every row of every table; figures are not in it yet."""
    made: dict[str, list[Row]] = {}
    years = _first_year(survey)
    for name in _ordered(survey):
        made[name] = _Rows(survey.tables[name], shape, years, made, survey).rows()
    return {name: made[name] for name in survey.tables}


def _ordered(survey: Survey) -> list[str]:
    """Tables, each summary before its detail."""
    done: list[str] = []
    for _ in survey.tables:
        for name, asked in survey.tables.items():
            above = {main for main, _ in asked.detail_of}
            if name not in done and above <= set(done):
                done.append(name)
    return done + [name for name in survey.tables if name not in done]


def _first_year(survey: Survey) -> int:
    """A year in which the suite and its checks hold, as far as one start tells."""
    starts = [v.start for check in survey.checks for v in check.valid if v.start]
    ends = [v.end for check in survey.checks for v in check.valid if v.end]
    if starts:
        return int(max(starts)[:4]) + (len(max(starts)) > 4)
    return min(2010, int(min(ends)[:4]) - 3) if ends and int(min(ends)[:4]) > 2000 else 2010


class _Rows:
    """Makes the rows of one table."""

    def __init__(
        self, asked: Asked, shape: Shape, year: int, made: dict[str, list[Row]], survey: Survey
    ) -> None:
        self.asked, self.shape, self.year = asked, shape, year
        self.made, self.survey = made, survey
        self.used: dict[str, int] = {}
        self.block = 0
        self.grouping = {ref.name for scope in self._all_scopes() for ref in scope.by}
        self.grouping.discard(asked.period or "")

    def rows(self) -> list[Row]:
        """All rows, those of one period after those of the one before."""
        times = self._periods()
        base = self._base(max(1, self.shape.rows // max(1, len(times))))
        for scope in self.asked.scopes:
            if scope.over == "children":
                self._make_tree(base, scope)
        self._group(base)
        self._choose(base)
        self._name(base)
        base = self._distinct(base)
        period = self.asked.period
        rows = base
        if period is not None:
            rows = [{**row, period: time} for time in times for row in base]
        for name, column in self.asked.columns.items():
            if not column.number:
                self._fill(rows, name, column)
        return rows

    def _all_scopes(self) -> list[Scope]:
        return [*self.asked.scopes, *(scope for _, scope in self.asked.detail_of)]

    def _periods(self) -> list[str]:
        period = self.asked.period
        if period is None:
            return []
        related = [self.asked, *(self.survey.tables[n] for n in self._related())]
        least = 2 if any(asked.has_previous for asked in related) else 1
        wanted = min(3, max(least, self.shape.rows // 2)) if least == 2 else least
        return periods(self.asked.columns[period], wanted, self.year)

    def _related(self) -> set[str]:
        """Tables that must show the same keys and periods."""
        related = set(self.asked.linked) | {main for main, _ in self.asked.detail_of}
        for name, other in self.survey.tables.items():
            if any(main == self.asked.name for main, _ in other.detail_of):
                related.add(name)
        return related - {self.asked.name}

    def _fresh(self, name: str) -> str:
        """A text of that column that no row has yet."""
        number = self.used.get(name, 0)
        self.used[name] = number + 1
        return word(self.asked.columns[name], number)

    def _base(self, number: int) -> list[Row]:
        """Rows of one period: under a summary, with rows of totals, or plain."""
        if self.asked.detail_of:
            return self._under_summaries(number)
        found = levels(self.asked)
        if found:
            rows = self._with_totals(found, number)
        else:
            most = [1, number, len(_merged(self.asked))]
            if any(scope.over == "children" for scope in self.asked.scopes):
                most.append(2)
            if self._is_summary():
                most[1] = max(1, number // 3)
            rows = [{} for _ in range(max(most))]
        return rows

    def _is_summary(self) -> bool:
        others = self.survey.tables.values()
        return any(main == self.asked.name and s.by for o in others for main, s in o.detail_of)

    def _under_summaries(self, number: int) -> list[Row]:
        """Rows for every group that a summary table states."""
        lists: list[list[Row]] = []
        for main, scope in self.asked.detail_of:
            names = [ref.name for ref in scope.by if ref.name != self.asked.period]
            rows = [
                row
                for row in self.made.get(main, [])
                if all(a.admits(row.get(a.field)) for a in scope.where if a.field in row)
            ]
            found = [{n: row[n] for n in names} for row in rows if all(row.get(n) for n in names)]
            lists.append(list({tuple(one.items()): one for one in found}.values()) or [{}])
        lists.sort(key=lambda found: (-len(found[0]), -len(found)))
        groups = [dict(group) for group in lists[0]]
        for more in lists[1:]:
            for at in range(max(len(groups), len(more))):
                if at >= len(groups):
                    groups.append(dict(groups[at % len(lists[0])]))
                fitting = [m for m in more if all(groups[at].get(k, v) == v for k, v in m.items())]
                groups[at] = {**(fitting[at % len(fitting)] if fitting else {}), **groups[at]}
        each = max(1, number // len(groups), len(_merged(self.asked)))
        self.block = each
        return [dict(group) for group in groups for _ in range(each)]

    def _with_totals(self, levels: list[Level], number: int) -> list[Row]:
        """Rows of totals, and below each the rows of its parts."""
        rows: list[Row] = []
        below = {id(level.part) for level in levels}
        roots = [level for level in levels if id(level.total) not in below]
        depth = 1 + sum(id(level.total) in below for level in levels)
        tops = list({id(level.total): level for level in roots}.values()) or levels[:1]
        for level in tops:
            free = [n for n in level.by if n != self.asked.period]
            copies = max(1, number // 4) if free else 1
            each = max(1, number // len(tops) // copies - 1)
            fan = max(1, round(each ** (1 / depth)))
            for _ in range(copies):
                self._instance(level.total, {}, levels, fan, rows, 0)
        if len(rows) < number and not any(level.by for level in levels):
            for level in tops[:1]:
                rows += [self._known(level.part) for _ in range(number - len(rows))]
        return rows

    def _instance(
        self,
        kind: Kind,
        above: Row,
        levels: list[Level],
        fan: int,
        rows: list[Row],
        depth: int,
    ) -> None:
        row = {**above, **self._known(kind)}
        mine = [level for level in levels if level.total is kind]
        for level in mine:
            for name in level.by:
                if name != self.asked.period and name not in row:
                    row[name] = self._fresh(name)
        rows.append(row)
        made: set[int] = set()
        for level in mine if depth < _DEEPEST else ():
            if id(level.part) not in made:
                made.add(id(level.part))
                for _ in range(fan):
                    shared = {n: row[n] for n in level.by if n in row}
                    self._instance(level.part, shared, levels, fan, rows, depth + 1)

    def _known(self, kind: Kind) -> Row:
        return {name: text or "" for name, text in kind.words.items()}

    def _make_tree(self, rows: list[Row], scope: Scope) -> None:
        """Each row but the first below an earlier one, at most three to a node."""
        node = scope.id.name if scope.id else ""
        parent = scope.parent.name if scope.parent else ""
        for at, row in enumerate(rows):
            row[node] = self._fresh(node)
            above = "" if at == 0 else rows[(at - 1) // (2 + self.shape.turn % 2)][node]
            nullable = self.asked.columns[parent].nullable
            row[parent] = above if above or nullable else row[node]
            for ref in scope.by:
                if ref.name != self.asked.period:
                    row.setdefault(ref.name, word(self.asked.columns[ref.name], 0))

    def _group(self, rows: list[Row]) -> None:
        """Groups of two or three rows for fields that group and are not set yet."""
        inherited = {ref.name for _, scope in self.asked.detail_of for ref in scope.by}
        totals = {ref.name for scope in self.asked.scopes if scope.equals for ref in scope.by}
        size = 1 if self._is_summary() else 2 + self.shape.turn % 2
        for name in sorted(self.grouping - inherited):
            column = self.asked.columns[name]
            for at, row in enumerate(rows):
                if name in row:
                    continue
                if name in totals:
                    row[name] = "" if column.nullable else self._fresh(name)
                else:
                    row[name] = word(column, at // size)

    def _choose(self, rows: list[Row]) -> None:
        """Words for fields that conditions look at: every condition is met, then they vary."""
        fields = [f for f in self.asked.mentioned if not self.asked.columns[f].number]
        needed = _merged(self.asked)
        for at, row in enumerate(rows):
            place = at % self.block if self.block else at
            wanted = needed[place] if place < len(needed) else {}
            for name in fields:
                if name in row:
                    continue
                column = self.asked.columns[name]
                said = self.asked.mentioned[name]
                choices = list(dict.fromkeys([*said, other_word(column, said)]))
                text: str | None
                if name in wanted:
                    text = wanted[name]
                elif self.shape.turn == 0 and at == 0:
                    text = choices[0]
                else:
                    text = choices[(at + self.shape.turn) % len(choices)]
                row[name] = text or ""

    def _name(self, rows: list[Row]) -> None:
        """Keys that nothing has set yet, and columns whose texts may not repeat."""
        for name, column in self.asked.columns.items():
            free = name in self.asked.keys or column.unique
            if not free or column.number or name == self.asked.period:
                continue
            for row in rows:
                if not row.get(name):
                    row[name] = self._fresh(name)

    def _distinct(self, rows: list[Row]) -> list[Row]:
        """Rows whose keys differ: where the words run out, fewer rows."""
        keys = [name for name in self.asked.keys if name != self.asked.period]
        if not self.asked.has_schema or not keys:
            return rows if self.asked.has_schema is False or not self.asked.period else rows[:1]
        seen: dict[tuple[str, ...], Row] = {}
        for row in rows:
            seen.setdefault(tuple(row.get(k, "") for k in keys), row)
        return list(seen.values())

    def _fill(self, rows: list[Row], name: str, column: Column) -> None:
        size = capacity(column)
        for at, row in enumerate(rows):
            if name not in row:
                row[name] = word(column, (at + self.shape.turn) % (size or 3))


def _merged(asked: Asked) -> list[dict[str, str | None]]:
    """The fewest kinds of rows, as found first, of which each condition admits some."""
    merged: list[dict[str, str | None]] = []
    for where in asked.required:
        words = {a.field: admitted(a, asked) for a in where}
        for known in merged:
            if all(known.get(name, text) == text for name, text in words.items()):
                known.update(words)
                break
        else:
            merged.append(words)
    return merged
