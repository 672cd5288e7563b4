"""A table of goals and what answers them, in one transaction and few statements, with one audit row."""

from __future__ import annotations

from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.actions.row_writing import RowWriter
from roder.apps.goals.assignment_search import activity_texts
from roder.apps.goals.assignment_search import assignment_texts
from roder.apps.goals.goal_search import goal_texts
from roder.apps.goals.goal_search import section_texts
from roder.apps.goals.importing import GoalPlan
from roder.apps.goals.importing import plan_document
from roder.apps.goals.importing import plan_goals
from roder.apps.goals.models import GoalTree
from roder.apps.organisation.importing import TableChangedError
from roder.apps.search.actions import index_all
from roder.domain.goal_rows import GoalRowKind

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

SUMMED = (
    "goals",
    "trees",
    "assignments",
    "resolutions",
    "activities",
    "contributions",
    "fundings",
    "verdicts",
)
SHOWN_DIFFERENCES = 100
FOUND_BY_SEARCH = frozenset({GoalRowKind.ASSIGNMENT, GoalRowKind.REPORT, GoalRowKind.ACTIVITY})
"""Kinds whose rows a search finds, or finds something by."""
GOALS_FOUND_BY_SEARCH = frozenset({GoalRowKind.TREE, GoalRowKind.SECTION, GoalRowKind.GOAL})


@transaction.atomic
def import_goals(
    organisation: str,
    content: Path | bytes,
    *,
    mapping: str = "",
    tree: str = "",
    file_name: str = "",
    expected: str = "",
    acting_user: User,
) -> GoalPlan:
    """Add to the goals what a table says and change what it says otherwise, or list what is wrong with it.

    What the table does not name stays. ``expected`` is the fingerprint of the goals that a person has seen
    the differences against; when they have become others since, ``TableChangedError`` is raised. The same
    table again changes nothing and leaves no audit row.
    """
    list(GoalTree.objects.select_for_update().filter(organisation=organisation).values_list("pk"))
    day = timezone.localdate()
    plan = plan_goals(organisation, content, mapping=mapping, tree=tree, day=day)
    if expected and plan.before != expected:
        raise TableChangedError(plan)
    if plan.changes_something:
        RowWriter(plan, acting_user).write()
        if FOUND_BY_SEARCH & {kind for kind, _key in plan.changed}:
            index_all(chain(assignment_texts(organisation), activity_texts(organisation)))
        if GOALS_FOUND_BY_SEARCH & {kind for kind, _key in plan.changed}:
            index_all(chain(goal_texts(organisation), section_texts(organisation)))
        document = plan_document(plan, language="sv")
        record(
            AuditEntry.Event.GOALS_IMPORTED,
            organisation or "–",
            acting_user=acting_user,
            new={
                "file": file_name,
                "sha256": plan.sha256,
                **{name: document[name] for name in SUMMED if document[name]},
                **asdict(plan.rows),
                "differences": document["differences"][:SHOWN_DIFFERENCES],
            },
        )
    return plan
