"""A table and a text of one submission: what the text repeats must agree."""

from __future__ import annotations

from dataclasses import replace

from consistency.model.figure import Place
from consistency.model.numeral import read
from consistency.model.relation import Relation, decision_on
from consistency.narrative.beside import Labelled, beside
from consistency.narrative.reading import read_document


def cell(
    text: str, *names: str, unit: str | None = None, records: tuple[str, ...] = ()
) -> Labelled:
    figure = read(text)
    figure = replace(figure, place=Place("table.csv", cell="B2"), unit=unit or figure.unit)
    return Labelled(figure, names, records)


def found(text: str, *cells: Labelled) -> list[tuple[str, str, str]]:
    relations = list(beside([read_document("t", text)], cells))
    return [(decision_on(r).verdict, r.basis, _texts(r)) for r in relations]


def _texts(relation: Relation) -> str:
    return " ".join(figure.text for _, figure in relation.figures)


def test_a_count_repeated_behind_its_name() -> None:
    assert found("评定标兵村172个。", cell("172", "标兵村")) == [("agrees", "stated", "172 172")]


def test_a_name_behind_the_unit_in_traditional_characters() -> None:
    assert found("全區133個建制村。", cell("133", "建制村数")) == [("agrees", "stated", "133 133")]


def test_a_difference_is_a_question() -> None:
    assert found("全区134个建制村。", cell("133", "建制村")) == [("query", "implied", "133 134")]


def test_a_difference_elsewhere_is_none_where_one_place_agrees() -> None:
    text = "全区133个建制村。其中120个建制村已完成。"
    assert found(text, cell("133", "建制村")) == [("agrees", "stated", "133 133")]


def test_scales_are_brought_together() -> None:
    text = "共投入资金1.3亿元。"
    cells = cell("12950", "投入资金", unit="万元")
    assert found(text, cells) == [("agrees_within_rounding", "stated", "12950 1.3亿")]


def test_a_record_must_be_named_where_there_are_several() -> None:
    cells = [
        cell("12", "党组织", records=("东乡",)),
        cell("15", "党组织", records=("西乡",)),
    ]
    assert found("西乡有党组织15个。", *cells) == [("agrees", "stated", "15 15")]
    assert found("有党组织15个。", *cells) == []


def test_english_names() -> None:
    text = "There were 1,383 administrative villages; net sales were $72.8 million."
    cells = [
        cell("1383", "villages", "administrative_villages"),
        cell("72.8", "net_sales", unit="million USD"),
    ]
    assert [verdict for verdict, _, _ in found(text, *cells)] == ["agrees", "agrees"]


def test_other_dimensions_are_not_compared() -> None:
    assert found("覆盖率达到73.8%，覆盖率98个。", cell("98", "覆盖率", unit="%")) == [
        ("query", "implied", "98 73.8%")
    ]
    assert found("投入资金300个。", cell("300", "投入资金", unit="万元")) == []
