from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as some
from tests.worked_tables import worked_table

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.domain.budget_versions import result_ore
from roder.domain.statement_bases import basis_faults
from roder.domain.statements import ASSETS
from roder.domain.statements import EQUITY
from roder.domain.statements import LIABILITIES
from roder.domain.statements import PROVISIONS
from roder.domain.statements import AssumptionKey
from roder.domain.statements import BalanceItem
from roder.domain.statements import StatementYear
from roder.domain.statements import key_ratios
from roder.domain.statements import result_budget
from roder.domain.statements import statements
from roder.domain.statements import sum_of

S = BudgetSection


def line(year: int, section: S, amount: int, key: str = "", account: str = "") -> VersionLine:
    return VersionLine(year, section, amount, line=key, account=account)


def lines(year: int, frames: int, central: int, tax: int, settlement: int, grants: int) -> list[VersionLine]:
    return [
        line(year, S.FRAME, frames),
        line(year, S.CENTRAL, central),
        line(year, S.DEPRECIATION, -100),
        line(year, S.FINANCING, tax, "municipal_tax"),
        line(year, S.FINANCING, settlement, "settlement_current_year"),
        line(year, S.FINANCING, grants, "income_equalisation"),
        line(year, S.FINANCIAL, 5, "interest_income"),
        line(year, S.FINANCIAL, 46, "guarantee_fees"),
    ]


LINES = [
    *lines(2018, -5450, -35, 3823, -17, 1879),
    *lines(2019, -5600, -24, 3945, 0, 1897),
    line(2018, S.INVESTMENT, -260, "P1", "expenditure"),
    line(2018, S.INVESTMENT, 20, "P1", "income"),
    line(2019, S.INVESTMENT, -300, "P2"),
]


def worked() -> list[StatementYear]:
    opening = {BalanceItem(item): int(amount) for item, amount in worked_table("statements", "opening")}
    assumed: dict[int, dict[AssumptionKey, int]] = {2018: {}, 2019: {}}
    for key, first, second in worked_table("statements", "assumed"):
        assumed[2018][AssumptionKey(key)] = int(first)
        assumed[2019][AssumptionKey(key)] = int(second)
    return statements(LINES, opening, assumed, [2018, 2019])


def found(year: StatementYear, name: str) -> int:
    result, flow = year.result, year.cash_flow
    named = {
        "net_costs": result.net_costs_ore,
        "taxes": result.taxes_ore,
        "grants": result.grants_ore,
        "operating_result": result.operating_result_ore,
        "result": result.result_ore,
        "operating cash": flow.operating_ore,
        "investing cash": flow.investing_ore,
        "financing cash": flow.financing_ore,
        "cash flow": flow.total_ore,
        "assets": sum_of(year.closing, ASSETS),
        "equity": sum_of(year.closing, EQUITY),
    }
    return named[name] if name in named else year.closing[BalanceItem(name)]


def test_the_worked_table_holds_and_ties() -> None:
    years = worked()
    for name, *amounts in worked_table("statements", "line"):
        assert [found(year, name) for year in years] == [int(amount) for amount in amounts], name
    assert [year.imbalance_ore for year in years] == [0, 0]
    assert years[1].opening == years[0].closing


def test_key_ratios_are_kept_as_part_and_whole() -> None:
    table = {row[0]: (int(row[1]), int(row[2])) for row in worked_table("statements", "ratio")}
    assert {ratio.key.value: (ratio.part_ore, ratio.whole_ore) for ratio in key_ratios(worked()[0])} == table


amounts = some.integers(-(10**12), 10**12)


@given(
    some.dictionaries(some.sampled_from(list(BalanceItem)), amounts),
    some.dictionaries(
        some.sampled_from([2018, 2019]), some.dictionaries(some.sampled_from(list(AssumptionKey)), amounts)
    ),
    some.lists(some.builds(line, some.sampled_from([2018, 2019]), some.sampled_from(list(S)), amounts)),
)
def test_an_imbalance_is_carried_on_and_never_made(opening: Any, assumed: Any, lines: Any) -> None:
    years = statements(lines, opening, assumed, [2018, 2019])
    before = sum_of(opening, ASSETS) - sum_of(opening, (*EQUITY, *PROVISIONS, *LIABILITIES))
    for year in years:
        assert year.imbalance_ore == before
        assert (
            year.closing[BalanceItem.CASH] == year.opening.get(BalanceItem.CASH, 0) + year.cash_flow.total_ore
        )
        assert year.result.result_ore == result_ore(lines, year.year)


def test_gross_lines_are_parted_by_sign_and_extraordinary_items_stand_apart() -> None:
    budget = result_budget(
        [
            line(2018, S.OPERATION, 10),
            line(2018, S.OPERATION, -30),
            line(2018, S.FINANCIAL, -4, "interest_cost"),
            line(2018, S.CENTRAL, 7, "extraordinary"),
        ],
        2018,
    )
    assert (budget.income_ore, budget.costs_ore, budget.financial_costs_ore) == (10, -30, -4)
    assert (budget.after_financial_ore, budget.extraordinary_ore, budget.result_ore) == (-24, 7, -17)


def test_a_line_without_a_word_is_a_grant_by_its_sign() -> None:
    year = statements([line(2018, S.INVESTMENT, -9), line(2018, S.INVESTMENT, 4)], {}, {}, [2018])[0]
    assert (year.cash_flow.expenditure_ore, year.cash_flow.grants_received_ore) == (-9, 4)
    assert year.net_investment_ore == 5


def test_what_keeps_a_basis_from_being_said() -> None:
    assert [fault.code for fault in basis_faults({"cash": 1}, {2018: {"lent": 1}}, is_frozen=True)] == [
        "basis_of_frozen_version"
    ]
    assert [fault.code for fault in basis_faults({"cash": 10**18}, {}, is_frozen=False)] == [
        "basis_amount_too_large"
    ]
