"""How much of what real passages state is found, how often wrongly, and how fast.

    python benchmarks/narrative.py [FOLDER] [--list] [--mutate]

FOLDER holds NAME.txt beside NAME.json: `relations` with `kind`, `numbers`,
`text_span`, `holds` (true, "within-rounding" or false) and `optional`, and
`must_not_flag` spans. Without it the passages beside the project are read, where
they are there. Printed are, each with its denominator:

- recall: a relation is found when one result holds all its numbers, by offset;
- verdicts of the relations found, and the share of results decided;
- discrepancies on a relation that holds, or inside a span that must not be
  flagged, and all others where everything holds;
- with `--mutate`, in passages where all holds: one number of a stated relation
  is changed by 7 to 30 % (same number of digits, and impossible in every reading
  of the relation); how often a discrepancy holds the changed figure.

Last come processor seconds and peak memory for the texts of FOLDER repeated to 1 MB.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations, product
from pathlib import Path
from typing import Any

import consistency

BESIDE = Path(__file__).resolve().parents[2] / "shared"
AGREES = ("agrees", "agrees_within_rounding")
SHAPES = {
    "sum": "linear",
    "difference": "linear",
    "share": "share",
    "growth": "growth",
    "shares_sum": "hundred",
    "per_unit_product": "product",
}
"""How a changed number is proved impossible, by the kind of a key relation."""

Span = tuple[int, int]


def occurrences(text: str, number: str) -> list[Span]:
    """Where a number stands as a whole."""
    edge = r"(?<![0-9])(?<![0-9][.,])" if number[0].isdigit() else ""
    end = r"(?![0-9])(?![.,][0-9])" if number[-1].isdigit() else ""
    found = re.finditer(edge + re.escape(number) + end, text)
    return [match.span() for match in found]


def places(relation: dict[str, Any], text: str) -> list[list[Span]]:
    """For each number of a key relation its places inside the relation's spans."""
    quoted = relation.get("text_span") or [text]
    quoted = [quoted] if isinstance(quoted, str) else quoted
    zones = [m.span() for quote in quoted for m in re.finditer(re.escape(quote), text)]
    found = []
    for number in map(str, relation["numbers"]):
        everywhere = occurrences(text, number)
        inside = [s for s in everywhere if any(a <= s[0] and s[1] <= b for a, b in zones)]
        found.append(inside or everywhere)
    return found


def spans(result: Any) -> list[Span]:
    """The places of a result's figures."""
    return [(f.place.start, f.place.end) for _, f in result.figures if f.place is not None]


def holds_all(result: Any, relation: dict[str, Any], slots: Sequence[Sequence[Span]]) -> bool:
    """One result has a figure of its own for every number of a relation."""
    have = set(spans(result))
    needed = Counter(map(str, relation["numbers"]))
    for number, slot in zip(map(str, relation["numbers"]), slots, strict=True):
        here = sum(any(a < y and x < b for x, y in slot) for a, b in have)
        if here < needed[number]:
            return False
    return True


def right(holds: object, verdict: str) -> bool:
    """A verdict is that of the key: a failing relation may be a query."""
    return verdict in (("discrepancy", "query") if holds is False else AGREES)


def score(name: str, text: str, key: dict[str, Any], tally: Counter[str], told: list[str]) -> None:
    """Count what is found in one passage, and what is wrongly accused."""
    results = consistency.check(text).results
    tally["results"] += len(results)
    tally["decided"] += sum(result.decision.verdict != "undecided" for result in results)
    holding = []
    accused = [result for result in results if result.decision.verdict == "discrepancy"]
    failing = []
    for relation in key["relations"]:
        slots = places(relation, text)
        (failing if relation["holds"] is False else holding).append((relation, slots))
        if relation.get("optional"):
            continue
        tally["relations"] += 1
        found = [result for result in results if holds_all(result, relation, slots)]
        if not found:
            told.append(f"missed    {name}: {relation['kind']} {relation['numbers']}")
            continue
        tally["found"] += 1
        if any(right(relation["holds"], result.decision.verdict) for result in found):
            tally["right"] += 1
        else:
            told.append(f"verdict   {name}: {relation['kind']} {relation['numbers']}")
    for result in accused:
        if any(holds_all(result, relation, slots) for relation, slots in failing):
            continue
        if any(holds_all(result, relation, slots) for relation, slots in holding):
            what = "false: holds"
        elif any(inside(result, text, flag) for flag in key.get("must_not_flag", [])):
            what = "false: flagged"
        else:
            what = "unlisted"
        tally[what] += 1
        told.append(f"{what} {name}: {result.kind} {[f.text for _, f in result.figures]}")


def inside(result: Any, text: str, flag: dict[str, Any]) -> bool:
    """The first figure of a result stands in a span that must not be flagged."""
    quoted = flag["text_span"]
    first = spans(result)[0]
    zones = (
        match.span()
        for quote in ([quoted] if isinstance(quoted, str) else quoted)
        for match in re.finditer(re.escape(quote), text)
    )
    return any(a <= first[0] and first[1] <= b for a, b in zones)


def cell(number: str) -> tuple[Fraction, Fraction] | None:
    """Value and half a unit of the last digit."""
    bare = number.replace(",", "")
    if not re.fullmatch(r"[0-9]*\.?[0-9]+", bare):
        return None
    places_shown = len(bare.partition(".")[2])
    return Fraction(bare), Fraction(1, 2 * 10**places_shown)


def possible(shape: str, cells: Sequence[tuple[Fraction, Fraction]]) -> bool:
    """Some reading of the relation holds, every figure taken as rounded."""
    if shape == "hundred":
        return abs(sum(c[0] for c in cells) - 100) <= sum(c[1] for c in cells)
    if shape == "linear":
        slack = sum(c[1] for c in cells)
        signed = product((1, -1), repeat=len(cells) - 1)
        rest = (sum(s * c[0] for s, c in zip(signs, cells[1:], strict=True)) for signs in signed)
        return any(abs(cells[0][0] + made) <= slack for made in rest)
    if shape == "product":
        return any(_makes(cells, at) for at in range(len(cells)))
    return any(_is_share(*order, growth=shape == "growth") for order in permutations(cells, 3))


def _makes(cells: Sequence[tuple[Fraction, Fraction]], at: int) -> bool:
    low = high = Fraction(1)
    for other, (value, half) in enumerate(cells):
        if other != at:
            low, high = low * (value - half), high * (value + half)
    return low <= sum(cells[at]) and high >= cells[at][0] - cells[at][1]


def _is_share(
    part: tuple[Fraction, Fraction],
    whole: tuple[Fraction, Fraction],
    percent: tuple[Fraction, Fraction],
    *,
    growth: bool,
) -> bool:
    if whole[0] <= whole[1]:
        return False
    low = (part[0] - part[1]) / (whole[0] + whole[1]) * 100
    high = (part[0] + part[1]) / (whole[0] - whole[1]) * 100
    if growth:
        low, high = sorted((abs(low - 100), abs(high - 100)))
    return low <= percent[0] + percent[1] and high >= percent[0] - percent[1]


def reprinted(number: str, value: Fraction) -> str | None:
    """A value printed with as many digits as the number it replaces."""
    bare = number.replace(",", "")
    scale = 10 ** len(bare.partition(".")[2])
    digits = str(int(value * scale)).rjust(sum(c.isdigit() for c in bare), "0")
    if len(digits) != sum(c.isdigit() for c in bare) or digits[0] == "0" != bare[0]:
        return None
    stream = iter(digits)
    return "".join(next(stream) if c.isdigit() else c for c in number)


def mutations(name: str, relation: dict[str, Any], text: str) -> Iterator[tuple[str, Span]]:
    """Texts with one number of a relation changed to something impossible: two a relation."""
    shape = SHAPES.get(relation["kind"])
    numbers = [str(number) for number in relation["numbers"]]
    slots = places(relation, text)
    cells = [cell(number) for number in numbers]
    if shape is None or not all(slots) or None in cells or len(set(numbers)) < len(numbers):
        return
    known = [c for c in cells if c is not None]
    if not possible(shape, known):  # scales differ: 1.7 billion beside 200 million
        return
    chance = random.Random(f"{name} {numbers}")  # noqa: S311
    made = 0
    for at in chance.sample(range(len(numbers)), len(numbers)):
        for percent in chance.sample([*range(-30, -6), *range(7, 31)], 48):
            new = reprinted(numbers[at], known[at][0] * (100 + percent) / 100)
            changed = None if new is None else cell(new)
            if new is None or changed is None or new == numbers[at]:
                continue
            if not possible(shape, [*known[:at], changed, *known[at + 1 :]]):
                start, end = slots[at][0]
                yield text[:start] + new + text[end:], (start, start + len(new))
                made += 1
                break
        if made == 2:
            return


def mutate(name: str, text: str, key: dict[str, Any], tally: Counter[str], told: list[str]) -> None:
    """Count the changed numbers that a discrepancy holds."""
    if any(relation["holds"] is False for relation in key["relations"]):
        return
    for relation in key["relations"]:
        if relation.get("optional"):
            continue
        for changed, (start, end) in mutations(name, relation, text):
            tally["changed"] += 1
            here = [
                result.decision.verdict
                for result in consistency.check(changed).results
                if any(a < end and start < b for a, b in spans(result))
            ]
            tally["reported"] += "discrepancy" in here
            tally["asked"] += "discrepancy" not in here and "query" in here
            if "discrepancy" not in here:
                said = f"{relation['kind']} {relation['numbers']} {changed[start:end]}"
                told.append(f"unnoticed {name}: {said} {here}")


def one_megabyte(folder: Path) -> None:
    """Seconds and peak memory of a text of 1 MB made of all passages."""
    whole = "\n\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.txt")))
    text = whole * (1 + 10**6 // len(whole.encode()))
    text = text.encode()[: 10**6].decode("utf-8", "ignore")
    begun = time.process_time()
    report = consistency.check(text)
    took = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"1 MB of text: {took:.2f} s of processor time, {report.summary['figures']} figures, "
        f"peak {peak} MB"
    )


def of(part: int, whole: int) -> str:
    """A count with its denominator."""
    return f"{part}/{whole}" + (f" = {100 * part / whole:.1f} %" if whole else "")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=BESIDE / "passages")
    parser.add_argument("--list", action="store_true", help="name every miss and every alarm")
    parser.add_argument("--mutate", action="store_true", help="change numbers where all holds")
    chosen = parser.parse_args()
    pairs = [(p, p.with_suffix(".json")) for p in sorted(chosen.folder.glob("*.txt"))]
    pairs = [(text, key) for text, key in pairs if key.exists()]
    if not pairs:
        print(f"no passages with keys in {chosen.folder}: give a folder", file=sys.stderr)
        return 2
    tally: Counter[str] = Counter()
    told: list[str] = []
    for path, key_path in pairs:
        text, key = path.read_bytes().decode("utf-8"), json.loads(key_path.read_text("utf-8"))
        score(path.stem, text, key, tally, told)
        if chosen.mutate:
            mutate(path.stem, text, key, tally, told)
    print(f"{len(pairs)} passages")
    print(f"relations found            {of(tally['found'], tally['relations'])}")
    print(f"  with the right verdict   {of(tally['right'], tally['found'])}")
    print(f"results decided            {of(tally['decided'], tally['results'])}")
    print(f"discrepancies where the relation holds       {tally['false: holds']}")
    print(f"discrepancies in a span not to be flagged    {tally['false: flagged']}")
    print(f"discrepancies on relations in no key         {tally['unlisted']}")
    if chosen.mutate:
        print(f"changed numbers reported   {of(tally['reported'], tally['changed'])}")
        print(f"  only asked about         {of(tally['asked'], tally['changed'])}")
    one_megabyte(chosen.folder)
    if chosen.list:
        print("\n".join(sorted(told)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
