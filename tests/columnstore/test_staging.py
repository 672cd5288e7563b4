from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyiceberg.table import StaticTable
from tests.columnstore.ledger_rows import ORGANISATION
from tests.columnstore.ledger_rows import balance
from tests.columnstore.ledger_rows import balances
from tests.columnstore.ledger_rows import imported
from tests.columnstore.ledger_rows import posting
from tests.columnstore.ledger_rows import postings

from roder.columnstore import parquet_files
from roder.columnstore.cells import CellFilter
from roder.columnstore.cubes import outturn_by
from roder.columnstore.iceberg_schema import iceberg_schema
from roder.columnstore.shaping import ColumnError
from roder.columnstore.staging import LostSnapshotError
from roder.columnstore.staging import StagedChange
from roder.columnstore.store import LedgerStore
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

JANUARY = postings(posting("5010", 100), posting("1910", -100))
TWO_MONTHS = postings(
    posting("5010", 7, 201801, line=1),
    posting("5010", 20, 201802, line=2),
    posting("5011", 3, 201802, line=3),
)


def _with(column: str, values: list[str | None]) -> pa.RecordBatch:
    return JANUARY.set_column(JANUARY.schema.get_field_index(column), column, pa.array(values))


def _sums(pointers: Mapping[str, str], *keys: str) -> dict[tuple[object, ...], int]:
    rows = outturn_by(LedgerStore(pointers), CellFilter(), keys or ("fiscal_year",))
    return {row.keys: row.amount_ore for row in rows}


def test_nothing_is_visible_before_the_swap(tmp_path: Path) -> None:
    pointers = imported(tmp_path, {}, {"postings": [TWO_MONTHS]})
    change = StagedChange(tmp_path, pointers)
    change.replace(ORGANISATION, 2018)
    with change.writer("postings", organisation=ORGANISATION, fiscal_year=2018, batch=2) as writer:
        writer.write(JANUARY)
    swaps = change.finish()
    assert _sums(pointers) == {(2018,): 30}
    assert swaps["postings"].old_location == pointers["postings"]
    assert _sums({"postings": swaps["postings"].new_location}) == {(2018,): 0}
    assert set(swaps) == {"postings"}


def test_replacing_a_year_leaves_other_years_and_organisations(tmp_path: Path) -> None:
    pointers = imported(tmp_path, {}, {"postings": [TWO_MONTHS]})
    pointers = imported(tmp_path, pointers, {"postings": [TWO_MONTHS]}, fiscal_year=2017)
    pointers = imported(tmp_path, pointers, {"postings": [TWO_MONTHS]}, organisation="5560000001")
    pointers = imported(tmp_path, pointers, {"postings": [postings(posting("5010", 1))]})
    assert _sums(pointers, "organisation", "fiscal_year") == {
        (ORGANISATION, 2017): 30,
        (ORGANISATION, 2018): 1,
        ("5560000001", 2018): 30,
    }


def test_replacing_a_month_keeps_the_other_months_and_tables(tmp_path: Path) -> None:
    stated = balances(balance("PSALDO", "5010", 4, month=201801), balance("IB", "1910", 6))
    pointers = imported(tmp_path, {}, {"postings": [TWO_MONTHS, JANUARY], "balances": [stated]})
    change = StagedChange(tmp_path, pointers)
    change.replace(ORGANISATION, 2018, months={201801}, tables=[facts.POSTINGS])
    with change.writer("postings", organisation=ORGANISATION, fiscal_year=2018, batch=2) as writer:
        writer.write(postings(posting("5010", 1000)))
    swaps = change.finish()
    assert set(swaps) == {"postings"}
    after = {"postings": swaps["postings"].new_location}
    assert _sums(after, "month", "account", "organisation") == {
        (201801, "5010", ORGANISATION): 1000,
        (201802, "5010", ORGANISATION): 20,
        (201802, "5011", ORGANISATION): 3,
    }


def test_replacing_a_month_of_every_table_keeps_rows_without_a_month(tmp_path: Path) -> None:
    stated = balances(balance("PSALDO", "5010", 4, month=201801), balance("IB", "1910", 6))
    pointers = imported(tmp_path, {}, {"balances": [stated]})
    change = StagedChange(tmp_path, pointers)
    change.replace(ORGANISATION, 2018, months=[201801])
    location = change.finish()["balances"].new_location
    files = LedgerStore({"balances": location}).files("balances")
    assert [pq.read_table(file.path).column("kind").to_pylist() for file in files] == [["IB"]]


def test_a_month_in_a_file_of_its_own_goes_without_copying(tmp_path: Path) -> None:
    pointers = imported(tmp_path, {}, {"postings": [JANUARY]})
    change = StagedChange(tmp_path, pointers)
    change.replace(ORGANISATION, 2018, months=[201801])
    location = change.finish()["postings"].new_location
    assert LedgerStore({"postings": location}).files("postings") == ()


def test_restore_brings_back_the_year_and_leaves_later_imports_of_others(tmp_path: Path) -> None:
    first = StagedChange(tmp_path, {})
    with first.writer("postings", organisation=ORGANISATION, fiscal_year=2018, batch=1) as writer:
        writer.write(TWO_MONTHS)
    pointers = {table: swap.new_location for table, swap in first.finish().items()}
    after = imported(
        tmp_path, pointers, {"postings": [JANUARY], "balances": [balances(balance("IB", "1910", 1))]}
    )
    after = imported(tmp_path, after, {"postings": [JANUARY]}, fiscal_year=2019)
    undo = StagedChange(tmp_path, after)
    undo.restore(ORGANISATION, 2018, first.snapshot_ids)
    after |= {table: swap.new_location for table, swap in undo.finish().items()}
    assert _sums(after, "fiscal_year", "account") == {
        (2018, "5010"): 27, (2018, "5011"): 3, (2019, "1910"): -100, (2019, "5010"): 100,
    }  # fmt: skip
    assert LedgerStore(after).files("balances") == ()


def test_restore_to_nothing_empties_the_year(tmp_path: Path) -> None:
    pointers = imported(tmp_path, {}, {"postings": [JANUARY]})
    change = StagedChange(tmp_path, pointers)
    change.restore(ORGANISATION, 2018, {})
    location = change.finish()["postings"].new_location
    assert LedgerStore({"postings": location}).years() == ()


def test_restore_of_a_snapshot_that_is_gone_is_refused(tmp_path: Path) -> None:
    pointers = imported(tmp_path, {}, {"postings": [JANUARY]})
    with pytest.raises(LostSnapshotError, match="12345"):
        StagedChange(tmp_path, pointers).restore(ORGANISATION, 2018, {"postings": 12345})


def test_undo_and_redo_any_number_of_times(tmp_path: Path) -> None:
    pointers: dict[str, str] = {}
    taken: list[dict[str, int]] = []
    for number in range(4):
        change = StagedChange(tmp_path, pointers)
        change.replace(ORGANISATION, 2018)
        with change.writer("postings", organisation=ORGANISATION, fiscal_year=2018, batch=number) as writer:
            writer.write(postings(posting("5010", number)))
        pointers = {table: swap.new_location for table, swap in change.finish().items()}
        taken.append(change.snapshot_ids)
    for number in (1, 3, 0, 2):
        change = StagedChange(tmp_path, pointers)
        change.restore(ORGANISATION, 2018, taken[number])
        pointers = {table: swap.new_location for table, swap in change.finish().items()}
        assert _sums(pointers) == {(2018,): number}


def test_a_pinned_snapshot_reads_as_it_was(tmp_path: Path) -> None:
    change = StagedChange(tmp_path, {})
    with change.writer("postings", organisation=ORGANISATION, fiscal_year=2018, batch=1) as writer:
        writer.write(TWO_MONTHS)
    pointers = {table: swap.new_location for table, swap in change.finish().items()}
    later = imported(tmp_path, pointers, {"postings": [JANUARY]})
    pinned = LedgerStore(later, snapshot_ids=change.snapshot_ids)
    assert sum(row.amount_ore for row in outturn_by(pinned, CellFilter(), ["account"])) == 30


def test_many_batches_make_files_of_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roder.columnstore.writing.ROWS_PER_GROUP", 10)
    monkeypatch.setattr(parquet_files, "ROWS_PER_FILE", 20)
    batches = [postings(posting("5010", number), posting("5011", 1, 201802)) for number in range(50)]
    pointers = imported(tmp_path, {}, {"postings": batches})
    files = LedgerStore(pointers).files("postings")
    assert [file.rows for file in files] == [20] * 5
    assert _sums(pointers, "account") == {("5010",): sum(range(50)), ("5011",): 50}


def test_codes_and_plain_text_may_come_mixed(tmp_path: Path) -> None:
    coded = pa.RecordBatch.from_arrays(
        [
            column.dictionary_encode() if pa.types.is_string(column.type) else column
            for column in JANUARY.columns
        ],
        names=JANUARY.schema.names,
    )
    pointers = imported(tmp_path, {}, {"postings": [coded]})
    assert _sums(pointers, "account") == {("1910",): -100, ("5010",): 100}
    (file,) = LedgerStore(pointers).files("postings")
    assert pq.read_schema(file.path).field("account").type == pa.string()


def test_another_reader_of_iceberg_sees_the_same_rows(tmp_path: Path) -> None:
    pointers = imported(tmp_path, {}, {"postings": [TWO_MONTHS]})
    pointers = imported(tmp_path, pointers, {"postings": [JANUARY]}, fiscal_year=2017, batch=5)
    table = StaticTable.from_metadata(pointers["postings"])
    rows = table.scan(row_filter="fiscal_year == 2017").to_arrow()
    assert rows.column("amount_ore").to_pylist() == [100, -100]
    assert rows.column("batch").to_pylist() == [5, 5]
    assert table.schema() == iceberg_schema("postings")
    assert table.current_snapshot() is not None


def test_month_is_the_posting_dates_else_the_vouchers(tmp_path: Path) -> None:
    rows = postings(
        posting("1", 1, 201803, voucher_date=None),
        posting("2", 2, 201804, posting_date=None),
        posting("3", 3, 201805, posting_date=None, voucher_date=None),
    ).drop_columns(["month"])
    pointers = imported(tmp_path, {}, {"postings": [rows]})
    assert _sums(pointers, "month") == {(201803,): 1, (201804,): 2, (None,): 3}


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (JANUARY.drop_columns(["voucher_text"]), "voucher_text"),
        (_with("account", ["1910", None]), "null"),
        (_with("amount_ore", ["ten", "one"]), "amount_ore"),
    ],
)
def test_rows_that_do_not_fit_are_refused_by_name(tmp_path: Path, rows: pa.RecordBatch, named: str) -> None:
    with pytest.raises(ColumnError, match=named):
        imported(tmp_path, {}, {"postings": [rows]})


def test_an_abandoned_change_leaves_no_file(tmp_path: Path) -> None:
    pointers = imported(tmp_path, {}, {"postings": [JANUARY]})
    before = sorted(tmp_path.rglob("*"))
    change = StagedChange(tmp_path, pointers)
    change.replace(ORGANISATION, 2018)
    with change.writer("postings", organisation=ORGANISATION, fiscal_year=2018, batch=2) as writer:
        writer.write(JANUARY)
    change.finish()
    change.abandon()
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == [
        p for p in before if p.is_file()
    ]


def test_an_error_while_writing_leaves_the_rows_out(tmp_path: Path) -> None:
    change = StagedChange(tmp_path, {})

    def fail_inside() -> None:
        with change.writer("postings", organisation=ORGANISATION, fiscal_year=2018, batch=2) as writer:
            writer.write(JANUARY)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_inside()
    assert change.finish() == {}


def test_a_full_disk_is_told_to_the_writing_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: str) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet_files, "settled_size", full)
    change = StagedChange(tmp_path, {})
    writer = change.writer("postings", organisation=ORGANISATION, fiscal_year=2018, batch=2)
    writer.write(JANUARY)
    with pytest.raises(OSError, match="No space left"):
        writer.close()
    change.abandon()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
