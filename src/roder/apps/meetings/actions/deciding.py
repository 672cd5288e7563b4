"""To register what a matter led to. A budget decided makes the adopted version, sets its frames in force and adopts its goals.

All of it is one transaction: either everything the decision leads to has happened, or nothing has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.legal_days import note_adoption
from roder.apps.budgetprocess.actions.legal_days import note_board_proposal
from roder.apps.budgetprocess.actions.legal_days import note_day
from roder.apps.decisions.actions import register_decision
from roder.apps.decisions.models import Decision
from roder.apps.meetings.actions.adopting import adopt_goals
from roder.apps.meetings.actions.adopting import make_prolonged
from roder.apps.meetings.actions.adopting import make_winning_version
from roder.apps.meetings.actions.adopting import set_frames_in_force
from roder.apps.meetings.actions.adopting import texts_of_the_winner
from roder.apps.meetings.actions.calling import locked_item
from roder.apps.meetings.actions.refusals import require
from roder.apps.meetings.models import BudgetDecision
from roder.apps.meetings.models import MeetingItem
from roder.apps.meetings.queries import adopted_version
from roder.apps.meetings.queries import decision_facts
from roder.apps.meetings.queries import matter_facts
from roder.apps.proposals.models import Proposal
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.budget_decisions import budget_decision_faults
from roder.domain.decisions import DecisionFacts
from roder.domain.meeting_faults import step_order_faults
from roder.domain.meeting_order import POSTPONE
from roder.domain.meeting_order import REJECT
from roder.domain.meeting_order import REMIT
from roder.domain.meeting_order import ItemState
from roder.domain.meeting_order import MeetingStep
from roder.domain.meeting_order import next_step
from roder.domain.problems import Severity
from roder.domain.proposals import ProposalState

if TYPE_CHECKING:
    from decimal import Decimal

    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User
    from roder.apps.meetings.models import PutProposal
    from roder.domain.problems import Problem

Event = AuditEntry.Event
DELAYS = {REMIT: ItemState.REMITTED, POSTPONE: ItemState.POSTPONED}
MAKES_VERSION = frozenset({BudgetDecisionKind.BUDGET, BudgetDecisionKind.REVISION})


@dataclass(frozen=True)
class DecisionWish:
    """A decision as it goes into the minutes, and what the version that it makes is called."""

    paragraph: str
    wording: str = ""
    tax_rate: Decimal | None = None
    version_name: str = ""


@transaction.atomic
def settle(item: MeetingItem, wish: DecisionWish, *, acting_user: User) -> MeetingItem:
    """Register what the matter led to, with everything that follows from it.

    Remitted or postponed, it may come again as a matter of another meeting. Raises ``MeetingRefusedError``, and the
    refusals of the decisions, versions and goals that it makes.
    """
    item = locked_item(item)
    facts = matter_facts(item)
    require(step_order_faults(facts, MeetingStep.SETTLE))
    option = next_step(facts).options[0]
    winner = next((put for put in item.proposals.select_related("proposal__base") if put.key == option), None)
    is_rejected, is_delayed = option == REJECT, option in DELAYS
    warnings: list[Problem] = []
    if not (is_delayed or is_rejected):
        found = budget_decision_faults(decision_facts(item, winner, wish.tax_rate))
        require(found)
        warnings = [problem for problem in found if problem.severity is Severity.WARNING]
    item.decision = _registered(item, wish, acting_user=acting_user)
    item.wording = wish.wording.strip()
    item.state = DELAYS.get(option, ItemState.DECIDED)
    item.version += 1
    item.save(update_fields=["decision", "wording", "state", "version"])
    new: dict[str, Any] = {"matter_state": item.state, "decision": str(item.decision)}
    if not is_delayed:
        made = _outcome(item, winner, wish, warnings, is_rejected=is_rejected, acting_user=acting_user)
        new |= _told(made)
    record(Event.MATTER_SETTLED, item.meeting.subject, acting_user=acting_user, new=new)
    return item


def _registered(item: MeetingItem, wish: DecisionWish, *, acting_user: User) -> Decision:
    """Register the decision, or find the same one registered, from the goals that it adopted for instance."""
    meeting = item.meeting
    known = Decision.objects.filter(
        organisation=meeting.organisation,
        body_code=meeting.body_code,
        meeting_date=meeting.day,
        paragraph=wish.paragraph.strip(),
    ).first()
    facts = DecisionFacts(
        meeting.body_code,
        meeting.day,
        wish.paragraph.strip(),
        item.title,
        item.case_number,
        known.wording if known else wish.wording.strip(),
        is_example=meeting.is_example,
    )
    return register_decision(meeting.organisation, facts, acting_user=acting_user)


def _outcome(
    item: MeetingItem,
    winner: PutProposal | None,
    wish: DecisionWish,
    warnings: list[Problem],
    *,
    is_rejected: bool,
    acting_user: User,
) -> BudgetDecision:
    kind = BudgetDecisionKind(item.kind)
    made = BudgetDecision(
        item=item,
        winner=winner,
        is_rejected=is_rejected,
        tax_rate=None if is_rejected else wish.tax_rate,
        warnings=[problem.code for problem in warnings],
        decided_at=timezone.now(),
    )
    if not is_rejected:
        made.replaced = adopted_version(item.meeting.organisation, item.year)
        if winner is not None and kind in MAKES_VERSION:
            made.budget_version = make_winning_version(
                item, winner.proposal, wish.version_name, wish.tax_rate, acting_user=acting_user
            )
            made.goal_tree, made.texts = _goals(item, winner.proposal, acting_user=acting_user)
            _end_the_vote(item, winner, acting_user=acting_user)
        elif kind is BudgetDecisionKind.PROLONGED:
            made.budget_version = make_prolonged(item, wish.version_name, acting_user=acting_user)
        if made.budget_version is not None:
            set_frames_in_force(made.budget_version, acting_user=acting_user)
        _note_in_the_budget_year(item, kind, acting_user=acting_user)
    made.save()
    return made


def _note_in_the_budget_year(item: MeetingItem, kind: BudgetDecisionKind, *, acting_user: User) -> None:
    """Note the day that the law asks about, and finish the step of the year that the decision ends."""
    organisation, year, day = item.meeting.organisation, item.year, item.meeting.day
    if kind is BudgetDecisionKind.BUDGET:
        note_adoption(organisation, year, day, acting_user=acting_user)
    elif kind is BudgetDecisionKind.BOARD_PROPOSAL:
        note_board_proposal(organisation, year, day, acting_user=acting_user)
    elif kind is BudgetDecisionKind.TAX_RATE_ALONE:
        note_day(organisation, year, "tax_adopted_on", day, acting_user=acting_user)


def _goals(
    item: MeetingItem, proposal: Proposal, *, acting_user: User
) -> tuple[GoalTree | None, list[dict[str, Any]]]:
    """Carry the proposal's texts out while the goals are a draft, then adopt them."""
    texts = texts_of_the_winner(item, proposal, acting_user=acting_user)
    return adopt_goals(item, acting_user=acting_user), texts


def _end_the_vote(item: MeetingItem, winner: PutProposal, *, acting_user: User) -> None:
    for put in item.proposals.select_related("proposal"):
        state = ProposalState.WON if put.pk == winner.pk else ProposalState.LOST
        proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=put.proposal_id)
        before, proposal.state = proposal.state, state
        proposal.version += 1
        proposal.save(update_fields=["state", "version"])
        record(
            Event.PROPOSAL_VOTED_ON,
            proposal.subject,
            acting_user=acting_user,
            old={"proposal_state": before},
            new={"proposal_state": state, "decision": str(item.decision)},
        )


def _told(made: BudgetDecision) -> dict[str, Any]:
    return {
        "winner": str(made.winner or ""),
        "is_rejected": made.is_rejected,
        "tax_rate": str(made.tax_rate or ""),
        "budget_version": str(made.budget_version.name) if made.budget_version else "",
        "digest": made.budget_version.digest if made.budget_version else "",
        "tree": made.goal_tree.code if made.goal_tree else "",
        "warnings": made.warnings,
    }
