"""To take a plan from one state to the next, by the table of docs/algorithms/plans.md; adopted, it is pinned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.plans.actions.refusals import require
from roder.apps.plans.contents import contents
from roder.apps.plans.models import Plan
from roder.apps.plans.models import PlanStep
from roder.apps.plans.step_facts import step_facts
from roder.domain.plan_contents import plan_digest
from roder.domain.plans import PlanAct
from roder.domain.plans import PlanState
from roder.domain.plans import PlanStepWish
from roder.domain.plans import step_faults
from roder.domain.plans import transition_of

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User

Event = AuditEntry.Event
EVENTS = {
    PlanAct.REVIEW: Event.PLAN_REVIEWED,
    PlanAct.APPROVE: Event.PLAN_APPROVED,
    PlanAct.RETURN: Event.PLAN_RETURNED,
    PlanAct.ADOPT: Event.PLAN_ADOPTED,
    PlanAct.BEGIN: Event.PLAN_IN_FORCE,
    PlanAct.END: Event.PLAN_ENDED,
}


@dataclass(frozen=True)
class StepReasons:
    """What is said with a step: why, and by which decision."""

    reason: str = ""
    decision: Decision | None = None


@transaction.atomic
def take_step(plan: Plan, act: PlanAct, said: StepReasons, *, today: date, acting_user: User) -> Plan:
    """Take the plan to the act's state, or raise ``PlanRefusedError`` with what keeps it.

    Adopting pins all that the plan says. A revision that comes into force takes the place of the one before.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("tree", "parent").get(pk=plan.pk)
    wish = PlanStepWish(
        act,
        acting_user.username,
        today,
        said.reason,
        said.decision.body_code if said.decision else "",
    )
    require(step_faults(step_facts(plan), wish))
    before = plan.state
    new: dict[str, Any] = {"plan_state": transition_of(act).target.value, "reason": said.reason.strip()}
    if act is PlanAct.ADOPT:
        new |= _pin(plan, said.decision)
    plan.state = transition_of(act).target
    plan.version += 1
    plan.save()
    PlanStep.objects.create(
        plan=plan,
        act=act,
        source=before,
        target=plan.state,
        reason=said.reason.strip(),
        taken_by=acting_user,
        taken_at=timezone.now(),
    )
    if act is PlanAct.BEGIN:
        _replace_earlier(plan, acting_user=acting_user)
    record(EVENTS[act], plan.subject, acting_user=acting_user, old={"plan_state": before}, new=new)
    return plan


def _pin(plan: Plan, decision: Decision | None) -> dict[str, str]:
    document = contents(plan)
    plan.pinned, plan.digest, plan.pinned_at = document, plan_digest(document), timezone.now()
    plan.decision = decision
    return {"digest": plan.digest, "decision": str(decision or "")}


def _replace_earlier(plan: Plan, *, acting_user: User) -> None:
    earlier = Plan.objects.select_for_update().filter(
        organisation=plan.organisation,
        body_code=plan.body_code,
        year=plan.year,
        revision__lt=plan.revision,
        state__in=[PlanState.ADOPTED, PlanState.IN_FORCE],
    )
    for each in earlier:
        old = each.state
        each.state = PlanState.REVISED
        each.version += 1
        each.save(update_fields=["state", "version"])
        record(
            Event.PLAN_REVISED,
            each.subject,
            acting_user=acting_user,
            old={"plan_state": old},
            new={"plan_state": each.state},
        )
