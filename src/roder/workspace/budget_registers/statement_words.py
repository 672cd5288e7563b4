"""What the lines of the statements are called."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.statements import AssumptionKey
from roder.domain.statements import BalanceItem
from roder.domain.statements import RatioKey


def item_name(item: str) -> str:
    """Return the name of an item of the balance sheet."""
    names = {
        BalanceItem.INTANGIBLE: _("Intangible assets"),
        BalanceItem.PROPERTY: _("Land, buildings and technical installations"),
        BalanceItem.EQUIPMENT: _("Machinery and equipment"),
        BalanceItem.FINANCIAL_ASSETS: _("Financial assets"),
        BalanceItem.INFRASTRUCTURE: _("Grants to infrastructure"),
        BalanceItem.INVENTORIES: _("Inventories"),
        BalanceItem.RECEIVABLES: _("Receivables"),
        BalanceItem.SHORT_INVESTMENTS: _("Short-term investments"),
        BalanceItem.CASH: _("Cash and bank"),
        BalanceItem.RESULT_OF_YEAR: _("Result of the year"),
        BalanceItem.RESULT_RESERVE: _("Result reserve"),
        BalanceItem.OTHER_EQUITY: _("Other equity"),
        BalanceItem.PENSIONS: _("Provisions for pensions"),
        BalanceItem.OTHER_PROVISIONS: _("Other provisions"),
        BalanceItem.LONG_LIABILITIES: _("Long-term liabilities"),
        BalanceItem.SHORT_LIABILITIES: _("Short-term liabilities"),
        BalanceItem.PENSIONS_OUTSIDE: _("Pensions outside the balance sheet"),
    }
    return names[BalanceItem(item)]


def assumption_name(key: str) -> str:
    """Return what is assumed, as a form and a table say it."""
    names = {
        AssumptionKey.NEW_LOANS: _("New loans"),
        AssumptionKey.REPAID_LOANS: _("Repaid loans"),
        AssumptionKey.LENT: _("Lent to companies, net"),
        AssumptionKey.PENSIONS: _("Growth of provisions for pensions"),
        AssumptionKey.OTHER_PROVISIONS: _("Growth of other provisions"),
        AssumptionKey.RECEIVABLES: _("Growth of receivables"),
        AssumptionKey.INVENTORIES: _("Growth of inventories"),
        AssumptionKey.SHORT_LIABILITIES: _("Growth of short-term liabilities"),
        AssumptionKey.INFRASTRUCTURE: _("Grants paid to infrastructure"),
        AssumptionKey.RESERVED: _("Reserved to the result reserve, net"),
        AssumptionKey.GRANTS_RELEASED: _("Investment grants taken as income"),
        AssumptionKey.EQUIPMENT_BOUGHT: _("Of the investments: machinery and equipment"),
        AssumptionKey.EQUIPMENT_DEPRECIATED: _("Of the depreciation: machinery and equipment"),
        AssumptionKey.PENSIONS_OUTSIDE: _("Growth of pensions outside the balance sheet"),
    }
    return names[AssumptionKey(key)]


def ratio_name(key: str) -> str:
    """Return the name of a key ratio."""
    names = {
        RatioKey.NET_COST_SHARE: _("Net costs as a share of tax and grants"),
        RatioKey.RESULT_SHARE: _("Result as a share of tax and grants"),
        RatioKey.SOLIDITY: _("Equity ratio"),
        RatioKey.SOLIDITY_WITH_PENSIONS: _("Equity ratio with all pensions"),
        RatioKey.SELF_FINANCING: _("Self-financing of investments"),
    }
    return names[RatioKey(key)]


def ratio_formula(key: str) -> str:
    """Return the formula of a key ratio in words."""
    formulas = {
        RatioKey.NET_COST_SHARE: _("net operating costs / tax and grants"),
        RatioKey.RESULT_SHARE: _("result of the year / tax and grants"),
        RatioKey.SOLIDITY: _("equity / total assets"),
        RatioKey.SOLIDITY_WITH_PENSIONS: _("(equity − pensions outside the balance sheet) / total assets"),
        RatioKey.SELF_FINANCING: _("(result of the year + depreciation) / net investments"),
    }
    return formulas[RatioKey(key)]


def tab_names() -> dict[str, str]:
    """Return the statements by what their addresses call them."""
    return {
        "resultat": _("Result budget"),
        "balans": _("Balance-sheet budget"),
        "kassaflode": _("Cash-flow budget"),
        "nyckeltal": pgettext("statements", "Key ratios"),
    }
