"""The example's investments, fees, companies and statements, through the same doors as a user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from roder.apps.budgets.version_queries import base_of_year
from roder.apps.budgets.version_queries import versions
from roder.apps.identity.queries import system_user
from roder.apps.investments.actions.bases import set_basis
from roder.apps.investments.actions.imports import import_register
from roder.apps.investments.actions.putting_in import put_projects_in
from roder.apps.investments.queries import entries
from roder.apps.investments.queries import own_basis_of
from roder.apps.investments.statement_queries import opening_from_adopted
from roder.apps.investments.statement_queries import opening_from_ledger
from roder.apps.investments.statement_queries import statements_of
from roder.devtools.building_goals import require_no_fault
from roder.devtools.example.data_files import read_rows
from roder.devtools.example.data_files import written_table
from roder.domain.budget_versions import VersionKind
from roder.domain.money import ORE_PER_UNIT
from roder.domain.register_shapes import RegisterKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User
    from roder.domain.statements import BalanceItem

REGISTER_FILES = {
    RegisterKind.PROJECT: "investments.csv",
    RegisterKind.FEE: "fees.csv",
    RegisterKind.COMPANY: "company_budgets.csv",
    RegisterKind.DIRECTIVE: "owner_directives.csv",
}
PENSIONS_OUTSIDE_ORE = 1_900 * ORE_PER_UNIT["mnkr"]
"""The part of the pensions that stands below the balance sheet; the ledger does not hold it."""


def build_registers(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Import the registers that are empty; what a person has done since stands."""
    del people
    for kind, name in REGISTER_FILES.items():
        if entries(key, kind):
            continue
        path = written_table(settings.RODER_HOME / "example", name)
        plan = import_register(kind, key, path, file_name=name, acting_user=system_user())
        require_no_fault(path, plan.problems)
        say(f"{name}: imported, {len(plan.entries)} entries")


def build_investments(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Put the projects into the drafts, and say what the statements rest on, where nothing is said yet."""
    build_registers(key, people, say)
    for version in _drafts(key):
        if not version.is_frozen:
            put_projects_in(version, acting_user=system_user())
        before = version.year - 1
        opening = _opening(key, before)
        if not opening:
            continue
        set_basis(
            version,
            opening={
                "pensions_outside": PENSIONS_OUTSIDE_ORE,
                **{item.value: ore for item, ore in opening.items()},
            },
            assumed=_assumed(version.year),
            opening_source=f"Utgående balans {before} (exempeldata)",
            acting_user=system_user(),
        )
        say(f"{version.name}: investments, opening balance and assumptions")


def _drafts(key: str) -> list[BudgetVersion]:
    """Return the bases that nobody has said anything of, oldest first: a year opens where the one before closes."""
    found = versions(key).filter(kind=VersionKind.BASE).order_by("year", "pk")
    return [version for version in found if own_basis_of(version) is None]


def _opening(key: str, year: int) -> dict[BalanceItem, int]:
    """Return how a year closes: by its adopted budget or its base, else by the ledger."""
    base = base_of_year(key, year)
    known = statements_of(base) if base else None
    if known and known.has_balance:
        return dict(known.years[0].closing)
    return opening_from_adopted(key, year) or opening_from_ledger(key, year)


def _assumed(year: int) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for row in read_rows("statement_assumptions.csv"):
        if row["budget_year"] == str(year):
            amount = int(row["amount_mnkr"]) * ORE_PER_UNIT["mnkr"]
            found.setdefault(int(row["year"]), {})[row["key"]] = amount
    return found
