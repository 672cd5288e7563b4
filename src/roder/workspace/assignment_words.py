"""Assignments and activities in words, as rows and cards show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.apps.organisation.queries import bodies
from roder.domain.assignments import TRANSITIONS
from roder.domain.assignments import AssignmentKind
from roder.domain.assignments import AssignmentSide
from roder.domain.assignments import AssignmentState
from roder.domain.assignments import states_after
from roder.domain.assignments import timeliness
from roder.ui.states import state_of
from roder.workspace.goal_words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from datetime import date

    from roder.apps.goals.assignment_access import Speaker
    from roder.apps.goals.models import Assignment
    from roder.apps.goals.models import PlannedActivity


@dataclass(frozen=True, slots=True)
class Move:
    """A state that the person may report now: its value, its word, and whether it must be explained."""

    value: str
    word: str
    needs_comment: bool


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An assignment as lists and boards show it; ``state`` and ``time`` are codes of roder.ui.states."""

    assignment: Assignment
    title: str
    url: str
    kind: str
    giver: str
    taker: str
    state: str
    time: str
    moves: list[Move]


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity as its assignment or goal shows it."""

    activity: PlannedActivity
    url: str
    body: str
    state: str
    time: str


def kind_name(kind: str) -> str:
    names = {
        AssignmentKind.ASSIGNMENT: pgettext("kind of assignment", "Assignment"),
        AssignmentKind.RESOLUTION: pgettext("kind of assignment", "Verbal resolution"),
    }
    return names[AssignmentKind(kind)]


def state_word(state: str) -> str:
    return str(state_of(f"assignment_{state}").word)


def body_names(organisation: str) -> dict[str, str]:
    """Return the newest name of every body, also of those that have ended: assignments outlive them."""
    return {body.code: body.name for body in bodies(organisation)}


def moves(state: str, sides: frozenset[AssignmentSide]) -> list[Move]:
    """Return what a person who speaks for the sides may report of a task now."""
    now = AssignmentState(state)
    return [
        Move(said.value, state_word(said), TRANSITIONS[now, said].needs_comment)
        for said in states_after(now, sides)
    ]


def assignment_rows(
    assignments: Iterable[Assignment], names: Mapping[str, str], day: date, who: Speaker | None = None
) -> list[AssignmentRow]:
    """Return assignments as rows; ``who`` is asked what they may report, and is left out where nobody does."""
    return [
        AssignmentRow(
            each,
            in_language(each, "title"),
            reverse("workspace:assignment", args=[each.pk]),
            kind_name(each.kind),
            names.get(each.given_by, each.given_by),
            names.get(each.given_to, each.given_to),
            f"assignment_{each.state}",
            time_code(each, day),
            moves(each.state, who.sides(each)) if who else [],
        )
        for each in assignments
    ]


def activity_rows(
    activities: Iterable[PlannedActivity], names: Mapping[str, str], day: date
) -> list[ActivityRow]:
    return [
        ActivityRow(
            each,
            reverse("workspace:activity", args=[each.pk]),
            names.get(each.body_code, each.body_code),
            f"assignment_{each.state}",
            time_code(each, day),
        )
        for each in activities
    ]


def time_code(task: Assignment | PlannedActivity, day: date) -> str:
    return f"time_{timeliness(AssignmentState(task.state), task.due, day).value}"


def counted_on(day: date) -> date | None:
    """Return the day on which lateness is counted, when it has to be said: where the books ended long ago."""
    return None if day == timezone.localdate() else day


def due_choice_names() -> dict[str, str]:
    return {
        "overdue": _("Overdue"),
        "soon": _("Due within 30 days"),
        "undated": _("Without a last day"),
    }
