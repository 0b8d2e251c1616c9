"""What is found on public sheets with annotated aggregations, and how long it takes.

Run from the root of the project; the data is not part of the repository:

    python benchmarks/sheets.py [labelled_sheets.jl.gz] [--ledger docs/sheets-ledger.md]

A relation counts as right when its result cell and its set of operand cells
(for shares and changes: in order) are exactly those of an annotation. Files
are split into five folds by a hash of their name. Fold 4 was set aside before
anything was written and its errors were never looked at.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import statistics
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from consistency.model.document import Grid
from consistency.model.edit import RatioEdit
from consistency.model.relation import Relation, decision_on
from consistency.sheets import relations_of

DATA = Path("../shared/spreadsheets/labelled_sheets.jl.gz")
OPERATORS = ("Sum", "Average", "Division", "RelativeChange")
FOLDS = 5
HELD_OUT = 4
VERDICTS = (
    "agrees", "agrees_within_rounding", "query", "discrepancy", "undecided", "not_applicable",
)  # fmt: skip

Cell = tuple[int, int]
Key = tuple[str, Cell, tuple[Cell, ...]]


@dataclass(slots=True)
class Scored:
    """One sheet: annotations, what was found, and the seconds it took."""

    name: str
    fold: int
    wanted: set[Key]
    found: dict[Key, Relation]
    seconds: float
    notes: tuple[str, ...] = field(default=())


def fold_of(name: str) -> int:
    """The fold of a file, by a hash of its name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def key(operator: str, result: Cell, operands: list[Cell]) -> Key:
    """What must be equal; the order of operands matters where it changes the meaning."""
    ordered = operator in ("Division", "RelativeChange")
    return operator, result, tuple(operands if ordered else sorted(set(operands)))


def annotated(sheet: dict[str, Any]) -> set[Key]:
    """The annotations of a sheet."""
    return {
        key(
            a["operator"], tuple(a["aggregator_index"]), [tuple(c) for c in a["aggregatee_indices"]]
        )
        for a in sheet["aggregation_annotations"]
    }


def cell_at(name: str) -> Cell:
    """Row and column, from 0, of B7."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", name)
    if match is None:
        raise ValueError(name)
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def key_of(relation: Relation) -> Key | None:
    """A relation as an annotation would have it; None for kinds that are not annotated.

    Cells inside the run of parts that print nothing on any line count as parts:
    the annotators took whole runs.
    """
    cells = [
        cell_at(f.place.cell)
        for _, f in relation.figures
        if f.place is not None and f.place.cell is not None
    ]
    (edit,) = relation.edits
    if relation.kind in ("base", "shares", "formula"):
        return None
    blank = [cell_at(name) for name in dict(relation.detail).get("blank", "").split()]
    if relation.kind == "total":
        return key("Sum", cells[0], cells[1:] + blank)
    if relation.kind == "change":
        return key("RelativeChange", cells[0], [cells[2], cells[1]])
    if not isinstance(edit, RatioEdit):
        return None
    if edit.denominator:
        return key("Division", cells[0], cells[1:])
    return key("Average", cells[0], cells[1:] + blank)


def scored(path: Path) -> Iterator[Scored]:
    """Every sheet of the file, read once."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            sheet = json.loads(line)
            name = sheet["file_name"]
            grid = Grid(sheet["table_id"] or "sheet", sheet["table_array"])
            begun = time.process_time()
            found = relations_of(grid, name)
            seconds = time.process_time() - begun
            keyed = {k: r for r in found.relations if (k := key_of(r)) is not None}
            yield Scored(
                name,
                fold_of(name),
                annotated(sheet),
                keyed,
                seconds,
                found.notes,
            )


def rates(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall, F1; 1 where nothing was to be found and nothing was."""
    precision = right / found if found else float(not wanted)
    recall = right / wanted if wanted else float(not found)
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def table(sheets: list[Scored], title: str) -> None:
    """Print micro and macro rates of each operator over some sheets."""
    print(f"\n{title}: {len(sheets)} sheets")
    print(
        f"{'':16}{'annotated':>10}{'found':>8}{'right':>8}{'P':>8}{'R':>8}{'F1':>8}{'macro F1':>10}"
    )
    for operator in OPERATORS:
        counts: Counter[str] = Counter()
        macro: list[float] = []
        for sheet in sheets:
            wanted = {k for k in sheet.wanted if k[0] == operator}
            found = {k for k in sheet.found if k[0] == operator}
            right = len(wanted & found)
            counts.update(right=right, found=len(found), wanted=len(wanted))
            if wanted or found:
                macro.append(rates(right, len(found), len(wanted))[2])
        p, r, f = rates(counts["right"], counts["found"], counts["wanted"])
        mean = statistics.fmean(macro) if macro else 0.0
        print(
            f"{operator:16}{counts['wanted']:10}{counts['found']:8}{counts['right']:8}"
            f"{p:8.3f}{r:8.3f}{f:8.3f}{mean:10.3f}"
        )


def times(sheets: list[Scored]) -> None:
    """Print how long a sheet takes."""
    taken = sorted(1000 * sheet.seconds for sheet in sheets)
    at95 = taken[int(0.95 * (len(taken) - 1))]
    print(
        f"\nms of processor time a sheet: median {statistics.median(taken):.1f}, p95 {at95:.1f}, "
        f"max {taken[-1]:.0f}; "
        f"{sum(bool(s.notes) for s in sheets)} sheets reached a bound"
    )


def verdicts(sheets: list[Scored]) -> None:
    """Print what comes out for annotated sums that headers state, and for everything else."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sheet in sheets:
        for k, relation in sheet.found.items():
            which = "annotated" if k in sheet.wanted else "not annotated"
            counts[f"{k[0]} {relation.basis}, {which}"][decision_on(relation).verdict] += 1
    print("\nverdicts" + "".join(f"{v:>24}" for v in VERDICTS))
    for which in sorted(counts):
        print(f"{which:42}" + "".join(f"{counts[which][v]:>12}" for v in VERDICTS))


LEDGER = """# Every discrepancy on the annotated public sheets

Written by `benchmarks/sheets.py --ledger`; judgements are those of
`benchmarks/sheets_judged.toml`. A discrepancy is raised only where a header or a
formula states the relation and it holds on most lines. "sheet": the printed
figures of the sheet contradict each other. "annotation": the cells annotated are
not what the sheet adds up. "ours": the relation is not what the sheet states.
Only figures and cells are quoted. The five folds are taken together.
"""


def ledger(sheets: list[Scored], path: Path) -> None:
    """Write what came out of annotated sums that headers state, and every discrepancy."""
    judged_file = Path(__file__).with_name("sheets_judged.toml")
    judged = tomllib.loads(judged_file.read_text("utf-8")) if judged_file.exists() else {}
    counts: Counter[str] = Counter()
    rows: list[str] = []
    reasons: Counter[str] = Counter()
    for sheet in sheets:
        for k, relation in sheet.found.items():
            decision = decision_on(relation)
            if k[0] == "Sum" and relation.basis == "stated" and k in sheet.wanted:
                counts[decision.verdict] += 1
            if decision.verdict != "discrepancy":
                continue
            result, *operands = (f for _, f in relation.figures)
            cell = result.place.cell if result.place is not None else ""
            why = judged.get(sheet.name, {}).get(cell, "not judged")
            reasons[why.partition(":")[0]] += 1
            said = ", ".join(f.text for f in operands[:6]) + (", ..." if len(operands) > 6 else "")
            rows.append(
                f"| {sheet.name} | {cell} | {k[0]} | {result.text} | {said} "
                f"| {float(decision.gap or 0):g} | {'yes' if k in sheet.wanted else 'no'} | {why} |"
            )
    lines = [LEDGER, "| verdict on annotated sums that a header states | number |", "|---|---|"]
    lines += [f"| {verdict} | {counts[verdict]} |" for verdict in VERDICTS if counts[verdict]]
    lines += ["", "| what is the matter | discrepancies |", "|---|---|"]
    lines += [f"| {why} | {number} |" for why, number in sorted(reasons.items())]
    lines += ["", "| file | cell | operator | stated | operands | gap | annotated | judgement |"]
    lines += ["|---|---|---|---|---|---|---|---|", *sorted(rows), ""]
    path.write_text("\n".join(lines), "utf-8")


def main() -> None:
    """Print the rates of every fold, of all development folds, and of the one held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=DATA)
    parser.add_argument("--ledger", type=Path, help="also write every discrepancy to this page")
    parser.add_argument("--verdicts", action="store_true", help="count verdicts, folds 0-3")
    given = parser.parse_args()
    if not given.data.exists():
        print(f"{given.data} is not there: nothing was measured")
        return
    sheets = list(scored(given.data))
    developed = [sheet for sheet in sheets if sheet.fold != HELD_OUT]
    for fold in range(FOLDS - 1):
        table([sheet for sheet in sheets if sheet.fold == fold], f"fold {fold}")
    table(developed, "folds 0-3, looked at while developing")
    table([sheet for sheet in sheets if sheet.fold == HELD_OUT], f"fold {HELD_OUT}, held out")
    times(sheets)
    if given.verdicts:
        verdicts(developed)
    if given.ledger is not None:
        ledger(sheets, given.ledger)


if __name__ == "__main__":
    main()
