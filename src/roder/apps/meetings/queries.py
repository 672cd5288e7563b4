"""Meetings and their matters, as rows and as values for the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgets.models import BudgetVersion
from roder.apps.meetings.models import BudgetDecision
from roder.apps.meetings.models import Meeting
from roder.apps.meetings.models import MeetingItem
from roder.apps.meetings.models import PutProposal
from roder.apps.organisation.queries import organisation_tree
from roder.apps.proposals.queries import proposal_lines
from roder.domain.budget_decisions import NEEDS_PROPOSALS
from roder.domain.budget_decisions import BudgetDecisionFacts
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import result_ore
from roder.domain.meeting_order import ADOPT
from roder.domain.meeting_order import REJECT
from roder.domain.meeting_order import ItemState
from roder.domain.meeting_order import MatterFacts
from roder.domain.meeting_order import MeetingState
from roder.domain.meeting_order import MotionKind
from roder.domain.meeting_order import Question
from roder.domain.meeting_order import RoundResult
from roder.domain.meeting_order import may_minority_delay
from roder.domain.organisation import BodyKind
from roder.domain.votes import DecidedBy
from roder.domain.votes import VoteCount

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models import QuerySet

ADOPTED_KINDS = (VersionKind.ADOPTED, VersionKind.REVISED)


def items_of_year(organisation: str, year: int) -> QuerySet[MeetingItem]:
    """Return the matters about a budget year, in the order in which the meetings were held."""
    rows = MeetingItem.objects.filter(meeting__organisation=organisation, year=year)
    return rows.select_related("meeting", "decision", "earlier").order_by("meeting__day", "pk")


def last_meeting(organisation: str, body_code: str) -> Meeting | None:
    """Return the latest meeting of a body that has members written down."""
    rows = Meeting.objects.filter(organisation=organisation, body_code=body_code, members__isnull=False)
    return rows.order_by("-day").first()


def budget_decision_of_year(organisation: str, year: int) -> BudgetDecision | None:
    """Return the latest decision that made a version of the year's budget, revised ones too."""
    rows = BudgetDecision.objects.filter(
        item__meeting__organisation=organisation, item__year=year, budget_version__isnull=False
    )
    return rows.select_related("item__meeting", "item__decision", "budget_version").order_by("-pk").first()


def board_item_of_year(organisation: str, year: int) -> MeetingItem | None:
    """Return the matter in which the board decided its proposal, the latest."""
    rows = items_of_year(organisation, year).filter(
        kind=BudgetDecisionKind.BOARD_PROPOSAL, state=ItemState.DECIDED
    )
    return rows.select_related("outcome__winner__proposal").last()


def body_kind(meeting: Meeting) -> BodyKind | None:
    """Return what kind of body meets, as the organisation was on the day."""
    body = organisation_tree(meeting.organisation, meeting.day).bodies.get(meeting.body_code)
    return body.kind if body else None


def put_proposals_of(item: MeetingItem) -> list[PutProposal]:
    """Return the proposals put in a matter, the main proposal first."""
    return list(item.proposals.select_related("proposal__base"))


def matter_facts(item: MeetingItem) -> MatterFacts:
    """Return what is known of a matter, for the rules of order."""
    has_proposals = BudgetDecisionKind(item.kind) in NEEDS_PROPOSALS
    keys = tuple(put.key for put in item.proposals.all()) if has_proposals else (ADOPT, REJECT)
    return MatterFacts(
        MeetingState(item.meeting.state),
        ItemState(item.state),
        frozenset(MotionKind(motion.kind) for motion in item.motions.all()),
        keys,
        item.is_order_approved or not has_proposals,
        tuple(RoundResult(Question(each.question), each.winner) for each in item.rounds.all()),
    )


def minority_may_delay(item: MeetingItem) -> bool:
    """Return whether one third is enough in a matter: in the council, unless it has been used in it before."""
    used, before = False, item.earlier
    while before is not None:
        used = used or before.rounds.filter(decided_by=DecidedBy.MINORITY).exists()
        before = before.earlier
    return may_minority_delay(is_council=body_kind(item.meeting) is BodyKind.COUNCIL, used_before=used)


def attendance(meeting: Meeting) -> VoteCount:
    """Return how many are present (as yes), absent and disqualified, as the meeting was opened."""
    rows = list(meeting.members.all())
    return VoteCount(
        yes=sum(row.present for row in rows),
        absent=sum(row.absent for row in rows),
        disqualified=sum(row.disqualified for row in rows),
    )


def seats_by_party(meeting: Meeting) -> dict[str, int]:
    """Return how many seats each party has at a meeting, in the order of its members."""
    found: dict[str, int] = {}
    for row in meeting.members.all():
        found[row.party] = found.get(row.party, 0) + row.seats
    return found


def adopted_version(organisation: str, year: int) -> BudgetVersion | None:
    """Return the adopted budget of a year or its latest revision; a prolonged one is none."""
    rows = BudgetVersion.objects.filter(organisation=organisation, year=year, kind__in=ADOPTED_KINDS)
    return rows.filter(is_frozen=True).order_by("-pk").first()


def decision_facts(
    item: MeetingItem, winner: PutProposal | None, tax_rate: Decimal | None
) -> BudgetDecisionFacts:
    """Return what is known of a decision that is about to be registered, for the rules on budgets."""
    organisation, year = item.meeting.organisation, item.year
    alone = BudgetDecision.objects.filter(
        item__meeting__organisation=organisation,
        item__year=year,
        item__kind=BudgetDecisionKind.TAX_RATE_ALONE,
        is_rejected=False,
    )
    november = alone.select_related("item__meeting").order_by("-pk").first()
    return BudgetDecisionFacts(
        BudgetDecisionKind(item.kind),
        year,
        item.meeting.day,
        body_kind(item.meeting) or BodyKind.UNIT,
        has_adopted=adopted_version(organisation, year) is not None,
        has_previous=adopted_version(organisation, year - 1) is not None,
        tax_rate=tax_rate,
        rate_alone=november.tax_rate if november else None,
        rate_alone_on=november.item.meeting.day if november else None,
        result_ore=result_ore(proposal_lines(winner.proposal), year) if winner else 1,
        surplus_reason=winner.proposal.imbalance_reason if winner else "",
        reason=item.reason,
    )
