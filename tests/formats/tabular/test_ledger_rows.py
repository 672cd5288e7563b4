from __future__ import annotations

import io
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING
from typing import Any

import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from roder.domain.facts import DIMENSION_COLUMNS
from roder.domain.periods import Month
from roder.domain.problems import refuses
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.formats.tabular.ledger_batches import POSTING_SCHEMA
from roder.formats.tabular.ledger_rows import TableScan
from roder.formats.tabular.ledger_rows import scan_table
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.mapping import parse_mapping

if TYPE_CHECKING:
    from pathlib import Path

CANONICAL = (
    "period;ansvar;konto;verksamhet;aktivitet;projekt;objekt;motpart;belopp;kvantitet;text;typ\r\n"
    '2018-04;4110;5020;407;10;P1;O7;81;1 234,50;1,5;"Löner; april";UTFALL\r\n'
    "201805;0411;3133;407;;;;;-41250;;=SUMMA(A1);\r\n"
    "2018-04;4110;5020;407;;;;;1000;;;BUDGET\r\n"
    "2018-04;4110;5020;407;;;;;900;;;PROGNOS\r\n"
)


def read(
    content: bytes | str, mapping: Mapping | None = None, **more: Any
) -> tuple[TableScan, list[dict[str, Any]]]:
    data = content.encode() if isinstance(content, str) else content
    scan = scan_table(data, mapping, filename="rows.csv", **more)
    return scan, [row for batch in scan.batches() for row in batch.to_pylist()]


def codes(scan: TableScan) -> list[str]:
    return [problem.code for problem in scan.problems]


def proof(scan: TableScan, name: str) -> Any:
    return next(one for one in scan.proofs() if one.name == name)


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, day)
                elif isinstance(value, str):
                    sheet.write_string(at, column, value)
                else:
                    sheet.write(at, column, value)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "cp437"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_canonical_table_is_read_alike_in_every_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    text = (
        CANONICAL
        if delimiter == ";"
        else CANONICAL.replace("Löner; april", "Löner april").replace(";", delimiter)
    )
    scan, rows = read(text.encode(encoding))
    assert codes(scan) == ["forecast_rows"]
    assert [(row["account"], row["month"], row["amount_ore"], row["line"]) for row in rows] == [
        ("5020", 201804, 123450, 2),
        ("3133", 201805, -4125000, 3),
    ]
    assert rows[0]["posting_text"].startswith("Löner")
    assert rows[1]["posting_text"] == "=SUMMA(A1)"
    assert [rows[0][name] for name in DIMENSION_COLUMNS] == ["4110", "407", "P1", "81", "10", "O7"]
    assert rows[1]["responsibility"] == "0411"
    assert rows[0]["quantity_micro"] == 1_500_000
    assert rows[1]["quantity_micro"] is None
    assert scan.forecast_rows == 1
    assert scan.postings == 2
    assert scan.vouchers == 0
    assert scan.movements == {("5020", Month(2018, 4)): 123450, ("3133", Month(2018, 5)): -4125000}
    assert (scan.first_month, scan.last_month) == (Month(2018, 4), Month(2018, 5))
    assert [(row.month, row.amount_ore, row.activity, row.line) for row in scan.budget_rows] == [
        (Month(2018, 4), 100000, "407", 4)
    ]
    assert proof(scan, "control_total").ok
    assert proof(scan, "control_total").compared == 4


def test_a_file_on_disk_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(CANONICAL.encode("cp1252"))
    scan = scan_table(path, None, filename="rows.csv")
    assert list(scan.batches()) == list(scan_table(path.read_bytes(), None, filename="").batches())
    assert scan.encoding == "windows-1252"
    assert scan.sha256 == sha256(path.read_bytes()).hexdigest()


def test_comma_delimited_with_decimal_point() -> None:
    scan, rows = read("Period,Account,Amount,Text\n2018-08,5020,-12.50,a\n2018-08,5020,3,b\n")
    assert codes(scan) == []
    assert [row["amount_ore"] for row in rows] == [-1250, 300]


def test_batches_have_the_schema_of_postings() -> None:
    scan = scan_table(CANONICAL.encode(), None, filename="x.csv")
    assert [batch.schema for batch in scan.batches()] == [POSTING_SCHEMA]
    assert all(field.type != pa.float64() for field in POSTING_SCHEMA)


def test_mapping_with_constants_unit_and_report_sign() -> None:
    mapping, problems = parse_mapping(
        "[source]\nheader = false\n[columns]\naccount = 1\namount = 2\n"
        '[constants]\nperiod = "2018-08"\norganisation = "2120000159"\norganisation_name = "Södertälje"\n'
        '[amount]\nunit = "tkr"\nsign = "report"\n',
        LEDGER_FIELDS,
    )
    assert mapping is not None
    assert problems == []
    scan, rows = read("3133;41,25\n5020;-250\n", mapping)
    assert [row["amount_ore"] for row in rows] == [-4_125_000, 25_000_000]
    assert (scan.organisation_number, scan.organisation_name) == ("212000-0159", "Södertälje")
    control = proof(scan, "control_total")
    assert control.ok
    assert control.expected_ore == control.found_ore == 20_875_000


def test_equal_lines_are_kept() -> None:
    scan, rows = read("Period;Konto;Belopp\n" + "201808;5020;1,00\n" * 3)
    assert len(rows) == 3
    assert scan.movements == {("5020", Month(2018, 8)): 300}


def test_sum_lines_are_left_out_and_set_against_the_rows() -> None:
    text = "Period;Konto;Belopp\n201808;5020;1,00\n201808;5021;2,00\nSumma;;{}\n"
    scan, rows = read(text.format("3,00"))
    assert len(rows) == 2
    assert [(one.code, one.line, one.refuses) for one in scan.problems] == [("summary_line", 4, False)]
    assert proof(scan, "stated_total").ok
    assert proof(scan, "control_total").ok
    scan, _ = read(text.format("4,00"))
    assert codes(scan) == ["summary_line", "stated_total_differs"]
    assert not proof(scan, "stated_total").ok


def test_a_posting_whose_text_says_summa_is_a_posting() -> None:
    scan, rows = read("Period;Konto;Belopp;Text\n201808;5020;1,00;Summa enligt faktura\n")
    assert codes(scan) == []
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2018-13x;5020;1,00", "bad_period"),
        ("2018;5020;1,00", "bad_period"),
        (";5020;1,00", "missing_value"),
        ("201808;;1,00", "missing_value"),
        ("201808;5020;", "missing_value"),
        ("201808;Löner;1,00", "bad_account"),
        ("201808;5020;ett", "bad_amount"),
        ("201808;5020;1,005", "bad_amount"),
        ("201808;5020;1.234", "bad_amount"),
        ("201808;5020;" + "9" * 5000, "bad_amount"),
        ("201808;5020;1,00;extra", "too_many_cells"),
    ],
)
def test_faulty_row_is_named_by_line_and_refuses(row: str, code: str) -> None:
    scan, rows = read(f"Period;Konto;Belopp\n201808;5020;1,00\n{row}\n")
    assert [(one.code, one.line) for one in scan.problems] == [(code, 3)]
    assert refuses(scan.problems)
    assert len(rows) == 1
    if code != "too_many_cells":
        assert not proof(scan, "control_total").ok


def test_faults_are_capped_with_a_closing_row() -> None:
    scan, _ = read("Period;Konto;Belopp\n" + "201808;5020;x\n" * 250)
    assert len(scan.problems) == 101
    assert scan.problems[-1].count == 150
    assert scan.problems[-1].refuses
    assert scan.problems[-1].line is None


def test_missing_column_names_the_columns_found() -> None:
    scan, rows = read("Period;Kontering;Belopp\n201808;5020;1\n")
    assert codes(scan) == ["missing_column"]
    assert rows == []
    assert "Period, Kontering, Belopp" in scan.problems[0].message("sv")


def test_line_numbers_hold_after_embedded_line_breaks_and_blank_lines() -> None:
    scan, rows = read('Rapport\n\nPeriod;Konto;Belopp;Text\n201808;5020;1;"a\nb\r\nc"\n\n201808;5020;x;\n')
    assert rows[0]["posting_text"] == "a\nb\r\nc"
    assert rows[0]["line"] == 4
    assert [(one.code, one.line) for one in scan.problems] == [("bad_amount", 8)]


def test_unclosed_quote_is_named_where_it_opens() -> None:
    scan, _ = read('Period;Konto;Belopp;Text\n201808;5020;1;a\n201808;5020;1;"b\n201808;5020;1;c\n')
    assert [(one.code, one.line) for one in scan.problems] == [("unclosed_quote", 3)]


VOUCHERS = "Serie;Ver;Datum;Konto;Debet;Kredit\nL;1;2018-08-31;5020;{};\nL;1;2018-08-31;{};;100,00\n"


def test_vouchers_balance_and_debit_less_credit() -> None:
    scan, rows = read(VOUCHERS.format("100,00", "1930"))
    assert codes(scan) == []
    assert [row["amount_ore"] for row in rows] == [10000, -10000]
    assert rows[0]["voucher_date"] == date(2018, 8, 31)
    assert rows[0]["month"] == 201808
    assert scan.vouchers == 1
    assert proof(scan, "vouchers_balance").ok
    assert proof(scan, "control_total").ok


def test_unbalanced_voucher_refuses_only_with_balance_accounts() -> None:
    scan, _ = read(VOUCHERS.format("99,00", "1930"))
    assert codes(scan) == ["voucher_unbalanced"]
    assert refuses(scan.problems)
    assert proof(scan, "vouchers_balance").differences[0].found_ore == -100
    scan, _ = read(VOUCHERS.format("99,00", "3133"))
    assert codes(scan) == ["vouchers_not_whole"]
    assert not refuses(scan.problems)
    scan, _ = read(VOUCHERS.format("99,00", "9930"), chart={"9930": "T"})
    assert codes(scan) == ["voucher_unbalanced"]


def test_account_cell_with_its_name_gives_the_number() -> None:
    scan, rows = read("Period;Konto;Belopp\n201808;5020 Löner;1\n201808;5020 Löner;2\n")
    assert [row["account"] for row in rows] == ["5020", "5020"]
    assert codes(scan) == ["account_with_name"]


def test_closing_and_opening_periods() -> None:
    scan, rows = read("Period;Konto;Belopp\n201813;5020;1\n201800;1930;5\n")
    assert [row["month"] for row in rows] == [201812]
    assert sorted(codes(scan)) == ["closing_period", "opening_period"]
    assert proof(scan, "control_total").ok


def test_organisation_from_the_column_and_only_one() -> None:
    text = "Orgnr;Period;Konto;Belopp\n2120000159;201808;5020;1\n{};201808;5020;1\n"
    scan, _ = read(text.format("212000-0159"))
    assert (scan.organisation_number, codes(scan)) == ("212000-0159", [])
    scan, _ = read(text.format("556000-1111"))
    assert [(one.code, one.line) for one in scan.problems] == [("several_organisations", 3)]


def test_workbook_numbers_dates_and_sheet_are_found() -> None:
    rows: list[list[Any]] = [
        ["Utdrag", "", "", "", ""],
        ["Period", "Ansvar", "Konto", "Belopp", "Datum", "Text"],
        [201808, 4110.0, "5020", 0.1 + 0.2, date(2018, 8, 31), "=1+1"],
        [date(2018, 8, 1), "0411", 3133, -1234.5, "", "Öl"],
    ]
    scan, found = read(workbook({"Om": [["Läs mig"]], "Utfall": rows}))
    assert codes(scan) == []
    assert scan.kind == "xlsx"
    assert scan._reader.table.sheet == "Utfall"
    assert [(row["responsibility"], row["account"], row["amount_ore"], row["line"]) for row in found] == [
        ("4110", "5020", 30, 3),
        ("0411", "3133", -123450, 4),
    ]
    assert found[0]["voucher_date"] == date(2018, 8, 31)
    assert found[0]["posting_text"] == "=1+1"
    scan, _ = read(workbook({"Om": [["a"]]}), Mapping({"account": 1}, sheet="Fel"))
    assert "no_such_sheet" in codes(scan)
    assert "Om" in scan.problems[0].message("en")


def test_a_far_cell_does_not_fill_the_memory() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Konto")
    sheet.write(1048575, 16383, 1)
    book.close()
    scan, rows = read(out.getvalue())
    assert codes(scan) == ["workbook_too_large"]
    assert rows == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"<!DOCTYPE html><html></html>", "not_a_table"),
        (b"#FLAGGA 0\r\n", "not_a_table"),
        (b"%PDF-1.4", "not_a_table"),
        (b"a;b\0c", "not_a_table"),
        (b"PK\x03\x04abc", "unreadable_workbook"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "unreadable_workbook"),
        (b"Period;Konto;Belopp\n", "no_rows"),
        (b"Period;Konto;Belopp\n201808;5020;1\n;\x81\x8d;\n", "undecodable"),
    ],
)
def test_what_is_no_table_is_refused_by_name(content: bytes, code: str) -> None:
    scan, _ = read(
        content,
        Mapping({"account": "Konto", "amount": "Belopp", "period": "Period"}, encoding="windows-1252"),
    )
    assert code in codes(scan)
    assert refuses(scan.problems)


@given(
    st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(lambda tail: CANONICAL.encode() + tail))
)
@settings(max_examples=150, deadline=None)
def test_arbitrary_bytes_never_raise(content: bytes) -> None:
    scan, _ = read(content)
    assert isinstance(scan.proofs(), list)


@given(st.binary(min_size=1, max_size=40), st.integers(0, 5000))
@settings(max_examples=60, deadline=None)
def test_damaged_workbook_never_raises(noise: bytes, place: int) -> None:
    content = bytearray(workbook({"A": [["Period", "Konto", "Belopp"], [201808, 5020, 1.5]]}))
    at = place % len(content)
    content[at : at + len(noise)] = noise
    scan, _ = read(bytes(content))
    assert isinstance(scan.proofs(), list)


def test_large_table_crosses_chunks_with_right_lines_and_total() -> None:
    rows = 120_000
    body = "".join(f"2018{at % 12 + 1:02d};{5000 + at % 9};{at},25\n" for at in range(rows))
    scan = scan_table(("Period;Konto;Belopp\n" + body).encode(), None, filename="x.csv")
    batches = list(scan.batches())
    assert len(batches) > 1
    assert scan.postings == rows
    assert batches[-1]["line"][-1].as_py() == rows + 1
    assert (
        sum(scan.movements.values())
        == sum(at * 100 + 25 for at in range(rows))
        == proof(scan, "control_total").found_ore
    )
