from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.organisation.importing import TableChangedError
from roder.apps.proposals.actions.writing import locked
from roder.apps.proposals.actions.writing import put_rows
from roder.apps.proposals.actions.writing import require_draft
from roder.apps.proposals.importing import plan_changes

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.apps.proposals.importing import ChangePlan
    from roder.apps.proposals.models import Proposal


@transaction.atomic
def import_changes(
    proposal: Proposal,
    content: Path | bytes,
    *,
    mapping: str = "",
    expected: str = "",
    acting_user: User,
) -> ChangePlan:
    """Make a draft's changes of money what a table says, or list what is wrong with it and change nothing.

    ``expected`` is the fingerprint of the draft that a person has seen the differences against; when it has become
    another since, ``TableChangedError`` is raised. Goals and assignments are not in the table and stay.
    """
    require_draft(locked(proposal))
    plan = plan_changes(proposal, content, mapping=mapping)
    if expected and plan.before != expected:
        raise TableChangedError(plan)
    if plan.changes_something:
        put_rows(proposal, plan.rows, replace_all=True, acting_user=acting_user)
    return plan
