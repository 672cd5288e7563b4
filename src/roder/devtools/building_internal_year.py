"""The example's internal budgets of the year that is followed up: from the ledger's own budget, exactly the frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.decisions.actions import register_decision
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.base import fill_from_base
from roder.apps.internalbudgets.actions.changes import ChangeWish
from roder.apps.internalbudgets.actions.changes import decide_change
from roder.apps.internalbudgets.actions.changes import make_change
from roder.apps.internalbudgets.actions.dividing import allot
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.actions.steps import StepReasons
from roder.apps.internalbudgets.actions.steps import step_budget
from roder.apps.internalbudgets.actions.steps import step_part
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import dividing_bodies
from roder.apps.internalbudgets.queries import frames_to_divide
from roder.apps.internalbudgets.queries import internal_budget_of
from roder.apps.internalbudgets.queries import internal_budgets
from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.internalbudgets.queries import unit_nets
from roder.domain.decisions import DecisionFacts
from roder.domain.internal_base import BaseSource
from roder.domain.internal_base import BaseWish
from roder.domain.internal_budget_steps import InternalBudgetAct
from roder.domain.internal_budget_steps import PartAct
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_transfers import spread_over
from roder.domain.organisation import FRAME_HOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget

YEAR = 2018
DECIDED_ON = date(2017, 12, 13)
FIRST_DAY = date(2018, 1, 1)
RESERVE_ACCOUNT = "7691"
RESERVE = "Nämndens reserv"
MONTHS = range(1, 13)
MOVED_IN, MOVED_FROM, MOVED_TO = "300", "3030", "3031"
MOVED_ORE = 600_000_00
MOVED_ON = date(2018, 6, 20)
MOVED_WHY = "En klass flyttar till höstterminen"
AUTUMN = range(8, 13)


def build_internal_year(key: str, people: Mapping[str, User], say: Callable[[str], None]) -> None:
    """Put the internal budget of every committee with a frame in force, unless there is one."""
    frames = frames_to_divide(key, YEAR)
    there = set(internal_budgets(key, YEAR).values_list("body_code", flat=True))
    approver = people.get("karin.ek")
    if approver is None:
        return
    made = 0
    for body in dividing_bodies(bodies_of_year(key, YEAR)):
        if body.kind in FRAME_HOLDERS and body.code in frames and body.code not in there:
            made += _made(key, body.code, frames[body.code], approver)
    if made:
        _move(key, approver)
    say(f"internal budgets {YEAR}: {made} in force")


def _move(key: str, approver: User) -> None:
    """Let one unit give another of its department money for the autumn, decided by whoever approves for both."""
    budget = internal_budget_of(key, MOVED_IN, YEAR)
    found = [budget and _largest(budget, unit) for unit in (MOVED_FROM, MOVED_TO)]
    if budget is None or None in found:
        return
    months = spread_over(list(AUTUMN), MOVED_ORE)
    taken, given = (line.place for line in found if line)
    lines = [
        InternalLine(taken, months, text=MOVED_WHY),
        InternalLine(given, tuple(-ore for ore in months), text=MOVED_WHY),
    ]
    wish = ChangeWish(lines, MOVED_WHY, dict.fromkeys((MOVED_FROM, MOVED_TO), MOVED_FROM[:3]))
    decide_change(make_change(budget, wish, acting_user=approver), today=MOVED_ON, acting_user=approver)


def _largest(budget: InternalBudget, unit: str) -> InternalLine | None:
    lines = layer_lines(original_layer(budget), [unit])
    return min(lines, key=lambda line: line.year_ore, default=None)


def _made(key: str, body: str, frame_ore: int, approver: User) -> bool:
    try:
        with transaction.atomic():
            budget = begin_internal_budget(key, body, YEAR, is_example=True, acting_user=system_user())
            wish = BaseWish(BaseSource.LEDGER_BUDGET, YEAR, with_activity=False)
            fill_from_base(list(budget.parts.all()), wish, acting_user=system_user())
            _fit(budget, frame_ore)
            _decide(budget, approver)
    except InternalBudgetRefusedError:
        return False  # A small example has committees without a budget in the ledger.
    return True


def _fit(budget: InternalBudget, frame_ore: int) -> None:
    """Put what the units do not use of the frame on a line of the body's own, and give each what it uses."""
    layer = original_layer(budget)
    own = layer_lines(layer, [budget.body_code])
    left = frame_ore + sum(unit_nets([layer]).values())
    if left:
        place = LinePlace(budget.body_code, RESERVE_ACCOUNT)
        months = spread_over(list(MONTHS), -left)
        same = next((line for line in own if line.place == place), InternalLine(place, (0,) * 12))
        added = tuple(a + b for a, b in zip(same.months_ore, months, strict=True))
        kept = [line for line in own if line.place != place]
        reserve = replace(same, months_ore=added, text=RESERVE)
        part = budget.parts.get(unit_code=budget.body_code)
        put_unit_lines(part, [*kept, reserve], acting_user=system_user())
    nets = unit_nets([layer])
    allot(budget, {unit: -net for unit, net in nets.items()}, acting_user=system_user())


def _decide(budget: InternalBudget, approver: User) -> None:
    counted = UnitPart.objects.filter(internal_budget=budget)
    with_lines = set(unit_nets([original_layer(budget)]))
    for part in counted:
        if part.allotted_ore or part.unit_code in with_lines:
            step_part(part, PartAct.SUBMIT, "", today=DECIDED_ON, acting_user=system_user())
            step_part(part, PartAct.APPROVE, "", today=DECIDED_ON, acting_user=approver)
    facts = DecisionFacts(
        budget.body_code,
        DECIDED_ON,
        "112",
        f"Internbudget {YEAR}",
        wording="Internbudgeten antas.",
        is_example=True,
    )
    decision = register_decision(budget.organisation, facts, acting_user=system_user())
    for act, said in (
        (InternalBudgetAct.APPROVE, StepReasons()),
        (InternalBudgetAct.ADOPT, StepReasons("", decision)),
        (InternalBudgetAct.BEGIN, StepReasons()),
    ):
        step_budget(budget, act, said, today=FIRST_DAY, acting_user=approver)
