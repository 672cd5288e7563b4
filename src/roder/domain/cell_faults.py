"""What is wrong with a change of a cell, whoever else writes in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.cell_merging import CELLS
from roder.domain.cell_merging import TEXT_CELL
from roder.domain.cell_merging import WHOLE_LINE
from roder.domain.cell_merging import CellChange
from roder.domain.internal_budget_faults import LARGEST_ORE
from roder.domain.internal_budgets import MONTHS
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from roder.domain.internal_budgets import LinePlace

LONGEST_ACCOUNT = 20
LONGEST_CODE = 40
LONGEST_TEXT = 300
LONGEST_FORMULA = 200
LONGEST_COMMENT = 2000
MOST_CHANGES = 5000
"""So many cells are written at a time; a larger block is sent in parts."""


def cell_faults(change: CellChange, unit: str, number: int) -> list[Problem]:
    """Return what keeps a change from being written, as problems of the change ``number`` (from 1).

    >>> from roder.domain.cell_merging import CellChange
    >>> from roder.domain.internal_budgets import LinePlace
    >>> [fault.code for fault in cell_faults(CellChange(LinePlace("3011", ""), "m01", 0, 5), "3011", 1)]
    ['line_without_account']
    """
    return [*_place_faults(change, unit, number), *_value_faults(change, number)]


def _place_faults(change: CellChange, unit: str, number: int) -> list[Problem]:
    place = change.place
    codes = (place.activity, place.project, place.counterparty)
    if place.unit != unit:
        english, swedish = f"The line is of the unit {place.unit}.", f"Raden hör till enheten {place.unit}."
        return [_error("line_of_another_unit", english, swedish, number)]
    if not place.account:
        english, swedish = "The line has no account. Choose one.", "Raden saknar konto. Välj ett."
        return [_error("line_without_account", english, swedish, number)]
    if len(place.account) > LONGEST_ACCOUNT or any(len(code) > LONGEST_CODE for code in codes):
        english, swedish = "A code of the line is too long.", "En kod på raden är för lång."
        return [_error("code_too_long", english, swedish, number)]
    if not all(code.isprintable() for code in (place.account, *codes)):
        english, swedish = "A code of the line has a hidden sign.", "En kod på raden har ett dolt tecken."
        return [_error("code_unreadable", english, swedish, number)]
    return []


def _value_faults(change: CellChange, number: int) -> list[Problem]:
    if change.cell == WHOLE_LINE:
        return []
    if change.cell not in CELLS:
        english, swedish = f"There is no cell {change.cell}.", f"Det finns ingen cell {change.cell}."
        return [_error("cell_unknown", english, swedish, number)]
    if change.cell == TEXT_CELL:
        return _text_faults(str(change.value), number)
    if not isinstance(change.value, int) or not isinstance(change.seen, int):
        english = "Write an amount in kronor, as 1 250 or −300,50."
        swedish = "Skriv ett belopp i kronor, till exempel 1 250 eller −300,50."
        return [_error("amount_unreadable", english, swedish, number)]
    if abs(change.value) > LARGEST_ORE or len(change.formula) > LONGEST_FORMULA:
        english = "The amount is larger than any municipality has."
        swedish = "Beloppet är större än någon kommun har."
        return [_error("amount_too_large", english, swedish, number)]
    return []


def _text_faults(text: str, number: int) -> list[Problem]:
    if len(text) > LONGEST_TEXT:
        english = f"The text is longer than {LONGEST_TEXT} signs."
        swedish = f"Texten är längre än {LONGEST_TEXT} tecken."
        return [_error("text_too_long", english, swedish, number)]
    if not text.isprintable():
        english, swedish = "The text has a hidden sign.", "Texten har ett dolt tecken."
        return [_error("text_unreadable", english, swedish, number)]
    return []


def comment_faults(place: LinePlace, unit: str, month: int, text: str) -> list[Problem]:
    """Return what keeps a comment on a month of a place (0: the whole line) from being made.

    >>> from roder.domain.internal_budgets import LinePlace
    >>> [fault.code for fault in comment_faults(LinePlace("3011", "5011"), "3011", 13, "Why?")]
    ['month_unknown']
    """
    found = _place_faults(CellChange(place, WHOLE_LINE, 0, 1), unit, 1)
    if not 0 <= month <= MONTHS:
        english, swedish = f"There is no month {month}.", f"Det finns ingen månad {month}."
        found.append(_error("month_unknown", english, swedish, 1))
    if not text.strip():
        english, swedish = "Write what you want to say.", "Skriv vad du vill säga."
        found.append(_error("comment_empty", english, swedish, 1))
    if len(text) > LONGEST_COMMENT:
        english = f"A comment has at most {LONGEST_COMMENT} signs."
        swedish = f"En kommentar har högst {LONGEST_COMMENT} tecken."
        found.append(_error("comment_too_long", english, swedish, 1))
    if "\x00" in text:
        english, swedish = "The text has a hidden sign.", "Texten har ett dolt tecken."
        found.append(_error("text_unreadable", english, swedish, 1))
    return found


def _error(code: str, english: str, swedish: str, number: int) -> Problem:
    return Problem(Severity.ERROR, code, number, english, swedish)
