"""What of a budget year locks with which step: what decides an outcome does not change once the year has gone on.

The rule of docs/algorithms/budget-process.md in code, under the heading of locks.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from roder.domain.budget_process import StepState
from roder.domain.budget_steps import StepKey
from roder.domain.budget_steps import step_template
from roder.domain.budget_steps import step_templates
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping


class LockedThing(StrEnum):
    """What of a budget year can lock: the contents of its steps that decide the outcome."""

    SCAN = "scan"
    ANALYSIS = "analysis"
    CONSEQUENCES = "consequences"
    IDEAS = "ideas"
    BASE = "base"
    CONSULTATION = "consultation"
    PROPOSALS = "proposals"
    BOARD_PROPOSAL = "board_proposal"
    DECISION = "decision"


LOCKED_BY: Mapping[LockedThing, StepKey] = MappingProxyType(
    {
        LockedThing.SCAN: StepKey.SCAN,
        LockedThing.ANALYSIS: StepKey.ANALYSIS,
        LockedThing.CONSEQUENCES: StepKey.CONSEQUENCES,
        LockedThing.IDEAS: StepKey.DRAFT,
        LockedThing.BASE: StepKey.HANDOVER,
        LockedThing.CONSULTATION: StepKey.CONSULTATION,
        LockedThing.PROPOSALS: StepKey.PROPOSALS,
        LockedThing.BOARD_PROPOSAL: StepKey.BOARD,
        LockedThing.DECISION: StepKey.COUNCIL,
    }
)
"""The step that each thing locks with."""
OPENED_LATE = frozenset({LockedThing.IDEAS, LockedThing.BASE, LockedThing.CONSULTATION})
"""What a signed late change may open again, until the council has decided."""


def locks(
    states: Mapping[StepKey, StepState], year: int, opened: Collection[LockedThing] = ()
) -> frozenset[LockedThing]:
    """Return what is locked: that whose step is done, or was passed by one that builds on it and is done.

    ``opened`` is what a signed late change holds open. Once the council has decided nothing is.

    >>> states = {key: StepState.NOT_BEGUN for key in StepKey} | {StepKey.SCAN: StepState.DONE}
    >>> sorted(locks(states, 2019))
    [<LockedThing.SCAN: 'scan'>]
    """
    if states[StepKey.COUNCIL] is StepState.DONE:
        return frozenset(LockedThing)
    passed = _passed(states, year)
    return frozenset(
        thing
        for thing, key in LOCKED_BY.items()
        if key in passed and not (thing in opened and thing in OPENED_LATE)
    )


def _passed(states: Mapping[StepKey, StepState], year: int) -> set[StepKey]:
    """Return the steps that are done, and those that a done step builds on, however far back."""
    passed: set[StepKey] = set()
    for step in reversed(step_templates(year)):
        if states[step.key] is StepState.DONE or step.key in passed:
            passed |= {step.key, *step.builds_on}
    return passed


def lock_problem(thing: LockedThing, year: int) -> Problem:
    """Return the refusal of a change of something that is locked.

    >>> lock_problem(LockedThing.BASE, 2019).code
    'locked_with_its_step'
    """
    step = step_template(LOCKED_BY[thing], year)
    return _fault(
        "locked_with_its_step",
        f"Locked since step {step.number} of the budget year {year} is settled: {step.text('name', 'en')}."
        f"{_LATE_EN if thing in OPENED_LATE else ''}",
        f"Låst sedan steg {step.number} i budgetåret {year} är avslutat: {step.text('name', 'sv')}."
        f"{_LATE_SV if thing in OPENED_LATE else ''}",
    )


def permit_faults(thing: LockedThing, locked: Collection[LockedThing], reason: str) -> list[Problem]:
    """Return what keeps a late change of a thing from being signed. ``locked`` is what is locked now.

    >>> [fault.code for fault in permit_faults(LockedThing.BASE, [], "Ny prognos")]
    ['late_change_of_what_is_open']
    """
    checks = [
        (thing not in OPENED_LATE or LockedThing.DECISION in locked, _NOT_OPENED_LATE),
        (thing not in locked, _IS_OPEN),
        (not reason.strip(), _NO_REASON),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


_LATE_EN = " A late change needs to be signed by the budget office."
_LATE_SV = " En sen ändring behöver undertecknas av budgetavdelningen."
_NO_REASON = _fault("late_change_without_reason", "Say why.", "Ange varför.")
_NOT_OPENED_LATE = _fault(
    "late_change_not_possible",
    "This cannot be opened for a late change.",
    "Det här kan inte öppnas för en sen ändring.",
)
_IS_OPEN = _fault(
    "late_change_of_what_is_open",
    "This is open already and needs no late change.",
    "Det här är redan öppet och behöver ingen sen ändring.",
)
