from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgets.models import Frame
from roder.apps.budgets.models import FrameAmendment
from roder.domain.budget_lines import ProfileKind
from roder.domain.frame_amendments import AmendmentKind
from roder.domain.frame_amendments import DecidedChange
from roder.domain.frame_amendments import HeldFrame

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def years_with_frames(organisation: str) -> list[int]:
    """Return the years for which an organisation has frames, oldest first."""
    return sorted(set(Frame.objects.filter(organisation=organisation).values_list("year", flat=True)))


def frames(organisation: str, year: int, *, until: date | None = None) -> dict[str, HeldFrame]:
    """Return the frames of a year by body code, with what was decided by a day, else with all that is decided."""
    changes: dict[str, list[DecidedChange]] = {}
    for row in amendments(organisation, year):
        change = DecidedChange(AmendmentKind(row.kind), row.amount_ore, row.decision.meeting_date)
        changes.setdefault(row.body_code, []).append(change)
    held = {
        row.body_code: HeldFrame(
            row.body_code,
            year,
            row.amount_ore,
            tuple(changes.get(row.body_code, ())),
            row.status,
            ProfileKind(row.profile),
            tuple(row.profile_weights),
        )
        for row in Frame.objects.filter(organisation=organisation, year=year)
    }
    return held if until is None else {code: frame.until(until) for code, frame in held.items()}


def amendments(organisation: str, year: int) -> QuerySet[FrameAmendment]:
    """Return the changes of a year's frames since the vote, in the order of their decisions."""
    rows = FrameAmendment.objects.filter(organisation=organisation, year=year)
    return rows.select_related("decision").order_by("decision__meeting_date", "pk")
