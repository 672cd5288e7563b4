"""Dividing a frame, the steps of parts and of the whole, and what the database refuses once it is decided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError
from django.db import transaction
from django.utils import timezone
from tests.apps.internalbudgets.flow_world import DAY
from tests.apps.internalbudgets.flow_world import KEY
from tests.apps.internalbudgets.flow_world import YEAR
from tests.apps.internalbudgets.flow_world import approve_parts
from tests.apps.internalbudgets.flow_world import decision_of
from tests.apps.internalbudgets.flow_world import divided
from tests.apps.internalbudgets.flow_world import in_force
from tests.apps.internalbudgets.flow_world import line
from tests.apps.internalbudgets.flow_world import step

from roder.apps.budgets.models import Frame
from roder.apps.identity.models import User
from roder.apps.internalbudgets.actions.dividing import allot
from roder.apps.internalbudgets.actions.dividing import set_deadlines
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.actions.steps import step_part
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.internalbudgets.queries import frame_ore
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.internalbudgets.standings import standing_of
from roder.apps.internalbudgets.standings import standings
from roder.apps.investments.models import CompanyBudget
from roder.apps.investments.models import CompanyBudgetYear
from roder.domain.internal_budget_steps import InternalBudgetAct
from roder.domain.internal_budget_steps import NextAct
from roder.domain.internal_budget_steps import PartAct
from roder.domain.internal_budgets import UnitPartState
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def nils(db: None) -> User:
    del db
    return User.objects.create_user("nils")


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(InternalBudgetRefusedError) as caught:
        act()
    return [problem.code for problem in caught.value.problems]


def test_the_frame_is_divided_by_the_version_that_was_seen(karin: User) -> None:
    budget = divided()
    seen = budget.__class__.objects.get(pk=budget.pk).version
    assert not allot(budget, {"3011": 1200}, seen_version=0, acting_user=karin)
    assert allot(budget, {"3011": 1100}, seen_version=seen, acting_user=karin)
    with pytest.raises(StaleVersionError):
        allot(budget, {"3011": 1000}, seen_version=seen, acting_user=karin)
    assert refused(lambda: allot(budget, {"9": 1}, acting_user=karin)) == ["unit_without_part"]
    assert standing_of(budget).undivided_ore == 100


def test_a_unit_is_late_by_its_own_day_before_that_of_all(karin: User) -> None:
    budget = divided()
    assert set_deadlines(budget, date(2018, 1, 20), {"3011": date(2018, 1, 10)}, acting_user=karin)
    assert not set_deadlines(budget, date(2018, 1, 20), {"3011": date(2018, 1, 10)}, acting_user=karin)
    late = standings(KEY, YEAR)["300"].late(DAY)
    assert [(part.unit, part.days_late(DAY)) for part in late] == [("3011", 5)]


def test_a_part_goes_from_hand_to_hand_and_keeps_its_steps(karin: User, nils: User) -> None:
    part = divided().parts.get(unit_code="3011")
    put_unit_lines(part, [line("3011", -101)], acting_user=nils)
    assert refused(lambda: step_part(part, PartAct.SUBMIT, "", today=DAY, acting_user=nils)) == [
        "part_over_without_reason"
    ]
    step_part(part, PartAct.SUBMIT, "A new class", today=DAY, acting_user=nils)
    assert refused(lambda: step_part(part, PartAct.APPROVE, "", today=DAY, acting_user=nils)) == [
        "part_own_work"
    ]
    returned = step_part(part, PartAct.RETURN, "Fit it", today=DAY, acting_user=karin)
    assert (returned.state, returned.comment) == (UnitPartState.RETURNED, "Fit it")
    put_unit_lines(part, [line("3011", -100)], acting_user=nils)
    step_part(part, PartAct.SUBMIT, "", today=DAY, acting_user=nils)
    step_part(part, PartAct.TAKE_BACK, "", today=DAY, acting_user=nils)
    steps = list(part.internal_budget.steps.values_list("act", "net_ore"))
    assert steps == [("submit", -1212), ("return", -1212), ("submit", -1200), ("take_back", -1200)]


def test_the_first_differing_node_keeps_the_whole_from_being_approved(karin: User, nils: User) -> None:
    budget = divided(frame_ore=2500)
    approve_parts(budget, nils, karin)
    with pytest.raises(InternalBudgetRefusedError) as caught:
        step(budget, InternalBudgetAct.APPROVE, karin)
    assert "300 was given 25.00 kr" in caught.value.problems[0].message_en.replace(",", ".")


def test_adopted_lines_are_frozen_and_the_database_refuses_to_change_them(
    home: Path, karin: User, nils: User
) -> None:
    del home
    budget = divided()
    approve_parts(budget, nils, karin)
    step(budget, InternalBudgetAct.APPROVE, karin)
    step(budget, InternalBudgetAct.ADOPT, karin, decision_of())
    layer = original_layer(budget)
    assert (layer.is_decided, layer.frame_ore, len(layer.digest)) == (True, 2400, 64)
    rows = InternalBudgetLine.objects.filter(layer=layer)
    acts: list[Callable[[], object]] = [
        lambda: rows.update(m01_ore=0),
        rows.delete,
        lambda: InternalBudgetLine.objects.create(
            layer=layer, unit_code="3011", account="6", changed_at=timezone.now()
        ),
        lambda: type(layer).objects.filter(pk=layer.pk).update(text="Other"),
        lambda: budget.steps.update(reason="Other"),
        lambda: budget.steps.all().delete(),
    ]
    for act in acts:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert step(budget, InternalBudgetAct.BEGIN, karin).state == "in_force"


def test_a_frame_that_changes_afterwards_is_seen(home: Path, karin: User) -> None:
    del home
    budget = in_force(karin)
    assert standing_of(budget).next_act is NextAct.NOTHING
    Frame.objects.update(amount_ore=2500)
    found = standing_of(budget)
    assert (found.is_off_frame, found.left_ore, found.next_act) == (True, 100, NextAct.AMEND)


def test_a_company_divides_the_result_that_is_asked_of_it(karin: User) -> None:
    divided()
    entry = CompanyBudget.objects.create(organisation=KEY, code="900", name="Housing")
    year = CompanyBudgetYear.objects.create(entry=entry, year=YEAR)
    budget = begin_internal_budget(KEY, "900", YEAR, acting_user=karin)
    assert frame_ore(budget) is None
    assert standing_of(budget).left_ore is None
    year.result_ore = 500
    year.save()
    put_unit_lines(budget.parts.get(), [line("900", 50)], acting_user=karin)
    assert (frame_ore(budget), standing_of(budget).left_ore) == (-500, 100)
