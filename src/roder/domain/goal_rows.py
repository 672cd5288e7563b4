"""The rows of a table of goals: what kinds there are, what tells two of a kind apart, and what each must say."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class GoalRowKind(StrEnum):
    """What a row of the table is about."""

    TREE = "tree"
    SECTION = "section"
    GOAL = "goal"
    LINEAGE = "lineage"
    ANSWER = "answer"
    ASSIGNMENT = "assignment"
    REPORT = "report"
    ACTIVITY = "activity"
    INDICATOR = "indicator"
    DOCUMENT = "document"
    FUNDING = "funding"
    VERDICT = "verdict"


DECISION: Final = (
    "decision_body",
    "decision_date",
    "paragraph",
    "case_number",
    "decision_title",
    "wording",
)
"""The fields that name a decision; body, date and paragraph tell which."""

_OWNER: Final = ("owner", "owner_title")

KEYS: Final[dict[GoalRowKind, tuple[str, ...]]] = {
    GoalRowKind.TREE: ("tree",),
    GoalRowKind.SECTION: ("tree", "code"),
    GoalRowKind.GOAL: ("tree", "code"),
    GoalRowKind.LINEAGE: ("tree", "code", "earlier_tree", "goals"),
    GoalRowKind.ANSWER: ("tree", "goals", "body"),
    GoalRowKind.ASSIGNMENT: ("code",),
    GoalRowKind.REPORT: ("assignment", "date", "state", "text"),
    GoalRowKind.ACTIVITY: ("code",),
    GoalRowKind.INDICATOR: ("tree", "goals", "indicators"),
    GoalRowKind.DOCUMENT: ("tree", "goals", "documents"),
    GoalRowKind.FUNDING: ("tree", "goals", "year", "funding", "body", "project", "assignment", "reason"),
    GoalRowKind.VERDICT: ("tree", "goals", "period", "body", "state", "text"),
}
"""What tells two rows of a kind apart. ``goals``, ``indicators`` and ``documents`` hold one code each here."""

FIELDS: Final[dict[GoalRowKind, tuple[str, ...]]] = {
    GoalRowKind.TREE: ("title", "title_en", "year", "state", "levels", "earlier_tree", "example", *DECISION),
    GoalRowKind.SECTION: ("title", "title_en", "text", "text_en"),
    GoalRowKind.GOAL: (
        *("kind", "parent", "position", "title", "title_en", "text", "text_en", "body", "financial"),
        *(*_OWNER, *DECISION),
    ),
    GoalRowKind.LINEAGE: ("reason",),
    GoalRowKind.ANSWER: ("kind", "text", *DECISION),
    GoalRowKind.ASSIGNMENT: (
        *("kind", "tree", "goals", "title", "title_en", "text", "given_by", "body", "given_on", "due"),
        *("state", "example", *_OWNER, *DECISION),
    ),
    GoalRowKind.REPORT: (),
    GoalRowKind.ACTIVITY: (
        *("assignment", "tree", "goals", "body", "title", "text", "begins", "due", "state", "comment"),
        *_OWNER,
    ),
    GoalRowKind.INDICATOR: (),
    GoalRowKind.DOCUMENT: (),
    GoalRowKind.FUNDING: ("amount", "example", *DECISION),
    GoalRowKind.VERDICT: (),
}
"""What a row of a kind may say beside what tells it apart."""

REQUIRED: Final[dict[GoalRowKind, tuple[str, ...]]] = {
    GoalRowKind.TREE: ("title", "year"),
    GoalRowKind.SECTION: ("title", "text"),
    GoalRowKind.GOAL: ("title",),
    GoalRowKind.LINEAGE: ("code", "earlier_tree", "goals"),
    GoalRowKind.ANSWER: ("goals", "body", "text"),
    GoalRowKind.ASSIGNMENT: ("code", "title", "given_by", "body", "given_on"),
    GoalRowKind.REPORT: ("assignment", "date", "state", "text"),
    GoalRowKind.ACTIVITY: ("code", "title", "body"),
    GoalRowKind.INDICATOR: ("goals", "indicators"),
    GoalRowKind.DOCUMENT: ("goals", "documents"),
    GoalRowKind.FUNDING: ("goals", "year", "funding", "body", "amount"),
    GoalRowKind.VERDICT: ("goals", "period", "state", "text"),
}
"""What a row of a kind cannot be without, once it is laid over what is kept."""

ONE_EACH: Final[dict[GoalRowKind, str]] = {
    GoalRowKind.LINEAGE: "goals",
    GoalRowKind.ANSWER: "goals",
    GoalRowKind.INDICATOR: "indicators",
    GoalRowKind.DOCUMENT: "documents",
    GoalRowKind.FUNDING: "goals",
    GoalRowKind.VERDICT: "goals",
}
"""The field whose several codes make several rows."""
