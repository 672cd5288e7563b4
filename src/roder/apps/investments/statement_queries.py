"""The three statements of a version or of any list of lines, and where an opening balance may be taken from."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.investments.queries import basis_of
from roder.apps.ledger.balances import BalancesError
from roder.apps.ledger.balances import balances_document
from roder.domain.budget_versions import YEARS_OF_A_BUDGET
from roder.domain.opening_balance import RESULT_CLASSES
from roder.domain.opening_balance import opening_balance
from roder.domain.statements import AssumptionKey
from roder.domain.statements import BalanceItem
from roder.domain.statements import StatementYear
from roder.domain.statements import statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.investments.models import StatementBasis
    from roder.domain.budget_versions import VersionLine


@dataclass(frozen=True)
class VersionStatements:
    """The statements of the three years of a version, and what they rest on; ``basis`` is ``None`` when nothing is said."""

    years: list[StatementYear] = field(default_factory=list)
    basis: StatementBasis | None = None

    @property
    def has_balance(self) -> bool:
        """Whether an opening balance is known, without which there is a result budget only."""
        return self.basis is not None and bool(self.basis.opening)


def statements_of(version: BudgetVersion, lines: Sequence[VersionLine] | None = None) -> VersionStatements:
    """Return the statements of a version, or of other lines on its basis (a proposal's)."""
    basis = basis_of(version)
    years = range(version.year, version.year + YEARS_OF_A_BUDGET)
    used = lines_of(version, years) if lines is None else lines
    return VersionStatements(statements(used, opening_of(basis), assumed_of(basis), years), basis)


def opening_of(basis: StatementBasis | None) -> dict[BalanceItem, int]:
    """Return the opening balance of a basis."""
    return {BalanceItem(name): ore for name, ore in basis.opening.items()} if basis else {}


def assumed_of(basis: StatementBasis | None) -> dict[int, dict[AssumptionKey, int]]:
    """Return what a basis assumes, by year."""
    if basis is None:
        return {}
    return {
        int(year): {AssumptionKey(name): ore for name, ore in said.items()}
        for year, said in basis.assumed.items()
    }


def opening_from_ledger(organisation: str, year: int) -> dict[BalanceItem, int]:
    """Return the closing balance of a year's ledger, empty when there is none."""
    try:
        document = balances_document(year, "account", organisation=organisation)
    except BalancesError:
        return {}
    return opening_balance(
        (row["key"], row["outturn_ore" if row["key"][:1] in RESULT_CLASSES else "closing_ore"])
        for row in document["rows"]
    )


def opening_from_adopted(organisation: str, year: int) -> dict[BalanceItem, int]:
    """Return the balance with which the adopted budget of a year closes, empty when it has none."""
    version = adopted_of_year(organisation, year)
    if version is None:
        return {}
    found = statements_of(version)
    return dict(found.years[0].closing) if found.has_balance else {}
