"""What the access world holds for its area, and what its addresses are asked with."""

from __future__ import annotations

from typing import Any

from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.models import BudgetVersion
from roder.apps.identity.queries import system_user
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine

NAME = "Jämförelsekommunen 2018"
YEAR = 2018


def make_budget_versions(key: str) -> None:
    """A version that came by a file."""
    person = system_user()
    version = make_version(key, name=NAME, kind=VersionKind.IMPORTED, year=YEAR, acting_user=person)
    line = VersionLine(YEAR, BudgetSection.OPERATION, -100, body="300")
    put_lines(version, BudgetSection.OPERATION, [line], acting_user=person)


def _version() -> list[Any]:
    return [YEAR, BudgetVersion.objects.get(name=NAME).pk]


ARGUMENTS: dict[str, Any] = {
    "workspace:budget_versions": lambda _world, _place: [YEAR],
    "workspace:budget_import": lambda _world, _place: [YEAR],
    "workspace:budget_import_confirm": lambda _world, _place: [YEAR],
    "workspace:budget_comparison": lambda _world, _place: [YEAR],
    "workspace:budget_comparison_export": lambda _world, _place: [YEAR, "csv"],
    "workspace:budget_version": lambda _world, _place: _version(),
    "workspace:budget_version_lines": lambda _world, _place: _version(),
    "workspace:budget_version_remove": lambda _world, _place: _version(),
    "workspace:budget_version_export": lambda _world, _place: [*_version(), "csv"],
}
SENT: dict[str, Any] = {}
