"""The table of internal budgets: written whole, read whole, and left alone by imports, undos and their sweep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.columnstore.ledger_rows import ORGANISATION
from tests.columnstore.ledger_rows import imported
from tests.columnstore.ledger_rows import posting
from tests.columnstore.ledger_rows import postings

from roder.columnstore.internal_budgets import TABLE
from roder.columnstore.internal_budgets import BudgetCell
from roder.columnstore.internal_budgets import internal_budget_cells
from roder.columnstore.internal_budgets import internal_budget_rows
from roder.columnstore.internal_budgets import internal_budget_years
from roder.columnstore.internal_budgets import stage_internal_budget
from roder.columnstore.rebuilding import RebuiltTables
from roder.columnstore.staging import StagedChange
from roder.columnstore.store import LedgerStore
from roder.columnstore.sweeping import sweep
from roder.columnstore.transfer import stored_snapshots
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CELLS = {
    BudgetCell(201801, "5020", "411", "407"): 100,
    BudgetCell(201812, "3110", "411", "407", "9", "55"): -7,
}


def published(
    root: Path, pointers: Mapping[str, str], cells: Mapping[BudgetCell, int], year: int = 2018
) -> dict[str, str]:
    change = StagedChange(root, pointers)
    stage_internal_budget(change, ORGANISATION, year, cells)
    return {**pointers, **{table: swap.new_location for table, swap in change.finish().items()}}


def test_a_year_is_written_and_read_whole(tmp_path: Path) -> None:
    there = published(tmp_path, {}, CELLS)
    there = published(tmp_path, there, {BudgetCell(201901, "5020", "411"): 3}, 2019)
    assert internal_budget_cells(there, ORGANISATION, 2018) == CELLS
    assert internal_budget_years(there) == {(ORGANISATION, 2018), (ORGANISATION, 2019)}
    rows = internal_budget_rows(there, ORGANISATION, 2018).to_pylist()
    assert {(row["batch"], row["subactivity"], row["cost_object"]) for row in rows} == {(0, "", "")}
    there = published(tmp_path, there, {})
    assert internal_budget_years(there) == {(ORGANISATION, 2019)}


def test_an_import_leaves_it_alone_and_it_is_no_imported_year(tmp_path: Path) -> None:
    there = published(tmp_path, {}, CELLS)
    assert LedgerStore(there).years() == ()
    there = imported(tmp_path, there, {"postings": [postings(posting("5010", 5))]})
    assert internal_budget_cells(there, ORGANISATION, 2018) == CELLS
    undo = StagedChange(tmp_path, there)
    undo.restore(ORGANISATION, 2018, {})
    swaps = undo.finish()
    assert set(swaps) == {facts.POSTINGS}
    assert internal_budget_cells(there, ORGANISATION, 2018) == CELLS


def test_the_sweep_of_an_import_spares_what_is_being_written(tmp_path: Path) -> None:
    there = imported(tmp_path, {}, {"postings": [postings(posting("5010", 5))]})
    change = StagedChange(tmp_path, there)
    stage_internal_budget(change, ORGANISATION, 2018, CELLS)
    assert sweep(tmp_path, there).removed_files == 0
    there = {**there, **{table: swap.new_location for table, swap in change.finish().items()}}
    assert internal_budget_cells(there, ORGANISATION, 2018) == CELLS
    left = StagedChange(tmp_path, there)
    stage_internal_budget(left, ORGANISATION, 2018, {})
    left.finish()
    assert sweep(tmp_path, there, (TABLE,)).removed_files > 0
    assert internal_budget_cells(there, ORGANISATION, 2018) == CELLS


def test_its_snapshots_move_to_another_store(tmp_path: Path) -> None:
    there = published(tmp_path / "one", {}, CELLS)
    rebuilt = RebuiltTables(tmp_path / "two")
    for snapshot in stored_snapshots(there):
        for file in snapshot.files:
            with open(file.path, "rb") as source:  # noqa: PTH123 - a location is a text
                rebuilt.take_file(
                    file.path,
                    snapshot.table,
                    source,
                    organisation=file.organisation,
                    fiscal_year=file.fiscal_year,
                )
        rebuilt.take_snapshot(
            snapshot.table, snapshot.snapshot_id, snapshot.made_ms, [file.path for file in snapshot.files]
        )
    moved = {table: swap.new_location for table, swap in rebuilt.finish().items()}
    assert internal_budget_cells(moved, ORGANISATION, 2018) == CELLS
