"""Internal budgets as tables: what goes out comes in unchanged, and any other layout by a mapping."""

from __future__ import annotations

import pytest
from tests.formats.tabular.internal_budget_files import LINES
from tests.formats.tabular.internal_budget_files import YEAR
from tests.formats.tabular.internal_budget_files import own_workbook
from tests.formats.tabular.internal_budget_files import part_of

from roder.domain.internal_budget_files import compare_with_file
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.formats.tabular.internal_budget_table import parse_internal_mapping
from roder.formats.tabular.internal_budget_table import read_internal_budget
from roder.formats.tabular.internal_budget_table import write_internal_budget

SHEET = "xl/worksheets/sheet1.xml"


def test_what_goes_out_comes_in_unchanged_in_both_forms() -> None:
    for content in (own_workbook(), own_workbook(unit=""), write_internal_budget(YEAR, LINES).content):
        table = read_internal_budget(content, YEAR)
        assert table.problems == []
        found = compare_with_file(LINES, table.lines)
        assert (found.new, found.changed, found.conflicts) == ([], [], [])
        assert len(table.lines) == len(LINES)


def test_the_workbook_tells_whose_it_is_and_what_stood_in_it() -> None:
    taken = read_internal_budget(own_workbook(), YEAR).taken_out
    assert taken is not None
    assert (taken.organisation, taken.body, taken.unit, taken.year, taken.layer) == (
        "2120000159", "300", "3011", YEAR, 1,
    )  # fmt: skip
    assert (taken.lines, taken.versions) == (LINES, (1, 1))
    assert read_internal_budget(write_internal_budget(YEAR, LINES).content, YEAR).taken_out is None


def test_only_cells_that_a_person_may_fill_are_open_and_the_year_is_a_sum() -> None:
    sheet = part_of(own_workbook(), SHEET)
    assert '<sheetProtection sheet="1"' in sheet
    assert 'state="frozen"' in sheet
    assert '<c r="V5" s="7"><f>SUM(J5:U5)</f><v>-0.78</v></c>' in sheet
    assert '<c r="C5" s="3"' in sheet
    assert '<c r="J5" s="6">' in sheet
    assert '<c r="Y5" s="5"' in sheet
    assert '<c r="C7" s="5"/>' in sheet
    assert '<c r="A7"' not in sheet
    closed = part_of(own_workbook(is_open=False), SHEET)
    assert 's="6"' not in closed
    assert 's="5"' not in closed
    styles = part_of(own_workbook(), "xl/styles.xml")
    assert styles.count('locked="0"') == 2


def test_a_new_row_of_a_units_own_file_is_the_units() -> None:
    content = write_internal_budget(YEAR, [InternalLine(LinePlace("", "5011"), (-1,) * 12)]).content
    assert read_internal_budget(content, YEAR, unit="3011").lines[0].place == LinePlace("3011", "5011")
    refused = read_internal_budget(content, YEAR)
    assert [each.code for each in refused.problems] == ["missing_value"]


MONTHS_BY_ROW = """
[source]
header = false
[columns]
unit = 1
account = 2
month = 3
amount = 4
text = 5
[amount]
unit = "tkr"
sign = "ledger"
"""


def test_a_row_for_each_month_comes_in_by_a_mapping_with_its_unit_and_sign() -> None:
    mapping, problems = parse_internal_mapping(MONTHS_BY_ROW, YEAR)
    assert problems == []
    rows = b"3011;5011;201901;1,5;a\n3011;5011;12;2;b\n3011;5011;2019-01;1;\n"
    table = read_internal_budget(rows, YEAR, mapping)
    assert table.problems == []
    values = table.lines[0].values
    assert (values["m01"], values["m02"], values["m12"], values["text"]) == (-250_000, 0, -200_000, "a")
    wrong = read_internal_budget(b"3011;5011;201801;1;a\n3011;5011;13;1;b\n3011;5011;;1;c\n", YEAR, mapping)
    assert [(each.code, each.line) for each in wrong.problems] == [("bad_period", at) for at in (1, 2, 3)]


def test_the_year_alone_is_spread_like_the_line_that_is_here_else_evenly() -> None:
    mapping, _ = parse_internal_mapping(
        '[columns]\naccount = "Konto"\nyear = "Belopp"\n[constants]\nunit = "3011"', YEAR
    )
    table = read_internal_budget(b"Konto;Belopp\n5011;-24\nSumma;-24\n", YEAR, mapping)
    assert [each.code for each in table.problems] == ["summary_line"]
    assert table.lines[0].year_ore == -2_400
    here = InternalLine(LinePlace("3011", "5011"), (-100, -300, *((0,) * 10)))
    assert [each.becomes for each in compare_with_file([here], table.lines).changed] == [-600, -1_800]
    assert compare_with_file([], table.lines).new[0].months_ore == (-200,) * 12


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (b"2018;3011;5011;1\n", "internal_other_year"),
        (b"2019;3011;5011;1\n2019;3011;5011;2\n", "internal_line_twice"),
    ],
)
def test_rows_of_another_year_and_the_same_codes_twice_are_refused(row: bytes, code: str) -> None:
    table = read_internal_budget("Budgetår;Enhet;Konto;Året\n".encode() + row, YEAR)
    assert [each.code for each in table.problems] == [code]


def test_a_mapping_with_faults_says_so() -> None:
    for text in ("not toml [", 'amount = "kr"', "[columns]\nnothing = 1"):
        assert parse_internal_mapping(text, YEAR)[1]
