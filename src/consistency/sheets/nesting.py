"""Sums of subtotals rather than of everything below them."""

from __future__ import annotations

from dataclasses import replace

from .candidate import Candidate

DEEPEST = 6


def nested(sums: list[Candidate]) -> list[Candidate]:
    """The sums, each with totals in place of the parts that make them.

    Where a sum holds all the parts of another, that other's total stands for
    them. Of several breakdowns of a total that then share parts the first is kept.
    """
    result: list[Candidate] = []
    for candidate in sums:
        for _ in range(DEEPEST):
            inner = next((s for s in sums if _within(s, candidate)), None)
            if inner is None:
                break
            parts = (set(candidate.parts) - set(inner.parts)) | {inner.total}
            candidate = replace(candidate, parts=tuple(sorted(parts)))
        if not any(_repeats(old, candidate) for old in result):
            result.append(candidate)
    return result


def _repeats(old: Candidate, new: Candidate) -> bool:
    """Another breakdown of the total into some of the same parts."""
    return (
        old.total == new.total
        and bool(set(old.parts) & set(new.parts))
        and old.first <= new.last
        and new.first <= old.last
    )


def _within(inner: Candidate, outer: Candidate) -> bool:
    parts = set(outer.parts)
    low, high = min(outer.parts[0], outer.total), max(outer.parts[-1], outer.total)
    return (
        inner.clean
        and inner.total != outer.total
        and inner.total not in parts
        and low <= inner.total <= high
        and set(inner.parts) < parts
        and inner.first <= outer.first
        and outer.last <= inner.last
    )
