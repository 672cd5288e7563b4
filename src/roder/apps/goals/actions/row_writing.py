"""Settled rows written to the tables of goals: for each kind one statement for the new, one for the changed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.documents.models import SteeringDocument
from roder.apps.goals.actions import row_columns
from roder.apps.goals.actions.row_places import RowPlaces
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import AssignmentGoal
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
from roder.apps.indicators.models import Indicator
from roder.domain.goal_rows import GoalRowKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from django.db.models import Model

    from roder.apps.goals.importing import GoalPlan
    from roder.apps.identity.models import User
    from roder.domain.row_changes import RowKey

    Row = Mapping[str, Any]
    Columns = Callable[[Row, RowPlaces], dict[str, Any]]

AT_ONCE = 500
"""Rows of one statement: within what SQLite lets a statement hold."""


class RowWriter:
    """Writes the changed rows of a plan, what is named before what names it."""

    def __init__(self, plan: GoalPlan, acting_user: User) -> None:
        self.places = RowPlaces(plan.organisation, plan.kept.objects, acting_user)
        self.by_kind: dict[GoalRowKind, list[tuple[RowKey, Row]]] = defaultdict(list)
        for kind, key in plan.changed:
            self.by_kind[kind].append((key, plan.found.rows[kind, key]))

    def write(self) -> None:
        """Write every changed row."""
        self.places.register_decisions([row for rows in self.by_kind.values() for _key, row in rows])
        self._kind(GoalRowKind.TREE, GoalTree, row_columns.tree)
        self._tree_predecessors()
        self._kind(GoalRowKind.SECTION, PlatformSection, row_columns.section)
        self._kind(GoalRowKind.GOAL, Goal, row_columns.goal)
        self._goal_parents()
        self._kind(GoalRowKind.LINEAGE, GoalLineage, row_columns.lineage)
        self._kind(GoalRowKind.ANSWER, Contribution, row_columns.answer)
        self._kind(GoalRowKind.ASSIGNMENT, Assignment, row_columns.assignment)
        self._assignment_goals()
        self._kind(GoalRowKind.REPORT, AssignmentReport, row_columns.report)
        self._kind(GoalRowKind.ACTIVITY, PlannedActivity, row_columns.activity)
        self._indicators()
        self._documents()
        self._kind(GoalRowKind.FUNDING, GoalFunding, row_columns.funding)
        self._kind(GoalRowKind.VERDICT, GoalVerdict, row_columns.verdict)

    def _kind(self, kind: GoalRowKind, model: type[Model], columns: Columns) -> None:
        """Write the rows of a kind: new ones together, changed ones together and a version later."""
        fresh: dict[RowKey, Model] = {}
        changed: dict[RowKey, Model] = {}
        names: set[str] = set()
        for key, row in self.by_kind[kind]:
            values = columns(row, self.places)
            kept = self.places.objects.get((kind, key))
            if kept is None:
                fresh[key] = model(**values)
                continue
            if hasattr(kept, "version"):
                values["version"] = kept.version + 1
            for name, value in values.items():
                setattr(kept, name, value)
            names.update(values)
            changed[key] = kept
        rows = model._default_manager  # noqa: SLF001 - Django's own name
        rows.bulk_create(fresh.values(), batch_size=AT_ONCE)
        self.places.objects.update({(kind, key): made for key, made in fresh.items()})
        if changed:
            rows.bulk_update(changed.values(), sorted(names), batch_size=AT_ONCE)

    def _tree_predecessors(self) -> None:
        trees = []
        for key, row in self.by_kind[GoalRowKind.TREE]:
            tree = self.places.one(GoalTree, GoalRowKind.TREE, *key)
            tree.predecessor = self.places.some(GoalTree, GoalRowKind.TREE, row.get("earlier_tree"))
            trees.append(tree)
        GoalTree.objects.bulk_update(trees, ["predecessor"])

    def _goal_parents(self) -> None:
        goals = []
        for key, row in self.by_kind[GoalRowKind.GOAL]:
            if row.get("parent"):
                goal = self.places.one(Goal, GoalRowKind.GOAL, *key)
                goal.parent = self.places.one(Goal, GoalRowKind.GOAL, row["tree"], row["parent"])
                goals.append(goal)
        Goal.objects.bulk_update(goals, ["parent"], batch_size=AT_ONCE)

    def _assignment_goals(self) -> None:
        of_organisation = {"assignment__organisation": self.places.organisation}
        known = set(AssignmentGoal.objects.filter(**of_organisation).values_list("assignment_id", "goal_id"))
        links = []
        for key, row in self.by_kind[GoalRowKind.ASSIGNMENT]:
            assignment = self.places.one(Assignment, GoalRowKind.ASSIGNMENT, *key)
            for code in row.get("goals", ()):
                goal = self.places.one(Goal, GoalRowKind.GOAL, row["tree"], code)
                if (assignment.pk, goal.pk) not in known:
                    links.append(AssignmentGoal(assignment=assignment, goal=goal))
        AssignmentGoal.objects.bulk_create(links, batch_size=AT_ONCE)

    def _indicators(self) -> None:
        rows = self.by_kind[GoalRowKind.INDICATOR]
        every = Indicator.objects.filter(organisation=self.places.organisation) if rows else ()
        by_code = {indicator.code: indicator for indicator in every}
        positions = defaultdict(int, self._counted())
        links = []
        for _key, row in rows:
            goal = self.places.goal(row)
            links.append(
                GoalIndicator(goal=goal, indicator=by_code[row["indicators"][0]], position=positions[goal.pk])
            )
            positions[goal.pk] += 1
        GoalIndicator.objects.bulk_create(links, batch_size=AT_ONCE)

    def _documents(self) -> None:
        rows = self.by_kind[GoalRowKind.DOCUMENT]
        every = SteeringDocument.objects.filter(organisation=self.places.organisation) if rows else ()
        by_code = {document.code: document for document in every}
        GoalDocument.objects.bulk_create(
            GoalDocument(goal=self.places.goal(row), document=by_code[row["documents"][0]])
            for _key, row in rows
        )

    def _counted(self) -> Iterator[tuple[int, int]]:
        positions = GoalIndicator.objects.filter(goal__tree__organisation=self.places.organisation)
        for goal, position in positions.values_list("goal_id", "position").order_by("position"):
            yield goal, position + 1
