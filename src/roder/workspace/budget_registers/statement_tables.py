"""The three statements and the key ratios as tables: a line a row, a year a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.domain.statements import ASSETS
from roder.domain.statements import EQUITY
from roder.domain.statements import LIABILITIES
from roder.domain.statements import PROVISIONS
from roder.domain.statements import BalanceItem
from roder.domain.statements import key_ratios
from roder.domain.statements import sum_of
from roder.ui.formatting import percent_text
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_registers.statement_words import item_name
from roder.workspace.budget_registers.statement_words import ratio_formula
from roder.workspace.budget_registers.statement_words import ratio_name
from roder.workspace.budget_registers.statement_words import tab_names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.statements import StatementYear


def statement_tables(years: Sequence[StatementYear]) -> dict[str, DataTable]:
    """Return the tables by what their addresses call them."""
    return {
        "resultat": result_table(years),
        "balans": balance_table(years),
        "kassaflode": cash_table(years),
        "nyckeltal": ratio_table(years),
    }


def _columns(years: Iterable[StatementYear], *first: str) -> list[Column]:
    return [
        Column(_("Line"), key="line"),
        *(Column(label, "amount", f"{label}_ore") for label in first),
        *(Column(str(each.year), "amount", f"{each.year}_ore") for each in years),
    ]


def result_table(years: Sequence[StatementYear]) -> DataTable:
    """Return the result budget (LKBR 5 ch. 2 §), net frames first; lines that are 0 in every year are left out."""
    results = [each.result for each in years]
    lines = [
        (_("Frames of the committees"), [one.frames_ore for one in results], False),
        (_("Central items"), [one.central_ore for one in results], False),
        (_("Income of the activities"), [one.income_ore for one in results], False),
        (_("Costs of the activities"), [one.costs_ore for one in results], False),
        (_("Depreciation"), [one.depreciation_ore for one in results], False),
        (_("Net operating costs"), [one.net_costs_ore for one in results], True),
        (_("Tax income"), [one.taxes_ore for one in results], False),
        (_("General grants and equalisation"), [one.grants_ore for one in results], False),
        (_("Result of the activities"), [one.operating_result_ore for one in results], True),
        (_("Financial income"), [one.financial_income_ore for one in results], False),
        (_("Financial costs"), [one.financial_costs_ore for one in results], False),
        (_("Result after financial items"), [one.after_financial_ore for one in results], True),
        (_("Extraordinary items"), [one.extraordinary_ore for one in results], False),
        (_("Result of the year"), [one.result_ore for one in results], True),
    ]
    return _table(tab_names()["resultat"], years, lines)


def cash_table(years: Sequence[StatementYear]) -> DataTable:
    """Return the cash-flow budget (LKBR 8 ch.), ending in what there is in cash."""
    flows = [each.cash_flow for each in years]
    lines = [
        (_("Result of the year"), [one.result_ore for one in flows], False),
        (_("Depreciation, which is no cash"), [one.depreciation_ore for one in flows], False),
        (_("Growth of provisions"), [one.provisions_ore for one in flows], False),
        (_("Investment grants taken as income"), [one.grants_released_ore for one in flows], False),
        (_("Change of receivables"), [one.receivables_ore for one in flows], False),
        (_("Change of inventories"), [one.inventories_ore for one in flows], False),
        (_("Change of short-term liabilities"), [one.short_liabilities_ore for one in flows], False),
        (_("Cash from the running activity"), [one.operating_ore for one in flows], True),
        (_("Investments"), [one.expenditure_ore for one in flows], False),
        (_("Grants to investments"), [one.grants_received_ore for one in flows], False),
        (_("Cash of investments"), [one.investing_ore for one in flows], True),
        (_("New loans"), [one.new_loans_ore for one in flows], False),
        (_("Repaid loans"), [one.repaid_loans_ore for one in flows], False),
        (_("Lent to companies, net"), [one.lent_ore for one in flows], False),
        (_("Cash of loans and lending"), [one.financing_ore for one in flows], True),
        (_("Grants paid to infrastructure"), [one.infrastructure_ore for one in flows], False),
        (_("Cash flow of the year"), [one.total_ore for one in flows], True),
        (_("Cash at the beginning"), [each.opening.get(BalanceItem.CASH, 0) for each in years], True),
        (_("Cash at the end"), [each.closing[BalanceItem.CASH] for each in years], True),
    ]
    return _table(tab_names()["kassaflode"], years, lines)


def _table(
    caption: str, years: Sequence[StatementYear], lines: Iterable[tuple[str, list[int], bool]]
) -> DataTable:
    rows = [
        _sum_row(label, amounts) if is_sum else Row([Cell(label), *map(Cell, amounts)])
        for label, amounts, is_sum in lines
        if is_sum or any(amounts)
    ]
    return DataTable(caption, _columns(years), rows, is_sortable=False)


def balance_table(years: Sequence[StatementYear]) -> DataTable:
    """Return the balance-sheet budget (LKBR 6 ch. 2 §) with the balance that it opens with."""
    balances = [years[0].opening, *(each.closing for each in years)] if years else []
    sides = [
        (ASSETS, _("Total assets")),
        (EQUITY, _("Total equity")),
        (PROVISIONS, _("Total provisions")),
        (LIABILITIES, _("Total liabilities")),
    ]
    rows = []
    for items, total in sides:
        rows += [_balance_row(item, balances) for item in items if any(one.get(item) for one in balances)]
        rows.append(_sum_row(total, [sum_of(one, items) for one in balances]))
    right = (*EQUITY, *PROVISIONS, *LIABILITIES)
    rows.append(_sum_row(_("Equity, provisions and liabilities"), [sum_of(one, right) for one in balances]))
    rows.append(_balance_row(BalanceItem.PENSIONS_OUTSIDE, balances))
    before = [_("End of %(year)s") % {"year": years[0].year - 1}] if years else []
    return DataTable(tab_names()["balans"], _columns(years, *before), rows, is_sortable=False)


def _sum_row(label: str, amounts: Sequence[int]) -> Row:
    return Row([Cell(label, is_sum=True), *(Cell(amount, is_sum=True) for amount in amounts)])


def _balance_row(item: BalanceItem, balances: Sequence[Mapping[BalanceItem, int]]) -> Row:
    return Row([Cell(item_name(item)), *(Cell(one.get(item, 0)) for one in balances)])


def ratio_table(years: Sequence[StatementYear]) -> DataTable:
    """Return the key ratios in percent with their formulas; a dash where there is nothing to divide by."""
    language = get_language() or "sv"
    columns = [
        Column(_("Key ratio"), key="ratio"),
        *(Column(str(each.year), key=str(each.year)) for each in years),
        Column(_("Formula"), key="formula"),
    ]
    found = [key_ratios(each) for each in years]
    rows = [
        Row(
            [
                Cell(ratio_name(several[0].key)),
                *(Cell(percent_text(one.part_ore, one.whole_ore, language)) for one in several),
                Cell(ratio_formula(several[0].key)),
            ]
        )
        for several in zip(*found, strict=True)
    ]
    return DataTable(tab_names()["nyckeltal"], columns, rows, is_sortable=False)
