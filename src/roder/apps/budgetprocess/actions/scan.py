"""To write the environmental scan of a budget year, and what each trend means for the committees it touches."""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.actions import write_seen
from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.refusals import require
from roder.apps.budgetprocess.models import ScanTrend
from roder.apps.budgetprocess.models import TrendConsequence
from roder.apps.budgetprocess.queries import lock_problems
from roder.domain.budget_locks import LockedThing
from roder.domain.preparation import CostDirection
from roder.domain.preparation import TrendHorizon
from roder.domain.preparation import TrendLikelihood
from roder.domain.preparation import TrendState
from roder.domain.preparation import TrendWeight
from roder.domain.preparation import approval_faults
from roder.domain.preparation import consequence_faults
from roder.domain.preparation import trend_faults

if TYPE_CHECKING:
    from roder.apps.identity.models import User
    from roder.domain.preparation import ConsequenceText

Event = AuditEntry.Event


@dataclass(frozen=True)
class TrendFacts:
    """A trend as it is written; ``bodies`` and ``goals`` are codes."""

    title: str
    description: str = ""
    effect: str = ""
    source: str = ""
    horizon: TrendHorizon = TrendHorizon.NEAR
    likelihood: TrendLikelihood = TrendLikelihood.LIKELY
    weight: TrendWeight = TrendWeight.NOTICEABLE
    cost_direction: CostDirection = CostDirection.NONE
    bodies: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    trend_state: TrendState = TrendState.DRAFT

    @property
    def columns(self) -> dict[str, object]:
        """The facts as the row keeps them."""
        return {**asdict(self), "bodies": list(self.bodies), "goals": list(self.goals)}


@transaction.atomic
def add_trend(
    organisation: str, year: int, facts: TrendFacts, *, is_example: bool = False, acting_user: User
) -> ScanTrend:
    """Write a trend in the scan of a budget year. Raises ``ProcessRefusedError``."""
    require(lock_problems(organisation, year, LockedThing.SCAN))
    require(trend_faults(facts.title, facts.source, facts.trend_state))
    trend = ScanTrend.objects.create(
        organisation=organisation, year=year, is_example=is_example, **facts.columns
    )
    record(Event.TREND_ADDED, trend.subject, acting_user=acting_user, new=facts.columns)
    return trend


@transaction.atomic
def change_trend(trend: ScanTrend, facts: TrendFacts, *, seen_version: int, acting_user: User) -> bool:
    """Write a trend anew, or take it up or set it aside; returns whether anything changed.

    Raises ``ProcessRefusedError``, and ``StaleVersionError`` when somebody was first.
    """
    require(lock_problems(trend.organisation, trend.year, LockedThing.SCAN))
    require(trend_faults(facts.title, facts.source, facts.trend_state))
    return change(
        trend,
        facts.columns,
        seen_version=seen_version,
        event=Event.TREND_CHANGED,
        subject=trend.subject,
        acting_user=acting_user,
    )


@transaction.atomic
def write_consequence(
    trend: ScanTrend,
    body_code: str,
    text: ConsequenceText,
    *,
    amount_ore: int | None = None,
    seen_version: int = 0,
    acting_user: User,
) -> TrendConsequence:
    """Write what a trend means for a body; writing it anew takes its approval away.

    ``seen_version`` is 0 for a first text. Raises ``ProcessRefusedError`` and ``StaleVersionError``.
    """
    require(lock_problems(trend.organisation, trend.year, LockedThing.CONSEQUENCES))
    require(consequence_faults(text))
    values = {**asdict(text), "amount_ore": amount_ore}
    found = TrendConsequence.objects.select_related("trend").filter(trend=trend, body_code=body_code).first()
    if found is None:
        found = TrendConsequence.objects.create(
            trend=trend, body_code=body_code, written_by=acting_user, **values
        )
        before = {}
    else:
        before = write_seen(
            found,
            values,
            seen_version=seen_version,
            event=Event.CONSEQUENCE_WRITTEN,
            subject=found.subject,
        )
        if not before:
            return found
        found.written_by, found.approved_by, found.approved_at = acting_user, None, None
        found.save(update_fields=["written_by", "approved_by", "approved_at"])
        values = {name: values[name] for name in before}
    record(Event.CONSEQUENCE_WRITTEN, found.subject, acting_user=acting_user, old=before, new=values)
    return found


@transaction.atomic
def approve_consequence(
    consequence: TrendConsequence, *, seen_version: int, acting_user: User
) -> TrendConsequence:
    """Approve what another has written. Raises ``ProcessRefusedError``, and ``StaleVersionError`` when it is not
    the text that was seen.
    """
    current = TrendConsequence.objects.select_related("trend", "written_by").get(pk=consequence.pk)
    trend, is_approved = current.trend, current.approved_at is not None
    require(lock_problems(trend.organisation, trend.year, LockedThing.CONSEQUENCES))
    require(approval_faults(current.written_by.username, acting_user.username, is_approved=is_approved))
    values = {"approved_by": acting_user, "approved_at": timezone.now()}
    event, subject = Event.CONSEQUENCE_APPROVED, current.subject
    write_seen(current, values, seen_version=seen_version, event=event, subject=subject)
    record(event, subject, acting_user=acting_user, new={"approved_by": acting_user.username})
    return current
