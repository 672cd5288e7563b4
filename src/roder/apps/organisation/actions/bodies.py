from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.organisation.models import Body as BodyRow
from roder.apps.organisation.models import LedgerCode
from roder.apps.organisation.queries import bodies as current_bodies
from roder.domain.organisation import overlaps
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.identity.models import User
    from roder.domain.organisation import Body
    from roder.domain.problems import Problem


def replace_organisation(organisation: str, bodies: Sequence[Body], *, acting_user: User) -> list[Problem]:
    """Make the tree exactly these bodies; nothing is written when two claim one ledger code.

    The same tree again changes nothing and leaves no audit row.
    """
    problems = overlaps(bodies)
    if refuses(problems):
        return problems
    with transaction.atomic():
        old = current_bodies(organisation)
        if _shape(old) == _shape(bodies):
            return problems
        BodyRow.objects.filter(organisation=organisation).delete()
        for body in bodies:
            row = BodyRow.objects.create(
                organisation=organisation,
                code=body.code,
                name=body.name,
                kind=body.kind,
                parent_code=body.parent,
                valid_from=body.valid_from,
                valid_to=body.valid_to,
            )
            LedgerCode.objects.bulk_create(LedgerCode(body=row, prefix=prefix) for prefix in body.prefixes)
        record(
            AuditEntry.Event.ORGANISATION_REPLACED,
            organisation,
            acting_user=acting_user,
            old={"bodies": len(old)},
            new={"bodies": len(bodies)},
        )
    return problems


def _shape(bodies: Sequence[Body]) -> set[tuple[object, ...]]:
    return {
        (
            body.code,
            body.name,
            body.kind,
            body.parent,
            tuple(sorted(body.prefixes)),
            body.valid_from,
            body.valid_to,
        )
        for body in bodies
    }
