"""The example's positions, drivers and assumptions at a school and an elderly home, through a user's own import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.basis_imports import import_basis
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.basis_importing import BasisKind
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.devtools.building_goals import require_no_fault
from roder.devtools.example.data_files import written_table
from roder.domain.internal_budgets import WRITABLE
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import InternalLineOrigin

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = 2019
UNITS = ("3030", "5020")
FILES = {
    BasisKind.ASSUMPTIONS: "internal_assumptions_2019.csv",
    BasisKind.POSITIONS: "internal_positions_2019.csv",
    BasisKind.DRIVERS: "internal_drivers_2019.csv",
}
FROM_A_BASE = {
    InternalLineOrigin.LAST_YEAR,
    InternalLineOrigin.LEDGER_BUDGET,
    InternalLineOrigin.FORECAST,
    InternalLineOrigin.EARLIER,
}
WAGES = ("50", "51", "56", "57")


def build_internal_bases(key: str, say: Callable[[str], None]) -> None:
    """Reckon the wages of two units from positions, unless they have some or are handed in.

    Lines of wages that a base gave these units go first: the positions are in their place.
    """
    parts = UnitPart.objects.filter(
        internal_budget__organisation=key,
        internal_budget__year=YEAR,
        internal_budget__state=InternalBudgetState.DRAFT,
        unit_code__in=UNITS,
        state__in=WRITABLE,
        positions__isnull=True,
    )
    found = list(parts.select_related("internal_budget"))
    if len(found) != len(UNITS):
        return
    for part in found:
        lines = layer_lines(original_layer(part.internal_budget), [part.unit_code])
        kept = [
            line
            for line in lines
            if line.origin not in FROM_A_BASE or not line.place.account.startswith(WAGES)
        ]
        put_unit_lines(
            part, kept, reason="Exempel: lönerna räknas från bemanningen", acting_user=system_user()
        )
    with translation.override("sv"):
        for kind, name in FILES.items():
            path = written_table(settings.RODER_HOME / "example", name)
            plan = import_basis(key, YEAR, kind, path, takes_place=True, acting_user=system_user())
            require_no_fault(path, plan.problems)
    say(f"positions and drivers {YEAR}: {len(found)} units")
