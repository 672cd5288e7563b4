"""To register the days that the law asks about: what the board and the council did, and when the tax authority was told."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.actions.refusals import require
from roder.apps.budgetprocess.actions.steps import take_process_step
from roder.apps.budgetprocess.models import ProcessYear
from roder.apps.budgetprocess.queries import step_named
from roder.domain.budget_process import StepAct
from roder.domain.budget_process import StepState
from roder.domain.budget_steps import StepKey
from roder.domain.legal_dates import LegalDays
from roder.domain.legal_day_faults import legal_day_faults

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User
    from roder.domain.problems import Problem

PLANNED = {"year", "planned_proposal", "planned_adoption"}
REGISTERED = [each.name for each in fields(LegalDays) if each.name not in PLANNED]
"""The fields of a year that are registered, by the same names as the rule has them."""


@transaction.atomic
def register_legal_days(
    row: ProcessYear, days: LegalDays, *, today: date, seen_version: int, acting_user: User
) -> bool:
    """Register, or correct, a budget year's days and special reasons; returns whether anything changed.

    What breaks the law is registered too. Raises ``ProcessRefusedError`` and ``StaleVersionError``.
    """
    require(legal_day_faults(days, today))
    return change(
        row,
        {name: getattr(days, name) for name in REGISTERED},
        seen_version=seen_version,
        event=AuditEntry.Event.LEGAL_DAYS_REGISTERED,
        subject=row.subject,
        acting_user=acting_user,
    )


@transaction.atomic
def note_adoption(organisation: str, year: int, adopted_on: date, *, acting_user: User) -> list[Problem]:
    """Note that the council has adopted the budget of a year on a day, and finish its step: for the vote, which decides.

    The vote stands whatever the steps say: what keeps the step from being finished is returned, to be shown, and the
    day is noted all the same.
    """
    note_day(organisation, year, "adopted_on", adopted_on, acting_user=acting_user)
    return _finish(organisation, year, StepKey.COUNCIL, adopted_on, acting_user=acting_user)


@transaction.atomic
def note_board_proposal(
    organisation: str, year: int, proposed_on: date, *, acting_user: User
) -> list[Problem]:
    """Note that the executive board has proposed a budget on a day, and finish its step, as ``note_adoption`` does."""
    note_day(organisation, year, "board_proposed_on", proposed_on, acting_user=acting_user)
    return _finish(organisation, year, StepKey.BOARD, proposed_on, acting_user=acting_user)


@transaction.atomic
def note_day(organisation: str, year: int, name: str, day: date, *, acting_user: User) -> bool:
    """Note a day of the law that a meeting has brought about; ``name`` is one of ``REGISTERED``.

    Nothing is done for a year that nobody has opened, and a day that is noted already stays.
    """
    row = ProcessYear.objects.select_for_update().filter(organisation=organisation, year=year).first()
    if row is None or getattr(row, name) is not None:
        return False
    return change(
        row,
        {name: day},
        seen_version=row.version,
        event=AuditEntry.Event.LEGAL_DAYS_REGISTERED,
        subject=row.subject,
        acting_user=acting_user,
    )


def _finish(organisation: str, year: int, key: StepKey, day: date, *, acting_user: User) -> list[Problem]:
    step = step_named(organisation, year, key)
    if step is None or step.state == StepState.DONE:
        return []
    try:
        take_process_step(step, StepAct.FINISH, day=day, acting_user=acting_user)
    except ProcessRefusedError as refusal:
        return refusal.problems
    return []
