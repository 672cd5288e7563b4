from __future__ import annotations

from datetime import date

import pytest

from roder.domain.periods import FiscalYear
from roder.formats.sie.budget_file import BudgetBooks
from roder.formats.sie.budget_file import write_budget_sie
from roder.formats.sie.reader import read_sie

YEAR = FiscalYear(date(2018, 1, 1), date(2018, 12, 31))


def books(*, is_company: bool = False) -> BudgetBooks:
    return BudgetBooks(
        "212000-0159" if not is_company else "556000-0167",
        "Järna\nkommun",
        is_company,
        YEAR,
        "Roder",
        "1",
        date(2018, 1, 9),
        {"5020": "Löner\x07", "3130": "Avgifter"},
        {"4110": "Förskolan  Björken"},
        ("Internbudget 2018",),
    )


CELLS = {
    (201801, "5020", "4110"): 100_00,
    (201801, "5020", "4120"): 50_00,
    (201801, "5020", ""): 1_00,
    (201802, "3130", "4110"): -7_05,
    (201802, "5020", "4110"): 0,
}


@pytest.mark.parametrize("chart", ["kommunbas", "bas"])
def test_the_file_is_read_back_with_totals_and_parts(chart: str) -> None:
    found = read_sie(write_budget_sie(books(is_company=chart == "bas"), CELLS))
    codes = [problem.code for problem in found.problems]
    assert sorted(codes) == ["record_missing", "record_missing", "totals_and_objects"]
    assert found.computed_checksum == found.header.declared_checksum
    rows = {(row.month.number, row.account, row.object): row.amount_ore for row in found.budget_rows}
    assert rows == {
        (201801, "5020", ""): 151_00,
        (201801, "5020", "4110"): 100_00,
        (201801, "5020", "4120"): 50_00,
        (201802, "3130", ""): -7_05,
        (201802, "3130", "4110"): -7_05,
    }
    assert all((row.dimension is None) == (not row.object) for row in found.budget_rows)
    header = found.header
    assert (header.sie_type, header.covers_to, header.company_name) == ("3", YEAR.end, "Järna kommun")
    assert header.objects == {(1, "4110"): "Förskolan Björken", (1, "4120"): "4120"}
    assert (header.accounts["5020"].name, header.accounts["3130"].type) == ("Löner", "I")
    assert header.accounts["5020"].type == "K"


def test_an_account_of_no_chart_has_no_type() -> None:
    found = read_sie(write_budget_sie(books(), {(201801, "0500", "1"): 1}))
    assert found.header.accounts["0500"].type == ""
