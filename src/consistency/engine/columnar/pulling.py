"""The screen of one table run: which rows came up, and what passed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ...errors import Fault, InputError
from ...frames.frame import ROW, Frame
from ...frames.kernel import Tally, nothing
from ...layout import Table, bind_all
from ...layout.set_aside import SetAside
from ...layout.totals import TELLING
from ...model.document import Grid
from .planning import Plan, Selected, header_of

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
TELLING_PATTERN = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), f"(?i){TELLING.pattern}")
"""What `TELLING` finds, without the escapes that only some engines know."""


def run(plan: Plan, told: Any = None) -> tuple[Any, Tally, bool]:
    """The rows that are not quiet, as a polars frame with their numbers in `ROW`; the tally;
    whether the screen has proved that no key stands twice."""
    if _asks_nothing(plan):
        tally = nothing(plan.program)
        return plan.frame.head(0).with_row_index(ROW), tally.over(plan.frame.rows), False
    if plan.frame.lazy is not None:
        from ...frames.embedded import screen

        masks = [polars_mask(mask) for mask in plan.masks]
        rising = _rising(plan)
        return screen(plan.frame, plan.program, masks, _odd(plan), told, rising, _looks(plan))
    from ...frames.expression import TooManyRowsError
    from ...frames.expression import screen as by_expression

    try:
        return by_expression(plan.frame, plan.program, plan.masks, odd_by_expression(plan))
    except TooManyRowsError as error:
        what = f"{error.args[0]:,} rows fail or lack a value, more than are brought to one machine"
        advice = "write the findings where the rows are: consistency.spark.write_findings"
        raise InputError(Fault(what, plan.table.input, advice)) from None


def _asks_nothing(plan: Plan) -> bool:
    """No statement asks anything of single records, and no cell can break the schema: each
    field has a column of whole numbers without a blank, as the file itself says."""
    frame, table = plan.frame, plan.table
    if frame.lazy is None or plan.planned or plan.slow or table.schema is None:
        return False
    for name in table.fields:
        header, shape = header_of(table, name), table.shape(name)
        if header is None or shape is None or header not in frame.filled:
            return False
        if frame.forms[header] != "integer" or shape.dtype in ("date", "boolean"):
            return False
    return True


def _rising(plan: Plan) -> list[str]:
    """The columns of the key that may hold whole numbers."""
    table = plan.table
    if table.schema is None:
        return []
    headers = [header for name in table.keys if (header := header_of(table, name))]
    forms = ("integer", "text")
    constants = plan.frame.constants
    return [h for h in headers if plan.frame.forms[h] in forms and h not in constants]


def _looks(plan: Plan) -> list[tuple[str, Any]]:
    """Text keys, whose words could tell that a row is no record."""
    table = plan.table
    if table.schema is None:
        return []
    headers = {name: header for name in table.keys if (header := header_of(table, name))}
    looks = []
    for name, header in headers.items():
        look = _Telling({header, table.headers.get(name, header)})
        constant = plan.frame.constants.get(header)
        if plan.frame.forms[header] != "text" or (constant and look.same(constant)):
            continue
        looks.append((header, look))
    return looks


@dataclass(slots=True)
class _Telling:
    """Flags texts that are blank, repeat the header, or hold a word that tells.

    Each different text of a piece is looked at once, unless nearly all are different.
    """

    headers: set[str]
    known: dict[str | None, bool] = field(default_factory=lambda: {None: True})

    def odd(self, text: str | None) -> bool:
        """A text that may stand in a row that is no record."""
        found = self.known.get(text)
        if found is None:
            plain = (text or "").strip()
            found = not plain or plain in self.headers or TELLING.search(plain) is not None
            if len(self.known) < _MOST_KNOWN:
                self.known[text] = found
        return found

    def same(self, text: str) -> bool:
        """Nothing to look at: every row has this text, and it tells nothing."""
        return not self.odd(text)

    def __call__(self, series: Any) -> Any:
        import polars as pl

        some = series.head(_FIRST).n_unique() < _FIRST // 2
        if some:
            different = series.unique()
            found = [text for text in different.to_list() if self.odd(text)]
            if not found:
                return None
            blank = series.is_null()
            return (series.is_in(found).fill_null(False) | blank).to_numpy()
        column = pl.col("text")
        flagged = pl.DataFrame({"text": series}).select(
            column.str.contains(TELLING_PATTERN).fill_null(True)
            | (column.str.strip_chars() == "").fill_null(True)
            | column.str.strip_chars().is_in(list(self.headers)).fill_null(True)
        )
        return flagged.to_series().to_numpy()


_FIRST = 1_000
_MOST_KNOWN = 100_000


def polars_mask(mask: Sequence[Selected]) -> Any:
    """The expression of rows that every selection of a mask admits."""
    import polars as pl

    held = None
    for chosen in mask:
        one = pl.col(chosen.column).is_in(list(chosen.values)).fill_null(chosen.blank)
        held = one if held is None else held & one
    return held


def _odd(plan: Plan) -> list[Any]:
    """Rows that the layout or the schema has to look at, whatever their figures say."""
    import polars as pl

    table, frame = plan.table, plan.frame
    if table.schema is None:
        return _blank_rows(frame)
    odd: list[Any] = []
    for name in table.fields:
        shape, header = table.shape(name), header_of(table, name)
        if header is None or shape is None or name in plan.fields:
            continue  # a cell of the program's columns that is not plain comes up anyway
        if shape.is_number:  # of a type that no screen reads
            odd.append(pl.lit(True))
        kind = frame.lazy.collect_schema()[header]
        column = pl.col(header)
        is_text = kind == pl.String
        if not shape.nullable and not (is_text and name in table.keys):
            odd.append(column.is_null())
            if is_text:
                odd.append(column.str.strip_chars() == "")
        if shape.dtype == "date" and is_text:
            odd.append(~column.str.contains(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$"))
        if shape.dtype == "boolean" and is_text:
            odd.append(~column.is_in(["true", "false"]))
    if frame.verify is not None:
        odd.append(pl.col(frame.columns[-1]).is_null())
    return odd


def _blank_rows(frame: Frame) -> list[Any]:
    import polars as pl

    blank = pl.all_horizontal(pl.col(name).is_null() for name in frame.columns)
    if frame.verify is not None:
        return [blank, pl.col(frame.columns[-1]).is_null()]
    return [blank]


def odd_by_expression(plan: Plan) -> list[Any]:
    """Expressions, one a field no edit uses: true where its cell breaks what the schema says."""
    import narwhals as nw

    table, odd = plan.table, []
    if table.schema is None:
        return []
    for name in table.fields:
        shape, header = table.shape(name), header_of(table, name)
        if header is None or shape is None or name in plan.fields:
            continue
        column = nw.col(header)
        if not shape.nullable:
            odd.append(column.is_null())
            if plan.frame.forms[header] == "text":
                odd.append(column.str.strip_chars() == "")
        if plan.frame.forms[header] == "text" and name in table.keys:
            odd.append(column.str.contains(TELLING_PATTERN))
    return odd


def without_asides(
    plan: Plan, pulled: Any, kept: frozenset[str]
) -> tuple[Any, int, tuple[SetAside, ...]]:
    """The pulled rows that are records, how many are none, and what is told of these.

    A blank row is no record; with a schema neither is a total's row or a note among
    the records, which the layout tells by its words.
    """
    import polars as pl

    table = plan.table
    names = [name for name in pulled.columns if name != ROW]
    blank = pl.all_horizontal(_is_blank(pl.col(n), pulled.schema[n]) for n in names)
    gone = set(pulled.select(blank.arg_true()).to_series().to_list())
    told: tuple[SetAside, ...] = ()
    if table.schema is not None:
        aside, told = _set_aside(plan, pulled, kept)
        gone |= aside
    if not gone:
        return pulled, 0, told
    keep = [at not in gone for at in range(pulled.height)]
    return pulled.filter(pl.Series(keep, dtype=pl.Boolean)), len(gone), told


def _is_blank(column: Any, kind: Any) -> Any:
    import polars as pl

    if kind == pl.String:
        return column.is_null() | (column.str.strip_chars() == "")
    return column.is_null()


def _set_aside(
    plan: Plan, pulled: Any, kept: frozenset[str]
) -> tuple[set[int], tuple[SetAside, ...]]:
    """Pulled rows whose key could tell that they are no records, as the layout reads them."""
    import polars as pl

    table = plan.table
    texts = [
        header
        for name in table.keys
        if (header := header_of(table, name)) and pulled.schema[header] == pl.String
    ]
    if not texts or not pulled.height:
        return set(), ()
    telling = pl.any_horizontal(
        (pl.col(h).str.contains(TELLING_PATTERN) | _is_blank(pl.col(h), pl.String)).fill_null(True)
        for h in texts
    )
    rows = pulled.select(telling.arg_true()).to_series().to_list()
    if not rows:
        return set(), ()
    grid = plan.frame.to_grid(pulled[rows])
    first = table.records[0] if table.records else 0
    body = [grid.rows[0], table.grid.rows[first], *grid.rows[1:]]
    bound = bind_all(replace(grid, rows=body), table.schema, table.input, kept=kept)
    records = set(bound[0].table.records)
    gone = {row for n, row in enumerate(rows) if n + 2 not in records}
    numbers = pulled.get_column(ROW).to_list() if plan.frame.ordered else []
    told = []
    for item in bound[0].set_aside:
        letters, number = _CELL.fullmatch(item.cell).groups()  # type: ignore[union-attr]
        at = int(number) - 3
        if at < 0:
            continue
        shown = numbers[rows[at]] + plan.frame.first_row if numbers else ""
        told.append(replace(item, cell=f"{letters}{shown}"))
    return gone, tuple(told)


_CELL = re.compile(r"([A-Z]+)(\d+)")


def table_of(plan: Plan, pulled: Any) -> Table:
    """Some pulled rows as a table that the scalar engine reads."""
    grid: Grid = plan.frame.to_grid(pulled)
    numbers: list[int | None] = [None] * pulled.height
    if plan.frame.ordered:
        numbers = pulled.get_column(ROW).to_list()
    decimals = {
        at: plan.decimals[name]
        for at, name in enumerate(plan.frame.columns)
        if plan.decimals.get(name) is not None
    }
    computed = frozenset(
        at
        for at, name in enumerate(plan.frame.columns)
        if name in plan.decimals and plan.decimals[name] is None
    )
    first = plan.frame.first_row
    shown = [first - 1, *((0 if n is None else n) + first for n in numbers)]
    grid = replace(
        grid,
        name=plan.table.grid.name,
        decimals={**grid.decimals, **decimals},  # type: ignore[dict-item]
        computed=(grid.computed - frozenset(decimals)) | computed,
        origin=shown,
    )
    return replace(
        plan.table,
        grid=grid,
        records=tuple(range(1, pulled.height + 1)),
        filled={},
        totals=(),
        set_aside=(),
        row_numbers=numbers,
        _read={},
        _keys={},
    )


def pieces(pulled: Any, size: int) -> Iterator[tuple[int, Any]]:
    """A frame in pieces, each with the position of its first row."""
    for start in range(0, pulled.height, size):
        yield start, pulled.slice(start, size)
