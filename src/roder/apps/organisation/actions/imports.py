from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.organisation.actions.rows import locked_bodies
from roder.apps.organisation.actions.rows import write_rows
from roder.apps.organisation.importing import OrganisationPlan
from roder.apps.organisation.importing import TableChangedError
from roder.apps.organisation.importing import difference_document
from roder.apps.organisation.importing import plan_import
from roder.apps.organisation.importing import plan_of
from roder.domain.organisation_checks import organisation_problems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.domain.organisation import Body
    from roder.domain.problems import Problem


@transaction.atomic
def import_organisation(
    organisation: str,
    content: Path | bytes,
    *,
    mapping: str = "",
    file_name: str = "",
    expected: str = "",
    acting_user: User,
) -> OrganisationPlan:
    """Make the tree what a table says, or list what is wrong with it and change nothing.

    ``expected`` is the fingerprint of the tree that a person has seen the differences against; when
    the tree has become another since, ``TableChangedError`` is raised. The same table again
    changes nothing and leaves no audit row.
    """
    old = locked_bodies(organisation)
    plan = plan_import(organisation, content, mapping=mapping)
    if expected and plan.before != expected:
        raise TableChangedError(plan)
    if plan.changes_something:
        _carry_out(plan, old, file_name, acting_user)
    return plan


@transaction.atomic
def replace_organisation(organisation: str, bodies: Sequence[Body], *, acting_user: User) -> list[Problem]:
    """Make the tree exactly these bodies; nothing is written when they do not make a tree.

    The same tree again changes nothing and leaves no audit row.
    """
    old = locked_bodies(organisation)
    plan = plan_of(organisation, old, bodies, organisation_problems(bodies))
    if plan.changes_something:
        _carry_out(plan, old, "", acting_user)
    return plan.problems


def _carry_out(plan: OrganisationPlan, old: Sequence[Body], file_name: str, acting_user: User) -> None:
    write_rows(plan.organisation, old, plan.bodies)
    record(
        AuditEntry.Event.ORGANISATION_REPLACED,
        plan.organisation,
        acting_user=acting_user,
        old={"bodies": len(old), "fingerprint": plan.before},
        new={
            "bodies": len(plan.bodies),
            "file": file_name,
            "sha256": plan.sha256,
            "differences": [difference_document(each) for each in plan.differences],
        },
    )
