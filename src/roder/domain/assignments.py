"""The states of an assignment and of an activity, and which may follow which (docs/algorithms/assignments.md)."""

from __future__ import annotations

from enum import StrEnum


class AssignmentState(StrEnum):
    """How far a task has come, as a report says it."""

    NOT_STARTED = "not_started"
    ON_PLAN = "on_plan"
    DEVIATING = "deviating"
    DONE = "done"
    STOPPED = "stopped"


class AssignmentKind(StrEnum):
    """A task of the budget book or a decision, or a verbal resolution of a debate that is followed up alike."""

    ASSIGNMENT = "assignment"
    RESOLUTION = "resolution"
