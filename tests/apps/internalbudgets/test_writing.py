from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.internalbudgets.queries import allotments
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import body_of_unit
from roder.apps.internalbudgets.queries import current_lines
from roder.apps.internalbudgets.queries import dividing_bodies
from roder.apps.internalbudgets.queries import frame_ore
from roder.apps.internalbudgets.queries import lines_in_force
from roder.apps.internalbudgets.queries import part_of
from roder.apps.internalbudgets.queries import states_of_parts
from roder.apps.internalbudgets.queries import unit_nets
from roder.apps.internalbudgets.queries import years_with_internal_budgets
from roder.apps.organisation.actions.imports import replace_organisation
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_budgets import UnitPartState
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from roder.apps.internalbudgets.models import InternalBudget

KEY = "2120000159"
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("300", "Education", BodyKind.COMMITTEE, "100"),
    Body("3010", "Schools", BodyKind.DEPARTMENT, "300"),
    Body("3011", "North school", BodyKind.UNIT, "3010"),
    Body("400", "Social", BodyKind.COMMITTEE, "100"),
]


@pytest.fixture
def budget(db: None) -> InternalBudget:
    del db
    assert replace_organisation(KEY, BODIES, acting_user=system_user()) == []
    set_frames(KEY, 2018, [FrameRow("300", 1200)], acting_user=system_user())
    return begin_internal_budget(KEY, "300", 2018, acting_user=system_user())


def line(unit: str, ore: int) -> InternalLine:
    return InternalLine(LinePlace(unit, "5011", "407"), (ore,) * 12, (ore * 12, ore * 12), "Pay")


def test_a_budget_has_a_part_for_the_body_and_each_unit_below(budget: InternalBudget) -> None:
    assert allotments(budget) == {"300": 0, "3010": 0, "3011": 0}
    assert frame_ore(budget) == 1200
    tree = bodies_of_year(KEY, 2018)
    assert body_of_unit("3011", tree) == tree.bodies["300"]
    assert [body.code for body in dividing_bodies(tree)] == ["100", "300", "400"]
    with pytest.raises(InternalBudgetRefusedError, match="begun already"):
        begin_internal_budget(KEY, "300", 2018, acting_user=system_user())


def test_lines_of_a_unit_are_put_in_once_and_the_database_sums_the_year(budget: InternalBudget) -> None:
    part = part_of(budget, "3011")
    assert part is not None
    assert put_unit_lines(part, [line("3011", -100)], acting_user=system_user())
    assert not put_unit_lines(part, [line("3011", -100)], acting_user=system_user())
    assert InternalBudgetLine.objects.get().year_ore == -1200
    assert unit_nets(budget.layers.all()) == {"3011": -1200}
    assert [each.year_ore for each in current_lines(budget, ["3011"])] == [-1200]
    assert lines_in_force(KEY, 2018) == {}
    assert years_with_internal_budgets(KEY) == [2018]
    assert states_of_parts([budget]) == {budget.pk: {"draft": 3}}


def test_a_part_that_is_handed_in_is_not_written(budget: InternalBudget) -> None:
    part = part_of(budget, "3011")
    assert part is not None
    part.state = UnitPartState.SUBMITTED
    part.save()
    with pytest.raises(InternalBudgetRefusedError, match="handed in"):
        put_unit_lines(part, [line("3011", -100)], acting_user=system_user())
    assert not InternalBudgetLine.objects.exists()
