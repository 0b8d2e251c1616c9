"""No grid makes the reading of a sheet fail: ragged rows, odd marks, merges over anything."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency.model.document import Grid
from consistency.model.relation import decision_on
from consistency.sheets import form_fields, named_figures, relations_of

TEXTS = [
    None,
    *("", " ", "0", "1", "12", "42", "100", "100%", "48%", "12.5", "-3", "(7)", "1,204", "近1720"),
    *(
        "35岁以下",
        "合计",
        "其中",
        "其 中",
        "占比",
        "个数",
        "期初数",
        "期末数",
        "新增",
        "减少",
        "total",
    ),
    *(
        "of which",
        "单位：万元",
        "经费（亿元）",
        "其中：自筹（元）",
        "%",
        "2010",
        "opening",
        "closing",
    ),
    *("joined", "①", "???", "9" * 30, "1e400", "=SUM(A1:A9)", "\u3000", "nan", "<5", "*", "-"),
]
ROWS = st.lists(st.lists(st.sampled_from(TEXTS), max_size=7), max_size=9)
SPAN = st.tuples(*[st.integers(0, 9)] * 4).map(
    lambda s: (min(s[0], s[2]), min(s[1], s[3]), max(s[0], s[2]), max(s[1], s[3]))
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS, st.lists(SPAN, max_size=3))
def test_any_grid_is_read(
    rows: list[list[str | None]], merged: list[tuple[int, int, int, int]]
) -> None:
    height = len(rows)
    inside = tuple(span for span in merged if span[0] < height)
    grid = Grid("s", rows, merged=inside)
    found = relations_of(grid, "x")
    for relation in found.relations:
        assert decision_on(relation).verdict != "not_applicable"
        cells = [figure.place.cell for _, figure in relation.figures if figure.place]
        assert len(cells) == len(relation.context)
    assert 0 <= found.figures <= sum(map(len, rows))
    list(named_figures(grid, "x"))
    form_fields(grid, "x")
