"""A unit hands in its part while the frame is divided: neither waits crosswise for the other."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.db import transaction
from tests.apps.internalbudgets.flow_world import DAY
from tests.apps.internalbudgets.flow_world import divided

from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.dividing import lock_budget
from roder.apps.internalbudgets.actions.dividing import lock_parts
from roder.apps.internalbudgets.actions.steps import step_part
from roder.domain.internal_budget_steps import PartAct
from roder.domain.internal_budgets import UnitPartState


@pytest.mark.no_cover
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_part_is_handed_in_while_its_budget_is_held(transactional_db: None) -> None:
    del transactional_db
    budget, by = divided(), system_user()
    part = budget.parts.get(unit_code="3011")
    faults: list[BaseException] = []

    def hand_in() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '3s'")
            step_part(part, PartAct.SUBMIT, "", today=DAY, acting_user=by)
        except BaseException as fault:  # noqa: BLE001 - told by the test
            faults.append(fault)
        finally:
            connection.close()

    with transaction.atomic():
        held = lock_budget(budget)
        other = threading.Thread(target=hand_in)
        other.start()
        other.join()
        states = {each.unit_code: each.state for each in lock_parts(held)}
    assert faults == []
    assert states["3011"] == UnitPartState.SUBMITTED
