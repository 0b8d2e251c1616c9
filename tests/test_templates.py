"""Each template: what it writes agrees, a changed figure fails, Chinese headers bind."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import consistency
from consistency.__main__ import main
from consistency.arguments import TEMPLATES, help_pages
from consistency.engine.lint import lint
from consistency.errors import InputError
from consistency.start import files_of, start, templates

EDITS = {
    "grades": 24,  # 4 areas with a total, 4 shares and a sum of shares
    "funds": 24,  # 3 areas with 2 totals, 3 shares, a sum of shares, 2 steps of a bound
    "roster": 15,  # 3 teams with 3 totals and 2 shares
    "stock": 20,  # 8 records with a formula and a bound, 4 of them with a year before
}
CHINESE = {
    "grades": "地区 年度 合计 优秀 良好 合格 不合格 优秀占比 良好占比 合格率 不合格率",
    "funds": (
        "单位 年度 资金总额 财政资金 中央财政 省级财政 市县财政 自筹资金 社会捐赠 "
        "财政资金占比 自筹资金占比 社会捐赠占比 支出金额"
    ),
    "roster": (
        "部门 年度 总人数 男 女 女性占比 35岁及以下 36至54岁 55岁及以上 "
        "初中及以下 高中及中专 大专 本科及以上 本科及以上占比"
    ),
    "stock": "仓库 品名 年度 期初库存 本期入库 本期出库 期末库存",
}
TRADITIONAL = {
    "grades": "地區 年度 合計 優秀 良好 合格 不合格 優秀占比 良好占比 合格率 不合格率",
    "funds": (
        "單位 年度 資金總額 財政資金 中央財政 省級財政 市縣財政 自籌資金 社會捐贈 "
        "財政資金占比 自籌資金占比 社會捐贈占比 支出金額"
    ),
    "roster": (
        "部門 年度 總人數 男 女 女性占比 35歲及以下 36至54歲 55歲及以上 "
        "初中及以下 高中及中專 大專 本科及以上 本科及以上占比"
    ),
    "stock": "倉庫 品名 年度 期初庫存 本期入庫 本期出庫 期末庫存",
}
UNSEEN = ("spent",)
"""A field of bounds only: a little more spent is within the funds still."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows_of(name: str) -> list[list[str]]:
    with Path(f"returns/{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def write(path: str, rows: list[list[str]]) -> str:
    with Path(path).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def test_the_help_lists_every_template() -> None:
    assert sorted(TEMPLATES) == templates() == sorted(EDITS)
    for name in TEMPLATES:
        assert f"\n  {name}  " in help_pages()["init"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_lints_clean_and_its_return_agrees(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--template", name]) == 0
    *written, _, line = capsys.readouterr().out.splitlines()
    assert written == [f"wrote {path}" for path in files_of(name)]
    assert line == f"next: consistency check returns/{name}.csv --checks {name}"
    assert lint(name) == []
    assert main(["lint", name]) == 0
    assert f"{name}: 0 errors, 0 warnings" in capsys.readouterr().out
    assert main(line.split()[2:]) == 0
    count = EDITS[name]
    assert f"{count} of {count} edits agree, 0 discrepancies" in capsys.readouterr().out


@pytest.mark.parametrize("name", TEMPLATES)
def test_any_one_figure_changed_by_ten_fails(name: str) -> None:
    """10 more is more than any edit of a template allows: each holds to a unit or 0.2."""
    start(".", name)
    header, *rows = rows_of(name)
    tried = 0
    for at, field in enumerate(header):
        text = rows[0][at]
        if field in ("year", *UNSEEN) or not text.replace(".", "").isdigit():
            continue
        whole, point, rest = text.partition(".")
        changed = [*rows[0][:at], f"{int(whole) + 10}{point}{rest}", *rows[0][at + 1 :]]
        path = write("changed.csv", [header, changed, *rows[1:]])
        report = consistency.check(path, checks=name)
        assert report.exit_status() == 1, field
        assert report.summary["gross"] >= 1, field
        tried += 1
    assert tried == {"grades": 9, "funds": 10, "roster": 12, "stock": 4}[name]


@pytest.mark.parametrize("headers", [CHINESE, TRADITIONAL], ids=["simplified", "traditional"])
@pytest.mark.parametrize("name", TEMPLATES)
def test_chinese_headers_bind_by_their_aliases(name: str, headers: dict[str, str]) -> None:
    start(".", name)
    _, *rows = rows_of(name)
    path = write("return.csv", [headers[name].split(), *rows])
    report = consistency.check(path, checks=name)
    assert (report.exit_status(), report.summary["edits"]) == (0, EDITS[name])


@pytest.mark.parametrize("name", TEMPLATES)
def test_pandera_loads_the_schema(name: str) -> None:
    from pandera.pandas import DataFrameSchema

    start(".", name)
    assert list(DataFrameSchema.from_yaml(f"schemas/{name}.yaml").columns) == rows_of(name)[0]


def test_stock_that_opens_otherwise_than_the_year_before_closed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """North closed 2023 with 1270 blankets; a 2024 that opens with 1280 and closes with 1060."""
    start(".", "stock")
    header, *rows = rows_of("stock")
    assert rows[1] == ["North", "blankets", "2024", "1270", "300", "520", "1050"]
    old = write("2023.csv", [header, *(row for row in rows if row[2] == "2023")])
    new = write("2024.csv", [header, [*rows[1][:3], "1280", "300", "520", "1060"]])
    assert main(["check", new, "--checks", "stock"]) == 3  # nothing to compare the opening with
    assert main(["check", new, "--checks", "stock", "--previous", old]) == 1
    assert "opening-is-last-closing" in capsys.readouterr().out


def test_the_ci_file_speaks_of_the_template() -> None:
    start(".", "funds")
    text = Path(".github/workflows/consistency.yml").read_text("utf-8")
    assert "consistency lint funds\n" in text
    assert "consistency check returns --checks funds --output" in text
    assert "library" not in text


def test_a_second_template_beside_the_first_overwrites_nothing() -> None:
    start(".", "funds")
    before = {path: path.read_bytes() for path in Path().rglob("*.*") if path.is_file()}
    lines = start(".", "stock").splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["wrote", "wrote", "wrote", "kept"]
    assert lines[4] == "1 of 4 files existed and were kept as they are"
    assert {path: path.read_bytes() for path in before} == before


def test_an_unknown_template_is_refused(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    assert main(["init", "--template", "stok"]) == 2
    said = capsys.readouterr().err
    assert "unknown template 'stok'. did you mean 'stock'?" in said
    assert "grades funds roster stock" in said
    assert list(here.iterdir()) == []
    with pytest.raises(InputError, match="did you mean 'grades'"):
        start(".", "grade")
    with pytest.raises(InputError, match="use one of funds grades roster stock"):
        start(".", "../templates")
