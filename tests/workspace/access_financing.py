"""What the access world holds for its area, and what its addresses are asked with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from roder.apps.budgets.actions.versions import make_version
from roder.apps.financing.actions.figures import set_figures
from roder.apps.financing.actions.rounds import make_round
from roder.apps.financing.models import FinancingRound
from roder.apps.identity.queries import system_user
from roder.domain.budget_versions import VersionKind
from roder.domain.financing_rules import InputValue

YEAR = 2022


def make_financing(key: str) -> None:
    """Make a round and a base that may rest on it."""
    system = system_user()
    made = make_round(key, name="Round", acting_user=system)
    inputs = {(YEAR, "tax_rate"): Decimal(20), (YEAR, "uplifted_tax_base"): Decimal(100)}
    set_figures(made, inputs={at: InputValue(value) for at, value in inputs.items()}, acting_user=system)
    make_version(key, name="Base 2022", kind=VersionKind.BASE, year=YEAR, acting_user=system)


def _pk() -> int:
    return FinancingRound.objects.get(name="Round").pk


ARGUMENTS: dict[str, Any] = {
    **{
        f"workspace:{name}": lambda _world, _place: [YEAR]
        for name in (
            "financing",
            "financing_csv",
            "financing_rounds",
            "financing_round_make",
            "financing_replace",
            "financing_replace_confirm",
        )
    },
    **{
        f"workspace:{name}": lambda _world, _place: [YEAR, _pk()]
        for name in (
            "financing_round",
            "financing_grant_add",
            "financing_round_lock",
            "financing_round_remove",
            "financing_import",
            "financing_import_confirm",
        )
    },
    "workspace:financing_line": lambda _world, _place: [YEAR, "municipal_tax"],
    "workspace:financing_export": lambda _world, _place: [YEAR, _pk(), "csv"],
}
SENT: dict[str, Any] = {
    "workspace:financing_replace_confirm": lambda _world, _place: {"round": _pk()},
}
