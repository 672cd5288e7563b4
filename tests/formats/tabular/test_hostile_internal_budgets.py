"""Every workbook that a person or a machine can get wrong: a clear refusal by cell, or a right reading; never a wrong one."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import pytest
from tests.formats.tabular.internal_budget_files import HEADERS
from tests.formats.tabular.internal_budget_files import ROW
from tests.formats.tabular.internal_budget_files import YEAR
from tests.formats.tabular.internal_budget_files import foreign_workbook
from tests.formats.tabular.internal_budget_files import own_workbook
from tests.formats.tabular.internal_budget_files import part_of
from tests.formats.tabular.internal_budget_files import with_part

from roder.formats.tabular.internal_budget_table import InternalBudgetTable
from roder.formats.tabular.internal_budget_table import read_internal_budget
from roder.formats.tabular.workbook_inspection import LARGEST_FILE_MB

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
JAN, YEAR_COLUMN = 3, 15


def read(content: bytes | Path) -> InternalBudgetTable:
    return read_internal_budget(content, YEAR)


def codes(table: InternalBudgetTable) -> list[str]:
    return [each.code for each in table.problems]


def refused(content: bytes) -> list[str]:
    table = read(content)
    assert table.refused
    assert all(each.message("sv") != each.message("en") for each in table.problems)
    return codes(table)


def put(row: int, column: int, value: Any, form: str = "") -> Callable[[Any, Any], None]:
    def change(book: Any, sheet: Any) -> None:
        if form == "formula":
            sheet.write_formula(row, column, value, None, -10)
        elif form == "date":
            sheet.write_datetime(row, column, value, book.add_format({"num_format": "yyyy-mm-dd"}))
        else:
            sheet.write(row, column, value)

    return change


@pytest.mark.parametrize(
    ("change", "code", "cell"),
    [
        (put(1, JAN, "=1+1", "formula"), "cell_formula", "D2"),
        (put(1, JAN, "='[other.xlsx]Sheet1'!A1", "formula"), "cell_formula", "D2"),
        (put(1, 1, "=5000+11", "formula"), "cell_formula", "B2"),
        (put(1, JAN, "=A9000000", "formula"), "cell_formula", "D2"),
        (put(1, JAN + 1, True), "cell_boolean", "E2"),
        (put(1, JAN, date(2019, 1, 1), "date"), "bad_amount", "D2"),
        (put(1, JAN, "ten"), "bad_amount", "D2"),
        (put(1, JAN, 1.23456), "bad_amount", "D2"),
        (put(1, JAN, 1e300), "bad_amount", "D2"),
        (put(1, 1, " "), "missing_value", "B2"),
        (put(1, 1, "Wages"), "bad_account", "B2"),
        (put(1, 0, "x" * 50), "bad_code", "A2"),
        (put(1, YEAR_COLUMN, -121), "internal_year_differs", "P2"),
        (put(1, YEAR_COLUMN + 3, "x" * 301), "internal_text_long", "S2"),
        (lambda _book, sheet: sheet.merge_range("D2:E2", -10), "cells_merged", "D2:E2"),
        (lambda _book, sheet: sheet.merge_range("A2:A4", "3011"), "cells_merged", "A2:A4"),
    ],
)  # fmt: skip
def test_what_stands_in_a_wrong_cell_is_refused_by_the_cell(change: Any, code: str, cell: str) -> None:
    table = read(foreign_workbook(change))
    assert table.refused
    found = [each for each in table.problems if each.code == code]
    assert [each.values["cell"] for each in found] == [cell]
    assert f"Cell {cell}:" in found[0].message("en")
    assert f"Cell {cell}:" in found[0].message("sv")
    assert (found[0].line, len([each for each in table.problems if each.line])) == (2, 1)


def test_an_error_of_excel_is_refused_by_the_cell() -> None:
    content = foreign_workbook()
    sheet = part_of(content, SHEET).replace('<c r="D2"><v>-10</v></c>', '<c r="D2" t="e"><v>#REF!</v></c>')
    table = read(with_part(content, SHEET, sheet.encode()))
    assert [(each.code, each.values["cell"], each.values["value"]) for each in table.problems] == [
        ("cell_error", "D2", "#REF!")
    ]


def test_a_formula_is_our_own_sum_only_beside_twelve_months() -> None:
    ours = put(1, YEAR_COLUMN, "=SUM(D2:O2)", "formula")
    assert not read(foreign_workbook(ours)).problems
    by_year = [each for each in HEADERS if each in ("Enhet", "Konto", "Året")]
    table = foreign_workbook(put(1, 2, "=1+1", "formula"), headers=by_year, rows=[("3011", "5011", -1)])
    assert refused(table) == ["cell_formula"]


def test_columns_are_found_wherever_they_stand_and_missed_where_they_do_not() -> None:
    order = list(reversed(range(len(HEADERS))))
    moved = foreign_workbook(headers=[HEADERS[at] for at in order], rows=[[ROW[at] for at in order]])
    assert read(moved).lines == read(foreign_workbook()).lines
    renamed = foreign_workbook(headers=["Enhet", "Konto", "Verksamhet", "Month one", *HEADERS[4:]])
    assert refused(renamed) == ["internal_months_missing"]
    twice = foreign_workbook(headers=[*HEADERS[:4], "Jan", *HEADERS[5:]])
    assert set(refused(twice)) == {"column_ambiguous", "internal_months_missing"}
    assert refused(foreign_workbook(headers=["Enhet", "Nummer", *HEADERS[2:]])) == ["missing_column"]
    assert refused(foreign_workbook(headers=["Ansvarig", *HEADERS[1:]])) == ["missing_column"]
    assert refused(foreign_workbook(headers=HEADERS[:3], rows=[ROW[:3]])) == ["internal_no_amounts"]
    both = foreign_workbook(headers=[*HEADERS, "Månad", "Belopp"], rows=[[*ROW, "1", 5]])
    assert refused(both) == ["internal_amounts_unclear"]


def test_numbers_as_text_and_hidden_rows_are_read_as_they_are_seen() -> None:
    typed = [*ROW[:3], "-1 234,50", "−10", *ROW[5:15], "", *ROW[16:]]

    def hide(_book: Any, sheet: Any) -> None:
        sheet.set_row(1, None, None, {"hidden": True})

    table = read(foreign_workbook(hide, rows=[typed]))
    assert (codes(table), table.refused) == (["rows_hidden"], False)
    assert (table.lines[0].values["m01"], table.lines[0].values["m02"]) == (-123_450, -1_000)
    assert "2" in table.problems[0].message("sv")


def test_macros_passwords_and_other_forms_are_refused_as_what_they_are() -> None:
    good = foreign_workbook()
    assert refused(with_part(good, "xl/vbaProject.bin", b"x")) == ["workbook_macros"]
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refused(ole + "EncryptedPackage".encode("utf-16-le")) == ["workbook_encrypted"]
    assert refused(ole) == ["workbook_old_form"]
    assert refused(with_part(b"PK\x05\x06" + bytes(18), "content.xml", b"<x/>")) == ["workbook_old_form"]
    assert refused(b"PK\x03\x04 not a package") == ["unreadable_workbook"]
    assert refused(b"%PDF-1.7")[0] == "not_a_table"
    assert refused(b"")[0] == "empty_file"
    links = read(with_part(good, "xl/externalLinks/externalLink1.xml", b"<x/>"))
    assert (codes(links), links.refused) == (["workbook_links"], False)


def test_a_locked_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(self: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
        part = zipfile.ZipInfo("xl/workbook.xml")
        part.flag_bits = 1
        return [part]

    monkeypatch.setattr(zipfile.ZipFile, "infolist", locked)
    assert refused(foreign_workbook()) == ["workbook_encrypted"]


@pytest.mark.parametrize("broken", [b"<worksheet", b"", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'])
def test_a_sheet_that_is_no_sheet_is_refused(broken: bytes) -> None:
    assert read(with_part(foreign_workbook(), SHEET, broken)).refused


def test_a_heavy_file_is_refused_without_reading_on(tmp_path: Path) -> None:
    path = tmp_path / "heavy.xlsx"
    with path.open("wb") as stream:
        stream.truncate(100 << 20)
    before = time.monotonic()
    tracemalloc.start()
    table = read(path)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert codes(table) == ["file_too_heavy"]
    assert time.monotonic() - before < 5
    assert most < 3 * LARGEST_FILE_MB << 20


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(foreign_workbook(), "xl/media/image.png", bytes(70 << 20))
    assert len(bomb) < 1 << 20
    before = time.monotonic()
    assert refused(bomb) == ["workbook_bomb"]
    assert time.monotonic() - before < 2


def test_a_cell_far_away_is_refused_and_empty_rows_with_a_form_are_read_past() -> None:
    far = foreign_workbook(lambda _book, sheet: sheet.write(1_048_575, 16_383, 1))
    assert set(refused(far)) & {"workbook_bomb", "workbook_too_large"}
    content = foreign_workbook()
    empty = "".join(f'<row r="{at}" s="1" customFormat="1"/>' for at in range(10, 200_000))
    sheet = part_of(content, SHEET).replace("</sheetData>", f"{empty}</sheetData>")
    before = time.monotonic()
    table = read(with_part(content, SHEET, sheet.encode()))
    assert (len(table.lines), table.problems) == (1, [])
    assert time.monotonic() - before < 20


def test_a_stamp_that_somebody_has_changed_is_refused() -> None:
    content = own_workbook()
    stamp = "xl/worksheets/sheet3.xml"
    changed = part_of(content, stamp).replace("-100050", "-100051", 1)
    assert refused(with_part(content, stamp, changed.encode())) == ["stamp_changed"]
    other = part_of(content, stamp).replace("roder-internal-budget-1", "roder-internal-budget-0")
    assert refused(with_part(content, stamp, other.encode())) == ["stamp_changed"]
