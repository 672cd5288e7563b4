from __future__ import annotations

import hashlib
import importlib.util
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pyarrow as pa
import pytest

from roder.domain.periods import Month
from roder.formats.sie import chunks
from roder.formats.sie import walk
from roder.formats.sie import work_space
from roder.formats.sie.checks import prove
from roder.formats.sie.encoding import find_encoding
from roder.formats.sie.letter_counts import encoding_of
from roder.formats.sie.reader import read_sie
from roder.formats.sie.scan import postings_table
from roder.formats.sie.scan import scan_sie
from roder.formats.sie.sources import Source
from roder.formats.sie.to_arrow import reference_table
from roder.formats.sie.to_arrow import with_plain_text
from roder.formats.sie.warm import entry_points
from roder.formats.sie.warm import warm

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[3]
REAL = sorted((ROOT / "tests/data/sie").glob("*.s[ei]"))


def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sie", ROOT / "tools/make_sie.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys  # noqa: PLC0415 dataclasses look their module up

    sys.modules["make_sie"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sie") / "made.se"
    made().write_files(path, None, 3000, seed=5, checksum=True)
    return path


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "CHUNK_BYTES", 20_000)
    monkeypatch.setattr(walk, "_BLOCK", 5_000)


def rows_of(data: Path | bytes, threads: int = 2) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = with_plain_text(postings_table(data, threads=threads)).to_pylist()
    return rows


def expected_rows(data: bytes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = with_plain_text(reference_table(read_sie(data))).to_pylist()
    return rows


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_real_files_come_out_as_from_the_plain_reader(path: Path) -> None:
    data = path.read_bytes()
    scan = scan_sie(path)
    table = pa.Table.from_batches(scan.batches(), schema=scan.schema)
    plain = read_sie(data)
    assert with_plain_text(table).to_pylist() == expected_rows(data)
    assert (scan.header, scan.problems, scan.proofs()) == (plain.header, plain.problems, prove(plain))


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("threads", [1, 3])
def test_chunks_join_in_file_order(ledger: Path, threads: int) -> None:
    scan = scan_sie(ledger, threads=threads)
    batches = list(scan.batches())
    plain = read_sie(ledger.read_bytes())
    assert len(batches) > 5
    table = pa.Table.from_batches(batches)
    assert with_plain_text(table).to_pylist() == expected_rows(ledger.read_bytes())
    assert (scan.problems, scan.header, scan.proofs()) == (plain.problems, plain.header, prove(plain))
    assert {proof.name: proof.ok for proof in scan.proofs()} == {
        "vouchers_balance": True,
        "closing_balances": True,
        "result_balances": True,
        "checksum": True,
    }


@pytest.mark.usefixtures("small_chunks")
def test_odd_vouchers_are_merged_at_their_place(ledger: Path) -> None:
    data = ledger.read_bytes().replace(b"7.00\r\n", b"7.00000\r\n").replace(b"\r\n}", b"\r\n#EGEN\r\n}", 40)
    assert rows_of(data) == expected_rows(data)
    lines = [row["line"] for row in rows_of(data)]
    assert lines == sorted(lines)


def test_a_full_work_space_only_divides_the_batch(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_space, "_MOST_ROWS", 600)
    monkeypatch.setattr(work_space, "_ENTRY_BITS", (6, 9, 9, 6, 10, 8, 6, 6))
    monkeypatch.setattr(work_space, "_MOST_VOUCHERS", 32)
    assert len(list(scan_sie(ledger).batches())) > 5
    assert rows_of(ledger) == expected_rows(ledger.read_bytes())


def test_a_voucher_larger_than_the_work_space_is_read_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_space, "_MOST_ROWS", 4)
    rows = b"#TRANS 1930 {} 1\n#TRANS 1930 {} -1\n"
    data = b"".join(b"#VER A %d 20180101\n{\n" % n + rows * n + b"}\n" for n in (1, 2, 3, 1))
    assert rows_of(data) == expected_rows(data)


def test_many_months_are_summed_all_the_same() -> None:
    dates = [f"{year}{month:02d}01" for year in range(1850, 1950) for month in range(1, 13)]
    data = "".join(f"#VER A 1 {day}\n{{\n#TRANS 1 {{}} 5\n#TRANS 2 {{}} -5\n}}\n" for day in dates).encode()
    scan = scan_sie(data)
    list(scan.batches())
    assert scan.movements.by_account["1", 189907] == 500
    assert len(scan.movements.by_account) == 2400


def test_facts_of_the_whole(ledger: Path) -> None:
    told: list[tuple[int, int]] = []
    scan = scan_sie(ledger, on_progress=lambda done, total: told.append((done, total)))
    assert sum(batch.num_rows for batch in scan.batches()) == scan.postings == 3000
    size = ledger.stat().st_size
    assert told[-1] == (size, size)
    assert told == sorted(told)
    assert (scan.first_month, scan.last_month) == (Month(2018, 1), Month(2018, 12))
    assert scan.sha256 == hashlib.sha256(ledger.read_bytes()).hexdigest()
    assert scan.header.company_name == "Exempelköping (påhittad)"


def test_a_scan_can_be_left_half_way(ledger: Path) -> None:
    batches: Any = scan_sie(ledger).batches()
    next(batches)
    batches.close()


@pytest.mark.parametrize("data", [b"", b"<!DOCTYPE html><title>x</title>", b"PK\x03\x04", b" \r\n" * 40_000])
def test_what_is_no_sie_file_is_refused_by_name(data: bytes) -> None:
    scan = scan_sie(data)
    assert list(scan.batches()) == []
    assert [problem.code for problem in scan.problems] == [p.code for p in read_sie(data).problems]


def test_two_dimensions_may_not_share_a_column() -> None:
    with pytest.raises(ValueError, match="share"):
        scan_sie(b"", dimension_columns={1: "project", 6: "project"})


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8", "utf-8-sig", "ascii"])
def test_encodings_are_found_over_block_borders(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for block in (1, 2, 3, 7):
        monkeypatch.setattr("roder.formats.sie.letter_counts._BLOCK", block)
        for text in ("Södertälje åäöÅÄÖ é", "ren text", "åå–å", "€"):
            data = text.encode(encoding, "replace")
            for each in (data, data + b"\xff", b"\xc3" + data, data[:-1]):
                assert encoding_of(Source(each)) == find_encoding(each)


def test_cuts_fall_before_vouchers_only() -> None:
    data = b"#FLAGGA 0\n" + b"#VER A 1 20180101\n{\n#VERB x\n}\n" * 50
    source = Source(data)
    spans = list(source.spans(source.next_voucher(0), 100))
    assert spans[0][0] == 10
    assert spans[-1][1] == len(data)
    assert all(data[start : start + 5] == b"#VER " for start, _ in spans)
    assert b"".join(data[start:end] for start, end in spans) == data[10:]


def test_a_made_file_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    maker = made()
    for name in ("a", "b"):
        maker.write_files(tmp_path / name, tmp_path / f"{name}.csv", 500, seed=9)
    for end in ("", ".csv"):
        first, second = ((tmp_path / f"{name}{end}").read_bytes() for name in "ab")
        assert zlib.crc32(first) == zlib.crc32(second)


def test_a_made_file_equals_its_csv(tmp_path: Path) -> None:
    made().write_files(tmp_path / "a.se", tmp_path / "a.csv", 800, seed=3)
    csv = (tmp_path / "a.csv").read_text("utf-8").splitlines()
    rows = rows_of(tmp_path / "a.se")
    assert len(csv) == len(rows) + 1 == 801
    for line, row in zip(csv[1:], rows, strict=True):
        assert line.startswith(f"{row['series']},{row['voucher']},{row['voucher_date']},")


def test_the_kernel_is_compiled_once_and_kept() -> None:
    assert warm()
    assert all(entry.is_kept() for entry in entry_points())
    assert vars(chunks)["CHUNK_BYTES"] == work_space.CHUNK_BYTES
