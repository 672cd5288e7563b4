"""Result budget, balance-sheet budget and cash-flow budget of three years, from the lines of a version, that tie.

Amounts are whole öre. The result budget and the cash flow are in report sign (in +, out −); the balance sheet holds
sizes on both sides. Rules and a worked table: docs/algorithms/statements.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.budget_versions import BudgetSection
from roder.domain.investments import INCOME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.budget_versions import VersionLine


class BalanceItem(StrEnum):
    """The items of the balance sheet in their order (LKBR 6 ch. 2 §); the last stands below it."""

    INTANGIBLE = "intangible"
    PROPERTY = "property"
    EQUIPMENT = "equipment"
    FINANCIAL_ASSETS = "financial_assets"
    INFRASTRUCTURE = "infrastructure"
    INVENTORIES = "inventories"
    RECEIVABLES = "receivables"
    SHORT_INVESTMENTS = "short_investments"
    CASH = "cash"
    RESULT_OF_YEAR = "result_of_year"
    RESULT_RESERVE = "result_reserve"
    OTHER_EQUITY = "other_equity"
    PENSIONS = "pensions"
    OTHER_PROVISIONS = "other_provisions"
    LONG_LIABILITIES = "long_liabilities"
    SHORT_LIABILITIES = "short_liabilities"
    PENSIONS_OUTSIDE = "pensions_outside"


_I = BalanceItem
ASSETS = (
    _I.INTANGIBLE,
    _I.PROPERTY,
    _I.EQUIPMENT,
    _I.FINANCIAL_ASSETS,
    _I.INFRASTRUCTURE,
    _I.INVENTORIES,
    _I.RECEIVABLES,
    _I.SHORT_INVESTMENTS,
    _I.CASH,
)
EQUITY = (_I.RESULT_OF_YEAR, _I.RESULT_RESERVE, _I.OTHER_EQUITY)
PROVISIONS = (_I.PENSIONS, _I.OTHER_PROVISIONS)
LIABILITIES = (_I.LONG_LIABILITIES, _I.SHORT_LIABILITIES)


class AssumptionKey(StrEnum):
    """What must be said of a year beside the lines of the version; each is 0 when nothing is said."""

    NEW_LOANS = "new_loans"
    REPAID_LOANS = "repaid_loans"
    LENT = "lent"
    PENSIONS = "pensions"
    OTHER_PROVISIONS = "other_provisions"
    RECEIVABLES = "receivables"
    INVENTORIES = "inventories"
    SHORT_LIABILITIES = "short_liabilities"
    INFRASTRUCTURE = "infrastructure"
    RESERVED = "reserved"
    GRANTS_RELEASED = "grants_released"
    EQUIPMENT_BOUGHT = "equipment_bought"
    EQUIPMENT_DEPRECIATED = "equipment_depreciated"
    PENSIONS_OUTSIDE = "pensions_outside"


_A = AssumptionKey
TAXES = frozenset({"municipal_tax", "settlement_previous_year", "settlement_current_year"})
"""Lines of the financing that are tax; the rest is general grants and equalisation (LKBR 5 ch. 2 §, RKR R2)."""
EXTRAORDINARY = "extraordinary"
"""The line that stands apart, net (RKR R11)."""


@dataclass(frozen=True, slots=True)
class ResultBudget:
    """A year's result budget (LKBR 5 ch. 2 §), in report sign. Frames and central items are net as they are decided."""

    frames_ore: int = 0
    central_ore: int = 0
    income_ore: int = 0
    costs_ore: int = 0
    depreciation_ore: int = 0
    taxes_ore: int = 0
    grants_ore: int = 0
    financial_income_ore: int = 0
    financial_costs_ore: int = 0
    extraordinary_ore: int = 0

    @property
    def net_costs_ore(self) -> int:
        """Verksamhetens nettokostnader."""
        return self.frames_ore + self.central_ore + self.income_ore + self.costs_ore + self.depreciation_ore

    @property
    def financing_ore(self) -> int:
        """Taxes, general grants and equalisation: what key ratios are shares of (DOMAIN 2.6)."""
        return self.taxes_ore + self.grants_ore

    @property
    def operating_result_ore(self) -> int:
        """Verksamhetens resultat."""
        return self.net_costs_ore + self.financing_ore

    @property
    def after_financial_ore(self) -> int:
        """Resultat efter finansiella poster."""
        return self.operating_result_ore + self.financial_income_ore + self.financial_costs_ore

    @property
    def result_ore(self) -> int:
        """Årets resultat."""
        return self.after_financial_ore + self.extraordinary_ore


@dataclass(frozen=True, slots=True)
class CashFlow:
    """A year's cash-flow budget (LKBR 8 ch., RKR R13), in report sign: in +, out −."""

    result_ore: int = 0
    depreciation_ore: int = 0
    provisions_ore: int = 0
    grants_released_ore: int = 0
    receivables_ore: int = 0
    inventories_ore: int = 0
    short_liabilities_ore: int = 0
    expenditure_ore: int = 0
    grants_received_ore: int = 0
    new_loans_ore: int = 0
    repaid_loans_ore: int = 0
    lent_ore: int = 0
    infrastructure_ore: int = 0

    @property
    def operating_ore(self) -> int:
        """Cash from the running activity: the result, what in it is no cash, and changes of working capital."""
        return (
            self.result_ore
            + self.depreciation_ore
            + self.provisions_ore
            + self.grants_released_ore
            + self.receivables_ore
            + self.inventories_ore
            + self.short_liabilities_ore
        )

    @property
    def investing_ore(self) -> int:
        """Cash of the investments."""
        return self.expenditure_ore + self.grants_received_ore

    @property
    def financing_ore(self) -> int:
        """Cash of loans and lending."""
        return self.new_loans_ore + self.repaid_loans_ore + self.lent_ore

    @property
    def total_ore(self) -> int:
        """Årets kassaflöde."""
        return self.operating_ore + self.investing_ore + self.financing_ore + self.infrastructure_ore


@dataclass(frozen=True, slots=True)
class StatementYear:
    """A year's three statements; ``opening`` and ``closing`` are balances by item, an item that is missing being 0."""

    year: int
    result: ResultBudget
    cash_flow: CashFlow
    opening: Mapping[BalanceItem, int]
    closing: Mapping[BalanceItem, int]

    @property
    def imbalance_ore(self) -> int:
        """Assets less equity, provisions and liabilities: 0 when the opening balance ties, for it then does for good."""
        return imbalance_ore(self.closing)

    @property
    def net_investment_ore(self) -> int:
        """Investments less grants to them, as a size."""
        return -self.cash_flow.investing_ore


def imbalance_ore(balance: Mapping[BalanceItem, int]) -> int:
    """Return by how much a balance does not tie.

    >>> imbalance_ore({BalanceItem.CASH: 5, BalanceItem.OTHER_EQUITY: 3})
    2
    """
    return sum_of(balance, ASSETS) - sum_of(balance, (*EQUITY, *PROVISIONS, *LIABILITIES))


def sum_of(balance: Mapping[BalanceItem, int], items: Iterable[BalanceItem]) -> int:
    """Return the sum of some items of a balance.

    >>> sum_of({BalanceItem.CASH: 5}, ASSETS)
    5
    """
    return sum(balance.get(item, 0) for item in items)


def result_budget(lines: Iterable[VersionLine], year: int) -> ResultBudget:
    """Return a year's result budget from the lines of a version.

    >>> from roder.domain.budget_versions import VersionLine
    >>> result_budget([VersionLine(2018, BudgetSection.FRAME, -90)], 2018).net_costs_ore
    -90
    """
    found: dict[str, int] = {}
    for line in lines:
        if line.year == year and line.section is not BudgetSection.INVESTMENT:
            name = f"{_part(line)}_ore"
            found[name] = found.get(name, 0) + line.amount_ore
    return ResultBudget(**found)


def _part(line: VersionLine) -> str:
    if line.line == EXTRAORDINARY:
        return "extraordinary"
    is_in = line.amount_ore >= 0
    parts = {
        BudgetSection.FRAME: "frames",
        BudgetSection.CENTRAL: "central",
        BudgetSection.OPERATION: "income" if is_in else "costs",
        BudgetSection.DEPRECIATION: "depreciation",
        BudgetSection.FINANCING: "taxes" if line.line in TAXES else "grants",
        BudgetSection.FINANCIAL: "financial_income" if is_in else "financial_costs",
    }
    return parts[line.section]


def statements(
    lines: Sequence[VersionLine],
    opening: Mapping[BalanceItem, int],
    assumed: Mapping[int, Mapping[AssumptionKey, int]],
    years: Sequence[int],
) -> list[StatementYear]:
    """Return the statements of years that follow each other; each closes where the next opens.

    >>> found = statements([], {BalanceItem.CASH: 5, BalanceItem.OTHER_EQUITY: 5}, {}, [2018])[0]
    >>> found.cash_flow.total_ore, found.imbalance_ore
    (0, 0)
    """
    found = []
    balance = dict(opening)
    for year in years:
        said = assumed.get(year, {})
        result = result_budget(lines, year)
        flow = _cash_flow(lines, year, result, said)
        closing = _closing(balance, result, flow, said)
        found.append(StatementYear(year, result, flow, balance, closing))
        balance = closing
    return found


def _cash_flow(
    lines: Iterable[VersionLine], year: int, result: ResultBudget, said: Mapping[AssumptionKey, int]
) -> CashFlow:
    invested = [line for line in lines if line.section is BudgetSection.INVESTMENT and line.year == year]
    received = sum(line.amount_ore for line in invested if _is_received(line))
    return CashFlow(
        result_ore=result.result_ore,
        depreciation_ore=-result.depreciation_ore,
        provisions_ore=said.get(_A.PENSIONS, 0) + said.get(_A.OTHER_PROVISIONS, 0),
        grants_released_ore=-said.get(_A.GRANTS_RELEASED, 0),
        receivables_ore=-said.get(_A.RECEIVABLES, 0),
        inventories_ore=-said.get(_A.INVENTORIES, 0),
        short_liabilities_ore=said.get(_A.SHORT_LIABILITIES, 0),
        expenditure_ore=sum(line.amount_ore for line in invested) - received,
        grants_received_ore=received,
        new_loans_ore=said.get(_A.NEW_LOANS, 0),
        repaid_loans_ore=-said.get(_A.REPAID_LOANS, 0),
        lent_ore=-said.get(_A.LENT, 0),
        infrastructure_ore=-said.get(_A.INFRASTRUCTURE, 0),
    )


def _is_received(line: VersionLine) -> bool:
    """Return whether a line is a grant: by what it says, else by its sign (a file may say nothing)."""
    return line.account == INCOME or (not line.account and line.amount_ore > 0)


def _closing(
    opening: Mapping[BalanceItem, int],
    result: ResultBudget,
    flow: CashFlow,
    said: Mapping[AssumptionKey, int],
) -> dict[BalanceItem, int]:
    """Return the closing balance: every item is rolled on by itself, so that the sums can be held against each other."""
    equipment = said.get(_A.EQUIPMENT_BOUGHT, 0) - said.get(_A.EQUIPMENT_DEPRECIATED, 0)
    reserved = said.get(_A.RESERVED, 0)
    moved = {
        _I.PROPERTY: -flow.expenditure_ore - flow.depreciation_ore - equipment,
        _I.EQUIPMENT: equipment,
        _I.FINANCIAL_ASSETS: said.get(_A.LENT, 0),
        _I.INFRASTRUCTURE: said.get(_A.INFRASTRUCTURE, 0),
        _I.INVENTORIES: said.get(_A.INVENTORIES, 0),
        _I.RECEIVABLES: said.get(_A.RECEIVABLES, 0),
        _I.CASH: flow.total_ore,
        _I.RESULT_OF_YEAR: result.result_ore - opening.get(_I.RESULT_OF_YEAR, 0),
        _I.RESULT_RESERVE: reserved,
        _I.OTHER_EQUITY: opening.get(_I.RESULT_OF_YEAR, 0) - reserved,
        _I.PENSIONS: said.get(_A.PENSIONS, 0),
        _I.OTHER_PROVISIONS: said.get(_A.OTHER_PROVISIONS, 0),
        _I.LONG_LIABILITIES: said.get(_A.NEW_LOANS, 0)
        - said.get(_A.REPAID_LOANS, 0)
        + flow.grants_received_ore
        - said.get(_A.GRANTS_RELEASED, 0),
        _I.SHORT_LIABILITIES: said.get(_A.SHORT_LIABILITIES, 0),
        _I.PENSIONS_OUTSIDE: said.get(_A.PENSIONS_OUTSIDE, 0),
    }
    return {item: opening.get(item, 0) + moved.get(item, 0) for item in BalanceItem}


class RatioKey(StrEnum):
    """The financial key ratios of a budget year (DOMAIN 2.6)."""

    NET_COST_SHARE = "net_cost_share"
    RESULT_SHARE = "result_share"
    SOLIDITY = "solidity"
    SOLIDITY_WITH_PENSIONS = "solidity_with_pensions"
    SELF_FINANCING = "self_financing"


@dataclass(frozen=True, slots=True)
class KeyRatio:
    """A ratio as its two amounts, so that the reader sees what was divided; not reckoned when the whole is 0."""

    key: RatioKey
    part_ore: int
    whole_ore: int


def key_ratios(year: StatementYear) -> list[KeyRatio]:
    """Return the key ratios of a year.

    >>> found = statements([], {}, {}, [2018])
    >>> [ratio.whole_ore for ratio in key_ratios(found[0])]
    [0, 0, 0, 0, 0]
    """
    result, closing = year.result, year.closing
    assets, equity = sum_of(closing, ASSETS), sum_of(closing, EQUITY)
    outside = closing.get(_I.PENSIONS_OUTSIDE, 0)
    paid = result.result_ore - result.depreciation_ore
    return [
        KeyRatio(RatioKey.NET_COST_SHARE, -result.net_costs_ore, result.financing_ore),
        KeyRatio(RatioKey.RESULT_SHARE, result.result_ore, result.financing_ore),
        KeyRatio(RatioKey.SOLIDITY, equity, assets),
        KeyRatio(RatioKey.SOLIDITY_WITH_PENSIONS, equity - outside, assets),
        KeyRatio(RatioKey.SELF_FINANCING, paid, year.net_investment_ore),
    ]
