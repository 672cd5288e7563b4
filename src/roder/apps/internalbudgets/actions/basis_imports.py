"""Staff lists, drivers and assumptions taken in by file, for all units that the file names, as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.internalbudgets.actions.bases import put_assumptions
from roder.apps.internalbudgets.actions.bases import put_drivers
from roder.apps.internalbudgets.actions.bases import put_positions
from roder.apps.internalbudgets.basis_importing import BasisKind
from roder.apps.internalbudgets.basis_importing import plan_basis

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.basis_importing import BasisPlan


@transaction.atomic
def import_basis(
    organisation: str,
    year: int,
    kind: BasisKind,
    content: Path | bytes,
    *,
    mapping: str = "",
    takes_place: bool = False,
    acting_user: User,
) -> BasisPlan:
    """Save a file's rows and reckon the lines that follow, or list what is wrong and change nothing."""
    plan = plan_basis(organisation, year, kind, content, mapping=mapping, takes_place=takes_place)
    if plan.refused:
        return plan
    for found in plan.reckonings:
        inputs = found.inputs
        if kind is BasisKind.POSITIONS:
            put_positions(found.budget, inputs.positions, takes_place=takes_place, acting_user=acting_user)
        elif kind is BasisKind.DRIVERS:
            put_drivers(found.budget, inputs.drivers, takes_place=takes_place, acting_user=acting_user)
        else:
            put_assumptions(
                found.budget, inputs.assumptions or [], takes_place=takes_place, acting_user=acting_user
            )
    return plan
