"""What a settled row of goals must hold: its own fields, what it names, and what its tree still lets be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.domain.assignment_facts import ActivityFacts
from roder.domain.assignment_facts import AssignmentFacts
from roder.domain.assignment_facts import activity_faults
from roder.domain.assignment_facts import assignment_faults
from roder.domain.assignments import AssignmentSide
from roder.domain.assignments import AssignmentState
from roder.domain.assignments import report_faults
from roder.domain.goal_row_faults import goal_row_fault
from roder.domain.goal_row_faults import incomplete
from roder.domain.goal_row_faults import on_line
from roder.domain.goal_rows import REQUIRED
from roder.domain.goal_rows import GoalRowKind
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import GoalFacts
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import goal_faults
from roder.domain.goal_tree import level_faults
from roder.domain.goal_tree import state_faults
from roder.domain.indicator_periods import IndicatorPeriod
from roder.domain.row_changes import changes_between
from roder.domain.row_changes import is_stated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from roder.domain.goal_world import GoalWorld
    from roder.domain.goal_world import Levels
    from roder.domain.goal_world import Place
    from roder.domain.goal_world import SettledRows
    from roder.domain.problems import Problem

    Row = Mapping[str, Any]

_TREE_ACTS = {
    (TreeState.DRAFT, TreeState.ADOPTED): TreeAct.ADOPT,
    (TreeState.ADOPTED, TreeState.ARCHIVED): TreeAct.ARCHIVE,
}
_ACTS = {
    GoalRowKind.SECTION: TreeAct.EDIT_COUNCIL_GOALS,
    GoalRowKind.GOAL: TreeAct.ANSWER,
    GoalRowKind.ANSWER: TreeAct.ANSWER,
    GoalRowKind.VERDICT: TreeAct.JUDGE,
}
"""What a changed row of a kind does to its tree."""


def row_faults(found: SettledRows, world: GoalWorld, trees: Mapping[str, Levels]) -> list[Problem]:
    """Return everything that is wrong with the rows, in the order of their lines."""
    checks = _Checks(found, world, trees)
    problems = [problem for place in found.rows for problem in checks.of(place)]
    return sorted(problems, key=lambda each: each.line or 0)


class _Checks:
    def __init__(self, found: SettledRows, world: GoalWorld, trees: Mapping[str, Levels]) -> None:
        self.found = found
        self.world = world
        self.trees = trees

    def of(self, place: Place) -> Iterator[Problem]:
        kind, _key = place
        row, line = self.found.rows[place], self.found.lines[place]
        missing = [name for name in REQUIRED[kind] if not is_stated(row.get(name))]
        if missing:
            yield from (incomplete(kind, name, line) for name in missing)
            return
        yield from self._named(kind, row, line)
        yield from self._allowed(place, row, line)
        if kind is GoalRowKind.TREE:
            yield from self._tree(row, line)
        elif kind is GoalRowKind.GOAL:
            yield from self._goal(row, line)
        elif kind is GoalRowKind.ASSIGNMENT:
            yield from self._assignment(place, row, line)
        elif kind is GoalRowKind.ACTIVITY:
            yield from self._activity(row, line)
        elif kind is GoalRowKind.SECTION and not row["code"].isdecimal():
            yield goal_row_fault("goal_order_unknown", line, order=row["code"])
        elif kind is GoalRowKind.VERDICT:
            yield from self._verdict(row, line)

    def _has(self, kind: GoalRowKind, *key: str) -> bool:
        return (kind, key) in self.found.rows or (kind, key) in self.world.kept

    def _row(self, kind: GoalRowKind, *key: str) -> Row | None:
        return self.found.rows.get((kind, key)) or self.world.kept.get((kind, key))

    def _named(self, kind: GoalRowKind, row: Row, line: int | None) -> Iterator[Problem]:
        """Find what the row names and nobody knows."""
        tree = row.get("tree") or ""
        if tree and tree not in self.trees:
            yield goal_row_fault("goal_tree_unknown", line, tree=tree, known=", ".join(self.trees) or "–")
            return
        of_tree = row["earlier_tree"] if kind is GoalRowKind.LINEAGE else tree
        own = [row["code"]] if kind is GoalRowKind.LINEAGE else []
        goals = [(of_tree, code) for code in row.get("goals", ())] + [(tree, code) for code in own]
        for at, code in goals:
            if not self._has(GoalRowKind.GOAL, at, code):
                yield goal_row_fault("goal_unknown", line, tree=at, code=code)
        for code in {*row.get("indicators", ())} - self.world.indicators:
            yield goal_row_fault("goal_indicator_unknown", line, indicator=code)
        for code in {*row.get("documents", ())} - self.world.documents:
            yield goal_row_fault("goal_document_unknown", line, document=code)
        yield from self._people(row, line)

    def _people(self, row: Row, line: int | None) -> Iterator[Problem]:
        if (assignment := row.get("assignment")) and not self._has(GoalRowKind.ASSIGNMENT, assignment):
            yield goal_row_fault("goal_assignment_unknown", line, assignment=assignment)
        if (owner := row.get("owner")) and owner not in self.world.users:
            yield goal_row_fault("goal_owner_unknown", line, owner=owner)
        decision = [is_stated(row.get(name)) for name in ("decision_body", "decision_date", "paragraph")]
        if any(decision) != all(decision):
            yield goal_row_fault("goal_decision_incomplete", line)

    def _allowed(self, place: Place, row: Row, line: int | None) -> Iterator[Problem]:
        """Find what changes a tree that is closed to it."""
        kind, _key = place
        tree = self.world.kept.get((GoalRowKind.TREE, (row.get("tree") or "",)))
        kept = self.world.kept.get(place)
        if (
            tree is None
            or kind not in {*_ACTS, GoalRowKind.TREE}
            or (kept and not changes_between(kept, row))
        ):
            return
        before = TreeState(tree["state"])
        if kind is GoalRowKind.TREE:
            yield from self._tree_allowed(before, tree, row, line)
            return
        is_council = kind is GoalRowKind.GOAL and row["kind"] == OVERALL
        act = TreeAct.EDIT_COUNCIL_GOALS if is_council else _ACTS[kind]
        yield from on_line(state_faults(before, act), line)

    def _tree_allowed(self, before: TreeState, kept: Row, row: Row, line: int | None) -> Iterator[Problem]:
        after = TreeState(row["state"])
        others = [each for each in changes_between(kept, row) if each.field != "state"]
        if after is not before:
            yield from on_line(state_faults(before, _TREE_ACTS.get((before, after), TreeAct.ADOPT)), line)
        if others and before is not TreeState.DRAFT:
            yield from on_line(state_faults(before, TreeAct.EDIT_COUNCIL_GOALS), line)

    def _tree(self, row: Row, line: int | None) -> Iterator[Problem]:
        used = {
            values["kind"]
            for (kind, key), values in {**self.world.kept, **self.found.rows}.items()
            if kind is GoalRowKind.GOAL and key[0] == row["tree"]
        }
        yield from on_line(level_faults(self.trees[row["tree"]], used), line)
        if row["state"] != TreeState.DRAFT and not row.get("paragraph"):
            yield goal_row_fault("goal_tree_without_decision", line, tree=row["tree"])
        earlier = row.get("earlier_tree")
        if earlier and earlier not in self.trees:
            yield goal_row_fault("goal_tree_unknown", line, tree=earlier, known=", ".join(self.trees))

    def _goal(self, row: Row, line: int | None) -> Iterator[Problem]:
        parent = None
        if code := row.get("parent"):
            parent = self._row(GoalRowKind.GOAL, row["tree"], code)
            if parent is None:
                yield goal_row_fault("goal_unknown", line, tree=row["tree"], code=code)
                return
            if self._is_in_a_loop(row):
                yield goal_row_fault("goal_loop", line, code=row["code"])
                return
        level = parent["kind"] if parent else ""
        facts = GoalFacts(row["code"], row["kind"], row["title"], row.get("body") or "", level)
        if row["kind"] in {each["key"] for each in self.trees.get(row["tree"], ())}:
            yield from on_line(goal_faults(facts, self.trees[row["tree"]]), line)

    def _is_in_a_loop(self, row: Row) -> bool:
        seen = {row["code"]}
        above = row.get("parent")
        while above:
            if above in seen:
                return True
            seen.add(above)
            parent = self._row(GoalRowKind.GOAL, row["tree"], above)
            above = parent.get("parent") if parent else None
        return False

    def _assignment(self, place: Place, row: Row, line: int | None) -> Iterator[Problem]:
        facts = AssignmentFacts(row["title"], row["given_by"], row["body"], row["given_on"], row.get("due"))
        if self.world.tree_on is not None:
            yield from on_line(assignment_faults(facts, self.world.tree_on(facts.given_on)), line)
        elif facts.due is not None and facts.due < facts.given_on:
            days = {"due": facts.due.isoformat(), "given": facts.given_on.isoformat()}
            yield goal_row_fault("goal_assignment_due_before_given", line, code=row["code"], **days)
        kept = self.world.kept.get(place)
        if kept and kept["state"] != row["state"]:
            before, after = AssignmentState(kept["state"]), AssignmentState(row["state"])
            yield from on_line(report_faults(before, after, row["title"], frozenset(AssignmentSide)), line)

    def _activity(self, row: Row, line: int | None) -> Iterator[Problem]:
        goals = row.get("goals", ())
        if len(goals) > 1:
            yield goal_row_fault("goal_activity_of_several_goals", line, code=row["code"])
        if not goals and not row.get("assignment"):
            yield goal_row_fault("goal_activity_serves_nothing", line, code=row["code"])
        facts = ActivityFacts(row["title"], row["body"], row.get("begins"), row.get("due"))
        day = facts.begins or facts.due
        if self.world.tree_on is not None and day is not None:
            yield from on_line(activity_faults(facts, self.world.tree_on(day)), line)

    def _verdict(self, row: Row, line: int | None) -> Iterator[Problem]:
        try:
            IndicatorPeriod.parse(row["period"])
        except ValueError:
            yield goal_row_fault("goal_period_unknown", line, period=row["period"])
        if row["state"] not in self.world.scale:
            known = ", ".join(names[0] for names in self.world.scale.values())
            yield goal_row_fault("goal_verdict_level_unknown", line, state=row["state"], known=known)
