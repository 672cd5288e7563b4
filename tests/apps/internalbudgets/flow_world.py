"""A committee with two departments whose frame is divided, for the tests of steps and changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.decisions.actions import register_decision
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.dividing import allot
from roder.apps.internalbudgets.actions.steps import StepReasons
from roder.apps.internalbudgets.actions.steps import step_budget
from roder.apps.internalbudgets.actions.steps import step_part
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.organisation.actions.imports import replace_organisation
from roder.domain.decisions import DecisionFacts
from roder.domain.internal_budget_steps import InternalBudgetAct
from roder.domain.internal_budget_steps import PartAct
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget

KEY = "2120000159"
YEAR = 2018
DAY = date(2018, 1, 15)
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("300", "Education", BodyKind.COMMITTEE, "100", ("4",)),
    Body("3010", "Schools", BodyKind.DEPARTMENT, "300"),
    Body("3011", "North school", BodyKind.UNIT, "3010", ("411", "99")),
    Body("3012", "South school", BodyKind.UNIT, "3010", ()),
    Body("3020", "Preschools", BodyKind.DEPARTMENT, "300"),
    Body("900", "Housing", BodyKind.COMPANY, "100", organisation_number="556000-0167"),
]
GIVEN = {"3011": 1200, "3012": 600, "3020": 600}


def line(unit: str, month_ore: int, account: str = "5011") -> InternalLine:
    return InternalLine(LinePlace(unit, account), (month_ore,) * 12)


def divided(frame_ore: int = 2400) -> InternalBudget:
    """An internal budget whose frame is divided and whose units have lines that come to what they were given."""
    system = system_user()
    replace_organisation(KEY, BODIES, acting_user=system)
    set_frames(KEY, YEAR, [FrameRow("300", frame_ore)], acting_user=system)
    budget = begin_internal_budget(KEY, "300", YEAR, acting_user=system)
    allot(budget, GIVEN, acting_user=system)
    for unit, ore in GIVEN.items():
        put_unit_lines(budget.parts.get(unit_code=unit), [line(unit, -ore // 12)], acting_user=system)
    return budget


def approve_parts(budget: InternalBudget, by: User, approver: User) -> None:
    for unit in GIVEN:
        part = budget.parts.get(unit_code=unit)
        step_part(part, PartAct.SUBMIT, "", today=DAY, acting_user=by)
        step_part(part, PartAct.APPROVE, "", today=DAY, acting_user=approver)


def decision_of(body: str = "300", paragraph: str = "4") -> Decision:
    facts = DecisionFacts(body, date(2018, 1, 10), paragraph, "Internal budget 2018")
    return register_decision(KEY, facts, acting_user=system_user())


def step(
    budget: InternalBudget, act: InternalBudgetAct, by: User, decision: Decision | None = None
) -> InternalBudget:
    return step_budget(budget, act, StepReasons("", decision), today=DAY, acting_user=by)


def in_force(by: User) -> InternalBudget:
    """The same, approved, adopted and in force."""
    budget = divided()
    approve_parts(budget, system_user(), by)
    step(budget, InternalBudgetAct.APPROVE, by)
    step(budget, InternalBudgetAct.ADOPT, by, decision_of())
    return step(budget, InternalBudgetAct.BEGIN, by)
