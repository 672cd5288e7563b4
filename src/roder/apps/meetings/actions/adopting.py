"""What a decision on a budget does to the budget, the frames and the goals; called within its transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.queries import frames
from roder.apps.budgets.version_queries import lines_of
from roder.apps.goals.actions.assignments import AssignmentRefusedError
from roder.apps.goals.actions.assignments import register_assignment
from roder.apps.goals.actions.council_goals import change_goal
from roder.apps.goals.actions.trees import adopt_tree
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import GoalTree
from roder.apps.goals.queries import goal_with_code
from roder.apps.goals.refusals import GoalRefusedError
from roder.apps.meetings.queries import adopted_version
from roder.apps.proposals.queries import changes_of
from roder.apps.proposals.queries import proposal_lines
from roder.domain.assignment_facts import AssignmentFacts
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.budget_decisions import carried_forward_lines
from roder.domain.budget_lines import ProfileKind
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import frames_of
from roder.domain.goal_tree import GoalFacts
from roder.domain.goal_tree import TreeState
from roder.domain.proposals import TEXT_TARGETS
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import TextAct

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User
    from roder.apps.meetings.models import MeetingItem
    from roder.apps.proposals.models import Proposal
    from roder.domain.budget_versions import VersionLine
    from roder.domain.proposals import ProposedChange

TITLE_LENGTH = 200


def make_winning_version(
    item: MeetingItem, proposal: Proposal, name: str, tax_rate: Decimal | None, *, acting_user: User
) -> BudgetVersion:
    """Make the frozen version that a decision adopts: the lines of the winning proposal, under the decision."""
    is_revision = item.kind == BudgetDecisionKind.REVISION
    rate = tax_rate if tax_rate is not None else proposal.base.tax_rate
    version = make_version(
        item.meeting.organisation,
        name=name,
        kind=VersionKind.REVISED if is_revision else VersionKind.ADOPTED,
        year=item.year,
        title=name,
        made_from=proposal.base,
        is_example=item.meeting.is_example,
        acting_user=acting_user,
    )
    version.financing_round = proposal.base.financing_round
    if not is_revision and not proposal.base.is_frozen:
        freeze_version(proposal.base, acting_user=acting_user)
    return _frozen(version, proposal_lines(proposal), rate, item, acting_user=acting_user)


def make_prolonged(item: MeetingItem, name: str, *, acting_user: User) -> BudgetVersion:
    """Make the frozen version by which the frames of the year before go on until a budget is adopted."""
    before = adopted_version(item.meeting.organisation, item.year - 1)
    version = make_version(
        item.meeting.organisation,
        name=name,
        kind=VersionKind.PROLONGED,
        year=item.year,
        title=name,
        made_from=before,
        is_example=item.meeting.is_example,
        acting_user=acting_user,
    )
    lines = carried_forward_lines(lines_of(before), item.year) if before else []
    rate = before.tax_rate if before else None
    return _frozen(version, lines, rate, item, acting_user=acting_user)


def _frozen(
    version: BudgetVersion,
    lines: Sequence[VersionLine],
    tax_rate: Decimal | None,
    item: MeetingItem,
    *,
    acting_user: User,
) -> BudgetVersion:
    version.tax_rate = tax_rate
    version.save(update_fields=["tax_rate", "financing_round"])
    for section in BudgetSection:
        some = [line for line in lines if line.section is section]
        if some:
            put_lines(version, section, some, acting_user=acting_user)
    return freeze_version(version, decision=item.decision, acting_user=acting_user)


def set_frames_in_force(version: BudgetVersion, *, acting_user: User) -> bool:
    """Make the year's frames those of the version; how each is spread over months stays as it was."""
    kept = frames(version.organisation, version.year)
    rows = []
    for code, ore in frames_of(lines_of(version, [version.year]), version.year).items():
        frame = kept.get(code)
        status = frame.status if frame else ""
        profile = ProfileKind(frame.profile) if frame else ProfileKind.FLAT
        weights = list(frame.weights) if frame else []
        rows.append(FrameRow(code, ore, status, profile, weights))
    return set_frames(version.organisation, version.year, rows, acting_user=acting_user)


def adopt_goals(item: MeetingItem, *, acting_user: User) -> GoalTree | None:
    """Adopt the year's goals when they are a draft; returns the year's adopted goals, ``None`` when there are none.

    A draft that cannot be adopted (it has no overarching goal) refuses the decision with the reason.
    """
    trees = GoalTree.objects.filter(organisation=item.meeting.organisation, year=item.year)
    adopted = trees.filter(state=TreeState.ADOPTED).order_by("-pk").first()
    draft = trees.filter(state=TreeState.DRAFT).order_by("-pk").first()
    if adopted is not None or draft is None:
        return adopted
    return adopt_tree(draft, item.decision, seen_version=draft.version, acting_user=acting_user)


def texts_of_the_winner(item: MeetingItem, proposal: Proposal, *, acting_user: User) -> list[dict[str, Any]]:
    """Carry out what the winning proposal says of goals and assignments, as far as the house can by itself.

    A goal's text is changed while the goals are a draft; a new assignment is registered, unless the assignments of the
    decision are registered already. The rest is listed as to be carried out by a person: each row says whether it was.
    """
    are_given = Assignment.objects.filter(decision=item.decision).exists()
    draft = (
        GoalTree.objects.filter(organisation=item.meeting.organisation, year=item.year, state=TreeState.DRAFT)
        .order_by("-pk")
        .first()
    )
    rows = []
    for each in changes_of(proposal):
        if each.target in TEXT_TARGETS:
            is_open = each.target is ChangeTarget.GOAL or not are_given
            is_done = is_open and _carried_out(item, each, draft, acting_user=acting_user)
            rows.append(
                {
                    "target": each.target.value,
                    "act": each.act.value,
                    "key": each.key,
                    "body": each.body,
                    "text": each.text,
                    "is_done": is_done,
                }
            )
    return rows


def _carried_out(
    item: MeetingItem, change: ProposedChange, draft: GoalTree | None, *, acting_user: User
) -> bool:
    try:
        with transaction.atomic():
            if change.target is ChangeTarget.ASSIGNMENT and change.act is TextAct.ADD:
                return _assigned(item, change, acting_user=acting_user)
            goal = goal_with_code(draft, change.key) if draft else None
            if goal is None or change.target is not ChangeTarget.GOAL or change.act is not TextAct.CHANGE:
                return False
            return _reworded(goal, change.text, acting_user=acting_user)
    except (AssignmentRefusedError, GoalRefusedError):
        return False


def _assigned(item: MeetingItem, change: ProposedChange, *, acting_user: User) -> bool:
    title, _break, text = change.text.strip().partition("\n")
    facts = AssignmentFacts(
        title[:TITLE_LENGTH],
        item.meeting.body_code,
        change.body,
        item.meeting.day,
        text=text.strip() or change.motivation,
        is_example=item.meeting.is_example,
    )
    register_assignment(item.meeting.organisation, facts, decision=item.decision, acting_user=acting_user)
    return True


def _reworded(goal: Goal, text: str, *, acting_user: User) -> bool:
    facts = GoalFacts(
        goal.code,
        goal.level,
        goal.title,
        parent_level=goal.parent.level if goal.parent else "",
        text=goal.text,
        title_en=goal.title_en,
        text_en=goal.text_en,
        owner_title=goal.owner_title,
        is_financial=goal.is_financial,
    )
    change_goal(goal, replace(facts, text=text), seen_version=goal.version, acting_user=acting_user)
    return True
