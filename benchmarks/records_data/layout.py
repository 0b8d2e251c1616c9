"""What a table of returns holds: number columns, and the edits that tie them together.

From one layout follow the generator, our suite and schema, the hand-written query and
the rules of every peer, so that all of them speak of the same edits.
"""

from __future__ import annotations

from dataclasses import dataclass

TIERS = ("model", "advanced", "qualified", "weaker", "weak")
SECTORS = ("north", "east", "south", "west", "centre")
KEYS = ("unit", "period")


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` is the sum of `parts` less the sum of `less`; all are counts."""

    name: str
    whole: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """`share` is 100 x `part` / `whole`, printed with one decimal."""

    name: str
    share: str
    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Hundred:
    """`shares`, each printed with one decimal, make 100 within what rounding allows."""

    name: str
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Least:
    """The count `field` is not negative."""

    name: str
    field: str


@dataclass(frozen=True, slots=True)
class Most:
    """`field` is at most the sum of `terms`, or at most 100 where there are none (a share)."""

    name: str
    field: str
    terms: tuple[str, ...] = ()


Edit = Sum | Share | Hundred | Least | Most


@dataclass(frozen=True, slots=True)
class Layout:
    """Counts in the order in which they are drawn or derived, shares, and all edits.

    `drawn` counts are free; every other count is the whole of the first `Sum` that names
    it, in the order of `edits`.
    """

    name: str
    drawn: tuple[str, ...]
    edits: tuple[Edit, ...]

    @property
    def sums(self) -> tuple[Sum, ...]:
        return tuple(edit for edit in self.edits if isinstance(edit, Sum))

    @property
    def shares(self) -> tuple[Share, ...]:
        return tuple(edit for edit in self.edits if isinstance(edit, Share))

    @property
    def hundreds(self) -> tuple[Hundred, ...]:
        return tuple(edit for edit in self.edits if isinstance(edit, Hundred))

    @property
    def counts(self) -> tuple[str, ...]:
        """Names of the whole-number columns."""
        return tuple(dict.fromkeys([*self.drawn, *(edit.whole for edit in self.sums)]))

    @property
    def percentages(self) -> tuple[str, ...]:
        """Names of the columns printed with one decimal."""
        return tuple(edit.share for edit in self.shares)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Names of all number columns."""
        return self.counts + self.percentages


def narrow() -> Layout:
    """12 number columns, 13 edits: a total, five shares, 100, six counts not negative."""
    drawn = (*TIERS, "households")
    edits: list[Edit] = [Sum("grades-make-total", "villages", TIERS)]
    edits += [Share(f"{tier}-share", f"{tier}_pct", tier, "villages") for tier in TIERS]
    edits.append(Hundred("shares-make-100", tuple(f"{tier}_pct" for tier in TIERS)))
    edits += [Least(f"{name}-not-negative", name) for name in drawn]
    return Layout("narrow", drawn, tuple(edits))


def wide() -> Layout:
    """60 number columns, 100 edits: a two-way table with shares, and a stock account.

    25 cells of tier by sector, 5 + 5 totals, the grand total, the account of 4 columns,
    20 shares (tiers of all, sectors of all, tiers of two sectors).
    """
    cells = {(s, t): f"{s}_{t}" for s in SECTORS for t in TIERS}
    stock = ("opening", "joined", "left")
    edits: list[Edit] = [Sum(f"{s}-total", s, tuple(cells[s, t] for t in TIERS)) for s in SECTORS]
    edits += [Sum(f"{t}-total", t, tuple(cells[s, t] for s in SECTORS)) for t in TIERS]
    edits += [Sum("all-by-sector", "villages", SECTORS), Sum("all-by-tier", "villages", TIERS)]
    edits.append(Sum("stock-account", "closing", ("opening", "joined"), ("left",)))
    groups = [(TIERS, "villages"), (SECTORS, "villages")]
    groups += [(tuple(cells[s, t] for t in TIERS), s) for s in SECTORS[:2]]
    for number, (parts, whole) in enumerate(groups, 1):
        edits += [Share(f"{part}-share", f"{part}_pct", part, whole) for part in parts]
        edits.append(Hundred(f"shares-make-100-{number}", tuple(f"{p}_pct" for p in parts)))
    counts = (*cells.values(), *SECTORS, *TIERS, "villages", *stock, "closing")
    edits += [Least(f"{name}-not-negative", name) for name in counts]
    percentages = [edit.share for edit in edits if isinstance(edit, Share)]
    edits += [Most(f"{name}-at-most-100", name) for name in percentages]
    edits.append(Most("left-bounded", "left", ("opening", "joined")))
    edits.append(Most("opening-bounded", "opening", ("closing", "left")))
    edits.append(Most("joined-bounded", "joined", ("closing", "left")))
    return Layout("wide", (*cells.values(), *stock), tuple(edits))


LAYOUTS = {12: narrow(), 60: wide()}
