"""Positions, drivers and assumptions put in: the lines follow as one act, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.apps.internalbudgets.test_writing import BODIES
from tests.apps.internalbudgets.test_writing import KEY

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.bases import BasisChangedError
from roder.apps.internalbudgets.actions.bases import put_assumptions
from roder.apps.internalbudgets.actions.bases import put_drivers
from roder.apps.internalbudgets.actions.bases import put_positions
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.basis_queries import Inputs
from roder.apps.internalbudgets.basis_queries import assumptions_of
from roder.apps.internalbudgets.basis_queries import basis_is_in_step
from roder.apps.internalbudgets.basis_queries import drivers_of
from roder.apps.internalbudgets.basis_queries import fingerprint
from roder.apps.internalbudgets.basis_queries import positions_of
from roder.apps.internalbudgets.basis_queries import reckon
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.organisation.actions.imports import replace_organisation
from roder.domain.budget_assumptions import Assumption
from roder.domain.budget_assumptions import AssumptionKind
from roder.domain.budget_drivers import Driver
from roder.domain.budget_drivers import DriverKind
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_budgets import UnitPartState
from roder.domain.periods import Month
from roder.domain.positions import Position
from roder.domain.reckoned_lines import LeftMove
from roder.domain.reckoned_lines import Move

if TYPE_CHECKING:
    from roder.apps.internalbudgets.models import InternalBudget

JANUARY = Month(2018, 1)
PO = Assumption(AssumptionKind.OVERHEAD, "PO", JANUARY, Decimal(40), "5610", "Example")
PRICE = Assumption(AssumptionKind.PRICE, "peng", JANUARY, Decimal(60), source="Example")
TEACHERS = Position("Lärare", Decimal(2), 100, "5023", "440", overhead="PO")
PUPILS = Driver(
    "Elever", DriverKind.HELD, "3091", "peng", is_income=True, quantities={(2018, 0): Decimal(10)}
)
TYPED = InternalLine(LinePlace("3011", "4600"), (-5,) * 12, text="Books")


@pytest.fixture
def budget(db: None) -> InternalBudget:
    del db
    assert replace_organisation(KEY, BODIES, acting_user=system_user()) == []
    found = begin_internal_budget(KEY, "300", 2018, acting_user=system_user())
    put_unit_lines(found.parts.get(unit_code="3011"), [TYPED], acting_user=system_user())
    put_assumptions(found, [PO, PRICE], acting_user=system_user())
    return found


def years(unit: str = "3011") -> dict[str, int]:
    rows = InternalBudgetLine.objects.filter(unit_code=unit)
    return dict(rows.values_list("account", "year_ore"))


def test_lines_follow_from_positions_and_drivers_and_no_other_is_touched(budget: InternalBudget) -> None:
    part = budget.parts.get(unit_code="3011")
    put_positions(budget, {"3011": [TEACHERS]}, acting_user=system_user())
    put_drivers(budget, {"3011": [PUPILS]}, acting_user=system_user())
    assert years() == {"4600": -60, "5023": -2400, "5610": -960, "3091": 60_000}
    assert (positions_of(part), drivers_of(part)) == ([TEACHERS], [PUPILS])
    assert assumptions_of(budget) == [PO, PRICE]
    typed = InternalBudgetLine.objects.get(account="4600")
    assert (typed.version, typed.text) == (1, "Books")
    wages = InternalBudgetLine.objects.get(account="5023")
    assert (wages.origin, "2" in wages.source) == ("positions", True)
    assert InternalBudgetLine.objects.get(account="3091").source == "Elever × peng"
    put_positions(budget, {"3011": [replace(TEACHERS, positions=Decimal(3))]}, acting_user=system_user())
    assert years()["5023"] == -3600
    assert InternalBudgetLine.objects.get(account="5023").version == 2
    put_positions(budget, {"3011": []}, acting_user=system_user())
    assert years() == {"4600": -60, "3091": 60_000}
    acts = AuditEntry.objects.filter(event=AuditEntry.Event.STAFF_LIST_PUT)
    assert acts.count() == 3
    assert basis_is_in_step(part)
    put_positions(budget, {"3011": []}, acting_user=system_user())
    assert acts.count() == 3


def test_a_line_that_stands_there_is_named_and_goes_only_when_a_person_says_so(
    budget: InternalBudget,
) -> None:
    clash = replace(TEACHERS, account="4600", activity="", overhead="")
    with pytest.raises(InternalBudgetRefusedError, match="4600 has a line already"):
        put_positions(budget, {"3011": [clash]}, acting_user=system_user())
    assert years() == {"4600": -60}
    put_positions(budget, {"3011": [clash]}, takes_place=True, acting_user=system_user())
    assert years() == {"4600": -2400}
    entry = AuditEntry.objects.filter(event=AuditEntry.Event.STAFF_LIST_PUT).get()
    assert entry.new["lines_taken"] == 1


def test_a_change_of_an_assumption_shows_what_moves_before_it_is_saved(budget: InternalBudget) -> None:
    put_positions(budget, {"3011": [TEACHERS]}, acting_user=system_user())
    dearer = [replace(PO, value=Decimal(45)), PRICE]
    found = reckon(budget, Inputs(assumptions=dearer))
    assert found.moves == [Move("3011", "5610", -960, -1080)]
    assert found.left == [LeftMove("3011", -3420, -3540)]
    assert years()["5610"] == -960
    put_assumptions(budget, dearer, acting_user=system_user())
    assert years()["5610"] == -1080
    entry = AuditEntry.objects.filter(event=AuditEntry.Event.BUDGET_ASSUMPTIONS_PUT).last()
    assert entry is not None
    assert entry.new == {"overhead PO 5610 2018-01": "45 (Example)"}


def test_a_unit_that_is_handed_in_keeps_an_assumption_that_would_move_it(budget: InternalBudget) -> None:
    put_positions(budget, {"3011": [TEACHERS]}, acting_user=system_user())
    budget.parts.filter(unit_code="3011").update(state=UnitPartState.SUBMITTED)
    with pytest.raises(InternalBudgetRefusedError, match="3011: The unit's part is handed in"):
        put_assumptions(budget, [replace(PO, value=Decimal(45)), PRICE], acting_user=system_user())
    put_assumptions(budget, [PO, replace(PRICE, value=Decimal(70))], acting_user=system_user())
    with pytest.raises(InternalBudgetRefusedError, match="handed in"):
        put_positions(budget, {"3011": []}, acting_user=system_user())


def test_what_is_wrong_refuses_the_whole_and_names_the_row(budget: InternalBudget) -> None:
    with pytest.raises(InternalBudgetRefusedError) as refused:
        put_positions(
            budget,
            {"3011": [replace(TEACHERS, overhead="XX")], "9999": [TEACHERS]},
            numbers={"3011": [7], "9999": [8]},
            acting_user=system_user(),
        )
    assert [(fault.code, fault.line) for fault in refused.value.problems] == [
        ("unit_not_in_budget", 8),
        ("overhead_unknown", 7),
    ]
    with pytest.raises(InternalBudgetRefusedError, match="no price called"):
        put_drivers(budget, {"3011": [replace(PUPILS, price="x")]}, acting_user=system_user())
    put_drivers(budget, {"3011": [PUPILS]}, acting_user=system_user())
    with pytest.raises(InternalBudgetRefusedError, match="no price called"):
        put_assumptions(budget, [PO], acting_user=system_user())
    with pytest.raises(InternalBudgetRefusedError, match="where the value is from"):
        put_assumptions(budget, [replace(PO, source=""), PRICE], acting_user=system_user())


def test_nobody_overwrites_a_list_unseen(budget: InternalBudget) -> None:
    seen = {"3011": fingerprint([])}
    put_positions(budget, {"3011": [TEACHERS]}, seen=seen, acting_user=system_user())
    with pytest.raises(BasisChangedError):
        put_positions(budget, {"3011": []}, seen=seen, acting_user=system_user())
    with pytest.raises(BasisChangedError):
        put_drivers(budget, {"3011": []}, seen={"3011": "another"}, acting_user=system_user())
    with pytest.raises(BasisChangedError):
        put_assumptions(budget, [], seen=fingerprint([]), acting_user=system_user())
