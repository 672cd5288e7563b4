"""Assignments of the access world: one to give within reach, one to report within reach, and one beyond both."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.decisions.models import Decision
from roder.apps.goals.actions.activities import plan_activity
from roder.apps.goals.actions.assignments import register_assignment
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import Goal
from roder.apps.goals.models import PlannedActivity
from roder.apps.identity.queries import system_user
from roder.domain.assignment_facts import ActivityFacts
from roder.domain.assignment_facts import AssignmentFacts

if TYPE_CHECKING:
    from collections.abc import Callable

GIVEN = date(2017, 11, 27)
GIVEN_HERE, TAKEN_HERE, ELSEWHERE = "U1", "U2", "U3"


def make_assignments(organisation: str) -> None:
    """The unit 411 has given one and got one; the council has given the committee 500 one."""
    for code, giver, taker in (
        (GIVEN_HERE, "411", "412"),
        (TAKEN_HERE, "400", "411"),
        (ELSEWHERE, "100", "500"),
    ):
        facts = AssignmentFacts("Try it", giver, taker, GIVEN, code=code, text="As decided")
        made = register_assignment(
            organisation, facts, decision=Decision.objects.earliest("pk"), acting_user=system_user()
        )
        plan_activity(made, ActivityFacts("Begin", taker, code=code), acting_user=system_user())


def _assignment(here: str) -> Callable[..., list[Any]]:
    def arguments(_world: Any, place: str) -> list[Any]:
        return [Assignment.objects.get(code=ELSEWHERE if place == "elsewhere" else here).pk]

    return arguments


def _activity(_world: Any, place: str) -> list[Any]:
    return [PlannedActivity.objects.get(code=ELSEWHERE if place == "elsewhere" else TAKEN_HERE).pk]


ARGUMENTS: dict[str, Any] = {
    "workspace:assignment": _assignment(TAKEN_HERE),
    "workspace:assignment_change": _assignment(GIVEN_HERE),
    "workspace:assignment_goals": _assignment(GIVEN_HERE),
    "workspace:assignment_hand_over": _assignment(TAKEN_HERE),
    "workspace:assignment_report": _assignment(TAKEN_HERE),
    "workspace:activity_add": _assignment(TAKEN_HERE),
    "workspace:goal_activity_add": lambda _world, _place: [Goal.objects.earliest("pk").pk],
    "workspace:activity": _activity,
    "workspace:activity_change": _activity,
    "workspace:activity_report": _activity,
    "workspace:decision": lambda _world, _place: [Decision.objects.earliest("pk").pk],
}
SENT: dict[str, Any] = {}
