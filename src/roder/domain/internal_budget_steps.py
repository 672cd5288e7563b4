"""How an internal budget goes from draft to in force: which acts there are, what each asks for, who is late and next.

A unit hands in its part, its department approves it or sends it back; when every part is approved and the sum is the
frame exactly, the department approves the whole and the committee adopts it by a decision (DOMAIN 3.5; KL 6 ch. 6 §).
Amounts are öre: allotments grants (plus), nets in report sign. Worked tables: docs/algorithms/internal-budgets.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.internal_budget_step_faults import AFTER_ITS_YEAR
from roder.domain.internal_budget_step_faults import BEFORE_ITS_YEAR
from roder.domain.internal_budget_step_faults import BUDGET_NOT_DRAFT
from roder.domain.internal_budget_step_faults import NO_DECISION
from roder.domain.internal_budget_step_faults import NO_FRAME
from roder.domain.internal_budget_step_faults import NO_REASON
from roder.domain.internal_budget_step_faults import NOT_APPROVED
from roder.domain.internal_budget_step_faults import OTHERS_DECISION
from roder.domain.internal_budget_step_faults import OWN_WORK
from roder.domain.internal_budget_step_faults import WRONG_STATE
from roder.domain.internal_budget_step_faults import differing_fault
from roder.domain.internal_budget_step_faults import over_fault
from roder.domain.internal_budgets import WRITABLE
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import UnitPartState
from roder.domain.internal_budgets import left_ore
from roder.domain.mandates import Permission
from roder.domain.mandates import may_approve

if TYPE_CHECKING:
    from collections.abc import Collection

    from roder.domain.internal_budgets import DifferingNode
    from roder.domain.problems import Problem


class PartAct(StrEnum):
    """What is done with a unit's part."""

    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    RETURN = "return"


class InternalBudgetAct(StrEnum):
    """What is done with the internal budget as a whole."""

    APPROVE = "approve"
    SEND_BACK = "send_back"
    ADOPT = "adopt"
    BEGIN = "begin"
    END = "end"


@dataclass(frozen=True, slots=True)
class PartTransition:
    """One row of the table of a part: the act, the states it leaves, the state it leads to, what it asks for."""

    act: PartAct
    sources: frozenset[UnitPartState]
    target: UnitPartState
    permission: Permission
    asks_four_eyes: bool = False
    asks_reason: bool = False


@dataclass(frozen=True, slots=True)
class InternalBudgetTransition:
    """One row of the table of the whole budget."""

    act: InternalBudgetAct
    source: InternalBudgetState
    target: InternalBudgetState
    permission: Permission
    asks_sum: bool = False
    asks_reason: bool = False
    asks_decision: bool = False


PART_TRANSITIONS: tuple[PartTransition, ...] = (
    PartTransition(PartAct.SUBMIT, WRITABLE, UnitPartState.SUBMITTED, Permission.EDIT_INTERNAL_BUDGET),
    PartTransition(
        PartAct.TAKE_BACK,
        frozenset({UnitPartState.SUBMITTED}),
        UnitPartState.DRAFT,
        Permission.EDIT_INTERNAL_BUDGET,
    ),
    PartTransition(
        PartAct.APPROVE,
        frozenset({UnitPartState.SUBMITTED}),
        UnitPartState.APPROVED,
        Permission.APPROVE_INTERNAL_BUDGET,
        asks_four_eyes=True,
    ),
    PartTransition(
        PartAct.RETURN,
        frozenset({UnitPartState.SUBMITTED, UnitPartState.APPROVED}),
        UnitPartState.RETURNED,
        Permission.APPROVE_INTERNAL_BUDGET,
        asks_reason=True,
    ),
)
BUDGET_TRANSITIONS: tuple[InternalBudgetTransition, ...] = (
    InternalBudgetTransition(
        InternalBudgetAct.APPROVE,
        InternalBudgetState.DRAFT,
        InternalBudgetState.APPROVED,
        Permission.APPROVE_INTERNAL_BUDGET,
        asks_sum=True,
    ),
    InternalBudgetTransition(
        InternalBudgetAct.ADOPT,
        InternalBudgetState.APPROVED,
        InternalBudgetState.ADOPTED,
        Permission.ADOPT_INTERNAL_BUDGET,
        asks_sum=True,
        asks_decision=True,
    ),
    InternalBudgetTransition(
        InternalBudgetAct.SEND_BACK,
        InternalBudgetState.APPROVED,
        InternalBudgetState.DRAFT,
        Permission.APPROVE_INTERNAL_BUDGET,
        asks_reason=True,
    ),
    InternalBudgetTransition(
        InternalBudgetAct.BEGIN,
        InternalBudgetState.ADOPTED,
        InternalBudgetState.IN_FORCE,
        Permission.ADOPT_INTERNAL_BUDGET,
    ),
    InternalBudgetTransition(
        InternalBudgetAct.END,
        InternalBudgetState.IN_FORCE,
        InternalBudgetState.ENDED,
        Permission.ADOPT_INTERNAL_BUDGET,
        asks_reason=True,
    ),
)


@dataclass(frozen=True, slots=True)
class PartStanding:
    """A unit's part as it stands: state, what it was given, the net of its lines, and by when it is to be handed in."""

    unit: str
    state: UnitPartState
    allotted_ore: int = 0
    net_ore: int = 0
    deadline: date | None = None
    has_lines: bool = False

    @property
    def counts(self) -> bool:
        """Whether the part has anything to hand in: what got no money and holds no lines is left out.

        >>> PartStanding("3010", UnitPartState.DRAFT).counts
        False
        """
        return bool(self.allotted_ore) or self.has_lines

    @property
    def left_ore(self) -> int:
        """What is left of what it was given; negative when it is over."""
        return left_ore(self.allotted_ore, self.net_ore)

    def days_late(self, day: date) -> int:
        """Return how many days after its deadline a part is still with the unit, else 0.

        >>> PartStanding("3011", UnitPartState.DRAFT, 5, 0, date(2018, 8, 24)).days_late(date(2018, 8, 31))
        7
        """
        if self.deadline is None or self.state not in WRITABLE or not self.counts:
            return 0
        return max(0, (day - self.deadline).days)


@dataclass(frozen=True, slots=True)
class BudgetStanding:
    """What is known of an internal budget when someone would take it further.

    ``frame_ore`` is ``None`` without a frame; ``deciders`` are the bodies whose decision adopts it.
    """

    state: InternalBudgetState
    year: int
    frame_ore: int | None
    difference: DifferingNode | None = None
    parts: tuple[PartStanding, ...] = ()
    deciders: Collection[str] = field(default=())

    @property
    def waiting(self) -> list[PartStanding]:
        """The parts that count and are not approved yet."""
        return [part for part in self.parts if part.counts and part.state is not UnitPartState.APPROVED]


@dataclass(frozen=True, slots=True)
class InternalStepWish:
    """An act that a person wants to take: who, when, why, and by whose decision (a body code)."""

    person: str
    day: date
    reason: str = ""
    decided_by: str = ""


def part_transition(act: PartAct) -> PartTransition:
    """Return the row of the table for an act on a part.

    >>> part_transition(PartAct.RETURN).target.value
    'returned'
    """
    return next(row for row in PART_TRANSITIONS if row.act is act)


def budget_transition(act: InternalBudgetAct) -> InternalBudgetTransition:
    """Return the row of the table for an act on the whole budget.

    >>> budget_transition(InternalBudgetAct.ADOPT).asks_decision
    True
    """
    return next(row for row in BUDGET_TRANSITIONS if row.act is act)


def part_step_faults(
    act: PartAct,
    part: PartStanding,
    budget: InternalBudgetState,
    wish: InternalStepWish,
    handed_in_by: str = "",
) -> list[Problem]:
    """Return what keeps the act from being taken with a part; permission is asked at the door.

    >>> part = PartStanding("3011", UnitPartState.DRAFT, 100, -101, has_lines=True)
    >>> wish = InternalStepWish("nils", date(2018, 8, 1))
    >>> [fault.code for fault in part_step_faults(PartAct.SUBMIT, part, InternalBudgetState.DRAFT, wish)]
    ['part_over_without_reason']
    """
    row = part_transition(act)
    if budget is not InternalBudgetState.DRAFT:
        return [BUDGET_NOT_DRAFT]
    if part.state not in row.sources:
        return [WRONG_STATE]
    has_reason = bool(wish.reason.strip())
    found = []
    if row.asks_four_eyes and handed_in_by and not may_approve(handed_in_by, wish.person):
        found.append(OWN_WORK)
    if row.asks_reason and not has_reason:
        found.append(NO_REASON)
    if act is PartAct.SUBMIT and part.left_ore < 0 and not has_reason:
        found.append(over_fault(part.unit, part.allotted_ore, -part.net_ore))
    return found


def budget_step_faults(
    act: InternalBudgetAct, budget: BudgetStanding, wish: InternalStepWish
) -> list[Problem]:
    """Return what keeps the act from being taken with the whole budget; permission is asked at the door.

    >>> standing = BudgetStanding(InternalBudgetState.DRAFT, 2019, None)
    >>> wish = InternalStepWish("nils", date(2018, 8, 1))
    >>> [fault.code for fault in budget_step_faults(InternalBudgetAct.APPROVE, standing, wish)]
    ['internal_budget_without_frame']
    """
    row = budget_transition(act)
    if budget.state is not row.source:
        return [WRONG_STATE]
    found = _sum_faults(budget) if row.asks_sum else []
    if row.asks_reason and not wish.reason.strip():
        found.append(NO_REASON)
    if row.asks_decision and wish.decided_by not in budget.deciders:
        found.append(OTHERS_DECISION if wish.decided_by else NO_DECISION)
    if act is InternalBudgetAct.BEGIN and wish.day < date(budget.year, 1, 1):
        found.append(BEFORE_ITS_YEAR)
    if act is InternalBudgetAct.END and wish.day.year <= budget.year:
        found.append(AFTER_ITS_YEAR)
    return found


def _sum_faults(budget: BudgetStanding) -> list[Problem]:
    if budget.frame_ore is None:
        return [NO_FRAME]
    found = []
    if budget.state is InternalBudgetState.DRAFT and budget.waiting:
        found.append(NOT_APPROVED)
    if budget.difference is not None:
        found.append(differing_fault(budget.difference))
    return found


class NextAct(StrEnum):
    """What an internal budget waits for, one thing at a time."""

    SET_FRAME = "set_frame"
    DIVIDE = "divide"
    FILL_IN = "fill_in"
    APPROVE_PARTS = "approve_parts"
    FIT = "fit"
    APPROVE = "approve"
    ADOPT = "adopt"
    BEGIN = "begin"
    AMEND = "amend"
    NOTHING = "nothing"


def next_act(budget: BudgetStanding, allotted_ore: int) -> NextAct:
    """Return what the internal budget waits for; ``allotted_ore`` is the sum of what its parts were given.

    >>> next_act(BudgetStanding(InternalBudgetState.DRAFT, 2019, 100), 90)
    <NextAct.DIVIDE: 'divide'>
    """
    if budget.state is InternalBudgetState.ENDED:
        return NextAct.NOTHING
    if budget.frame_ore is None:
        return NextAct.SET_FRAME
    if budget.state is InternalBudgetState.DRAFT:
        return _next_of_draft(budget, is_divided=allotted_ore == budget.frame_ore)
    if budget.difference is None:
        return _NEXT_OF_STATE[budget.state]
    return NextAct.FIT if budget.state is InternalBudgetState.APPROVED else NextAct.AMEND


def _next_of_draft(budget: BudgetStanding, *, is_divided: bool) -> NextAct:
    if not is_divided:
        return NextAct.DIVIDE
    if any(part.state in WRITABLE for part in budget.waiting):
        return NextAct.FILL_IN
    if budget.waiting:
        return NextAct.APPROVE_PARTS
    return NextAct.APPROVE if budget.difference is None else NextAct.FIT


_NEXT_OF_STATE = {
    InternalBudgetState.APPROVED: NextAct.ADOPT,
    InternalBudgetState.ADOPTED: NextAct.BEGIN,
    InternalBudgetState.IN_FORCE: NextAct.NOTHING,
}
