"""Budgets as tables: one's own, and such as other countries' municipalities publish (docs/formats/budget.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.formats.tabular.budget_form import parse_budget_form
from roder.formats.tabular.budget_table import BudgetScan
from roder.formats.tabular.budget_table import scan_budget
from roder.formats.tabular.budget_table import write_budget

if TYPE_CHECKING:
    from roder.formats.tabular.budget_form import BudgetForm

NO_HEADER = '[source]\nencoding = "iso-8859-1"\ndelimiter = ";"\ndecimal = ","\nheader = false\n'


def form(toml: str) -> BudgetForm:
    found, problems = parse_budget_form(toml)
    assert problems == []
    assert found is not None
    return found


def form_codes(toml: str) -> list[str]:
    found, problems = parse_budget_form(toml)
    assert found is None
    return [problem.code for problem in problems]


def read(text: str, toml: str, encoding: str = "iso-8859-1") -> tuple[list[VersionLine], BudgetScan]:
    scan = scan_budget(text.encode(encoding), form(toml))
    return [each.value for each in scan.lines()], scan


def faults(scan: BudgetScan) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in scan.problems]


def amounts(lines: list[VersionLine]) -> list[tuple[int, int]]:
    return [(each.year, each.amount_ore) for each in lines]


def test_a_german_budget_without_header_comes_in_by_column_numbers() -> None:
    text = (
        '0101;"Schulen; Kitas";0410;Löhne;1.234.567,89;-1,00 EUR;\r\n'
        "0101;Schulen;;Summe;1.234.567,89;-1,00;\r\n"
        "0102;Straßen;0411;Erlöse;;-;7,5\r\n"
        "0102;Straßen;0411;nichts;;-;\r\n"
        "\r\n;;;;;;\r\n  \r\n"
    )
    lines, scan = read(
        text,
        NO_HEADER
        + "[columns]\nbody = 1\narea = 2\naccount = 3\ntext = 4\n[years]\n2018 = 5\n2019 = 6\n2020 = 7\n",
    )
    assert amounts(lines) == [(2018, 123456789), (2019, -100), (2020, 750)]
    assert (lines[0].body, lines[0].area, lines[0].account, lines[0].text) == (
        "0101", "Schulen; Kitas", "0410", "Löhne",
    )  # fmt: skip
    assert (scan.rows, scan.empty, scan.sums) == (2, 1, 1)
    assert faults(scan) == [("budget_empty_amounts", None), ("summary_line", 2)]


def test_a_row_of_the_wrong_width_is_named_with_its_line() -> None:
    toml = NO_HEADER + "[columns]\nbody = 1\ntext = 2\namount = 3\n[constants]\nyear = 2018\n"
    lines, scan = read("Kapitel 1\n01;a;5,00;\n01;b\n01;c;7,00;8\n01;d;9,00;\n01;e;1,00\n01;f;1;2;3\n", toml)
    assert amounts(lines) == [(2018, 500), (2018, 700), (2018, 900), (2018, 100)]
    assert faults(scan) == [
        ("budget_empty_amounts", None), ("short_row", 1), ("too_few_cells", 3), ("short_row", 6), ("too_many_cells", 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("toml", "text", "found"),
    [
        ("[columns]\nincome = 1\ncost = 2", "5;3\n;2\n4;\n", [500, -300, -200, 400]),
        ("[columns]\nkind = 1\namount = 2", "Ertrag;5\nAufwand;3\nAufwand;-1\n", [500, -300, 100]),
        (
            '[columns]\nkind = 1\namount = 2\n[kinds]\nincome = "Einnahmetitel"\ncost = ["Ausgabetitel", 2]',
            "Einnahmetitel;5\nAusgabetitel;3\n2;1\n",
            [500, -300, -100],
        ),
        ('[columns]\namount = 2\n[constants]\nkind = "gasto"', "x;5\n", [-500]),
        ('[columns]\namount = 1\n[amount]\nunit = "tkr"', "5,5;\n", [550000]),
        ('[columns]\namount = 1\n[amount]\nsign = "ledger"', "5;\n", [-500]),
        ('[columns]\namount = 1\n[amount]\nsign = "report"', "5;\n", [500]),
        ("[columns]\nbelopp = 1", "5;\n", [500]),
    ],
)
def test_income_is_plus_and_cost_minus_however_the_file_says_it(
    toml: str, text: str, found: list[int]
) -> None:
    stated = toml if "[constants]" in toml else f"{toml}\n[constants]"
    lines, scan = read(text, f"{NO_HEADER}{stated}\nyear = 2018\n")
    assert [each.amount_ore for each in lines] == found
    assert faults(scan) == []


@pytest.mark.parametrize(
    "toml",
    [
        "[columns]\nbody = 1\n[years]\n2018 = 2\n2019 = 3",
        "[columns]\nbody = 1\n2018 = 2\namount_2019 = 3",
        "[columns]\nbody = 1\namount = [2, 3]\n[constants]\nyear = 2018",
        "[columns]\nbody = 1\namount = { 2018 = 2, 2019 = 3 }",
        "[columns]\nbody = 1\namount = 2\n[constants]\nyear = 2018\n[years]\n2019 = 3",
        '[columns]\nbody = "Org"\n[years]\n2018 = "Ansatz 2018"\n2019 = "Plan 2019"',
    ],
)
def test_years_as_columns_can_be_said_in_several_ways(toml: str) -> None:
    for header in ("Org;Ansatz 2018;Plan 2019\n", "Org;2018;2019\n"):
        if "Ansatz" in toml and "Ansatz" not in header:
            continue
        lines, scan = read(f"{header}01;5;6\n02;7;\n", toml)
        assert amounts(lines) == [(2018, 500), (2019, 600), (2018, 700)]
        assert faults(scan) == []


def test_income_and_cost_may_have_a_column_for_each_year() -> None:
    lines, _ = read(
        "01;5;6;7\n", NO_HEADER + "[years]\n2018 = { income = 2, cost = 3 }\n2019 = { amount = 4 }\n"
    )
    assert amounts(lines) == [(2018, 500), (2018, -600), (2019, 700)]


def test_rows_may_say_year_part_step_and_version() -> None:
    scan = scan_budget(
        "År;Version;Del;Nämnd;Ramförändring;Text;Belopp\n"
        "2019;A;;0300;Volym;Fler elever;-5\n2019-01-01;A;finansiering;;;Summa skatt;9\n2020;B;;;Eget;;-1\n"
        ";A;;300;;;-1\ni år;A;;300;;;-1\n".encode()
    )
    lines = list(scan.lines())
    assert [(each.version, each.value.section.value, each.value.change_group) for each in lines] == [
        ("A", "frame", "volume"), ("A", "financing", ""), ("B", "frame", "Eget"),
    ]  # fmt: skip
    assert (lines[0].value.body, lines[0].file_line, lines[2].file_line) == ("0300", 2, 4)
    assert faults(scan) == [("missing_value", 5), ("bad_year", 6)]
    assert (scan.mapping is not None, len(scan.sha256)) == (True, 64)


def test_what_is_wrong_in_the_rows_is_named() -> None:
    toml = "[columns]\nkind = 1\namount = 2\nbody = 3\n[constants]\nyear = 2018\n"
    _, scan = read(f"x;5;1\n;5;1\nErtrag;fem;1\nErtrag;5;{'9' * 81}\n", NO_HEADER + toml)
    assert faults(scan) == [("bad_choice", 1), ("budget_kind_missing", 2), ("bad_amount", 3), ("bad_code", 4)]
    _, scan = read("x;5;1\n", NO_HEADER + "[columns]\nbody = 1\n[constants]\nyear = 2018\n")
    assert faults(scan) == [("budget_no_amounts", None)]
    _, scan = read("x;5;1\n", NO_HEADER + "[columns]\namount = 2\n")
    assert faults(scan) == [("missing_column", None)]
    _, scan = read("", NO_HEADER + "[columns]\namount = 2\n")
    assert faults(scan) == [("empty_file", None)]


def test_a_line_that_says_its_part_is_no_sum_and_one_with_all_its_codes_neither() -> None:
    toml = "[columns]\nsection = 1\nbody = 2\naccount = 3\ntext = 4\namount = 5\n[constants]\nyear = 2018\n"
    text = "ram;300;;Summa satsningar;5\n;300;4110;Summa material;6\n;300;;Summa;7\n;Summa;4110;;8\n"
    lines, scan = read(text, NO_HEADER + toml)
    assert [each.amount_ore for each in lines] == [500, 600]
    assert scan.sums == 2


def test_numbered_columns_find_out_themselves_whether_there_is_a_header() -> None:
    toml = "[columns]\nbody = 1\namount = 2\n[constants]\nyear = 2018\n"
    for first in ("Organisation;Ansatz 2018\n", "", "01;\n"):
        lines, scan = read(f"{first}01;5\n02;(6)\n", toml)
        assert [each.amount_ore for each in lines] == [500, -600]
        assert not any(problem.refuses for problem in scan.problems)


@pytest.mark.parametrize(
    ("toml", "codes"),
    [
        ("[columns", ["mapping_not_toml"]),
        ("[columns]\namount = 1\nincome = 2", ["budget_amounts_twice"]),
        ("[columns]\nyear = 1\n[years]\n2018 = 2", ["budget_amounts_twice"]),
        ("[columns]\namount = 1\n[years]\n2018 = 2", ["budget_amounts_twice"]),
        ("[columns]\n2018 = 1\n[years]\n2018 = 2", ["budget_amounts_twice"]),
        ('[columns]\nincome = 1\n[amount]\nsign = "ledger"', ["budget_sign_with_sides"]),
        ('[columns]\namount = 1\nkind = 2\n[amount]\nsign = "ledger"', ["budget_sign_with_sides"]),
        ("[years]\nnext = 2", ["mapping_bad_value"]),
        ("[years]\n2018 = true", ["mapping_bad_value"]),
        ("[years]\n2018 = { net = 1 }", ["mapping_unknown_name"]),
        ("years = 3", ["mapping_bad_value"]),
        ("[kinds]\nloss = 2", ["mapping_unknown_name"]),
        ("[kinds]\ncost = 2", ["mapping_bad_value"]),
        ("[columns]\nbodies = 2", ["mapping_unknown_name"]),
        ("columns = 2\n[years]\n2018 = 2", ["mapping_bad_value"]),
        ("amount = 2\n", ["mapping_bad_value"]),
        ("[columns]\namount = [1, 2]", ["mapping_bad_value"]),
        ("[columns]\namount = [true]\n[constants]\nyear = 2018", ["mapping_bad_value"]),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(toml: str, codes: list[str]) -> None:
    assert form_codes(toml) == codes


def test_the_budget_year_is_that_under_constants() -> None:
    assert form("[columns]\namount = 1\n[constants]\nyear = 2019\n[years]\n2018 = 2\n").year == 2019
    assert form("[years]\n2018 = 2\n").year is None


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=12)
written = st.builds(
    VersionLine,
    st.integers(1990, 2100),
    st.sampled_from(BudgetSection),
    st.integers(-(10**15), 10**15),
    body=words,
    unit=words,
    area=words,
    activity=words,
    account=words,
    line=words,
    change_group=st.sampled_from(["", "last_frame", "volume", "Eget steg"]),
    text=words,
)


@given(st.lists(written, min_size=1, max_size=4), st.booleans())
def test_what_is_written_is_read_back(lines: list[VersionLine], as_workbook: bool) -> None:  # noqa: FBT001 - Hypothesis gives it
    table = write_budget([("", line) for line in lines], as_workbook=as_workbook)
    scan = scan_budget(table.content)
    assert [each.value for each in scan.lines()] == lines
    assert scan.problems == []
