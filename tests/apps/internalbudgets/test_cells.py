"""Single cells are written by many at once: each is merged, none is lost, one act stands in the history."""

from __future__ import annotations

import random
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError
from django.db import connection
from django.db.models import F
from django.utils import timezone
from tests.apps.internalbudgets.test_writing import BODIES
from tests.apps.internalbudgets.test_writing import KEY

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.cells import visit_grid
from roder.apps.internalbudgets.actions.cells import write_cells
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.cell_queries import lines_now
from roder.apps.internalbudgets.cell_queries import others_here
from roder.apps.internalbudgets.cell_queries import part_sums
from roder.apps.internalbudgets.models import GridVisit
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.organisation.actions.imports import replace_organisation
from roder.domain.cell_merging import WHOLE_LINE
from roder.domain.cell_merging import CellChange
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_budgets import UnitPartState

if TYPE_CHECKING:
    from collections.abc import Callable

PLACE = LinePlace("3011", "5011", "407")


def make_part() -> UnitPart:
    replace_organisation(KEY, BODIES, acting_user=system_user())
    budget = begin_internal_budget(KEY, "300", 2018, acting_user=system_user())
    budget.parts.update(allotted_ore=1000)
    return budget.parts.get(unit_code="3011")


@pytest.fixture
def part(db: None) -> UnitPart:
    del db
    return make_part()


def change(cell: str, seen: int | str, value: int | str, account: str = "5011") -> CellChange:
    return CellChange(LinePlace("3011", account, "407"), cell, seen, value)


def test_what_another_wrote_is_a_conflict_and_the_rest_is_saved(part: UnitPart) -> None:
    nils = User.objects.create(username="nils", first_name="Nils", last_name="Berg")
    first = write_cells(part, [change("m01", 0, -100), change("m02", 0, -200)], acting_user=nils)
    assert (first.written, first.conflicts, first.faults) == (2, [], [])
    mine = [change("m13", 0, 1), change("m01", 0, -50), change("m02", -200, -250), change("text", "", "Pay")]
    second = write_cells(part, mine, acting_user=system_user())
    assert second.written == 2
    assert [(each.conflict.number, each.conflict.theirs, each.by) for each in second.conflicts] == [
        (1, -100, nils)
    ]
    assert [(each.code, each.line) for each in second.faults] == [("cell_unknown", 1)]
    row = InternalBudgetLine.objects.get()
    assert (row.m01_ore, row.m02_ore, row.text, row.version) == (-100, -250, "Pay", 2)
    acts = AuditEntry.objects.filter(event=AuditEntry.Event.INTERNAL_CELLS_WRITTEN).order_by("pk")
    assert [act.new["cells"] for act in acts] == [2, 2]
    assert acts[1].old == {"5011 407 m02": -200, "5011 407 text": ""}
    sums = part_sums(part, original_layer(part.internal_budget))
    assert (sums.net_ore, sums.left_ore) == (-350, 650)


def test_a_closed_part_is_not_written_and_nothing_is_recorded_of_nothing(part: UnitPart) -> None:
    write_cells(part, [change("m01", 5, 9)], acting_user=system_user())
    UnitPart.objects.filter(pk=part.pk).update(state=UnitPartState.SUBMITTED)
    with pytest.raises(InternalBudgetRefusedError, match="handed in"):
        write_cells(part, [change("m01", 0, 9)], acting_user=system_user())
    assert not InternalBudgetLine.objects.exists()
    assert not AuditEntry.objects.filter(event=AuditEntry.Event.INTERNAL_CELLS_WRITTEN).exists()


def test_a_grid_is_told_what_changed_since_and_what_is_gone(part: UnitPart) -> None:
    layer = original_layer(part.internal_budget)
    assert lines_now(layer, "3011", "hello").changed == []
    wanted = [change("m01", 0, 1), change("m01", 0, 2, "5012"), change("m01", 0, 3, "5013")]
    write_cells(part, wanted, acting_user=system_user())
    earlier = timezone.now() - timedelta(hours=1)
    InternalBudgetLine.objects.filter(account="5013").update(changed_at=earlier)
    before = lines_now(layer, "3011")
    assert [row.account for row in before.changed] == ["5011", "5012", "5013"]
    assert lines_now(layer, "3011", before.mark).keys is None
    remove = CellChange(PLACE, WHOLE_LINE, 0, 0, seen_line=(1, *(0,) * 13, ""))
    write_cells(part, [remove, change("m02", 0, 5, "5012")], acting_user=system_user())
    now = lines_now(layer, "3011", before.mark)
    assert [row.account for row in now.changed] == ["5012"], "what is old is not sent again"
    assert now.keys is not None
    assert len(now.keys) == 2


def test_who_else_is_in_a_grid_is_known_for_a_while(part: UnitPart) -> None:
    nils = User.objects.create(username="nils", first_name="Nils", last_name="Berg")
    for cell in ("a", "a", "b"):
        visit_grid(part, cell, acting_user=nils)
    assert [(str(each.person), each.cell) for each in others_here(part, system_user(), timezone.now())] == [
        ("Nils Berg", "b")
    ]
    assert others_here(part, nils, timezone.now()) == []
    GridVisit.objects.update(seen_at=F("seen_at") - timedelta(minutes=2))
    assert others_here(part, system_user(), timezone.now()) == []


@pytest.mark.no_cover
def test_people_who_write_at_once_lose_nothing(transactional_db: None) -> None:
    """Four connections add to the same cells, each upon what it saw, until all their additions are in; the sum tells."""
    del transactional_db
    part, by = make_part(), system_user()
    additions = 6
    faults: list[BaseException] = []

    def add(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - no secret is drawn
        try:
            for _number in range(additions):
                while not _added(part, by, chance):
                    pass
        except BaseException as fault:  # noqa: BLE001 - told by the test
            faults.append(fault)
        finally:
            connection.close()

    _at_once([lambda seed=seed: add(seed) for seed in range(4)])  # type: ignore[misc]
    assert faults == []
    assert InternalBudgetLine.objects.get().year_ore == 4 * additions
    assert InternalBudgetLine.objects.get().version == 4 * additions


def _added(part: UnitPart, by: User, chance: random.Random) -> bool:
    """Try to add one to a cell as it is seen. What is refused is tried again, as a grid does.

    SQLite in memory refuses a table that another connection is in; in a file it waits.
    """
    month = chance.choice(("m01", "m02"))
    try:
        row = InternalBudgetLine.objects.filter(account="5011").first()
        seen = 0 if row is None else getattr(row, f"{month}_ore")
        return write_cells(part, [change(month, seen, seen + 1)], acting_user=by).written == 1
    except OperationalError:
        return False


def _at_once(tasks: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
