from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.assignment_queries import assignment_subject
from roder.apps.goals.assignment_search import assignment_text
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import AssignmentGoal
from roder.apps.organisation.queries import organisation_tree
from roder.apps.search.actions import index_all
from roder.domain.assignment_facts import assignment_faults
from roder.domain.assignment_facts import code_taken
from roder.domain.assignment_facts import next_code
from roder.domain.problems import RefusedError
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.apps.decisions.models import Decision
    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User
    from roder.domain.assignment_facts import AssignmentFacts
    from roder.domain.problems import Problem

LETTER = "U"
PLAIN = ("title", "title_en", "text", "kind", "given_by", "given_to", "given_on", "due")
"""The facts that are fields of the row by the same name."""


class AssignmentRefusedError(RefusedError):
    """What was to be written of an assignment or activity cannot be; ``problems`` say why."""


@transaction.atomic
def register_assignment(
    organisation: str,
    facts: AssignmentFacts,
    *,
    decision: Decision | None = None,
    goal_tree: GoalTree | None = None,
    goals: Iterable[Goal] = (),
    owner: User | None = None,
    acting_user: User,
) -> Assignment:
    """Register an assignment or a verbal resolution, with the decision that gave it and the goals that it serves.

    Raises ``AssignmentRefusedError``. The owner's title is kept as it is today: who carried a task in
    2018 is read in 2022 too.
    """
    taken = frozenset(Assignment.objects.filter(organisation=organisation).values_list("code", flat=True))
    _require_whole(organisation, facts, [code_taken(facts.code)] if facts.code in taken else [])
    assignment = Assignment.objects.create(
        organisation=organisation,
        code=facts.code or next_code(LETTER, facts.given_on.year, taken),
        tree=goal_tree,
        decision=decision,
        owner=owner,
        owner_title=facts.owner_title or (owner.title if owner else ""),
        is_example=facts.is_example,
        **{name: getattr(facts, name) for name in PLAIN},
    )
    served = list(goals)
    AssignmentGoal.objects.bulk_create(AssignmentGoal(assignment=assignment, goal=goal) for goal in served)
    index_all([assignment_text(assignment)])
    record(
        AuditEntry.Event.ASSIGNMENT_REGISTERED,
        assignment_subject(assignment),
        acting_user=acting_user,
        new={
            **{name: getattr(facts, name) for name in PLAIN},
            "decision": str(decision or ""),
            "owner": str(owner or ""),
            "owner_title": assignment.owner_title,
            "goals": [str(goal) for goal in served],
        },
    )
    return assignment


def _require_whole(organisation: str, facts: AssignmentFacts, problems: Sequence[Problem] = ()) -> None:
    found = [*assignment_faults(facts, organisation_tree(organisation, facts.given_on)), *problems]
    if refuses(found):
        raise AssignmentRefusedError(found)


@transaction.atomic
def change_assignment(
    assignment: Assignment,
    facts: AssignmentFacts,
    *,
    decision: Decision | None,
    seen_version: int,
    acting_user: User,
) -> bool:
    """Change what an assignment is; its code, owner, state and goals have acts of their own.

    Returns whether anything differed. Raises ``AssignmentRefusedError`` and ``StaleVersionError``.
    """
    _require_whole(assignment.organisation, facts)
    values = {name: getattr(facts, name) for name in PLAIN}
    is_changed = change(
        assignment,
        {**values, "decision_id": decision.pk if decision else None},
        seen_version=seen_version,
        event=AuditEntry.Event.ASSIGNMENT_CHANGED,
        subject=assignment_subject(assignment),
        acting_user=acting_user,
    )
    if is_changed:
        index_all([assignment_text(assignment)])
    return is_changed


@transaction.atomic
def link_goals(assignment: Assignment, goals: Iterable[Goal], *, acting_user: User) -> bool:
    """Let the assignment serve these goals and no others; returns whether anything differed."""
    wanted = {goal.pk: goal for goal in goals}
    links = {link.goal_id: link for link in assignment.goal_links.select_related("goal")}
    if wanted.keys() == links.keys():
        return False
    gone = links.keys() - wanted.keys()
    AssignmentGoal.objects.filter(assignment=assignment, goal__in=gone).delete()
    new = [AssignmentGoal(assignment=assignment, goal=goal) for pk, goal in wanted.items() if pk not in links]
    AssignmentGoal.objects.bulk_create(new)
    record(
        AuditEntry.Event.ASSIGNMENT_LINKED,
        assignment_subject(assignment),
        acting_user=acting_user,
        old={"goals": sorted(str(link.goal) for link in links.values())},
        new={"goals": sorted(str(goal) for goal in wanted.values())},
    )
    return True


@transaction.atomic
def hand_over_assignment(
    assignment: Assignment,
    owner: User | None,
    *,
    owner_title: str = "",
    seen_version: int,
    acting_user: User,
) -> bool:
    """Let another person, or nobody, carry the assignment; the title is the one they have today, unless given.

    Returns whether anything differed. Raises ``StaleVersionError``.
    """
    title = owner_title or (owner.title if owner else "")
    current = Assignment.objects.select_for_update(of=("self",)).select_related("owner").get(pk=assignment.pk)
    if (current.owner, current.owner_title) == (owner, title):
        return False
    event, subject = AuditEntry.Event.ASSIGNMENT_HANDED_OVER, assignment_subject(assignment)
    if current.version != seen_version:
        mine = {"owner_id": owner.pk if owner else None, "owner_title": title}
        raise stale(current, mine=mine, event=event, subject=subject)
    old = {"owner": str(current.owner or ""), "owner_title": current.owner_title}
    for row in (current, assignment):
        row.owner, row.owner_title, row.version = owner, title, seen_version + 1
    current.save(update_fields=["owner", "owner_title", "version"])
    record(
        event,
        subject,
        acting_user=acting_user,
        old=old,
        new={"owner": str(owner or ""), "owner_title": title},
    )
    return True
