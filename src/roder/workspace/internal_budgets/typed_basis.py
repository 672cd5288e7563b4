"""A table that a budget is reckoned from, typed or pasted by a person: its rows as texts, and read as a file is."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.mapping import Mapping
from roder.ui.formatting import is_swedish

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Dictionary
    from collections.abc import Sequence

    from roder.formats.tabular.fields import Field

EMPTY_ROWS = 8
"""Rows to write in below those that are there."""
MOST_ROWS = 400
LONGEST = 200
WIDE = 60
_NAME = re.compile(r"r(\d{1,3})-([a-z0-9]{1,20})\Z", re.ASCII)

Texts = dict[str, str]
"""A row as a person wrote it: the text of each field that has one."""


@dataclass(frozen=True, slots=True)
class TypedCell:
    """One input; ``list_id`` names the words that it proposes."""

    name: str
    label: str
    text: str
    form: str
    list_id: str


@dataclass(frozen=True, slots=True)
class TypedTable:
    """The table as the page shows it: headings, rows of inputs, and the words that columns propose."""

    headings: list[tuple[str, bool]]
    rows: list[list[TypedCell]]
    proposed: list[tuple[str, list[str]]]


def label_of(field: Field) -> str:
    """Return what a column is called in the language of the page."""
    return field.label_sv if is_swedish(get_language() or "sv") else field.label_en


def typed_table(
    rows: Sequence[Texts], fields: Sequence[Field], proposed: Dictionary[str, list[str]], *, is_written: bool
) -> TypedTable:
    """Return the inputs of rows, and empty ones below them when they are written in."""
    words = {field.name: [choice.written for choice in field.choices if choice.written] for field in fields}
    words = {name: [*proposed.get(name, []), *said] for name, said in words.items()}
    shown = [*rows, *({} for _row in range(EMPTY_ROWS if is_written else 0))][:MOST_ROWS]
    return TypedTable(
        [(label_of(field), field.required) for field in fields],
        [[_cell(number, row, field, words) for field in fields] for number, row in enumerate(shown, 1)],
        [(f"words-{name}", said) for name, said in words.items() if said],
    )


def _cell(number: int, row: Texts, field: Field, words: Dictionary[str, list[str]]) -> TypedCell:
    is_text = field.kind in (FieldKind.NAME, FieldKind.CHOICE)
    form = "wide" if is_text and (field.limit >= WIDE or field.choices) else "text" if is_text else "number"
    return TypedCell(
        f"r{number}-{field.name}",
        f"{label_of(field)}, {number}",
        row.get(field.name, ""),
        form,
        f"words-{field.name}" if words[field.name] else "",
    )


def given_rows(given: Iterable[tuple[str, object]], fields: Sequence[Field]) -> list[Texts]:
    """Return the rows that a form holds, in order, without those that are empty."""
    names = {field.name for field in fields}
    found: dict[int, Texts] = {}
    for name, text in given:
        match = _NAME.match(name)
        if match and match[2] in names and str(text).strip():
            found.setdefault(int(match[1]), {})[match[2]] = str(text).strip()[:LONGEST]
    return [found[number] for number in sorted(found)][:MOST_ROWS]


def pasted_rows(text: str, fields: Sequence[Field]) -> list[Texts]:
    """Return the rows of a block as copied from a spreadsheet, its columns in the order of the table."""
    rows = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        cells = [cell.strip()[:LONGEST] for cell in line.split("\t")]
        if any(cells):
            rows.append({field.name: cell for field, cell in zip(fields, cells, strict=False) if cell})
    headings = {name.casefold() for field in fields for name in (field.label_sv, field.label_en)}
    if rows and {cell.casefold() for cell in rows[0].values()} <= headings:
        rows = rows[1:]
    return rows[:MOST_ROWS]


def as_file(rows: Sequence[Texts], fields: Sequence[Field]) -> bytes:
    """Return rows as the CSV file that they would be, so that they are read in the one way that files are."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([field.label_sv for field in fields])
    writer.writerows([[row.get(field.name, "") for field in fields] for row in rows])
    return text.getvalue().encode()


def file_form(fields: Sequence[Field]) -> Mapping:
    """Return the mapping that reads ``as_file``."""
    columns: dict[str, str | int] = {field.name: field.label_sv for field in fields}
    return Mapping(columns, encoding="utf-8", delimiter=";", header=True, skip_rows=0)
