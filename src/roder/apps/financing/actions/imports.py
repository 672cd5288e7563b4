"""A file becomes a round, or what it says of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.financing.actions.figures import set_figures
from roder.apps.financing.actions.refusals import require
from roder.apps.financing.actions.rounds import locked
from roder.apps.financing.actions.rounds import make_round
from roder.apps.financing.importing import plan_round
from roder.apps.financing.queries import round_named
from roder.apps.organisation.importing import TableChangedError
from roder.domain.financing_rounds import naming_faults

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from roder.apps.financing.importing import RoundPlan
    from roder.apps.identity.models import User


@transaction.atomic
def import_round(
    organisation: str,
    name: str,
    content: Path | bytes,
    *,
    mapping: str = "",
    expected: str | None = None,
    source: str = "",
    published_on: date | None = None,
    is_example: bool = False,
    acting_user: User,
) -> RoundPlan:
    """Let the round of a name say what a file says, made when it is not there; a faulty file changes nothing.

    What the file does not mention stays. ``expected`` is the fingerprint of the round that a person has seen the
    differences against; when it has become another since, ``TableChangedError`` is raised.
    """
    held = round_named(organisation, name)
    if held is None:
        require(naming_faults(name, ()))
    else:
        locked(held)
    plan = plan_round(organisation, name, content, mapping=mapping)
    if expected is not None and plan.before != expected:
        raise TableChangedError(plan)
    if plan.changes_something:
        target = held or make_round(
            organisation,
            name=name,
            source=source,
            published_on=published_on,
            is_example=is_example,
            acting_user=acting_user,
        )
        set_figures(target, inputs=plan.inputs, stated=plan.stated, acting_user=acting_user)
    return plan
