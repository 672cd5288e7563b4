"""A settled row of each kind as the columns of its model."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.goals.models import Assignment
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalTree
from roder.domain.goal_levels import levels_read
from roder.domain.goal_rows import GoalRowKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.goals.actions.row_places import RowPlaces

    Row = Mapping[str, Any]


def tree(row: Row, places: RowPlaces) -> dict[str, Any]:
    return {
        "organisation": places.organisation,
        "code": row["tree"],
        "title": row["title"],
        "title_en": row.get("title_en") or "",
        "year": row["year"],
        "state": row["state"],
        "levels": levels_read(row["levels"]),
        "decision": places.decision(row),
        "is_example": row["example"],
    }


def section(row: Row, places: RowPlaces) -> dict[str, Any]:
    return {
        "tree": places.one(GoalTree, GoalRowKind.TREE, row["tree"]),
        "position": int(row["code"]),
        "heading": row["title"],
        "heading_en": row.get("title_en") or "",
        "text": row["text"],
        "text_en": row.get("text_en") or "",
    }


def goal(row: Row, places: RowPlaces) -> dict[str, Any]:
    return {
        "tree": places.one(GoalTree, GoalRowKind.TREE, row["tree"]),
        "code": row["code"],
        "level": row["kind"],
        "position": row["position"],
        "title": row["title"],
        "title_en": row.get("title_en") or "",
        "text": row.get("text") or "",
        "text_en": row.get("text_en") or "",
        "body_code": row.get("body") or "",
        "is_financial": row["financial"],
        "decision": places.decision(row),
        **places.owner(row),
    }


def lineage(row: Row, places: RowPlaces) -> dict[str, Any]:
    return {
        "earlier": places.goal(row, "earlier_tree"),
        "later": places.one(Goal, GoalRowKind.GOAL, row["tree"], row["code"]),
        "note": row.get("reason") or "",
    }


def answer(row: Row, places: RowPlaces) -> dict[str, Any]:
    return {
        "goal": places.goal(row),
        "body_code": row["body"],
        "kind": row["kind"],
        "text": row["text"],
        "decision": places.decision(row),
    }


def assignment(row: Row, places: RowPlaces) -> dict[str, Any]:
    return {
        "organisation": places.organisation,
        "code": row["code"],
        "kind": row["kind"],
        "tree": places.some(GoalTree, GoalRowKind.TREE, row.get("tree")),
        "title": row["title"],
        "title_en": row.get("title_en") or "",
        "text": row.get("text") or "",
        "given_by": row["given_by"],
        "given_to": row["body"],
        "given_on": row["given_on"],
        "due": row.get("due"),
        "state": row["state"],
        "is_example": row["example"],
        "decision": places.decision(row),
        **places.owner(row),
    }


def report(row: Row, places: RowPlaces) -> dict[str, Any]:
    return {
        "assignment": places.one(Assignment, GoalRowKind.ASSIGNMENT, row["assignment"]),
        "day": row["date"],
        "state": row["state"],
        "comment": row["text"],
        "reported_by": places.person,
    }


def activity(row: Row, places: RowPlaces) -> dict[str, Any]:
    return {
        "organisation": places.organisation,
        "code": row["code"],
        "assignment": places.some(Assignment, GoalRowKind.ASSIGNMENT, row.get("assignment")),
        "goal": places.goal(row) if row.get("goals") else None,
        "body_code": row["body"],
        "title": row["title"],
        "text": row.get("text") or "",
        "begins": row.get("begins"),
        "due": row.get("due"),
        "state": row["state"],
        "comment": row.get("comment") or "",
        **places.owner(row),
    }


def funding(row: Row, places: RowPlaces) -> dict[str, Any]:
    return {
        "organisation": places.organisation,
        "goal": places.goal(row),
        "year": row["year"],
        "kind": row["funding"],
        "body_code": row["body"],
        "project_code": row.get("project") or "",
        "assignment": places.some(Assignment, GoalRowKind.ASSIGNMENT, row.get("assignment")),
        "amount_ore": row["amount"],
        "reason": row.get("reason") or "",
        "is_example": row["example"],
        "decision": places.decision(row),
    }


def verdict(row: Row, places: RowPlaces) -> dict[str, Any]:
    return {
        "goal": places.goal(row),
        "period": row["period"],
        "body_code": row.get("body") or "",
        "level": row["state"],
        "reason": row["text"],
        "judged_by": places.person,
        "judged_at": places.now,
    }
