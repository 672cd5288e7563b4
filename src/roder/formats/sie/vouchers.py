"""One voucher's lines, from #VER to the closing brace, to a voucher and what is wrong with it.

The rule of added and deleted rows: DOMAIN 4.3; SIE filformat utgåva 4B, #RTRANS and #BTRANS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from roder.domain.money import kronor_text
from roder.formats.sie.fields import amount
from roder.formats.sie.fields import amount_or_none
from roder.formats.sie.fields import date_or_none
from roder.formats.sie.fields import day
from roder.formats.sie.fields import object_pairs
from roder.formats.sie.fields import quantity_or_none
from roder.formats.sie.lexer import CLOSING
from roder.formats.sie.lexer import OPENING
from roder.formats.sie.lexer import UNTERMINATED_OBJECTS
from roder.formats.sie.lexer import text_of
from roder.formats.sie.records import SiePosting
from roder.formats.sie.records import SieVoucher

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import date

    from roder.formats.sie.lexer import Field
    from roder.formats.sie.lexer import Line
    from roder.formats.sie.messages import ProblemLog

COUNTED: Final = "TRANS"
ADDED: Final = "RTRANS"
DELETED: Final = "BTRANS"
POSTING_LABELS: Final = frozenset({"#TRANS", "#RTRANS", "#BTRANS"})


def voucher_name(series: str, number: str) -> str:
    """Return how a voucher is named to a person.

    >>> voucher_name("A", "12"), voucher_name("", "")
    ('A 12', '–')
    """
    return f"{series} {number}".strip() or "–"


def read_voucher_lines(lines: Sequence[tuple[int, Line]], log: ProblemLog) -> SieVoucher | None:
    """Return the voucher of its lines, the first of which is its #VER; faults go to the log.

    ``lines`` are (line number, lexed line) to and with the closing brace; faults of the lexer are
    noted here too. Postings whose amount or account cannot be read are left out and refuse the
    file. ``None`` when the voucher has no date, so that it belongs to no month.
    """
    number, head = lines[0]
    has_brace = opens_on_its_line(head)
    if has_brace:
        head = head._replace(faults=())
    note_faults(number, head, log)
    series, serial, date_text, text, registered, signature = _texts(head.fields, 6)
    name = voucher_name(series, serial)
    when = _voucher_date(date_text, name, number, log)
    rows, complete = _rows(name, lines, log, is_open=has_brace)
    counted = _counted(rows, log)
    deleted = tuple(row for row in rows if row.kind == DELETED)
    if complete:
        _weigh(name, number, counted, log)
    registered_on = date_or_none(registered, number, log)
    if when is None:
        return None
    return SieVoucher(series, serial, when, text, registered_on, signature, tuple(counted), deleted, number)


def note_faults(number: int, line: Line, log: ProblemLog) -> None:
    """Note what the lexer found odd about a line."""
    for fault in line.faults:
        log.add(fault, number)


def _voucher_date(text: str, name: str, number: int, log: ProblemLog) -> date | None:
    when, odd = day(text)
    if when is None:
        log.add("voucher_date_unreadable", number, voucher=name, text=text)
    elif odd:
        log.add(odd, number, text=text)
    return when


def _rows(
    name: str, lines: Sequence[tuple[int, Line]], log: ProblemLog, *, is_open: bool
) -> tuple[list[SiePosting], bool]:
    """Return every row of the voucher, and whether all of them could be read and it was closed."""
    first = lines[0][0]
    rows: list[SiePosting] = []
    lost = is_closed = told = False
    for number, line in lines[1:]:
        if line.label == OPENING:
            is_open = True
            continue
        if line.label == CLOSING:
            is_closed = True
            continue
        if not is_open and not told and line.label in POSTING_LABELS:
            told = True
            log.add("voucher_brace_missing", first, voucher=name)
        posting = read_posting(number, line, log)
        lost = lost or (posting is None and line.label in POSTING_LABELS and line.label != "#BTRANS")
        if posting is not None:
            rows.append(posting)
    if not is_closed:
        log.add("voucher_not_closed", first, voucher=name)
    elif not rows and not lost:
        log.add("voucher_empty", first, voucher=name)
    return rows, is_closed and not lost


def _weigh(name: str, number: int, counted: Iterable[SiePosting], log: ProblemLog) -> None:
    difference = sum(row.amount_ore for row in counted)
    if difference:
        log.add("voucher_unbalanced", number, voucher=name, difference=kronor_text(difference))


def _counted(rows: Sequence[SiePosting], log: ProblemLog) -> list[SiePosting]:
    counted: list[SiePosting] = []
    added: SiePosting | None = None
    for row in rows:
        if added is not None:
            twin = row.kind == COUNTED and _is_same(added, row)
            if not twin:
                log.add("rtrans_alone", added.line)
            added = None
            if twin:
                continue
        if row.kind == ADDED:
            added = row
        if row.kind != DELETED:
            counted.append(row)
    if added is not None:
        log.add("rtrans_alone", added.line)
    return counted


def _is_same(added: SiePosting, row: SiePosting) -> bool:
    """Return whether two rows are the same; an optional field that one of them omits is no difference."""
    return (added.account, added.amount_ore, added.objects) == (
        row.account,
        row.amount_ore,
        row.objects,
    ) and all(
        not one or not other or one == other
        for one, other in (
            (added.date, row.date),
            (added.text, row.text),
            (added.quantity_micro, row.quantity_micro),
            (added.signature, row.signature),
        )
    )


def read_posting(number: int, line: Line, log: ProblemLog) -> SiePosting | None:
    """Return the posting of a #TRANS, #RTRANS or #BTRANS; ``None`` when it cannot be counted."""
    note_faults(number, line, log)
    if line.label not in POSTING_LABELS:
        if line.label.startswith("#"):
            log.add_distinct("label_unknown", line.label, number, label=line.label)
        return None
    fields = line.fields
    objects: Field = ()
    if len(fields) > 1 and isinstance(fields[1], tuple):
        objects, fields = fields[1], [fields[0], *fields[2:]]
    else:
        log.add("object_list_missing", number)
    account, amount_text, date_text, text, quantity, signature = _texts(fields, 6)
    if line.label == "#BTRANS" and (not account or amount(amount_text)[0] is None):
        log.add("field_unreadable", number, label=line.label, text=amount_text)
        return None
    if not account or not amount_text:
        log.add("row_incomplete", number, label=line.label)
        return None
    ore = amount_or_none(amount_text, number, log)
    pairs = object_pairs(objects, number, log)
    if ore is None:
        return None
    return SiePosting(
        account,
        ore,
        pairs,
        date_or_none(date_text, number, log),
        text,
        quantity_or_none(quantity, number, log),
        signature,
        line.label[1:],
        number,
    )


def _texts(fields: Sequence[Field], count: int) -> list[str]:
    texts = [text_of(field) for field in fields[:count]]
    return texts + [""] * (count - len(texts))


def opens_on_its_line(line: Line) -> bool:
    """Return whether a #VER has its opening brace at the end of its own line."""
    return line.faults == (UNTERMINATED_OBJECTS,)
