"""What the access world holds for its area, and what its addresses are asked with."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from roder.apps.budgets.models import BudgetLine
from roder.apps.budgets.models import BudgetVersion
from roder.apps.decisions.models import Decision
from roder.apps.meetings.models import BallotRound
from roder.apps.meetings.models import BudgetDecision
from roder.apps.meetings.models import Meeting
from roder.apps.meetings.models import MeetingItem
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.budget_versions import VersionKind
from roder.domain.meeting_order import ItemState
from roder.domain.meeting_order import MeetingState
from roder.domain.meeting_order import Question
from roder.domain.votes import DecidedBy
from roder.domain.votes import VoteMethod

YEAR = 2018
DAY = date(2017, 11, 27)


def make_meetings(key: str) -> None:
    """Meetings of the unit within the mandates and of the committee beyond them; one of the council to read."""
    for body in ("411", "500"):
        meeting = Meeting.objects.create(organisation=key, body_code=body, day=DAY)
        MeetingItem.objects.create(meeting=meeting, year=YEAR, kind=BudgetDecisionKind.PROLONGED, title=body)
    council = Meeting.objects.create(
        organisation=key, body_code="100", day=DAY, state=MeetingState.IN_SESSION
    )
    decision = Decision.objects.create(
        organisation=key, body_code="100", meeting_date=DAY, paragraph="310", title="Budget"
    )
    item = MeetingItem.objects.create(
        meeting=council,
        year=YEAR,
        kind=BudgetDecisionKind.BUDGET,
        title="Budget",
        state=ItemState.DECIDED,
        decision=decision,
    )
    BallotRound.objects.create(
        item=item,
        number=1,
        question=Question.MAIN,
        method=VoteMethod.BY_PARTY,
        yes_option="adopt",
        no_option="reject",
        winner="adopt",
        decided_by=DecidedBy.MAJORITY,
    )
    version = BudgetVersion.objects.create(
        organisation=key, name="Prolonged 2018", kind=VersionKind.PROLONGED, year=YEAR
    )
    BudgetLine.objects.create(
        budget_version=version, year=YEAR, section="frame", body_code="400", amount_ore=-1200_00
    )
    BudgetDecision.objects.create(item=item, budget_version=version, decided_at=timezone.now())


def _decided(*more: Any) -> Any:
    return lambda *_asked: [YEAR, MeetingItem.objects.get(title="Budget").pk, *more]


def _open(*more: Any) -> Any:
    def arguments(_world: Any, place: str) -> list[Any]:
        title = "411" if place == "here" else "500"
        return [YEAR, MeetingItem.objects.get(title=title).pk, *more]

    return arguments


RECORDED = ("members", "open", "proposals", "motion", "order", "acclamation", "take_back", "decide")
MINUTED = ("statement", "adjust", "tax_notice")
ARGUMENTS: dict[str, Any] = {
    **{f"workspace:{name}": lambda *_asked: [YEAR] for name in ("meetings", "meetings_csv", "meeting_call")},
    "workspace:matter": _decided(),
    "workspace:matter_votes_csv": _decided(1),
    "workspace:matter_frames_csv": _decided(),
    "workspace:matter_trace": _decided("400"),
    **{f"workspace:matter_{name}": _open() for name in (*RECORDED, *MINUTED)},
    "workspace:matter_vote": _open("by_party"),
}
SENT: dict[str, Any] = {}
