"""The states of an assignment and of an activity: which may follow which, who says so, when it is late, how a set stands.

The rules of docs/algorithms/assignments.md in code; its tables are tested against this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from datetime import date

DAYS_OF_NOTICE = 30
"""How many days before its last day a task is called due soon."""


class AssignmentState(StrEnum):
    """How far a task has come, as a report says it."""

    NOT_STARTED = "not_started"
    ON_PLAN = "on_plan"
    DEVIATING = "deviating"
    DONE = "done"
    STOPPED = "stopped"


CLOSED = frozenset({AssignmentState.DONE, AssignmentState.STOPPED})
"""Nothing more is asked of a task in these states; a last day that passes says nothing."""


class AssignmentKind(StrEnum):
    """A task of the budget book or a decision, or a verbal resolution of a debate that is followed up alike."""

    ASSIGNMENT = "assignment"
    RESOLUTION = "resolution"


class AssignmentSide(StrEnum):
    """Who speaks: for the body that gave the task, or for the body that took it."""

    GIVER = "giver"
    TAKER = "taker"


class AssignmentEvent(StrEnum):
    """What a report says has happened."""

    CONTINUED = "continued"
    BEGUN = "begun"
    DEVIATED = "deviated"
    RECOVERED = "recovered"
    FINISHED = "finished"
    STOPPED = "stopped"
    REOPENED = "reopened"
    PUT_BACK = "put_back"


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to a state: what it is called, who may say it, and whether it must be explained."""

    event: AssignmentEvent
    sides: frozenset[AssignmentSide]
    needs_comment: bool = False


_State = AssignmentState
_Event = AssignmentEvent
_TAKER = frozenset({AssignmentSide.TAKER})
_EITHER = frozenset(AssignmentSide)
_CONTINUED = Transition(_Event.CONTINUED, _TAKER)
_FINISHED = Transition(_Event.FINISHED, _TAKER)
_DEVIATED = Transition(_Event.DEVIATED, _TAKER, needs_comment=True)
_STOPPED = Transition(_Event.STOPPED, _EITHER, needs_comment=True)
_REOPENED = Transition(_Event.REOPENED, _EITHER, needs_comment=True)
_PUT_BACK = Transition(_Event.PUT_BACK, _TAKER, needs_comment=True)

TRANSITIONS: Mapping[tuple[AssignmentState, AssignmentState], Transition] = MappingProxyType(
    {
        (_State.NOT_STARTED, _State.NOT_STARTED): _CONTINUED,
        (_State.NOT_STARTED, _State.ON_PLAN): Transition(_Event.BEGUN, _TAKER),
        (_State.NOT_STARTED, _State.DEVIATING): _DEVIATED,
        (_State.NOT_STARTED, _State.DONE): _FINISHED,
        (_State.NOT_STARTED, _State.STOPPED): _STOPPED,
        (_State.ON_PLAN, _State.NOT_STARTED): _PUT_BACK,
        (_State.ON_PLAN, _State.ON_PLAN): _CONTINUED,
        (_State.ON_PLAN, _State.DEVIATING): _DEVIATED,
        (_State.ON_PLAN, _State.DONE): _FINISHED,
        (_State.ON_PLAN, _State.STOPPED): _STOPPED,
        (_State.DEVIATING, _State.NOT_STARTED): _PUT_BACK,
        (_State.DEVIATING, _State.ON_PLAN): Transition(_Event.RECOVERED, _TAKER),
        (_State.DEVIATING, _State.DEVIATING): _DEVIATED,
        (_State.DEVIATING, _State.DONE): _FINISHED,
        (_State.DEVIATING, _State.STOPPED): _STOPPED,
        (_State.DONE, _State.ON_PLAN): _REOPENED,
        (_State.STOPPED, _State.ON_PLAN): _REOPENED,
    }
)
"""Every report that can be made, by the state now and the state said. What is not here cannot be said."""


def states_after(state: AssignmentState, sides: frozenset[AssignmentSide]) -> list[AssignmentState]:
    """Return the states that a person who speaks for the sides may report now, in the order of the states.

    >>> [state.value for state in states_after(AssignmentState.DONE, frozenset({AssignmentSide.GIVER}))]
    ['on_plan']
    """
    return [
        said
        for said in AssignmentState
        if (state, said) in TRANSITIONS and TRANSITIONS[state, said].sides & sides
    ]


def report_faults(
    state: AssignmentState, said: AssignmentState, comment: str, sides: frozenset[AssignmentSide]
) -> list[Problem]:
    """Return why a report cannot be made; empty when it can.

    >>> taker = frozenset({AssignmentSide.TAKER})
    >>> [p.code for p in report_faults(AssignmentState.ON_PLAN, AssignmentState.DEVIATING, " ", taker)]
    ['report_without_comment']
    """
    transition = TRANSITIONS.get((state, said))
    if transition is None:
        return [_IMPOSSIBLE]
    if not transition.sides & sides:
        return [_NOT_YOURS]
    return [_NO_COMMENT] if transition.needs_comment and not comment.strip() else []


def report_day_faults(day: date, last: date | None, today: date) -> list[Problem]:
    """Return why a report cannot be of a day: ahead of today, or before the last report.

    >>> from datetime import date
    >>> [p.code for p in report_day_faults(date(2018, 9, 1), None, date(2018, 8, 31))]
    ['report_ahead_of_today']
    """
    if day > today:
        return [_AHEAD]
    return [_BEFORE_THE_LAST] if last is not None and day < last else []


class Timeliness(StrEnum):
    """How a task stands to its last day. Only ``OVERDUE`` is ever shown as bad."""

    CLOSED = "closed"
    UNDATED = "undated"
    NOT_YET = "not_yet"
    UNDER_WAY = "under_way"
    SOON = "soon"
    OVERDUE = "overdue"


def timeliness(state: AssignmentState, due: date | None, day: date) -> Timeliness:
    """Return how a task stands to its last day, on a day. The last day itself is still in time.

    >>> from datetime import date
    >>> timeliness(AssignmentState.NOT_STARTED, date(2018, 12, 31), date(2018, 8, 31)).value
    'not_yet'
    """
    if state in CLOSED:
        return Timeliness.CLOSED
    if due is None:
        return Timeliness.UNDATED
    if due < day:
        return Timeliness.OVERDUE
    if due <= day + timedelta(days=DAYS_OF_NOTICE):
        return Timeliness.SOON
    return Timeliness.NOT_YET if state is AssignmentState.NOT_STARTED else Timeliness.UNDER_WAY


@dataclass(frozen=True, slots=True)
class AssignmentProgress:
    """How a set of tasks stands: how many are in each state, and how many are late. No one types a percentage.

    What was stopped is not counted among those that shall be done, and ``stopped`` says how many they are.
    """

    by_state: Mapping[AssignmentState, int] = field(default_factory=dict)
    overdue: int = 0
    soon: int = 0

    @property
    def total(self) -> int:
        """All tasks of the set, the stopped too."""
        return sum(self.by_state.values())

    @property
    def done(self) -> int:
        """Those that are done."""
        return self.by_state.get(AssignmentState.DONE, 0)

    @property
    def stopped(self) -> int:
        """Those that were stopped, and are left out of ``counted``."""
        return self.by_state.get(AssignmentState.STOPPED, 0)

    @property
    def counted(self) -> int:
        """Those that shall be done: all but the stopped."""
        return self.total - self.stopped


def assignment_progress(
    tasks: Iterable[tuple[AssignmentState, date | None]], day: date
) -> AssignmentProgress:
    """Return how a set of tasks, each a state and a last day, stands on a day. Every task weighs the same.

    >>> from datetime import date
    >>> tasks = [(AssignmentState.DONE, None), (AssignmentState.STOPPED, None), (AssignmentState.ON_PLAN, None)]
    >>> found = assignment_progress(tasks, date(2018, 8, 31))
    >>> found.done, found.counted, found.stopped
    (1, 2, 1)
    """
    by_state = dict.fromkeys(AssignmentState, 0)
    by_time = dict.fromkeys(Timeliness, 0)
    for state, due in tasks:
        by_state[state] += 1
        by_time[timeliness(state, due, day)] += 1
    return AssignmentProgress(by_state, by_time[Timeliness.OVERDUE], by_time[Timeliness.SOON])


_IMPOSSIBLE = Problem(
    Severity.ERROR,
    "report_not_possible",
    None,
    "That state cannot follow the present one. What is done or stopped must be reopened first.",
    "Det läget kan inte följa på det nuvarande. Det som är genomfört eller avbrutet måste återupptas först.",
)
_NOT_YOURS = Problem(
    Severity.ERROR,
    "report_of_the_other_side",
    None,
    "Only the body that has the assignment can report this.",
    "Bara den som har fått uppdraget kan rapportera detta.",
)
_NO_COMMENT = Problem(
    Severity.ERROR,
    "report_without_comment",
    None,
    "Write why. A deviation, a stop, a reopening and a start that is taken back must be explained.",
    "Skriv varför. En avvikelse, ett avbrott, ett återupptagande och en återtagen start måste förklaras.",
)
_AHEAD = Problem(
    Severity.ERROR,
    "report_ahead_of_today",
    None,
    "A report cannot be of a day that has not come.",
    "En rapport kan inte gälla en dag som inte har kommit.",
)
_BEFORE_THE_LAST = Problem(
    Severity.ERROR,
    "report_before_the_last",
    None,
    "There is a later report already. A report is of the same day or a later one.",
    "Det finns redan en senare rapport. En ny rapport gäller samma dag eller en senare.",
)
