from __future__ import annotations

import pytest

from roder.domain.periods import Month
from roder.ui.csv_files import CsvForm
from roder.ui.csv_files import csv_answer
from roder.ui.csv_files import csv_text
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row

COLUMNS = [
    Column("Nämnd", "text", "name"),
    Column("Månad", "month", "month"),
    Column("Rader", "count", "rows"),
    Column("Utfall", "amount", "outturn_ore"),
]
TABLE = DataTable(
    "T",
    COLUMNS,
    [
        Row([Cell("Summa"), Cell(None), Cell(2), Cell(-5)], is_total=True),
        Row([Cell("=HYPERLINK(1)"), Cell(Month(2018, 8)), Cell(1200), Cell(-123456)]),
        Row([Cell("Kultur; fritid"), Cell(Month(2018, 7)), Cell(None), Cell(None)]),
    ],
)


def test_the_form_for_spreadsheets_opens_as_it_stands() -> None:
    assert csv_text(TABLE, CsvForm.SHEET) == (
        "\ufeffNämnd;Månad;Rader;Utfall\r\n"
        "'=HYPERLINK(1);2018-08;1200;-1234,56\r\n"
        '"Kultur; fritid";2018-07;;\r\n'
        "Summa;;2;-0,05\r\n"
    )


def test_the_form_for_programs_has_whole_ore_and_lasting_names() -> None:
    assert csv_text(TABLE, CsvForm.MACHINE) == (
        "name,month,rows,outturn_ore\r\n"
        "'=HYPERLINK(1),2018-08,1200,-123456\r\n"
        "Kultur; fritid,2018-07,,\r\n"
        "Summa,,2,-5\r\n"
    )


def test_a_column_without_a_key_is_refused_to_programs() -> None:
    with pytest.raises(ValueError, match="has no key"):
        csv_text(DataTable("T", [Column("A")], []), CsvForm.MACHINE)


def test_a_file_is_kept_and_not_shown() -> None:
    answer = csv_answer(TABLE, CsvForm.SHEET, "uppfoljning-2018-08")
    assert answer["Content-Disposition"] == 'attachment; filename="uppfoljning-2018-08.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
