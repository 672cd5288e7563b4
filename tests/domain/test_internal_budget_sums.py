from __future__ import annotations

import pytest
from tests.worked_tables import worked_table

from roder.domain.accounts import Chart
from roder.domain.accounts import report_line
from roder.domain.internal_budget_sums import sums_by_account
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace

ROWS = worked_table("internal-budgets", "account")


def lines(column: int, divisor: int) -> list[InternalLine]:
    """The lines of a column of the page, twelve equal months of its amount."""
    return [
        InternalLine(LinePlace("3011", row[0]), (int(row[column]) // divisor,) * 12)
        for row in ROWS
        if row[column]
    ]


def line_of(account: str) -> str:
    return report_line(account, Chart.KOMMUNBAS, 2018)


def test_the_sums_of_a_unit_follow_the_page() -> None:
    last = {row[0]: int(row[3]) for row in ROWS if row[3]}
    found = {row.account: row for row in sums_by_account(lines(1, 12), lines(2, 1), last, line_of)}
    assert [found[row[0]].line for row in ROWS] == [row[4] for row in ROWS]
    for row in ROWS:
        sums = found[row[0]]
        amounts = [sums.original_ore, sums.changes_ore, sums.current_ore]
        assert amounts == [int(cell) for cell in row[5:8]]
        assert sums.last_year_ore == (int(row[8]) if row[8] else None)


def test_accounts_stand_in_the_order_of_the_statement_income_first() -> None:
    found = sums_by_account([], lines(2, 1), {"9": 1}, line_of)
    assert [(row.account, row.is_income) for row in found] == [("3110", True), ("5011", False), ("9", False)]


@pytest.mark.parametrize("account", ["5011", "3110"])
def test_without_a_ledger_no_account_has_a_line(account: str) -> None:
    assert [row.line for row in sums_by_account([], [], {account: 1})] == ["unmapped"]
