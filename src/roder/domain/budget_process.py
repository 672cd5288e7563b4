"""The states of the steps of a budget year, and the order in which they can be taken.

The rule of docs/algorithms/budget-process.md in code. The steps themselves: ``budget_steps``; what locks with them:
``budget_locks``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.budget_steps import StepKey
from roder.domain.budget_steps import StepTemplate
from roder.domain.budget_steps import step_template
from roder.domain.budget_steps import step_templates
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping
    from datetime import date


class StepState(StrEnum):
    """How far a step has come. A step that is skipped says why."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"
    SKIPPED = "skipped"


class StepAct(StrEnum):
    """What takes a step from one state to another."""

    BEGIN = "begin"
    FINISH = "finish"
    SKIP = "skip"
    REOPEN = "reopen"


SETTLED = frozenset({StepState.DONE, StepState.SKIPPED})
"""States after which the year has gone on: what the step decides no longer changes."""


@dataclass(frozen=True, slots=True)
class StepTransition:
    """One row of the table: the act, the states it leaves, the state it leads to, and what it asks for."""

    act: StepAct
    sources: frozenset[StepState]
    target: StepState
    by_owner: bool
    asks_reason: bool = False
    asks_order: bool = False


TRANSITIONS: tuple[StepTransition, ...] = (
    StepTransition(StepAct.BEGIN, frozenset({StepState.NOT_BEGUN}), StepState.UNDER_WAY, by_owner=True),
    StepTransition(
        StepAct.FINISH,
        frozenset({StepState.NOT_BEGUN, StepState.UNDER_WAY}),
        StepState.DONE,
        by_owner=True,
        asks_order=True,
    ),
    StepTransition(
        StepAct.SKIP,
        frozenset({StepState.NOT_BEGUN, StepState.UNDER_WAY}),
        StepState.SKIPPED,
        by_owner=False,
        asks_reason=True,
    ),
    StepTransition(StepAct.REOPEN, SETTLED, StepState.UNDER_WAY, by_owner=False, asks_reason=True),
)


def transition_of(act: StepAct) -> StepTransition:
    """Return the row of the table for an act.

    >>> transition_of(StepAct.SKIP).asks_reason
    True
    """
    return next(row for row in TRANSITIONS if row.act is act)


def acts_from(state: StepState) -> list[StepTransition]:
    """Return the acts that leave a state, in the order of the table.

    >>> [row.act.value for row in acts_from(StepState.UNDER_WAY)]
    ['finish', 'skip']
    """
    return [row for row in TRANSITIONS if state in row.sources]


def step_faults(
    states: Mapping[StepKey, StepState], key: StepKey, act: StepAct, *, reason: str = "", year: int
) -> list[Problem]:
    """Return what keeps an act on a step from being taken; empty when it may be. The door asks who may.

    >>> states = {key: StepState.NOT_BEGUN for key in StepKey}
    >>> [fault.code for fault in step_faults(states, StepKey.DRAFT, StepAct.FINISH, year=2019)]
    ['step_before_what_it_builds_on']
    """
    row, step = transition_of(act), step_template(key, year)
    if states[key] not in row.sources:
        return [_WRONG_STATE]
    missing = [each for each in step.builds_on if states[each] not in SETTLED]
    later = [
        each.key for each in step_templates(year) if key in each.builds_on and states[each.key] in SETTLED
    ]
    checks = [
        (row.asks_reason and not reason.strip(), _NO_REASON),
        (row.asks_order and bool(missing), _too_early(missing, year)),
        (act is StepAct.SKIP and bool(step.law), _by_law(step)),
        (act is StepAct.REOPEN and key is StepKey.COUNCIL, _DECIDED),
        (act is StepAct.REOPEN and bool(later), _gone_on(later, year)),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def current_step(states: Mapping[StepKey, StepState], year: int) -> StepKey | None:
    """Return where the year stands: the first step under way, else the first not begun; ``None`` when all are settled.

    No day is asked for: a year stands where its work stands, and a step that is late says so itself.

    >>> current_step({key: StepState.NOT_BEGUN for key in StepKey}, 2019).value
    'scan'
    """
    order = [step.key for step in step_templates(year)]
    under_way = [key for key in order if states[key] is StepState.UNDER_WAY]
    waiting = [key for key in order if states[key] is StepState.NOT_BEGUN]
    return next(iter([*under_way, *waiting]), None)


def opening_faults(year: int, *, is_open: bool) -> list[Problem]:
    """Return what keeps a budget year from being opened.

    >>> [fault.code for fault in opening_faults(2019, is_open=True)]
    ['year_is_open']
    """
    return [_fault_of_open_year(year)] if is_open else []


def schedule_faults(days: Mapping[StepKey, tuple[date, date]], *, year: int) -> list[Problem]:
    """Return what is wrong with the first and last days of steps; their order is free, since steps may overlap.

    A day lies in the two years before the budget year, in it, or in the year after.

    >>> from datetime import date
    >>> [fault.code for fault in schedule_faults({StepKey.SCAN: (date(2018, 2, 1), date(2018, 1, 1))}, year=2019)]
    ['step_ends_before_it_begins']
    """
    found = []
    for key, (starts_on, due_on) in days.items():
        step = step_template(key, year)
        if due_on < starts_on:
            found.append(_backwards(step))
        if not all(year - 2 <= day.year <= year + 1 for day in (starts_on, due_on)):
            found.append(_far_away(step, year))
    return found


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


def _numbers(keys: Collection[StepKey], year: int) -> str:
    return ", ".join(str(step_template(key, year).number) for key in keys)


def _too_early(missing: Collection[StepKey], year: int) -> Problem:
    return _fault(
        "step_before_what_it_builds_on",
        f"The step builds on step {_numbers(missing, year)}. Finish it first, or skip it with a reason.",
        f"Steget bygger på steg {_numbers(missing, year)}. Avsluta det först, eller hoppa över det med en motivering.",
    )


def _by_law(step: StepTemplate) -> Problem:
    return _fault(
        "step_asked_for_by_law",
        f"The law asks for this step ({step.law}). It cannot be skipped.",
        f"Lagen kräver det här steget ({step.law}). Det kan inte hoppas över.",
    )


def _fault_of_open_year(year: int) -> Problem:
    return _fault(
        "year_is_open", f"The budget year {year} is open already.", f"Budgetåret {year} är redan öppnat."
    )


def _backwards(step: StepTemplate) -> Problem:
    return _fault(
        "step_ends_before_it_begins",
        f"Step {step.number} ends before it begins. Choose a last day on or after the first.",
        f"Steg {step.number} slutar innan det börjar. Välj en sista dag från och med den första.",
    )


def _far_away(step: StepTemplate, year: int) -> Problem:
    return _fault(
        "step_far_from_its_year",
        f"The days of step {step.number} lie far from the budget year {year}. Look at the year of the dates.",
        f"Dagarna för steg {step.number} ligger långt från budgetåret {year}. Se över årtalet i datumen.",
    )


def _gone_on(later: Collection[StepKey], year: int) -> Problem:
    return _fault(
        "step_that_others_build_on",
        f"Step {_numbers(later, year)} builds on this one and is settled. Take that up again first.",
        f"Steg {_numbers(later, year)} bygger på det här och är avslutat. Ta först upp det igen.",
    )


_WRONG_STATE = _fault(
    "step_in_another_state",
    "The step is in another state by now. Look at it as it stands.",
    "Steget har hunnit få ett annat läge. Se hur det står nu.",
)
_NO_REASON = _fault("step_without_reason", "Say why.", "Ange varför.")
_DECIDED = _fault(
    "step_decided_by_the_council",
    "The council has decided. What it decided is changed by a new decision, not by taking up the step again.",
    "Fullmäktige har beslutat. Det ändras genom ett nytt beslut, inte genom att steget tas upp igen.",
)
