"""Odd records and odd files that the other tests do not meet: what is read of them, and what is told."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pytest
from tests.formats.sie.faults import HEAD
from tests.formats.sie.faults import SOUND

from roder.domain.facts import BalanceKind
from roder.domain.periods import FiscalYear
from roder.formats.sie import compiled
from roder.formats.sie import sources
from roder.formats.sie.fields import micro
from roder.formats.sie.head import read_head
from roder.formats.sie.pieces import bare
from roder.formats.sie.reader import read_sie
from roder.formats.sie.records import SieBalance
from roder.formats.sie.records import SieFile
from roder.formats.sie.records import SieHeader
from roder.formats.sie.scan import scan_sie
from roder.formats.sie.sources import Source
from roder.formats.sie.writer import write_sie

if TYPE_CHECKING:
    from pathlib import Path


def codes(text: str) -> list[str]:
    return [row.code for row in read_sie(text.encode()).problems]


def test_an_unknown_type_with_period_balances_is_read_as_type_two() -> None:
    file = read_sie(b"#FLAGGA 0\n#SIETYP 7\n#RAR 0 20180101 20181231\n#PSALDO 0 201801 3010 {} 5\n")
    assert file.header.sie_type == "2"
    assert "type_unknown" in [row.code for row in file.problems]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("#DIM x Ansvar", "dimension_unreadable"),
        ("#DIM -1 Ansvar", "dimension_unreadable"),
        ("#OBJEKT x 1 Namn", "dimension_unreadable"),
        ("#RAR 0 20190101 20191231", "fiscal_year_unreadable"),
        ("#KTYP 1930 Q", "field_unreadable"),
    ],
)
def test_a_record_of_the_head_that_cannot_be_read_is_told(line: str, code: str) -> None:
    assert code in codes(f"{HEAD}{line}\n#IB 0 1930 0\n")


def test_a_third_checksum_does_not_replace_the_second() -> None:
    text = "#FLAGGA 0\n#KSUMMA\n#KSUMMA 0\n#KSUMMA 5\n"
    assert read_sie(text.encode()).header.declared_checksum == 0
    assert read_sie(b"#FLAGGA 0\n#KSUMMA\n#KSUMMA x\n").header.declared_checksum is None


def test_only_the_records_before_the_vouchers_make_the_head() -> None:
    text = HEAD + '#VER A 1 20180425\n{\n#TRANS 1930 {} 0\n}\n#FNAMN "Annan"\n'
    assert read_head(text.encode()).fiscal_years[0] == FiscalYear(date(2018, 1, 1), date(2018, 12, 31))
    assert read_head(b"no record at all\n").company_name == ""


@pytest.mark.parametrize(
    ("text", "expected"), [("1.2345678", None), ("99999999999999999999", None), ("1.500000000", 1_500_000)]
)
def test_quantities_beyond_what_is_kept_are_none(text: str, expected: int | None) -> None:
    assert micro(text) == expected


def test_a_bare_field_is_quoted_when_it_has_to_be() -> None:
    assert (bare("1930")[0], bare("19 30")[0], bare("")[0]) == ("1930", '"19 30"', '""')


def test_quantities_of_balances_are_written_and_read_back() -> None:
    years = {0: FiscalYear(date(2018, 1, 1), date(2018, 12, 31))}
    row = SieBalance(BalanceKind.CLOSING, 0, "1410", 100, quantity_micro=2_500_000)
    file = SieFile(header=SieHeader(fiscal_years=years), balances=[row])
    (again,) = read_sie(write_sie(file, sie_type="1")).balances
    assert (again.amount_ore, again.quantity_micro) == (100, 2_500_000)


def test_a_file_may_be_hashed_before_and_after_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "books.se"
    path.write_bytes(SOUND.encode())
    scan = scan_sie(path)
    before = scan.sha256
    assert list(scan.batches())
    assert scan.sha256 == before


def test_bytes_that_a_file_has_lost_meanwhile_become_zeros(tmp_path: Path) -> None:
    path = tmp_path / "books.se"
    path.write_bytes(b"0123456789")
    source = Source(path)
    path.write_bytes(b"01234")
    buffer = np.full(10, 7, np.uint8)
    source.read_into(buffer, 0, 10)
    source.close()
    assert bytes(buffer) == b"01234\0\0\0\0\0"


def test_long_stretches_without_a_voucher_or_a_line_end_are_walked_by_windows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sources, "_WINDOW", 40)
    text = b"#PROSA " + b"x" * 200 + b"\n#VER A 1 20180101\n"
    source = Source(text)
    assert source.next_voucher(0) == text.index(b"#VER")
    assert source.next_voucher(text.index(b"#VER") + 4) == len(text)
    assert next(iter(source.lines_before(0, len(text), 20))) == (0, text.index(b"\n") + 1)


def test_no_folder_for_compiled_code_means_that_none_is_kept(tmp_path: Path) -> None:
    def written_nowhere() -> Any:
        names: dict[str, Any] = {}
        exec("def one():\n    return 1\n", names)  # noqa: S102 a function without a file of its own
        return names["one"]

    dispatcher = compiled._dispatcher(written_nowhere())
    assert dispatcher() == 1
    assert not compiled.EntryPoint(written_nowhere(), "int64()").is_kept()
    folderless: Any = SimpleNamespace(stats=SimpleNamespace(cache_path=None))
    compiled._drop_stale(folderless)


def test_code_compiled_from_other_sources_is_dropped(tmp_path: Path) -> None:
    stale, other = tmp_path / "kernel.scan-1.py311.nbi", tmp_path / "else.scan-1.py311.nbi"
    for path in (stale, other):
        path.write_bytes(b"")
    dispatcher: Any = SimpleNamespace(stats=SimpleNamespace(cache_path=str(tmp_path)))
    compiled._drop_stale(dispatcher)
    assert (stale.exists(), other.exists()) == (False, True)
    stale.write_bytes(b"")
    compiled._drop_stale(dispatcher)
    assert stale.exists()


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    dispatcher: Any = SimpleNamespace(stats=SimpleNamespace(cache_path=str(in_the_way / "below")))
    compiled._drop_stale(dispatcher)
    assert in_the_way.is_file()
