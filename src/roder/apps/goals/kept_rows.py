"""What is kept of goals and what answers them, as the rows of the table that they come in by and go out as."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.goals.models import Assignment
from roder.apps.goals.models import AssignmentReport
from roder.apps.goals.models import Contribution
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalDocument
from roder.apps.goals.models import GoalFunding
from roder.apps.goals.models import GoalIndicator
from roder.apps.goals.models import GoalLineage
from roder.apps.goals.models import GoalTree
from roder.apps.goals.models import GoalVerdict
from roder.apps.goals.models import PlannedActivity
from roder.apps.goals.models import PlatformSection
from roder.domain.goal_levels import levels_text
from roder.domain.goal_rows import GoalRowKind
from roder.domain.goal_world import row_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from django.db import models

    from roder.apps.decisions.models import Decision
    from roder.domain.row_changes import RowKey

    Kept = tuple[GoalRowKind, dict[str, Any], models.Model]
    Place = tuple[GoalRowKind, RowKey]


@dataclass
class KeptRows:
    """The rows by kind and key, and the model row that each is of."""

    rows: dict[Place, dict[str, Any]] = field(default_factory=dict)
    objects: dict[Place, models.Model] = field(default_factory=dict)

    def add(self, kind: GoalRowKind, values: dict[str, Any], row: models.Model) -> None:
        key = row_key(kind, values)
        while (kind, key) in self.rows:
            # Two rows may say the same twice (money given in two steps); the second is told by its number.
            key = (*key, "+")
        self.rows[kind, key] = values
        self.objects[kind, key] = row

    def of(self, kind: GoalRowKind) -> Iterator[tuple[RowKey, models.Model]]:
        return ((key, row) for (kept, key), row in self.objects.items() if kept is kind)


def kept_rows(organisation: str, *, tree: str = "") -> KeptRows:
    """Return every row of the organisation, or of one of its trees, parents before children."""
    found = KeptRows()
    trees = GoalTree.objects.filter(organisation=organisation).select_related("decision", "predecessor")
    if tree:
        trees = trees.filter(code=tree)
    in_trees = {"tree__in": trees}
    of_goals = {"goal__tree__in": trees}
    assignments = Assignment.objects.filter(organisation=organisation)
    if tree:
        assignments = assignments.filter(tree__in=trees)
    for rows in (
        map(_tree, trees.order_by("year", "code")),
        map(_section, PlatformSection.objects.filter(**in_trees).select_related("tree")),
        _goals(Goal.objects.filter(**in_trees)),
        map(_lineage, _lineages(later__tree__in=trees)),
        map(_answer, Contribution.objects.filter(**of_goals).select_related("goal__tree", "decision")),
        _assignments(assignments),
        map(_report, _reports(assignments)),
        map(_activity, _activities(organisation, trees if tree else None)),
        map(_indicator, GoalIndicator.objects.filter(**of_goals).select_related("goal__tree", "indicator")),
        map(_document, GoalDocument.objects.filter(**of_goals).select_related("goal__tree", "document")),
        map(_funding, _fundings(of_goals)),
        map(_verdict, GoalVerdict.objects.filter(**of_goals).select_related("goal__tree")),
    ):
        for kind, values, row in rows:
            found.add(kind, values, row)
    return found


def _decision(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {}
    return {
        "decision_body": decision.body_code,
        "decision_date": decision.meeting_date,
        "paragraph": decision.paragraph,
        "case_number": decision.case_number,
        "decision_title": decision.title,
        "wording": decision.wording,
    }


def _owner(row: Goal | Assignment | PlannedActivity) -> dict[str, Any]:
    return {"owner": row.owner.username if row.owner else "", "owner_title": row.owner_title}


def _tree(row: GoalTree) -> Kept:
    values = {
        "tree": row.code,
        "title": row.title,
        "title_en": row.title_en,
        "year": row.year,
        "state": row.state,
        "levels": levels_text(row.levels),
        "earlier_tree": row.predecessor.code if row.predecessor else "",
        "example": row.is_example,
    }
    return GoalRowKind.TREE, values | _decision(row.decision), row


def _section(row: PlatformSection) -> Kept:
    values = {
        "tree": row.tree.code,
        "code": str(row.position),
        "title": row.heading,
        "title_en": row.heading_en,
        "text": row.text,
        "text_en": row.text_en,
    }
    return GoalRowKind.SECTION, values, row


def _goals(rows: models.QuerySet[Goal]) -> Iterator[Kept]:
    goals = list(rows.select_related("tree", "decision", "owner"))
    codes = {goal.pk: goal.code for goal in goals}
    for row in goals:
        values = {
            "tree": row.tree.code,
            "code": row.code,
            "kind": row.level,
            "parent": codes.get(row.parent_id, "") if row.parent_id else "",
            "position": row.position,
            "title": row.title,
            "title_en": row.title_en,
            "text": row.text,
            "text_en": row.text_en,
            "body": row.body_code,
            "financial": row.is_financial,
        }
        yield GoalRowKind.GOAL, values | _owner(row) | _decision(row.decision), row


def _lineages(**filters: Any) -> models.QuerySet[GoalLineage]:
    return GoalLineage.objects.filter(**filters).select_related("earlier__tree", "later__tree").order_by("pk")


def _lineage(row: GoalLineage) -> Kept:
    values = {
        "tree": row.later.tree.code,
        "code": row.later.code,
        "earlier_tree": row.earlier.tree.code,
        "goals": (row.earlier.code,),
        "reason": row.note,
    }
    return GoalRowKind.LINEAGE, values, row


def _of_goal(goal: Goal) -> dict[str, Any]:
    return {"tree": goal.tree.code, "goals": (goal.code,)}


def _answer(row: Contribution) -> Kept:
    values = _of_goal(row.goal) | {"body": row.body_code, "kind": row.kind, "text": row.text}
    return GoalRowKind.ANSWER, values | _decision(row.decision), row


def _assignments(rows: models.QuerySet[Assignment]) -> Iterator[Kept]:
    found = rows.select_related("tree", "decision", "owner").prefetch_related("goals").order_by("code")
    for row in found:
        values = {
            "code": row.code,
            "kind": row.kind,
            "tree": row.tree.code if row.tree else "",
            "goals": tuple(sorted(goal.code for goal in row.goals.all())),
            "title": row.title,
            "title_en": row.title_en,
            "text": row.text,
            "given_by": row.given_by,
            "body": row.given_to,
            "given_on": row.given_on,
            "due": row.due,
            "state": row.state,
            "example": row.is_example,
        }
        yield GoalRowKind.ASSIGNMENT, values | _owner(row) | _decision(row.decision), row


def _reports(assignments: models.QuerySet[Assignment]) -> models.QuerySet[AssignmentReport]:
    rows = AssignmentReport.objects.filter(assignment__in=assignments).select_related("assignment")
    return rows.order_by("assignment__code", "day", "pk")


def _report(row: AssignmentReport) -> Kept:
    values = {"assignment": row.assignment.code, "date": row.day, "state": row.state, "text": row.comment}
    return GoalRowKind.REPORT, values, row


def _activities(organisation: str, trees: Iterable[GoalTree] | None) -> models.QuerySet[PlannedActivity]:
    rows = PlannedActivity.objects.filter(organisation=organisation)
    if trees is not None:
        rows = rows.filter(goal__tree__in=trees) | rows.filter(assignment__tree__in=trees)
    return rows.select_related("goal__tree", "assignment", "owner").order_by("code")


def _activity(row: PlannedActivity) -> Kept:
    values = {
        "code": row.code,
        "assignment": row.assignment.code if row.assignment else "",
        "body": row.body_code,
        "title": row.title,
        "text": row.text,
        "begins": row.begins,
        "due": row.due,
        "state": row.state,
        "comment": row.comment,
    }
    return GoalRowKind.ACTIVITY, values | (_of_goal(row.goal) if row.goal else {}) | _owner(row), row


def _indicator(row: GoalIndicator) -> Kept:
    return GoalRowKind.INDICATOR, _of_goal(row.goal) | {"indicators": (row.indicator.code,)}, row


def _document(row: GoalDocument) -> Kept:
    return GoalRowKind.DOCUMENT, _of_goal(row.goal) | {"documents": (row.document.code,)}, row


def _fundings(of_goals: Mapping[str, Any]) -> models.QuerySet[GoalFunding]:
    rows = GoalFunding.objects.filter(**of_goals).select_related("goal__tree", "assignment", "decision")
    return rows.order_by("pk")


def _funding(row: GoalFunding) -> Kept:
    values = _of_goal(row.goal) | {
        "year": row.year,
        "funding": row.kind,
        "body": row.body_code,
        "project": row.project_code,
        "assignment": row.assignment.code if row.assignment else "",
        "reason": row.reason,
        "amount": row.amount_ore,
        "example": row.is_example,
    }
    return GoalRowKind.FUNDING, values | _decision(row.decision), row


def _verdict(row: GoalVerdict) -> Kept:
    values = _of_goal(row.goal) | {
        "period": row.period,
        "body": row.body_code,
        "state": row.level,
        "text": row.reason,
    }
    return GoalRowKind.VERDICT, values, row
