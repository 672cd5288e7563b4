"""To take a step from one state to the next, by the table of docs/algorithms/budget-process.md; and late changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.refusals import require
from roder.apps.budgetprocess.models import LateChange
from roder.apps.budgetprocess.models import ProcessStep
from roder.apps.budgetprocess.models import ProcessYear
from roder.apps.budgetprocess.queries import locks_of
from roder.apps.budgetprocess.queries import states_of
from roder.domain.budget_locks import permit_faults
from roder.domain.budget_process import SETTLED
from roder.domain.budget_process import StepAct
from roder.domain.budget_process import step_faults
from roder.domain.budget_process import transition_of
from roder.domain.budget_steps import StepKey

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User
    from roder.domain.budget_locks import LockedThing

Event = AuditEntry.Event
EVENTS = {
    StepAct.BEGIN: Event.PROCESS_STEP_BEGUN,
    StepAct.FINISH: Event.PROCESS_STEP_DONE,
    StepAct.SKIP: Event.PROCESS_STEP_SKIPPED,
    StepAct.REOPEN: Event.PROCESS_STEP_REOPENED,
}


@transaction.atomic
def take_process_step(
    step: ProcessStep, act: StepAct, *, reason: str = "", day: date, acting_user: User
) -> ProcessStep:
    """Take the step to the act's state on a day, or raise ``ProcessRefusedError`` with what keeps it.

    The year is locked first: what one step may do hangs on the others.
    """
    year = ProcessYear.objects.select_for_update().get(pk=step.process_year_id)
    step = ProcessStep.objects.select_for_update(of=("self",)).select_related("process_year").get(pk=step.pk)
    require(step_faults(states_of(year), StepKey(step.key), act, reason=reason, year=year.year))
    before = step.state
    step.state = transition_of(act).target
    step.reason = reason.strip()
    step.settled_on = day if step.state in SETTLED else None
    step.version += 1
    step.save(update_fields=["state", "reason", "settled_on", "version"])
    record(
        EVENTS[act],
        step.subject,
        acting_user=acting_user,
        old={"step_state": before},
        new={"step_state": step.state, "reason": step.reason, "settled_on": step.settled_on},
    )
    return step


@transaction.atomic
def sign_late_change(row: ProcessYear, thing: LockedThing, reason: str, *, acting_user: User) -> LateChange:
    """Open something that has locked for a late change, signed by whoever runs the year. Raises ``ProcessRefusedError``."""
    row = ProcessYear.objects.select_for_update().get(pk=row.pk)
    require(permit_faults(thing, locks_of(row.organisation, row.year), reason))
    permit = LateChange.objects.create(
        process_year=row,
        thing=thing,
        reason=reason.strip(),
        signed_by=acting_user,
        signed_at=timezone.now(),
    )
    record(
        Event.LATE_CHANGE_SIGNED,
        row.subject,
        acting_user=acting_user,
        new={"thing": thing.value, "reason": permit.reason},
    )
    return permit


@transaction.atomic
def close_late_change(permit: LateChange, *, acting_user: User) -> bool:
    """Lock again what a late change held open; returns whether it was open."""
    row = ProcessYear.objects.select_for_update().get(pk=permit.process_year_id)
    is_open = LateChange.objects.filter(pk=permit.pk, closed_at__isnull=True).update(
        closed_by=acting_user, closed_at=timezone.now()
    )
    if is_open:
        record(Event.LATE_CHANGE_CLOSED, row.subject, acting_user=acting_user, new={"thing": permit.thing})
    return bool(is_open)
