"""Changes of an internal budget in force: laid down, decided by right, frozen, and read by the follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError
from django.db import transaction
from tests.apps.internalbudgets.flow_world import DAY
from tests.apps.internalbudgets.flow_world import decision_of
from tests.apps.internalbudgets.flow_world import in_force
from tests.apps.internalbudgets.flow_world import line

from roder.apps.budgets.models import Frame
from roder.apps.internalbudgets.actions.changes import ChangeWish
from roder.apps.internalbudgets.actions.changes import decide_change
from roder.apps.internalbudgets.actions.changes import make_change
from roder.apps.internalbudgets.actions.changes import withdraw_change
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.columns import column_faults
from roder.apps.internalbudgets.queries import current_lines
from roder.apps.internalbudgets.standings import standing_of
from roder.domain.internal_budgets import net_of_units

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget

DEPARTMENTS = {"300": "300", "3011": "3010", "3012": "3010", "3020": "3020"}


@pytest.fixture
def budget(home: Path, karin: User) -> InternalBudget:
    del home
    return in_force(karin)


def wish(**months: int) -> ChangeWish:
    return ChangeWish([line(unit[1:], ore) for unit, ore in months.items()], "Moved", DEPARTMENTS)


def test_a_transfer_within_a_department_is_decided_and_frozen(budget: InternalBudget, karin: User) -> None:
    layer = make_change(budget, wish(u3011=-10, u3012=10), acting_user=karin)
    assert (layer.kind, layer.decided_right) == ("transfer", "department")
    assert net_of_units(current_lines(budget))["3011"] == -1200
    decided = decide_change(layer, today=DAY, acting_user=karin)
    assert decide_change(layer, today=DAY, acting_user=karin).digest == decided.digest
    assert net_of_units(current_lines(budget))["3011"] == -1320
    assert dict(budget.parts.values_list("unit_code", "allotted_ore"))["3011"] == 1320
    assert standing_of(budget).standing.difference is None
    assert column_faults() == []
    withdraw_change(layer, acting_user=karin)
    with pytest.raises(IntegrityError), transaction.atomic():
        decided.lines.update(m01_ore=0)


def test_between_departments_the_committee_decides(budget: InternalBudget, karin: User) -> None:
    layer = make_change(budget, wish(u3011=-10, u3020=10), acting_user=karin)
    with pytest.raises(InternalBudgetRefusedError):
        decide_change(layer, today=DAY, acting_user=karin)
    decision = decision_of(paragraph="9")
    decided = decide_change(layer, decision=decision, today=DAY, acting_user=karin)
    assert (decided.decision, decided.decided_on) == (decision, decision.meeting_date)


def test_a_changed_frame_is_put_on_lines_that_sum_to_the_change(budget: InternalBudget, karin: User) -> None:
    Frame.objects.update(amount_ore=2520)
    with pytest.raises(InternalBudgetRefusedError):
        make_change(budget, wish(u3011=-9), acting_user=karin)
    layer = make_change(budget, wish(u3011=-10), acting_user=karin)
    assert (layer.kind, layer.decided_right) == ("amendment", "frame")
    decide_change(layer, decision=decision_of(paragraph="9"), today=DAY, acting_user=karin)
    assert not standing_of(budget).is_off_frame


def test_a_change_that_is_not_decided_can_be_withdrawn(budget: InternalBudget, karin: User) -> None:
    layer = make_change(budget, wish(u3011=-10, u3012=10), acting_user=karin)
    withdraw_change(layer, acting_user=karin)
    assert budget.layers.count() == 1
