"""What the store does at its edges: nothing there, nothing dated, files that do not fit, a full disk."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyiceberg.exceptions import NoSuchTableError
from tests.columnstore.ledger_rows import ORGANISATION
from tests.columnstore.ledger_rows import balance
from tests.columnstore.ledger_rows import balances
from tests.columnstore.ledger_rows import imported
from tests.columnstore.ledger_rows import posting
from tests.columnstore.ledger_rows import postings

from roder.columnstore import drill
from roder.columnstore.balances import account_balances
from roder.columnstore.catalogue import StagingCatalogue
from roder.columnstore.catalogue import read_metadata
from roder.columnstore.cells import CellFilter
from roder.columnstore.parquet_files import ParquetFiles
from roder.columnstore.parquet_files import settled_size
from roder.columnstore.pointers import current_snapshots
from roder.columnstore.rebuilding import RebuiltTables
from roder.columnstore.shaping import ColumnError
from roder.columnstore.shaping import months_of
from roder.columnstore.shaping import shape
from roder.columnstore.snapshots import live_files
from roder.columnstore.staging import StagedChange
from roder.columnstore.store import LedgerStore
from roder.columnstore.totals import NO_MONTH
from roder.columnstore.totals import TotalsAccumulator
from roder.columnstore.transfer import ForeignFileError
from roder.domain import facts

if TYPE_CHECKING:
    from pathlib import Path

ONE = postings(posting("5010", 100), posting("1910", -100))


def test_an_empty_store_answers_with_nothing() -> None:
    store = LedgerStore({})
    assert drill.cell_vouchers(store, CellFilter()) == ()
    assert drill.voucher(store, ORGANISATION, 2018, "A", "1") == ()


def test_a_table_without_rows_has_no_snapshot_and_no_files(tmp_path: Path) -> None:
    catalogue = StagingCatalogue(str(tmp_path), {})
    with pytest.raises(NoSuchTableError, match="postings"):
        catalogue.load_table(("ledger", "postings"))
    catalogue.open_or_create("postings")
    assert live_files(read_metadata(catalogue.pointers["postings"])) == {}
    assert current_snapshots(catalogue.pointers) == {}
    assert StagedChange(tmp_path, catalogue.pointers).finish() == {}


def test_scans_are_planned_here_and_not_by_a_server(tmp_path: Path) -> None:
    assert StagingCatalogue(str(tmp_path), {}).supports_server_side_planning() is False


def test_balances_of_objects_are_no_year_balances_of_an_account(tmp_path: Path) -> None:
    rows = balances(balance("OUB", "1910", 5), balance("UB", "1910", 30))
    store = LedgerStore(imported(tmp_path, {}, {"balances": [rows]}))
    assert [(row.key, row.closing_ore) for row in account_balances(store, ORGANISATION, 2018)] == [
        ("1910", 30)
    ]


def test_rows_without_dates_have_no_month() -> None:
    undated = pa.table({"account": ["5010"]})
    assert months_of(undated).to_pylist() == [None]
    empty_dates = pa.table({"voucher_date": pa.array([None], pa.date32())})
    assert months_of(empty_dates).to_pylist() == [None]
    dated = pa.table({"voucher_date": pa.array([date(2018, 2, 3), None])})
    assert months_of(dated).to_pylist() == [201802, None]


def test_a_number_of_another_width_is_stored_as_the_columns_own() -> None:
    at = ONE.schema.get_field_index("line")
    narrow = ONE.set_column(at, "line", pa.array([1, 2], pa.int16()))
    shaped = shape([narrow], table=facts.POSTINGS, organisation=ORGANISATION, fiscal_year=2018, batch=1)
    assert shaped.column("line").type == pa.int64()
    assert shaped.column("line").to_pylist() == [1, 2]


def test_totals_of_dated_and_undated_rows_keep_both() -> None:
    accumulator = TotalsAccumulator(lambda _account: "line")
    accumulator.add(
        pa.table(
            {
                "month": pa.array([201801, None], pa.int32()),
                "account": ["5010", "5010"],
                "responsibility": ["10", "10"],
                "amount_ore": [5, 7],
            }
        )
    )
    totals = accumulator.totals()
    assert {month: int(part.amounts.sum()) for month, part in totals.items()} == {201801: 5, NO_MONTH: 7}


def test_what_is_no_data_file_of_the_table_is_not_taken_in(tmp_path: Path) -> None:
    other = io.BytesIO()
    pq.write_table(pa.table({"konto": ["1"]}), other)
    for content, reason in ((b"no parquet", "not a Parquet file"), (other.getvalue(), "lacks")):
        tables = RebuiltTables(tmp_path)
        with pytest.raises(ForeignFileError, match=reason):
            tables.take_file(
                "a", "postings", io.BytesIO(content), organisation=ORGANISATION, fiscal_year=2018
            )
        tables.abandon()
    tables = RebuiltTables(tmp_path)
    with pytest.raises(ForeignFileError, match="no table"):
        tables.take_file("a", "other", io.BytesIO(b""), organisation=ORGANISATION, fiscal_year=2018)
    with pytest.raises(ForeignFileError, match="names nothing known"):
        tables.take_snapshot("other", 1, 0, [])
    with pytest.raises(ForeignFileError, match="names lost"):
        tables.take_snapshot("postings", 1, 0, ["lost"])
    assert tables.finish() == {}
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_month_that_is_the_whole_of_a_group_of_rows_leaves_nothing_of_it(tmp_path: Path) -> None:
    rows = [posting("5010", 1, 201801), posting("5010", 2, 201802)]
    pointers = imported(tmp_path, {}, {"postings": [postings(*rows)]})
    change = StagedChange(tmp_path, pointers)
    change.replace(ORGANISATION, 2018, months=[201801, 201802, 201803])
    change.replace(ORGANISATION, 2018, months=[201901])
    pointers |= {table: swap.new_location for table, swap in change.finish().items()}
    assert [row.outturn_ore for row in account_balances(LedgerStore(pointers), ORGANISATION, 2018)] == []


def test_months_that_a_file_cannot_hold_leave_it_as_it_is(tmp_path: Path) -> None:
    pointers = imported(tmp_path, {}, {"postings": [ONE]})
    change = StagedChange(tmp_path, pointers)
    change.replace(ORGANISATION, 2018, months=[201907])
    assert change.finish() == {}


def test_restoring_keeps_what_is_the_same_in_both(tmp_path: Path) -> None:
    pointers = imported(tmp_path, {}, {"postings": [ONE]})
    now = current_snapshots(pointers)
    change = StagedChange(tmp_path, pointers)
    change.restore(ORGANISATION, 2018, now)
    assert change.finish() == {}


def test_an_empty_batch_of_rows_writes_nothing(tmp_path: Path) -> None:
    change = StagedChange(tmp_path, {})
    with change.writer("postings", organisation=ORGANISATION, fiscal_year=2018, batch=1) as writer:
        writer.write(ONE.slice(0, 0))
    assert (writer.rows_written, change.finish()) == (0, {})


def test_a_column_that_cannot_become_its_type_is_named() -> None:
    at = ONE.schema.get_field_index("line")
    wrong = ONE.set_column(at, "line", pa.array(["x", "y"]))
    with pytest.raises(ColumnError, match="line"):
        shape([wrong], table=facts.POSTINGS, organisation=ORGANISATION, fiscal_year=2018, batch=1)


def test_the_size_of_a_file_that_lies_behind_an_address_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"abc")
    assert settled_size(f"file://{tmp_path}/a.bin") == settled_size(str(tmp_path / "a.bin")) == 3


def test_what_the_writing_thread_met_is_raised_by_the_giving_side(tmp_path: Path) -> None:
    def full(_path: str) -> None:
        raise OSError("no room")

    files = ParquetFiles(
        "postings", str(tmp_path), organisation=ORGANISATION, fiscal_year=2018, on_begin=full
    )
    rows = shape([ONE], table=facts.POSTINGS, organisation=ORGANISATION, fiscal_year=2018, batch=1)
    with pytest.raises(OSError, match="no room"):
        list(map(files.write, [rows] * 50))
    with pytest.raises(OSError, match="no room"):
        files.close()


def test_totals_of_months_far_apart_are_told_apart() -> None:
    accumulator = TotalsAccumulator(lambda _account: "line")
    accumulator.add(
        pa.table(
            {
                "month": pa.array([201801, 3_000_000], pa.int32()),
                "account": ["5010", "5010"],
                "responsibility": ["10", "10"],
                "amount_ore": [5, 7],
            }
        )
    )
    assert sorted(accumulator.totals()) == [201801, 3_000_000]


def test_writing_stops_when_the_giving_side_fails(tmp_path: Path) -> None:
    files = ParquetFiles(
        "postings", str(tmp_path), organisation=ORGANISATION, fiscal_year=2018, on_begin=lambda _path: None
    )
    with pytest.raises(ZeroDivisionError), files:
        raise ZeroDivisionError
    files.stop()
    assert files.data_files == []
