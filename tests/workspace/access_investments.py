"""What the access world holds for its area, and what its addresses are asked with."""

from __future__ import annotations

from typing import Any

from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.models import BudgetVersion
from roder.apps.identity.queries import system_user
from roder.apps.investments.actions.entries import register_entry
from roder.domain.budget_registers import RegisterEntry
from roder.domain.budget_versions import VersionKind
from roder.domain.register_shapes import SHAPES
from roder.domain.register_shapes import RegisterKind

YEAR = 2018
NAME = "Base for investments"


def make_investments(key: str) -> None:
    """Make a base and a project."""
    person = system_user()
    make_version(key, name=NAME, kind=VersionKind.BASE, year=YEAR, acting_user=person)
    facts = {**SHAPES[RegisterKind.PROJECT].usual, "name": "School"}
    entry = RegisterEntry("P1", facts, {YEAR: {"expenditure_ore": 100}})
    register_entry(RegisterKind.PROJECT, key, entry, acting_user=person)


def _basis(_world: Any, _place: str) -> list[int]:
    return [YEAR, BudgetVersion.objects.get(name=NAME).pk]


def _register(*more: str) -> Any:
    return lambda _world, _place: [YEAR, "investeringar", *more]


ARGUMENTS: dict[str, Any] = {
    **{
        f"workspace:{name}": lambda _world, _place: [YEAR]
        for name in (
            "investments",
            "investments_put_in",
            "investments_running_costs",
            "statements",
            "fees",
            "companies",
            "budget_book",
        )
    },
    "workspace:statement_basis": _basis,
    "workspace:register_add": _register(),
    "workspace:register_import": _register(),
    "workspace:register_import_confirm": _register(),
    "workspace:register_export": _register("csv"),
    "workspace:register_change": _register("P1"),
    "workspace:register_cancel": _register("P1"),
    "workspace:register_remove": _register("P1"),
}
SENT: dict[str, Any] = {}
