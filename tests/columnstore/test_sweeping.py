from __future__ import annotations

import multiprocessing
import os
import pathlib
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.columnstore.ledger_rows import ORGANISATION
from tests.columnstore.ledger_rows import balance
from tests.columnstore.ledger_rows import balances
from tests.columnstore.ledger_rows import imported
from tests.columnstore.ledger_rows import posting
from tests.columnstore.ledger_rows import postings

from roder.columnstore import parquet_files
from roder.columnstore.catalogue import StagingCatalogue
from roder.columnstore.cells import CellFilter
from roder.columnstore.cubes import outturn_by
from roder.columnstore.staging import StagedChange
from roder.columnstore.store import LedgerStore
from roder.columnstore.sweeping import UnknownLedgerError
from roder.columnstore.sweeping import sweep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

ROWS = {
    "postings": [postings(posting("5010", 5), posting("5010", 6, 201802))],
    "balances": [balances(balance("IB", "1910", 9))],
}
STEPS = ("begun", "written", "settled", "first metadata", "one table", "finished")


# Children fork from a server that has imported everything once and runs no threads.
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["roder.columnstore.staging", "tests.columnstore.ledger_rows"])


@pytest.fixture(scope="module", autouse=True)
def _importable() -> Iterator[None]:
    # The server finds modules by the environment alone, not by what pytest put on this path.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        yield


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _killed_import(root: str, pointers: Mapping[str, str], step: str) -> None:
    """Import in a child process that kills itself at the step: patches make the step, SIGKILL the end."""
    commits: list[str] = []
    write_metadata = StagingCatalogue._write

    def write(self: StagingCatalogue, table: str, metadata: object, *, version: int) -> str:
        if step == "first metadata":
            _die()
        if step == "one table" and commits and table not in commits:
            _die()
        commits.append(table)
        return write_metadata(self, table, metadata, version=version)  # type: ignore[arg-type]

    StagingCatalogue._write = write  # type: ignore[method-assign]
    if step == "written":
        vars(parquet_files)["settled_size"] = lambda _path: _die()
    change = StagedChange(root, pointers)
    change.replace(ORGANISATION, 2018, months=[201801])
    with change.writer("postings", organisation=ORGANISATION, fiscal_year=2018, batch=2) as writer:
        writer.write(ROWS["postings"][0])
        if step == "begun":
            known = set(pathlib.Path(root).rglob("*.parquet"))
            writer._write_held()
            while set(pathlib.Path(root).rglob("*.parquet")) == known:
                time.sleep(0.01)
            _die()
    with change.writer("balances", organisation=ORGANISATION, fiscal_year=2018, batch=2) as writer:
        writer.write(ROWS["balances"][0])
    if step == "settled":
        _die()
    change.finish()
    _die()


def _files(root: Path) -> set[Path]:
    return {path for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("first", [True, False])
def test_a_killed_import_leaves_the_old_state_and_no_orphans(
    tmp_path: Path, step: str, *, first: bool
) -> None:
    pointers = {} if first else imported(tmp_path, {}, ROWS)
    before = _files(tmp_path)
    child = multiprocessing.get_context("spawn").Process(
        target=_killed_import, args=(str(tmp_path), pointers, step)
    )
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert _files(tmp_path) >= before
    assert [row.amount_ore for row in outturn_by(LedgerStore(pointers), CellFilter(), [])] == (
        [] if first else [11]
    )
    report = sweep(tmp_path, pointers)
    assert _files(tmp_path) == before
    assert report.kept_files == len(before)
    assert sum(row.amount_ore for row in outturn_by(LedgerStore(pointers), CellFilter(), [])) == (
        0 if first else 11
    )


def test_sweep_after_a_finished_import_keeps_both_states(tmp_path: Path) -> None:
    change = StagedChange(tmp_path, {})
    with change.writer("postings", organisation=ORGANISATION, fiscal_year=2018, batch=1) as writer:
        writer.write(ROWS["postings"][0])
    pointers = {table: swap.new_location for table, swap in change.finish().items()}
    pointers = imported(tmp_path, pointers, {"postings": [postings(posting("5010", 1))]})
    report = sweep(tmp_path, pointers)
    assert report.removed_files == 0
    undo = StagedChange(tmp_path, pointers)
    undo.restore(ORGANISATION, 2018, change.snapshot_ids)
    store = LedgerStore({"postings": undo.finish()["postings"].new_location})
    assert [row.amount_ore for row in outturn_by(store, CellFilter(), [])] == [11]


def test_old_metadata_does_not_grow_without_end(tmp_path: Path) -> None:
    pointers: dict[str, str] = {}
    for number in range(15):
        pointers = imported(tmp_path, pointers, {"postings": [postings(posting("5010", number))]})
    assert sweep(tmp_path, pointers).removed_files > 0
    assert len(list(tmp_path.glob("postings/metadata/*.metadata.json"))) <= 11
    assert [row.amount_ore for row in outturn_by(LedgerStore(pointers), CellFilter(), [])] == [14]


def test_a_ledger_that_the_database_does_not_know_is_never_swept(tmp_path: Path) -> None:
    pointers: dict[str, str] = {}
    for number in range(2):
        pointers = imported(tmp_path, pointers, {"postings": [postings(posting("5010", number))]})
    before = _files(tmp_path)
    with pytest.raises(UnknownLedgerError, match="DATABASE_URL"):
        sweep(tmp_path, {})
    assert _files(tmp_path) == before
