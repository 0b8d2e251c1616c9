"""Findings as rows of text with the frozen columns, made whole columns at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ...frames.rules import Balance, Rule
from ...layout.sheet import cell_name
from ...model.document import Grid
from ...model.finding import COLUMNS, row_of
from ...model.message import say
from ...model.quantity import plain
from ...model.report import Result
from .deciding import GROSS, LAST_DIGIT, amounts, plain_texts, rounded
from .records import Screened, loud_pairs, row_numbers

AT_ONCE = 100_000


def frames_of(one: Screened, language: str) -> Iterator[Any]:
    """The findings of one table as polars frames: statement by statement, rows in order."""
    yield from _of_results(one.conformity, language)
    orders = {p.order for p in one.plan.planned} | {order for order, _ in one.slow}
    keys = _Keys(one)
    for order in sorted(orders):
        yield from _of_results([r for at, r in one.slow if at == order], language)
        for at, planned in enumerate(one.plan.planned):
            if planned.order == order:
                yield from _of_planned(one, at, keys, language)


def _of_results(results: Sequence[Result], language: str) -> Iterator[Any]:
    for start in range(0, len(results), AT_ONCE):
        yield _frame([row_of(result, language) for result in results[start : start + AT_ONCE]])


def _frame(rows: Sequence[dict[str, Any]]) -> Any:
    import polars as pl

    return pl.DataFrame(list(rows), schema=schema(), orient="row", infer_schema_length=None)


def schema() -> dict[str, Any]:
    """The polars types of the frozen columns."""
    import polars as pl

    types = dict.fromkeys(("row", "line", "start", "end"), pl.Int64) | {"waived": pl.Boolean}
    return {name: types.get(name, pl.String) for name in COLUMNS}


def _of_planned(one: Screened, at: int, keys: _Keys, language: str) -> Iterator[Any]:
    """Findings of one statement: those decided in whole numbers, and those opened, merged."""
    import polars as pl

    rows, rules = loud_pairs(one, at)
    opened = one.opened.get(at, [])
    chunk = max(AT_ONCE, 1)
    starts = range(0, max(len(rows), 1), chunk)
    for number, start in enumerate(starts):
        made = [
            _of_rule(
                one,
                at,
                n,
                rows[start : start + chunk],
                rules[start : start + chunk],
                keys,
                language,
            )
            for n in range(len(one.states[at]))
        ]
        first = rows[start] if number else -1
        last = rows[start + chunk] if start + chunk < len(rows) else one.pulled.rows
        mine = [item for item in opened if first <= item[0] < last]
        if mine:
            frame = _frame([row_of(result, language) for _, _, result in mine])
            places = pl.DataFrame(
                {"__at": [m[0] for m in mine], "__n": [m[1] for m in mine]},
                schema={"__at": pl.Int64, "__n": pl.Int64},
            )
            made.append(pl.concat([frame, places], how="horizontal"))
        kept = [frame for frame in made if frame is not None and frame.height]
        if len(kept) == 1:
            yield kept[0].drop("__at", "__n")  # one rule: its rows are in order
        elif kept:
            yield pl.concat(kept).sort("__at", "__n").drop("__at", "__n")


def _of_rule(
    one: Screened, at: int, number: int, rows: Any, rules: Any, keys: _Keys, language: str
) -> Any:
    """The findings of one rule in some rows, as a frame with their places `__at` and `__n`."""
    import polars as pl

    chosen = rows[rules == number]
    if not len(chosen):
        return None
    planned, rule = one.plan.planned[at], one.plan.program.statements[at].rules[number]
    check, table = planned.check, one.plan.table
    codes = one.states[at][number][chosen]
    columns: dict[str, Any] = dict.fromkeys(COLUMNS)
    columns |= _quantities(rule, one, chosen)
    columns["grade"] = _worded(codes, {LAST_DIGIT: "last_digit", GROSS: "gross"}, None)
    columns["diagnosis"] = _worded(codes, {LAST_DIGIT: "last_digit"}, None)
    columns |= {
        "id": keys.ids(planned, number, chosen),
        "check": check.name,
        "code": check.code,
        "kind": check.kind,
        "verdict": "discrepancy",
        "severity": check.severity,
        "basis": check.policy.basis,
        "input": table.input,
        "table": table.grid.name,
        "key": keys.objects(check.variant, chosen),
        "waived": False,
    }
    columns |= _places(one, planned.statement.edits[number].terms[0].slot.field.name, chosen)
    columns["message"] = _messages(columns, check.message, language)
    columns |= {"__at": chosen, "__n": np.full(len(chosen), number)}
    types = {**schema(), "__at": pl.Int64, "__n": pl.Int64}
    size = len(chosen)
    made = {
        name: value
        if isinstance(value, pl.Series)
        else pl.Series(value, dtype=kind)
        if isinstance(value, np.ndarray | list)
        else pl.Series([value], dtype=kind).new_from_index(0, size)
        for (name, kind), value in ((item, columns[item[0]]) for item in types.items())
    }
    return pl.DataFrame(made)


def _worded(codes: Any, words: dict[int, str], otherwise: str | None) -> Any:
    import polars as pl

    table = np.array([words.get(code, otherwise) for code in range(9)], dtype=object)
    return pl.Series(table[codes].tolist(), dtype=pl.String)


def _quantities(rule: Rule, one: Screened, rows: Any) -> dict[str, Any]:
    """Stated, derived, gap and allowed as texts, rounded as `quantity.plain` does."""
    import polars as pl

    places = rule.facts.decimals + 3
    found = amounts(rule, one.pulled, rows)
    above, below = (None if room is None else plain(room, places) for room in rule.facts.allowed)
    gap = rounded(found.gap, found.below, places)
    positive = np.asarray(found.gap >= 0, dtype=bool)
    if isinstance(rule, Balance) and rule.agrees[0] is None:
        positive = np.ones(len(rows), dtype=bool)
    if isinstance(rule, Balance) and rule.agrees[0] is not None and rule.agrees[1] is None:
        positive = np.zeros(len(rows), dtype=bool)
    stated = rounded(found.stated, found.stated_scale, places)
    derived = rounded(found.derived, found.below, places)
    return {
        "stated": plain_texts(stated, places),
        "derived": plain_texts(derived, places),
        "gap": plain_texts(gap, places),
        "allowed": pl.Series(
            np.where(positive, above or "", below or "").tolist(), dtype=pl.String
        ).replace("", None),
    }


def _places(one: Screened, name: str, rows: Any) -> dict[str, Any]:
    """Row, column and cell of the first figure of an edit."""
    import polars as pl

    table = one.plan.table
    numbers = row_numbers(one)
    if numbers is None:
        return {"column": table.header(name), "row": None, "cell": None}
    chosen = pl.Series(numbers[rows].astype(np.int64))
    letters = cell_name(Grid("", [[]]), 0, table.columns[name])[:-1]
    shown = (chosen + one.plan.frame.first_row).cast(pl.String)
    return {
        "column": table.header(name),
        "row": chosen + 1,
        "cell": pl.select(pl.lit(letters) + shown).to_series(),
    }


def _messages(columns: dict[str, Any], wording: str | None, language: str) -> Any:
    """Stated, derived and direction in one phrase; a suite's own words before it."""
    import polars as pl

    place = columns["cell"] if columns["cell"] is not None else columns["column"]
    if not isinstance(place, pl.Series):
        place = pl.Series([place]).new_from_index(0, len(columns["stated"]))
    frame = pl.DataFrame(
        {
            "place": place,
            "stated": columns["stated"],
            "derived_both": columns["derived"],
            "gap": columns["gap"],
        }
    )
    size = pl.col("gap").str.strip_prefix("-")
    much, little = (
        _filled(say(language, f"direction.too_{word}", {"gap": "\x00gap\x00"}), {"gap": size})
        for word in ("much", "little")
    )
    direction = pl.when(pl.col("gap").str.starts_with("-")).then(little).otherwise(much)
    reported = say(language, "word.reported")
    names = ("place", "stated", "derived_both", "direction")
    marks = {name: f"\x00{name}\x00" for name in names}
    template = say(language, "word.stated_derived", {**marks, "reported": reported})
    values = {n: pl.col(n) for n in names[:3]} | {"direction": direction}
    phrase = _filled(template, values)
    if wording is not None:
        shell = say(language, "word.bracket", {"text": wording, "numbers": "\x00numbers\x00"})
        phrase = _filled(shell, {"numbers": phrase})
    return frame.select(phrase.alias("message")).to_series()


def _filled(template: str, values: dict[str, Any]) -> Any:
    """A template, its placeholders between NULs, as one expression."""
    import polars as pl

    pieces = template.split("\x00")
    return pl.concat_str(
        [values[piece] if n % 2 else pl.lit(piece) for n, piece in enumerate(pieces)]
    )


class _Keys:
    """Key texts of the pulled rows, as JSON objects and as the ends of hashed ids."""

    def __init__(self, one: Screened) -> None:
        self.one = one
        self.names = one.plan.table.keys
        self.texts = [self._text(name) for name in self.names]
        self.quoted = [_quoted(texts) for texts in self.texts]

    def _text(self, name: str) -> Any:
        """The texts of a key in every pulled row, as the table prints them."""
        import polars as pl

        table, frame = self.one.plan.table, self.one.frame
        at, spot = table.columns.get(name), table.spots.get(name)
        if spot is not None or at is None:
            text = (spot.text or "").strip() if spot is not None else ""
            return pl.Series([text]).new_from_index(0, frame.height)
        header = self.one.plan.frame.columns[at]
        if self.one.plan.frame.forms[header] == "integer":
            return frame.get_column(header).cast(pl.String).fill_null("")
        if frame.schema[header] == pl.String:
            return frame.get_column(header).str.strip_chars().fill_null("")
        grid = self.one.plan.frame.to_grid(frame.select(header))
        return pl.Series([(row[0] or "").strip() for row in grid.rows[1:]], dtype=pl.String)

    def objects(self, variant: Any, rows: Any) -> Any:
        """The key of each row as the text of a JSON object."""
        extra = ", ".join(f"{_json(name)}: {_json(value)}" for name, value in variant)
        return self._joined(
            [f"{_json(n)}: " for n in self.names], extra, ("{", ", ", "", "}"), rows
        )

    def _joined(
        self, heads: Sequence[str], extra: str, marks: tuple[str, str, str, str], rows: Any
    ) -> Any:
        """Each row's quoted key texts behind their heads, between marks."""
        import polars as pl

        opening, separator, after, closing = marks
        size = len(rows)
        if not heads and not extra:
            return pl.Series([None], dtype=pl.String).new_from_index(0, size)
        pieces: list[Any] = []
        for number, (head, quoted) in enumerate(zip(heads, self.quoted, strict=True)):
            start = opening if not number else separator
            pieces += [pl.lit(start + head), quoted.gather(rows), pl.lit(after)]
        end = (separator if heads else opening) + extra + closing if extra else closing
        frame = pl.select(pl.concat_str([*pieces, pl.lit(end)]).alias("key"))
        found = frame.to_series()
        return found if len(found) == size else found.new_from_index(0, size)

    def ids(self, planned: Any, number: int, rows: Any) -> list[str]:
        """The ids of findings of one edit, as `result_id` makes them."""
        import polars as pl

        one, check = self.one, planned.check
        edit = planned.statement.edits[number]
        slots = [[t.role, str(t.slot.field)] for t in edit.terms]
        period = one.submission.tables[one.name].period
        times: Any = [None] * len(rows)
        variant = dict(check.variant)
        if period in variant:
            times = [variant[period]] * len(rows)
        elif period is not None and period in self.names:
            times = self.texts[self.names.index(period)]
        heads: dict[str | None, Any] = {}
        extra = ",".join(f"[{_json(name)},{_json(value)}]" for name, value in check.variant)
        ends = self._joined(
            [f"[{_json(n)}," for n in self.names], extra, ("[", ",", "]", "]]"), rows
        )
        chosen = times if isinstance(times, list) else times.gather(rows).to_list()
        for time in set(chosen):
            parts = [one.suite, check.name, check.kind, None, time, slots]
            text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
            heads[time] = hashlib.sha256(f"{text[:-1]},".encode("utf-8", "surrogatepass")).copy
        made = []
        for time, end in zip(chosen, ends.fill_null("[]]").cast(pl.Binary).to_list(), strict=True):
            hashing = heads[time]()
            hashing.update(end)
            made.append(hashing.hexdigest()[:16])
        return made


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _quoted(texts: Any) -> Any:
    """Texts as JSON strings."""
    import polars as pl

    if not texts.str.contains(r'["\\\x00-\x1f]').any():
        return pl.select(pl.concat_str([pl.lit('"'), texts, pl.lit('"')]).alias("key")).to_series()
    return pl.Series([_json(text) for text in texts.to_list()], dtype=pl.String)
