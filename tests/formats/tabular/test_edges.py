"""Odd tables that the other tests do not meet: what is read of them, and what is told."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter

from roder.domain.periods import Month
from roder.formats.tabular import csv_source
from roder.formats.tabular.control import control_total
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.formats.tabular.file_look import FileSource
from roder.formats.tabular.ledger_rows import scan_table
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.reading import open_table
from roder.formats.tabular.rows import read_rows
from roder.formats.tabular.values import Fault
from roder.formats.tabular.values import amount_ore
from roder.formats.tabular.values import code_value
from roder.formats.tabular.values import date_value
from roder.formats.tabular.values import month_value
from roder.formats.tabular.values import quantity_micro
from roder.formats.tabular.workbook import MAX_CELLS
from roder.formats.tabular.writing import write_table

HEAD = "Period;Konto;Belopp\n"


def told(content: bytes | str, mapping: Mapping | None = None) -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    return [row.code for row in read_rows(data, mapping, LEDGER_FIELDS)[1]]


def book(*sheets: list[list[Any]], corner: tuple[int, int] | None = None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        for rows in sheets:
            sheet = workbook.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
            if corner is not None:
                sheet.write(*corner, 1)
    return out.getvalue()


def test_a_mapping_that_does_not_fit_the_table_is_told() -> None:
    rows = "A;A;B\n201801;3010;5\n"
    assert "column_ambiguous" in told(rows, Mapping({"period": "A", "account": "B", "amount": "B"}))
    assert "column_not_found" in told(rows, Mapping({"period": "C", "account": "B", "amount": "B"}))
    assert "column_not_found" in told(rows, Mapping({"period": 9, "account": 2, "amount": 3}))


def test_columns_without_headers_are_named_by_number() -> None:
    rows = b"201801;3010;5\n"
    _rows, problems = read_rows(rows, Mapping({"period": 1, "account": 9, "amount": 3}), LEDGER_FIELDS)
    assert "1–3" in problems[0].message_en


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[constants]\naccount = [1]", "mapping_bad_value"),
        ('[source]\nheader = "ja"', "mapping_bad_value"),
        ("[source]\nsheet = 0", "mapping_bad_value"),
    ],
)
def test_values_of_the_wrong_kind_are_named(text: str, code: str) -> None:
    mapping, problems = parse_mapping(text, LEDGER_FIELDS)
    assert mapping is None
    assert [row.code for row in problems] == [code]


def test_constants_may_be_numbers_and_days() -> None:
    mapping, problems = parse_mapping("[constants]\naccount = 3010\ndate = 2018-08-31", LEDGER_FIELDS)
    assert problems == []
    assert mapping is not None
    assert mapping.constants == {"account": "3010", "date": "2018-08-31"}


def test_a_constant_that_cannot_be_read_refuses_the_table() -> None:
    mapping = Mapping({"period": "Period", "amount": "Belopp"}, {"account": "x"})
    assert told(HEAD + "201801;3010;5\n", mapping) == ["bad_account"]


def test_a_cell_that_is_too_long_and_a_quote_never_closed_end_the_reading() -> None:
    long = "x" * 200_000
    assert told(f'{HEAD}201801;3010;5\n201801;"{long}";5\n') == ["too_long_cell"]
    assert "unclosed_quote" in told(f'{HEAD}201801;3010;5\n201801;"3010;5\n')
    assert csv_source._sample_rows([f'"{long}"'], ";") == []


def test_rows_above_the_table_are_skipped_when_asked() -> None:
    mapping = Mapping({"period": "Period", "account": "Konto", "amount": "Belopp"}, skip_rows=2)
    assert told("Rapport\nutskriven i dag\n" + HEAD + "201801;3010;5\n", mapping) == []


@pytest.mark.parametrize(
    ("texts", "total"),
    [
        (["(1,50)"], "-1.50"),
        (["1,50-"], "-1.50"),
        (["1.234.567"], "1234567"),
        (["abc"], "0"),
        (["1" * 60], "0"),
    ],
)
def test_the_control_reads_each_amount_apart(texts: list[str], total: str) -> None:
    assert str(control_total(texts, "")) in (total, f"{total}.")


def test_values_that_a_cell_may_not_hold() -> None:
    with pytest.raises(ValueError, match="99"):
        amount_ore("9" * 20, unit="kr", decimal="")
    with pytest.raises(ValueError, match="1,2"):
        quantity_micro("1,23456789", decimal=",")
    assert month_value("201899") == month_value("180001") == Fault("bad_period")
    assert date_value("2018-02-30") == date_value("1800-01-01") == Fault("bad_date")
    assert month_value("jan 18") == Month(2018, 1)
    assert code_value("x" * 500) == Fault("bad_code")


def test_a_quantity_that_cannot_be_read_is_told_with_its_line() -> None:
    _rows, problems = read_rows(b"Period;Konto;Belopp;Kvantitet\n201801;3010;5;x\n", None, LEDGER_FIELDS)
    assert [(row.code, row.line) for row in problems] == [("bad_quantity", 2)]


def test_an_empty_line_with_separators_is_no_row_and_no_fault() -> None:
    rows, problems = read_rows((HEAD + "201801;3010;5\n ; ; \n").encode(), None, LEDGER_FIELDS)
    assert (len(rows), problems) == (1, [])


def test_a_row_of_other_books_refuses_the_file() -> None:
    content = "Organisation;Period;Konto;Belopp\n212000-0159;201801;3010;5\n556000-0001;201801;3010;5\n"
    scan = scan_table(content.encode(), None, filename="rows.csv")
    assert list(scan.batches())
    assert "several_organisations" in [row.code for row in scan.problems]


def test_a_row_takes_its_month_from_its_day_or_is_told() -> None:
    content = "Period;Datum;Konto;Belopp\n;2018-03-04;3010;5\n;;3010;7\n"
    scan = scan_table(content.encode(), None, filename="rows.csv")
    assert [row["month"] for batch in scan.batches() for row in batch.to_pylist()] == [201803]
    assert [(row.code, row.line) for row in scan.problems if row.refuses] == [("missing_value", 3)]


def test_the_sum_line_of_debit_and_credit_is_held_against_the_rows() -> None:
    content = "Period;Konto;Debet;Kredit\n201801;3010;5;\n201801;1930;;3\nSumma;;5;3\n"
    scan = scan_table(content.encode(), None, filename="rows.csv")
    assert list(scan.batches())
    (stated,) = [row for row in scan.proofs() if row.name == "stated_total"]
    assert (stated.ok, stated.expected_ore) == (True, 200)


@pytest.mark.parametrize("amount", ["", "1x"])
def test_a_sum_line_without_a_readable_amount_states_nothing(amount: str) -> None:
    scan = scan_table(f"{HEAD}201801;3010;5\nSumma;;{amount}\n".encode(), None, filename="rows.csv")
    assert list(scan.batches())
    assert "stated_total" not in {row.name for row in scan.proofs()}


def test_the_same_amount_for_every_row_is_its_own_control() -> None:
    mapping = Mapping({"period": "Period", "account": "Konto"}, {"amount": "5"})
    scan = scan_table(b"Period;Konto\n201801;3010\n201801;3020\n", mapping, filename="rows.csv")
    assert list(scan.batches())
    (control,) = scan.proofs()
    assert (control.ok, control.found_ore) == (True, 1000)


def test_a_table_may_be_on_any_sheet_or_on_the_one_that_is_named() -> None:
    rows: list[list[Any]] = [["Period", "Konto", "Belopp"], ["201801", "3010", 5]]
    content = book([["Anteckningar"]], rows)
    table = open_table(content, None, LEDGER_FIELDS)
    assert (table.sheet, len(table.sheets)) == (table.sheets[1], 2)
    assert open_table(content, Mapping(sheet=2), LEDGER_FIELDS).sheet == table.sheets[1]
    assert open_table(content, Mapping(sheet=table.sheets[1]), LEDGER_FIELDS).sheet == table.sheets[1]
    assert told(content, Mapping(sheet="Bokslut")) == ["no_such_sheet"]
    assert told(content, Mapping(sheet=7)) == ["no_such_sheet"]


def test_a_sheet_may_begin_below_and_beside_its_corner() -> None:
    rows: list[list[Any]] = [["Rapport"], [], ["Period", "Konto", "Belopp"], ["201801", "3010", 5]]
    mapping = Mapping({"period": "Period", "account": "Konto", "amount": "Belopp"}, skip_rows=2)
    found, problems = read_rows(book(rows), mapping, LEDGER_FIELDS)
    assert ([row["amount"] for row in found], problems) == ([500], [])


def test_columns_by_number_need_no_header() -> None:
    by_number = Mapping({"period": 1, "account": 2, "amount": 3})
    for content in ("201801;3010;5\n", "När;Vad;Hur\n201801;3010;5\n"):
        rows, problems = read_rows(content.encode(), by_number, LEDGER_FIELDS)
        assert ([row["account"] for row in rows], problems) == (["3010"], [])
    asked = Mapping({"period": 1, "account": 2, "amount": 3}, header=True)
    assert len(read_rows(b"201801;3010;5\n201801;3010;5\n", asked, LEDGER_FIELDS)[0]) == 1


def test_what_fills_the_memory_or_is_no_workbook_is_refused() -> None:
    rows: list[list[Any]] = [["Period", "Konto", "Belopp"], ["201801", "3010", 5]]
    assert MAX_CELLS < 1_048_576 * 16_384
    assert told(book(rows, corner=(1_048_575, 16_383))) == ["workbook_too_large"]
    assert told(b"PK\x03\x04 cut off") == ["unreadable_workbook"]
    assert told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == ["unreadable_workbook"]
    no_book = io.BytesIO()
    with zipfile.ZipFile(no_book, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    assert told(no_book.getvalue()) == ["unreadable_workbook"]


def test_columns_by_number_are_written_in_their_places() -> None:
    form = Mapping({"account": 3, "amount": "Belopp"})
    content = write_table([{"account": "3010", "amount": 5}], LEDGER_FIELDS, form).content
    assert content.decode("utf-8-sig").splitlines() == ["Belopp;;Konto", "0,05;;3010"]
    lone = Mapping({"account": 2})
    assert write_table([{"account": "3010"}], LEDGER_FIELDS, lone).content.decode("utf-8-sig") == (
        ";Konto\r\n;3010\r\n"
    )
    constant = Mapping({"account": "Konto"}, {"text": " "})
    assert write_table([{"account": "3010", "text": None}], LEDGER_FIELDS, constant).content


def test_a_source_of_bytes_is_opened_from_its_start_each_time() -> None:
    source = FileSource(b"abc")
    assert source.open().read() == source.open().read() == b"abc"
