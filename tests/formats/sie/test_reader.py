"""Real files with their own stated answers, the rules of rows, and any bytes at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.formats.sie.faults import HEAD
from tests.formats.sie.faults import SOUND
from tests.formats.sie.faults import examples

from roder.formats.sie.reader import read_sie

if TYPE_CHECKING:
    from roder.formats.sie.records import SieVoucher

REAL = Path(__file__).parents[2] / "data" / "sie"
FILES = {path.name: path.read_bytes() for path in sorted(REAL.glob("*.s[ei]"))}


def only_voucher(rows: str) -> tuple[SieVoucher, list[str]]:
    file = read_sie((HEAD + "#VER A 1 20180425 Text\n{\n" + rows + "\n}\n").encode())
    assert len(file.vouchers) == 1
    ignored = {"record_missing"}
    return file.vouchers[0], [each.code for each in file.problems if each.code not in ignored]


@pytest.mark.parametrize(
    ("name", "sie_type", "counts"),
    [
        ("typ1.se", "1", (137, 0, 0, 0)),
        ("typ2.se", "2", (241, 264, 0, 0)),
        ("typ3.se", "3", (250, 444, 0, 0)),
        ("typ4.se", "4E", (137, 0, 81, 287)),
        ("typ4si.si", "4I", (0, 0, 81, 287)),
        ("norstedts_bokslut_4i_ksumma.si", "4I", (0, 0, 2, 4)),
    ],
)
def test_real_files(name: str, sie_type: str, counts: tuple[int, ...]) -> None:
    """Counts of balances, budget rows, vouchers and postings."""
    file = read_sie(FILES[name])
    assert not [problem for problem in file.problems if problem.refuses]
    assert file.header.sie_type == sie_type
    postings = sum(len(voucher.postings) for voucher in file.vouchers)
    assert (len(file.balances), len(file.budget_rows), len(file.vouchers), postings) == counts


def test_header_of_a_real_file_with_tabs_and_a_broken_year() -> None:
    header = read_sie(FILES["norstedts_bokslut_4i_ksumma.si"]).header
    assert header.program == "Norstedts Bokslut"
    assert header.fiscal_years[0].start == date(2009, 7, 1)
    assert header.fiscal_years[-1].end == date(2009, 6, 30)
    assert header.address == ("", "Storgatan 1", "410 10  Göteborg", "")
    assert (header.company_name, header.chart_type) == ("Datakonsulterna AB", "EUBAS97")


def test_every_field_of_a_row() -> None:
    voucher, problems = only_voucher(
        '#TRANS 1930 {1 "4110"} 12.5 20180426 "Löner \\"x\\"" -1.5 EKO\n#TRANS 3010 {} -12.50'
    )
    assert problems == []
    row = voucher.postings[0]
    assert (row.amount_ore, row.objects, row.date) == (1250, ((1, "4110"),), date(2018, 4, 26))
    assert (row.text, row.quantity_micro, row.signature) == ('Löner "x"', -1_500_000, "EKO")


def test_added_row_counts_once_and_the_same_trans_is_skipped() -> None:
    voucher, problems = only_voucher(
        "#TRANS 1930 {} 10\n#RTRANS 3010 {} -10 20180426 text\n#TRANS 3010 {} -10 20180426 text"
    )
    assert problems == []
    assert [(row.kind, row.amount_ore) for row in voucher.postings] == [("TRANS", 1000), ("RTRANS", -1000)]


def test_added_row_without_its_trans_counts_and_is_told() -> None:
    voucher, problems = only_voucher("#RTRANS 3010 {} -10\n#TRANS 1930 {} 10")
    assert problems == ["rtrans_alone"]
    assert [row.amount_ore for row in voucher.postings] == [-1000, 1000]


def test_two_equal_trans_after_an_added_row_lose_only_one() -> None:
    voucher, problems = only_voucher(
        "#RTRANS 3010 {} -10\n#TRANS 3010 {} -10\n#TRANS 3010 {} -10\n#TRANS 1930 {} 20"
    )
    assert problems == []
    assert [row.amount_ore for row in voucher.postings] == [-1000, -1000, 2000]


def test_deleted_rows_never_count() -> None:
    voucher, problems = only_voucher("#TRANS 1930 {} 10\n#BTRANS 1930 {} 99\n#TRANS 3010 {} -10")
    assert problems == []
    assert [row.amount_ore for row in voucher.deleted] == [9900]
    assert sum(row.amount_ore for row in voucher.postings) == 0


def test_an_unreadable_deleted_row_does_not_refuse() -> None:
    _voucher, problems = only_voucher("#TRANS 1930 {} 10\n#BTRANS 1930 {} x\n#TRANS 3010 {} -10")
    assert problems == ["field_unreadable"]


def test_a_voucher_of_deleted_rows_only_is_kept_and_counts_nothing() -> None:
    voucher, problems = only_voucher("#BTRANS 1930 {} 10\n#BTRANS 3010 {} -10")
    assert (voucher.postings, len(voucher.deleted), problems) == ((), 2, [])


def test_the_first_of_two_objects_of_one_dimension_counts() -> None:
    voucher, problems = only_voucher("#TRANS 1930 {1 4110 1 9} 10\n#TRANS 3010 {} -10")
    assert voucher.postings[0].objects == ((1, "4110"),)
    assert problems == ["dimension_repeated"]


def test_brace_on_the_line_of_the_voucher() -> None:
    file = read_sie((SOUND + '#VER B 1 20180501 "Text" {\n#TRANS 1930 {} 1\n#TRANS 3010 {} -1\n}\n').encode())
    assert file.problems == []
    assert file.vouchers[1].text == "Text"


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1234", 123400),
        ("1234.5", 123450),
        ("-0.05", -5),
        ("1.5000", 150),
        ("-.50", -50),
        ("5.", 500),
        ('"1 234,50"', 123450),
        ("+7", 700),
        ("1.234,50", 123450),
        ("92233720368547758.07", 2**63 - 1),
    ],
)
def test_amounts_are_whole_ore(text: str, ore: int) -> None:
    voucher, _problems = only_voucher(f"#TRANS 1930 {{}} {text}\n#TRANS 3010 {{}} -1")
    assert voucher.postings[0].amount_ore == ore


@pytest.mark.parametrize("text", ["1.234", "1,230", "1e5", "--5", "0x10", "١٢", "1.2.3,4,5", "." * 99])
def test_amounts_that_are_none_refuse(text: str) -> None:
    _voucher, problems = only_voucher(f"#TRANS 1930 {{}} {text}\n#TRANS 3010 {{}} -1")
    assert len(problems) == 1
    assert problems[0].startswith("amount_")


def test_every_fault_of_a_file_is_listed() -> None:
    rows = "".join(f"#VER B {n} 20180501\n{{\n#TRANS 1930 {{}} {n}\n}}\n" for n in (1, 2, 3))
    codes = [problem.code for problem in read_sie((SOUND + rows + "}\n").encode()).problems]
    assert codes == ["voucher_unbalanced"] * 3 + ["stray_brace"]


def test_a_lost_voucher_does_not_take_the_next_with_it() -> None:
    text = SOUND + "#VER B 1 20180501\n{\n#TRANS 1930 {} 5\n#VER B 2 20180502\n{\n#TRANS 1930 {} 0\n}\n"
    file = read_sie(text.encode())
    assert [problem.code for problem in file.problems] == ["voucher_not_closed"]
    assert [voucher.number for voucher in file.vouchers] == ["1", "1", "2"]


def test_budget_repeated_under_the_previous_year_counts_once() -> None:
    rows = "".join(f"#PBUDGET {year} 2018{month:02d} 3010 {{}} -10\n" for year in (0, -1) for month in (1, 2))
    file = read_sie((SOUND + rows).encode())
    assert [(row.year, row.amount_ore) for row in file.budget_rows] == [(0, -1000), (0, -1000)]
    assert [(problem.code, problem.count) for problem in file.problems] == [("budget_repeated", 2)]


def test_a_flat_budget_of_the_previous_year_is_not_a_repeat() -> None:
    rows = "#PBUDGET 0 201801 3010 {} -10\n#PBUDGET -1 201701 3010 {} -10\n"
    file = read_sie((SOUND + rows).encode())
    assert len(file.budget_rows) == 2
    assert file.problems == []


def _is_well_formed(data: bytes) -> None:
    file = read_sie(data)
    assert all(problem.line is None or problem.line >= 1 for problem in file.problems)
    assert all(problem.message_sv and problem.message_en for problem in file.problems)
    if not (file.vouchers or file.balances or file.budget_rows):
        assert any(problem.refuses for problem in file.problems)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_file_and_never_an_exception(data: bytes) -> None:
    _is_well_formed(data)


_FRAGMENTS = [
    b"#VER",
    b"#TRANS",
    b"#RTRANS",
    b"#PSALDO",
    b"#RAR",
    b"#KSUMMA",
    b"#UB",
    b"#IB",
    b" ",
    b"\t",
    b"{",
]
_FRAGMENTS += [
    b"}",
    b"\n",
    b"\r\n",
    b'"',
    b'\\"',
    b"0",
    b"-1",
    b"20180101",
    b"201801",
    b"1930",
    b"5.05",
    b"\x84",
]
_FRAGMENTS += [
    b"99991231",
    b"999912",
    b"-0",
    b"\xc3\xa5",
    b"\x00",
    b"#OBJEKT",
    b"#DIM",
    b"#FLAGGA",
    b"#SIETYP",
]


@given(st.lists(st.sampled_from(_FRAGMENTS), max_size=60).map(b"".join))
def test_any_pieces_of_records_give_a_file(data: bytes) -> None:
    _is_well_formed(data)


@settings(max_examples=40)
@given(
    st.sampled_from(
        [data[:200] + data[-2500:] for data in FILES.values()] + [d for d, _ in examples().values()]
    ),
    st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=3)), max_size=8),
)
def test_damaged_real_files_give_a_file(data: bytes, damage: list[tuple[int, bytes]]) -> None:
    damaged = bytearray(data)
    for place, piece in damage:
        where = place % max(1, len(damaged))
        damaged[where : where + len(piece) // 2 + 1] = piece
    _is_well_formed(bytes(damaged))
