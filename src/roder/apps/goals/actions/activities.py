from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.actions.assignments import AssignmentRefusedError
from roder.apps.goals.assignment_queries import activity_subject
from roder.apps.goals.assignment_search import activity_text
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import Goal
from roder.apps.goals.models import PlannedActivity
from roder.apps.organisation.queries import organisation_tree
from roder.apps.search.actions import index_all
from roder.domain.assignment_facts import activity_faults
from roder.domain.assignment_facts import code_taken
from roder.domain.assignment_facts import next_code
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from roder.apps.identity.models import User
    from roder.domain.assignment_facts import ActivityFacts

LETTER = "A"
PLAIN = ("title", "text", "body_code", "begins", "due")
"""The facts that are fields of the row by the same name."""


@transaction.atomic
def plan_activity(
    serves: Assignment | Goal,
    facts: ActivityFacts,
    *,
    owner: User | None = None,
    acting_user: User,
) -> PlannedActivity:
    """Plan an activity for an assignment, or directly for a goal. Raises ``AssignmentRefusedError``."""
    goal = serves if isinstance(serves, Goal) else None
    assignment = serves if isinstance(serves, Assignment) else None
    organisation = serves.tree.organisation if isinstance(serves, Goal) else serves.organisation
    day = facts.begins or timezone.localdate()
    taken = frozenset(
        PlannedActivity.objects.filter(organisation=organisation).values_list("code", flat=True)
    )
    problems = activity_faults(facts, organisation_tree(organisation, day))
    problems += [code_taken(facts.code)] if facts.code in taken else []
    if refuses(problems):
        raise AssignmentRefusedError(problems)
    activity = PlannedActivity.objects.create(
        organisation=organisation,
        code=facts.code or next_code(LETTER, day.year, taken),
        assignment=assignment,
        goal=goal,
        owner=owner,
        owner_title=facts.owner_title or (owner.title if owner else ""),
        **{name: getattr(facts, name) for name in PLAIN},
    )
    index_all([activity_text(activity)])
    record(
        AuditEntry.Event.ACTIVITY_PLANNED,
        activity_subject(activity),
        acting_user=acting_user,
        new={**{name: getattr(facts, name) for name in PLAIN}, "owner": str(owner or "")},
    )
    return activity


@transaction.atomic
def change_activity(
    activity: PlannedActivity,
    facts: ActivityFacts,
    *,
    owner: User | None = None,
    seen_version: int,
    acting_user: User,
) -> bool:
    """Change what an activity is and who carries it; returns whether anything differed.

    Raises ``AssignmentRefusedError`` and ``StaleVersionError``.
    """
    day = facts.begins or timezone.localdate()
    problems = activity_faults(facts, organisation_tree(activity.organisation, day))
    if refuses(problems):
        raise AssignmentRefusedError(problems)
    is_same = owner is not None and owner.pk == activity.owner_id
    title = facts.owner_title or (activity.owner_title if is_same else owner.title if owner else "")
    values = {name: getattr(facts, name) for name in PLAIN}
    is_changed = change(
        activity,
        {**values, "owner_id": owner.pk if owner else None, "owner_title": title},
        seen_version=seen_version,
        event=AuditEntry.Event.ACTIVITY_CHANGED,
        subject=activity_subject(activity),
        acting_user=acting_user,
    )
    if is_changed:
        index_all([activity_text(activity)])
    return is_changed
