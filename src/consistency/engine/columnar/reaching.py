"""What is asked of a large table beside its screen: its values, its decimals, its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...frames.frame import Frame


def distinct(frame: Frame, column: str, most: int) -> Any:
    """The different values of a column as a polars frame of one column; None: more than `most`."""
    if frame.lazy is not None:
        import polars as pl

        asked = frame.lazy.select(pl.col(column).unique()).head(most + 1)
        found = asked.collect(engine="streaming")
    else:
        found = frame.native.select(column).unique().head(most + 1).collect("polars").to_native()
    return None if found.height > most else found


def float_decimals(frame: Frame, names: Sequence[str]) -> dict[str, int | None]:
    """The most decimals any double of a column shows, up to 6; None where some show more."""
    if not names:
        return {}
    if frame.lazy is not None:
        from ...frames.embedded import float_decimals as embedded

        return embedded(frame, names)
    from ...frames.expression import float_decimals as by_expression

    return by_expression(frame, names)
