from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.decisions.models import Decision
from roder.domain.decisions import DecisionFacts
from roder.domain.decisions import faults
from roder.domain.problems import RefusedError
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from roder.apps.identity.models import User


class DecisionRefusedError(RefusedError):
    """The decision cannot be registered; ``problems`` say why."""


@transaction.atomic
def register_decision(organisation: str, facts: DecisionFacts, *, acting_user: User) -> Decision:
    """Register what a meeting decided, or find it registered with the same facts.

    Raises ``DecisionRefusedError`` when the facts are not whole, and when the same paragraph of the same
    meeting is registered with other facts: nothing decided is edited.
    """
    problems = faults(facts)
    if refuses(problems):
        raise DecisionRefusedError(problems)
    decision, is_new = Decision.objects.get_or_create(
        organisation=organisation,
        body_code=facts.body_code,
        meeting_date=facts.meeting_date,
        paragraph=facts.paragraph,
        defaults={
            "case_number": facts.case_number,
            "title": facts.title,
            "wording": facts.wording,
            "is_example": facts.is_example,
        },
    )
    if not is_new:
        _require_the_same(decision, facts)
        return decision
    record(
        AuditEntry.Event.DECISION_REGISTERED,
        str(decision),
        acting_user=acting_user,
        new={"title": facts.title, "case_number": facts.case_number},
    )
    return decision


def _require_the_same(decision: Decision, facts: DecisionFacts) -> None:
    registered = (decision.case_number, decision.title, decision.wording)
    if registered != (facts.case_number, facts.title, facts.wording):
        raise DecisionRefusedError([facts.registered_otherwise(decision.title)])
