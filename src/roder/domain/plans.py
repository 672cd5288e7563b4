"""Plans: which states a plan passes, who may take it further and what must be in place first.

The rule of docs/algorithms/plans.md in code. What a plan says is in ``plan_contents``.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.mandates import Permission
from roder.domain.mandates import may_approve
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.organisation import BodyKind
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection


class PlanKind(StrEnum):
    """A committee's operational plan, a company board's business plan, or the plan of a unit below either."""

    OPERATIONAL = "operational"
    BUSINESS = "business"
    UNIT = "unit"


class PlanState(StrEnum):
    """Where a plan is on its way (DOMAIN 3.5)."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    REVISED = "revised"
    ENDED = "ended"


class PlanAct(StrEnum):
    """What takes a plan from one state to another."""

    REVIEW = "review"
    APPROVE = "approve"
    RETURN = "return"
    ADOPT = "adopt"
    BEGIN = "begin"
    END = "end"


PINNED_STATES = frozenset({PlanState.ADOPTED, PlanState.IN_FORCE, PlanState.REVISED, PlanState.ENDED})
"""States in which the plan says what it said when it was adopted, whatever has changed since."""


@dataclass(frozen=True, slots=True)
class PlanTransition:
    """One row of the table: the act, the states it leaves, the state it leads to, and what it asks for."""

    act: PlanAct
    sources: frozenset[PlanState]
    target: PlanState
    permission: Permission
    asks_four_eyes: bool = False
    asks_reason: bool = False
    asks_decision: bool = False


TRANSITIONS: tuple[PlanTransition, ...] = (
    PlanTransition(
        PlanAct.REVIEW,
        frozenset({PlanState.DRAFT}),
        PlanState.REVIEWED,
        Permission.APPROVE_PLANS,
        asks_four_eyes=True,
    ),
    PlanTransition(
        PlanAct.APPROVE,
        frozenset({PlanState.REVIEWED}),
        PlanState.APPROVED,
        Permission.APPROVE_PLANS,
        asks_four_eyes=True,
    ),
    PlanTransition(
        PlanAct.RETURN,
        frozenset({PlanState.REVIEWED, PlanState.APPROVED}),
        PlanState.DRAFT,
        Permission.APPROVE_PLANS,
        asks_reason=True,
    ),
    PlanTransition(
        PlanAct.ADOPT,
        frozenset({PlanState.APPROVED}),
        PlanState.ADOPTED,
        Permission.ADOPT_PLANS,
        asks_decision=True,
    ),
    PlanTransition(PlanAct.BEGIN, frozenset({PlanState.ADOPTED}), PlanState.IN_FORCE, Permission.ADOPT_PLANS),
    PlanTransition(
        PlanAct.END,
        frozenset({PlanState.IN_FORCE}),
        PlanState.ENDED,
        Permission.ADOPT_PLANS,
        asks_reason=True,
    ),
)


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What is known of a plan when someone would take it further.

    ``writers`` are the user names of those who have written in it, ``reviewer`` of the one who examined it.
    ``deciders`` are the codes of the bodies whose decision adopts it.
    """

    kind: PlanKind
    state: PlanState
    year: int
    writers: Collection[str] = ()
    reviewer: str = ""
    gaps: int = 0
    deciders: Collection[str] = field(default=())


@dataclass(frozen=True, slots=True)
class PlanStepWish:
    """An act that a person wants to take: who, when, why, and by whose decision (a body code)."""

    act: PlanAct
    person: str
    day: date
    reason: str = ""
    decided_by: str = ""


def transition_of(act: PlanAct) -> PlanTransition:
    """Return the row of the table for an act.

    >>> transition_of(PlanAct.ADOPT).target.value
    'adopted'
    """
    return next(row for row in TRANSITIONS if row.act is act)


def acts_from(state: PlanState) -> list[PlanTransition]:
    """Return the acts that leave a state, in the order of the table.

    >>> [row.act.value for row in acts_from(PlanState.REVIEWED)]
    ['approve', 'return']
    """
    return [row for row in TRANSITIONS if state in row.sources]


def step_faults(facts: PlanFacts, wish: PlanStepWish) -> list[Problem]:
    """Return what keeps the act from being taken; empty when it may be. Permission is asked at the door.

    >>> facts = PlanFacts(PlanKind.OPERATIONAL, PlanState.DRAFT, 2018, writers={"nils"})
    >>> [fault.code for fault in step_faults(facts, PlanStepWish(PlanAct.REVIEW, "nils", date(2018, 1, 9)))]
    ['plan_own_work']
    """
    row = transition_of(wish.act)
    if facts.state not in row.sources:
        return [_WRONG_STATE]
    earlier = {*facts.writers, facts.reviewer} - {""}
    asks_decision = row.asks_decision and facts.kind is not PlanKind.UNIT
    checks = [
        (row.asks_four_eyes and not all(may_approve(one, wish.person) for one in earlier), _OWN_WORK),
        (row.asks_reason and not wish.reason.strip(), _NO_REASON),
        (wish.act is PlanAct.REVIEW and bool(facts.gaps) and not wish.reason.strip(), _GAPS_UNEXPLAINED),
        (asks_decision and not wish.decided_by, _NO_DECISION),
        (
            row.asks_decision and bool(wish.decided_by) and wish.decided_by not in facts.deciders,
            _OTHERS_DECISION,
        ),
        (wish.act is PlanAct.BEGIN and wish.day < date(facts.year, 1, 1), _BEFORE_ITS_YEAR),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def plan_kind(kind: BodyKind) -> PlanKind | None:
    """Return which plan a body of a kind makes; ``None`` for the council, which makes Mål och budget itself.

    >>> plan_kind(BodyKind.COMPANY), plan_kind(BodyKind.COUNCIL)
    (<PlanKind.BUSINESS: 'business'>, None)
    """
    if kind is BodyKind.COUNCIL:
        return None
    if kind is BodyKind.COMPANY:
        return PlanKind.BUSINESS
    return PlanKind.OPERATIONAL if kind in FRAME_HOLDERS else PlanKind.UNIT


def plan_due(year: int) -> date:
    """Return the last day on which the plan of a year should be adopted: the last of February.

    Committees and boards write their plans from December to February (DOMAIN 3.1, step 10).

    >>> plan_due(2020)
    datetime.date(2020, 2, 29)
    """
    return date(year, 3, 1) - timedelta(days=1)


def is_late(state: PlanState | None, year: int, day: date) -> bool:
    """Return whether a plan that should be adopted by now is not; ``None`` is a plan that nobody has begun.

    >>> is_late(PlanState.APPROVED, 2018, date(2018, 3, 1)), is_late(None, 2018, date(2018, 2, 28))
    (True, False)
    """
    return day > plan_due(year) and state not in PINNED_STATES


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


_WRONG_STATE = _fault(
    "plan_in_another_state",
    "The plan is in another state by now. Look at it as it stands.",
    "Planen har hunnit få ett annat läge. Se hur den står nu.",
)
_OWN_WORK = _fault(
    "plan_own_work",
    "You have written or examined this plan yourself. Someone else must take this step: four eyes.",
    "Du har själv skrivit eller granskat planen. Någon annan måste ta det här steget: fyra ögon.",
)
_NO_REASON = _fault("plan_without_reason", "Say why.", "Ange varför.")
_GAPS_UNEXPLAINED = _fault(
    "plan_gaps_unexplained",
    "The plan has gaps. Say why it may go on with them, or return when they are filled.",
    "Planen har luckor. Ange varför den ändå får gå vidare, eller kom tillbaka när de är fyllda.",
)
_NO_DECISION = _fault(
    "plan_without_decision",
    "A plan is adopted by a decision of its committee or board. Choose the decision.",
    "En plan antas genom beslut av sin nämnd eller styrelse. Välj beslutet.",
)
_OTHERS_DECISION = _fault(
    "plan_decision_of_another_body",
    "The decision was made by a body that does not adopt this plan.",
    "Beslutet är fattat av ett organ som inte antar den här planen.",
)
_BEFORE_ITS_YEAR = _fault(
    "plan_before_its_year",
    "The plan's year has not begun.",
    "Planens år har inte börjat.",
)
