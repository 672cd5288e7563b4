"""To take a unit's part, or the internal budget as a whole, from one state to the next; adopted, it is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.actions.columns import publish
from roder.apps.internalbudgets.actions.dividing import lock_budget
from roder.apps.internalbudgets.actions.dividing import lock_parts
from roder.apps.internalbudgets.actions.refusals import require
from roder.apps.internalbudgets.actions.writing import lock_part
from roder.apps.internalbudgets.models import BudgetLayer
from roder.apps.internalbudgets.models import InternalBudgetStep
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.internalbudgets.standings import part_standing
from roder.apps.internalbudgets.standings import standing_of
from roder.domain.internal_budget_steps import InternalBudgetAct
from roder.domain.internal_budget_steps import InternalStepWish
from roder.domain.internal_budget_steps import PartAct
from roder.domain.internal_budget_steps import budget_step_faults
from roder.domain.internal_budget_steps import budget_transition
from roder.domain.internal_budget_steps import part_step_faults
from roder.domain.internal_budget_steps import part_transition
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import internal_lines_digest
from roder.domain.internal_transfers import InternalRight

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget

Event = AuditEntry.Event
PART_EVENTS = {
    PartAct.SUBMIT: Event.UNIT_PART_SUBMITTED,
    PartAct.TAKE_BACK: Event.UNIT_PART_TAKEN_BACK,
    PartAct.APPROVE: Event.UNIT_PART_APPROVED,
    PartAct.RETURN: Event.UNIT_PART_RETURNED,
}
BUDGET_EVENTS = {
    InternalBudgetAct.APPROVE: Event.INTERNAL_BUDGET_APPROVED,
    InternalBudgetAct.SEND_BACK: Event.INTERNAL_BUDGET_SENT_BACK,
    InternalBudgetAct.ADOPT: Event.INTERNAL_BUDGET_ADOPTED,
    InternalBudgetAct.BEGIN: Event.INTERNAL_BUDGET_IN_FORCE,
    InternalBudgetAct.END: Event.INTERNAL_BUDGET_ENDED,
}


@dataclass(frozen=True)
class StepReasons:
    """What is said with a step: why, and by which decision."""

    reason: str = ""
    decision: Decision | None = None


@transaction.atomic
def step_part(part: UnitPart, act: PartAct, reason: str, *, today: date, acting_user: User) -> UnitPart:
    """Take a unit's part to the act's state, or raise ``InternalBudgetRefusedError`` with what keeps it.

    What is said stands at the part as its comment: why it was handed in over, or why it came back.
    """
    held = lock_part(part)
    standing = part_standing(held)
    budget = held.internal_budget
    wish = InternalStepWish(acting_user.username, today, reason)
    handed_in_by = _handed_in_by(held) if act is PartAct.APPROVE else ""
    require(part_step_faults(act, standing, InternalBudgetState(budget.state), wish, handed_in_by))
    before, held.state = held.state, part_transition(act).target
    held.comment = reason.strip() or ("" if act is PartAct.SUBMIT else held.comment)
    held.version += 1
    held.save(update_fields=["state", "comment", "version"])
    InternalBudgetStep.objects.create(
        internal_budget=budget,
        unit_code=held.unit_code,
        act=act,
        source=before,
        target=held.state,
        reason=reason.strip(),
        given_ore=standing.allotted_ore,
        net_ore=standing.net_ore,
        taken_by=acting_user,
        taken_at=timezone.now(),
    )
    record(
        PART_EVENTS[act],
        held.subject,
        acting_user=acting_user,
        old={"part_state": before},
        new={"part_state": str(held.state), "reason": reason.strip(), "left_ore": standing.left_ore},
    )
    return held


@transaction.atomic
def step_budget(
    budget: InternalBudget, act: InternalBudgetAct, said: StepReasons, *, today: date, acting_user: User
) -> InternalBudget:
    """Take an internal budget to the act's state, or raise ``InternalBudgetRefusedError`` with what keeps it.

    Adopting freezes the original layer: the database refuses every change of its lines from then on.
    """
    held = lock_budget(budget)
    lock_parts(held)
    found = standing_of(held)
    decided_by = said.decision.body_code if said.decision else ""
    wish = InternalStepWish(acting_user.username, today, said.reason, decided_by)
    require(budget_step_faults(act, found.standing, wish))
    before, held.state = held.state, budget_transition(act).target
    new = {"internal_budget_state": str(held.state), "reason": said.reason.strip()}
    if act is InternalBudgetAct.ADOPT and said.decision:
        layer = original_layer(held)
        freeze_layer(layer, said.decision.meeting_date, found.standing.frame_ore, said.decision, acting_user)
        new |= {"decision": str(said.decision), "digest": layer.digest}
    held.version += 1
    held.save(update_fields=["state", "version"])
    InternalBudgetStep.objects.create(
        internal_budget=held,
        act=act,
        source=before,
        target=held.state,
        reason=said.reason.strip(),
        given_ore=found.standing.frame_ore,
        net_ore=found.net_ore,
        taken_by=acting_user,
        taken_at=timezone.now(),
    )
    record(
        BUDGET_EVENTS[act],
        held.subject,
        acting_user=acting_user,
        old={"internal_budget_state": before},
        new=new,
    )
    if act in (InternalBudgetAct.BEGIN, InternalBudgetAct.END):
        publish(held.organisation, held.year)
    return held


def freeze_layer(
    layer: BudgetLayer,
    decided_on: date,
    frame_ore: int | None,
    decision: Decision | None,
    by: User,
    right: InternalRight = InternalRight.COMMITTEE,
) -> None:
    """Decide a layer: what it holds is summed to a digest, and the database keeps it from then on."""
    held = BudgetLayer.objects.select_for_update().get(pk=layer.pk)
    layer.digest = held.digest = internal_lines_digest(layer_lines(held))
    held.decided_on, held.frame_ore, held.decision, held.decided_by = decided_on, frame_ore, decision, by
    held.decided_right, held.is_decided = right, True
    held.version += 1
    held.save()


def _handed_in_by(part: UnitPart) -> str:
    steps = part.internal_budget.steps.filter(unit_code=part.unit_code, act=PartAct.SUBMIT)
    last = steps.select_related("taken_by").order_by("-pk").first()
    return last.taken_by.username if last else ""
