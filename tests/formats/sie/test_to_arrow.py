from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from roder.domain import facts
from roder.formats.sie import to_arrow
from roder.formats.sie.checks import prove
from roder.formats.sie.movements import sum_movements
from roder.formats.sie.reader import read_sie
from roder.formats.sie.scan import SieScan
from roder.formats.sie.scan import postings_table
from roder.formats.sie.scan import scan_sie

HEAD = (
    '#FLAGGA 0\n#PROGRAM "P" 1\n#FORMAT PC8\n#GEN 20180504\n#SIETYP 4\n#FNAMN "Ö"\n'
    "#RAR 0 20180101 20181231\n#KONTO 1930 Bank\n#KONTO 3010 Avgift\n#UB 0 1930 0\n#RES 0 3010 0\n"
)


def voucher(*rows: str, head: str = "#VER A 1 20180425") -> str:
    return "\n".join([head, "{", *rows, "}", ""])


def walked(data: bytes) -> tuple[pa.Table, SieScan]:
    scan = scan_sie(data)
    return pa.Table.from_batches(scan.batches(), schema=scan.schema), scan


def assert_as_the_plain_reader(data: bytes) -> None:
    table, scan = walked(data)
    plain = read_sie(data)
    expected = to_arrow.with_plain_text(to_arrow.reference_table(plain))
    assert to_arrow.with_plain_text(table).to_pylist() == expected.to_pylist()
    assert scan.problems == plain.problems
    assert scan.header == plain.header
    assert scan.balances == plain.balances
    assert scan.budget_rows == plain.budget_rows
    assert scan.checksum == plain.computed_checksum
    sums = sum_movements(plain.vouchers)
    assert scan.movements.by_account == sums.by_account
    assert (scan.movements.debit_ore, scan.movements.credit_ore) == (sums.debit_ore, sums.credit_ore)
    assert (scan.vouchers, scan.postings) == (sums.vouchers, sums.postings)
    assert scan.proofs() == prove(plain)


def test_every_field_comes_out() -> None:
    text = HEAD + voucher(
        '#TRANS 3010 {1 "4110" 20 407 7 1001} -12.5 20180426 "Sagt \\"så\\"" -1.25 "AB"',
        "#TRANS 1930 {} 12.50",
        head='#VER "K" 17 20180425 "Avgifter" 20180427 EKO',
    )
    first, second = walked(text.encode("cp437"))[0].to_pylist()
    assert first == {
        "series": "K",
        "voucher": "17",
        "voucher_date": date(2018, 4, 25),
        "voucher_text": "Avgifter",
        "registered": date(2018, 4, 27),
        "voucher_signature": "EKO",
        "line": 14,
        "account": "3010",
        "month": 201804,
        "amount_ore": -1250,
        "quantity_micro": -1_250_000,
        "posting_date": date(2018, 4, 26),
        "posting_text": 'Sagt "så"',
        "posting_signature": "AB",
        "responsibility": "4110",
        "activity": "407",
        "project": "",
        "counterparty": "",
        "subactivity": "",
        "cost_object": "",
        "other_objects": "7=1001",
    }
    assert (second["line"], second["posting_date"], second["quantity_micro"]) == (15, None, None)


def test_dictionaries_hold_each_value_once_whatever_way_it_was_written() -> None:
    table = postings_table(
        (HEAD + voucher('#TRANS "3010" {1 4110} 1', '#TRANS 3010 {1 "4110"} -1')).encode("cp437")
    )
    assert table["account"].chunk(0).dictionary.to_pylist() == ["", "3010"]
    assert table["responsibility"].chunk(0).dictionary.to_pylist() == ["", "4110"]


@pytest.mark.parametrize(
    "row",
    [
        "#RTRANS 3010 {} 5\n#TRANS 3010 {} 5",
        "#BTRANS 3010 {} 7",
        "#EGEN 1 2",
        '#TRANS 3010 {} 0 20180229 "dag"',
        '#TRANS 3010 {} 0 "" "a\\b" "" ""',
        '#TRANS 3010 {} 0 "" "slut\\"',
        '#TRANS 3010 {} 0 "" "öppen',
        "#TRANS 3010 {1 A 1 B} 0",
        "#TRANS 3010 {1} 0",
        "#TRANS 3010 {x 1} 0",
        '#TRANS 3010 {1 ""} 0',
        '#TRANS 3010 {7 "a;b" 8 c=d} 0',
        "#TRANS 3010 {10 A 7 B 9999 C 007 D} 0",
        "#TRANS 3010 0",
        "#TRANS 3010{} 0",
        "#TRANS 3010 {}0",
        "#TRANS 3010 {} 0.001",
        "#TRANS 3010 {} +0",
        "#TRANS 3010 {} -0.",
        "#TRANS 3010 {} .0",
        "#TRANS 3010 {} 0 20180101 text 1.1234567 sign",
        "#TRANS 3010 {} 0 20180101 text 1,5 sign extra fields",
        "\t#TRANS  3010\t{ }  0 \t",
        "#trans 3010 {} 0",
        "#TRANS 3010 {} 99999999999999999999",
        "#TRANS 3010 {} 99999999999.99\n#TRANS 3010 {} -99999999999.99",
        '#TRANS 3010 {} 0 "" "tab\there"',
        "",
        "}",
        "{",
    ],
)
def test_what_is_odd_goes_the_plain_way(row: str) -> None:
    around = voucher("#TRANS 3010 {} 1", "#TRANS 1930 {} -1")
    assert_as_the_plain_reader((HEAD + around + voucher(row) + around).encode("cp437"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#VER A 1 20180101\n{\n#TRANS 1930 {} 0",
        "#VER A 1 20180101\n{\n#TRANS 1930 {} 0\n}",
        "#VER A 1 20180101\n{\n#TRANS 1930 {} 0\n}\x1a",
        "#VER A 1 20180101\n#TRANS 1930 {} 0\n}\n",
        "#VER A 1 20180101 {\n#TRANS 1930 {} 0\n}\n",
        "#VER A 1 20180101\r{\r#TRANS 1930 {} 0\r}\r",
        "#VER A 1\n{\n#TRANS 1930 {} 0\n}\n",
        "#VER A 1 20180101\n{\n}\n",
        "#VER A 1 20180101\n{\n#TRANS 1930 {} 0\n#VER A 2 20180102\n{\n#TRANS 1930 {} 0\n}\n",
        "#VER A 1 20180101\n{\n#TRANS 1930 {} 0\n}\n#TRANS 1930 {} 0\n}\n",
        " #VER A 1 20180101\n{\n#TRANS 1930 {} 0\n}\n#PSALDO 0 201801 1930 {} 0\n",
        "#VER A 1 20190101\n\n{\n\n#TRANS 1931 {99 X} 0\n \n}\n#KONTO 1931 Kassa\n",
    ],
)
def test_structure_that_is_odd_goes_the_plain_way(text: str) -> None:
    assert_as_the_plain_reader((HEAD + text).encode("cp437"))
    assert_as_the_plain_reader(text.encode("cp437"))


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8", "utf-8-sig"])
def test_letters_in_every_encoding(encoding: str) -> None:
    row = '#TRANS 3010 {6 "Å1"} 0 "" "Åtgärd för äldre é"'
    assert_as_the_plain_reader((HEAD + voucher(row)).encode(encoding))


@pytest.mark.parametrize("damage", [b"\xff", b"\x81", b"\xef\xbf\xbd", b"\xef\xbb\xbf", b"\xc3", b"\xe2\x82"])
@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8"])
def test_damaged_letters_are_told_as_the_plain_reader_tells_them(encoding: str, damage: bytes) -> None:
    good = voucher('#TRANS 3010 {} 0 "" "åäöåäöåäöåäö"').encode(encoding)
    row = voucher('#TRANS 3010 {} 0 "" "här: @"').encode(encoding).replace(b"@", damage)
    assert_as_the_plain_reader(HEAD.encode(encoding) + good * 3 + row + good)


def test_sums_by_object_when_the_rows_that_state_them_come_last() -> None:
    rows = voucher("#TRANS 3010 {1 4110 7 9} -5", "#TRANS 1930 {} 5")
    stated = (
        "#PSALDO 0 201804 3010 {1 4110} -5\n#PSALDO 0 201804 3010 {7 9} -5\n#PSALDO 0 201804 3010 {} -5\n"
    )
    for text in (HEAD + rows + stated, HEAD + stated + rows):
        assert_as_the_plain_reader(text.encode("cp437"))


def test_checksum_counts_plain_and_odd_vouchers_alike() -> None:
    text = HEAD.replace("#PROGRAM", "#KSUMMA\n#PROGRAM") + voucher(
        '#TRANS 3010 {1 "4 1"} 0 "" "s\\"å\\" {x}"'
    )
    text += voucher("#EGEN 1", "#TRANS 3010 {} 0") + voucher("#TRANS 3010 {} 0 20180101")
    for encoding in ("cp437", "utf-8", "cp1252"):
        assert_as_the_plain_reader((text + "#KSUMMA 1\n").encode(encoding))
        assert_as_the_plain_reader((text + "#KSUMMA 1\n" + voucher("#TRANS 3010 {} 0")).encode(encoding))


TEXTS = st.text(st.sampled_from('abåäöÅé "\\{}#=;0\t|~'), max_size=24)
CODES = st.sampled_from(["1", "4110", "P-1", "Å", "12345678", "123456789", "en lång kod med blanksteg", ""])
NUMBERS = st.sampled_from([1, 6, 20, 21, 22, 23, 2, 7, 10, 99, 12345])
DATES = st.sampled_from(
    ["", "20180425", "20180230", '"20180101"', '""', "2018-01-01", "18991231", "20240229"]
)
BLANK = st.sampled_from([" ", "  ", "\t"])


def quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


@st.composite
def tokens(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    text = draw(texts)
    bare = text and not set(text) & set(' "\t{}\\')
    return text if bare and draw(st.booleans()) else quoted(text)


@st.composite
def postings(draw: st.DrawFn, ore: int) -> str:
    pairs = draw(st.lists(st.tuples(NUMBERS, tokens(CODES)), max_size=4))
    amount = f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02d}"
    fields = [
        draw(DATES.filter(bool)),
        draw(tokens(TEXTS)),
        draw(st.sampled_from(['""', "1.5", "-2", "1,5", "x"])),
        draw(tokens(st.sampled_from(["AB", "Å B", ""]))),
    ]
    label = draw(st.sampled_from(["#TRANS"] * 12 + ["#RTRANS", "#BTRANS", "#trans", "#NYTT", " #TRANS"]))
    objects = "{" + " ".join(f"{number} {code}" for number, code in pairs) + "}"
    kept = fields[: draw(st.integers(0, 4))]
    return draw(BLANK).join(
        [label, draw(st.sampled_from(["1930", "3010", '"5020"'])), objects, amount, *kept]
    )


@st.composite
def vouchers(draw: st.DrawFn) -> str:
    amounts = draw(st.lists(st.integers(-(10**7), 10**7), min_size=1, max_size=5))
    off = draw(st.sampled_from([0] * 9 + [1]))
    rows = [draw(postings(ore)) for ore in [*amounts, off - sum(amounts)]]
    head = ["#VER", draw(tokens(st.sampled_from(["A", ""]))), draw(tokens(CODES)), draw(DATES)]
    head += [draw(tokens(TEXTS)), draw(DATES.filter(bool)), "AB"][: draw(st.integers(0, 3))]
    return voucher(*rows, head=" ".join(head))


OTHER = st.sampled_from(
    [
        "#KONTO 5020 Lön\n",
        "\n",
        "}\n",
        "#PSALDO 0 201804 3010 {} 1\n",
        "#PSALDO 0 201804 3010 {1 4110} 1\n",
        "fri\n",
    ]
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    parts = draw(st.lists(st.one_of(vouchers(), vouchers(), vouchers(), OTHER), max_size=8))
    head = draw(st.sampled_from([HEAD, HEAD, "", HEAD.replace("#PROGRAM", "#KSUMMA\n#PROGRAM")]))
    tail = draw(st.sampled_from(["", "#KSUMMA 5\n"]))
    text = draw(st.sampled_from(["\n", "\r\n"])).join((head + "".join(parts) + tail).split("\n"))
    return text.encode(draw(st.sampled_from(["cp437", "cp1252", "utf-8", "utf-8-sig"])), "replace")


@settings(max_examples=300, deadline=None)
@given(files())
def test_any_file_gives_what_the_plain_reader_gives(data: bytes) -> None:
    assert_as_the_plain_reader(data)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(files()))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        change = draw(
            st.binary(max_size=3) | st.sampled_from([b'"', b"\n", b"}", b"{", b"\\", b"\r", b"#", b" "])
        )
        data[at : at + draw(st.integers(0, 3))] = change
    return bytes(data)


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_any_damage_gives_what_the_plain_reader_gives(data: bytes) -> None:
    assert_as_the_plain_reader(data)


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_survived(data: bytes) -> None:
    assert_as_the_plain_reader(b"#VER " + data)


def test_columns_follow_the_mapping_given() -> None:
    data = (HEAD + voucher("#TRANS 3010 {1 4110 2 B} 0")).encode()
    scan = scan_sie(data, dimension_columns={2: facts.PROJECT})
    (row,) = pa.Table.from_batches(scan.batches()).to_pylist()
    assert (row[facts.PROJECT], row[facts.OTHER_OBJECTS]) == ("B", "1=4110")
