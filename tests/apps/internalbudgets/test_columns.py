"""Internal budgets in force in the columns: exactly the rows, in ledger sign, with totals; told when they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from tests.apps.internalbudgets.columns_world import BODIES
from tests.apps.internalbudgets.columns_world import COMPANY
from tests.apps.internalbudgets.columns_world import KEY
from tests.apps.internalbudgets.columns_world import YEAR
from tests.apps.internalbudgets.columns_world import example_lines
from tests.apps.internalbudgets.columns_world import flat
from tests.apps.internalbudgets.columns_world import make_in_force
from tests.apps.internalbudgets.columns_world import make_ledger
from tests.config.test_backups import forget_everything
from tests.ledger_files import sie_file

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions import columns as acts
from roder.apps.internalbudgets.actions.columns import publish
from roder.apps.internalbudgets.actions.columns import rebuild_columns
from roder.apps.internalbudgets.columns import column_faults
from roder.apps.internalbudgets.models import InternalBudget
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.actions.undo import undo_import
from roder.apps.ledger.models import IcebergTable
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.models import MonthTotals
from roder.apps.ledger.proving import totals_faults
from roder.apps.ledger.queries import pointers
from roder.apps.organisation.actions.imports import replace_organisation
from roder.columnstore.internal_budgets import BudgetCell
from roder.columnstore.internal_budgets import internal_budget_cells
from roder.config.backups import restore_backup
from roder.config.backups import write_backup
from roder.config.internal_budget_health import internal_budget_check
from roder.domain.internal_budgets import InternalBudgetState

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
KINDS = MonthTotals.Kind


def stored(books: str = KEY) -> dict[BudgetCell, int]:
    return internal_budget_cells(pointers(), books, YEAR)


def january(cells: dict[BudgetCell, int]) -> dict[tuple[str, ...], int]:
    return {cell[1:4]: ore for cell, ore in cells.items() if cell.month == YEAR * 100 + 1}


def test_what_is_in_force_is_written_on_the_units_codes_in_ledger_sign(home: Path) -> None:
    make_ledger(home)
    budget = make_in_force("300", example_lines())
    assert january(stored()) == {
        ("5020", "4", ""): 100,
        ("5020", "411", "407"): 1000,
        ("3130", "411", ""): -300,
        ("5020", "3012", ""): 500,
    }
    kept = MonthTotals.objects.filter(kind=KINDS.INTERNAL_BUDGET)
    assert kept.count() == 12
    assert (column_faults(), totals_faults()) == ([], [])
    assert publish(KEY, YEAR) is False
    InternalBudget.objects.filter(pk=budget.pk).update(state=InternalBudgetState.DRAFT)
    assert column_faults() == [f"{KEY} {YEAR}"]
    assert publish(KEY, YEAR) is True
    assert (stored(), kept.count()) == ({}, 0)


def test_what_is_a_draft_is_not_written_and_no_table_is_made(home: Path) -> None:
    make_ledger(home)
    assert publish(KEY, YEAR) is False
    assert not IcebergTable.objects.filter(table_name="internal_budgets").exists()
    assert (column_faults(), rebuild_columns(acting_user=system_user())) == ([], [])


def test_imports_and_undo_leave_it_and_keep_its_totals(home: Path) -> None:
    make_ledger(home)
    make_in_force("300", example_lines())
    before = stored()
    file = sie_file(home, [("20180131", "4110", 5)], extra="#KTYP 5020 T\n", file_name="other.se")
    import_file(file, acting_user=system_user(), reason="test")
    assert stored() == before
    assert totals_faults() == []
    undo_import(ImportBatch.objects.latest("number").number, acting_user=system_user())
    assert stored() == before
    assert (totals_faults(), column_faults()) == ([], [])


def test_before_any_ledger_the_columns_are_written_and_the_first_file_keeps_the_totals(home: Path) -> None:
    replace_organisation(KEY, BODIES, acting_user=system_user())
    make_in_force("300", example_lines())
    assert stored()
    assert not MonthTotals.objects.exists()
    import_file(sie_file(home, [("20180131", "4110", 5)]), acting_user=system_user())
    assert MonthTotals.objects.filter(kind=KINDS.INTERNAL_BUDGET).count() == 12


def test_a_companys_budget_stands_in_its_own_books(home: Path) -> None:
    make_ledger(home)
    make_in_force("900", {"900": [flat("900", "7010", -10)]})
    assert (stored(), january(stored(COMPANY))) == ({}, {("7010", "900", ""): 10})
    books = LedgerOrganisation.objects.create(
        key="bolaget", name="Bolaget", number="556000-0167", chart="bas"
    )
    assert publish(KEY, YEAR) is True
    assert january(stored("bolaget")) == {("7010", "900", ""): 10}
    assert MonthTotals.objects.filter(organisation=books).count() == 12
    assert column_faults() == [f"{COMPANY} {YEAR}"]
    assert rebuild_columns(acting_user=system_user()) == [f"{COMPANY} {YEAR}"]
    assert (column_faults(), stored(COMPANY)) == ([], {})


def test_a_company_without_a_number_has_no_books(home: Path) -> None:
    make_ledger(home)
    bodies = [body for body in BODIES if body.code != "900"]
    nameless = [
        body.__class__(body.code, body.name, body.kind, "100") for body in BODIES if body.code == "900"
    ]
    replace_organisation(KEY, [*bodies, *nameless], acting_user=system_user())
    make_in_force("900", {"900": [flat("900", "7010", -10)]})
    assert (stored(), column_faults()) == ({}, [])


def test_rows_that_the_columns_do_not_have_are_told_and_written_anew(home: Path) -> None:
    make_ledger(home)
    make_in_force("300", example_lines())
    InternalBudgetLine.objects.filter(unit_code="3012").update(m01_ore=-700)
    check = internal_budget_check(repair=False, acting_user=system_user())
    assert (check.ok, "roder internalbudget rebuild" in check.detail) == (False, True)
    assert internal_budget_check(repair=True, acting_user=system_user()).ok
    assert january(stored())["5020", "3012", ""] == 700
    [entry] = AuditEntry.objects.filter(event=AuditEntry.Event.INTERNAL_COLUMNS_REBUILT)
    assert entry.new == {"years": [f"{KEY} {YEAR}"]}
    assert rebuild_columns(acting_user=system_user()) == []


def test_a_fault_on_the_way_leaves_rows_and_columns_as_they_were(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_ledger(home)
    budget = make_in_force("300", example_lines())
    before = stored()
    InternalBudget.objects.filter(pk=budget.pk).update(state=InternalBudgetState.DRAFT)

    def refuse(_swaps: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(acts, "move_pointers", refuse)
    with pytest.raises(RuntimeError):
        publish(KEY, YEAR)
    assert stored() == before


def test_a_backup_brings_rows_and_columns_back(home: Path, settings: Any) -> None:
    make_ledger(home)
    make_in_force("300", example_lines())
    before = stored()
    write_backup(home / "all.roder")
    forget_everything(home, settings)
    restore_backup(home / "all.roder")
    assert stored() == before
    assert (column_faults(), totals_faults()) == ([], [])
