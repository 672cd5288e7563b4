"""Steering documents on a day: which edition is in force, how the document stands, and what an edition must say.

The states, their order and the dates they change on stand with worked tables in
docs/algorithms/steering-documents.md.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MONTHS_OF_NOTICE = 6
"""So many months before its last day a document is said to lapse."""


class DocumentKind(StrEnum):
    """What sort of steering document it is."""

    BUDGET_BOOK = "budget_book"
    PROGRAMME = "programme"
    STRATEGY = "strategy"
    PLAN = "plan"
    ACTION_PLAN = "action_plan"
    POLICY = "policy"
    GUIDELINE = "guideline"
    RULES_OF_PROCEDURE = "rules_of_procedure"
    OWNER_DIRECTIVE = "owner_directive"
    TARIFF = "tariff"
    OTHER = "other"


class DocumentState(StrEnum):
    """How a document stands on a day; what asks for an act stands before what does not."""

    LAPSES_SOON = "document_lapses_soon"
    REVIEW_DUE = "document_review_due"
    LAPSED = "document_lapsed"
    DRAFT = "document_draft"
    COMING = "document_coming"
    IN_FORCE = "document_in_force"
    REPLACED = "document_replaced"


@dataclass(frozen=True, slots=True)
class EditionSpan:
    """An adopted edition: its number and its days in force; no last day is until further notice.

    >>> from datetime import date
    >>> EditionSpan(1, date(2016, 1, 1)).last_day is None
    True
    """

    number: int
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentDates:
    """Everything that a document's state depends on. ``editions`` are the adopted ones.

    ``ended_on`` is the last day of one that was ended by decision; ``replaced_from`` the day on which another
    document takes its place.
    """

    editions: tuple[EditionSpan, ...] = ()
    review_on: date | None = None
    ended_on: date | None = None
    replaced_from: date | None = None


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last when it has no such day.

    >>> from datetime import date
    >>> months_after(date(2018, 8, 31), 6)
    datetime.date(2019, 2, 28)
    """
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def edition_in_force(editions: Sequence[EditionSpan], day: date) -> EditionSpan | None:
    """Return the edition that was last to come into force by the day; ``None`` before the first.

    A later edition takes over from its first day, also when the earlier was meant to last longer.

    >>> from datetime import date
    >>> old, new = EditionSpan(1, date(2016, 1, 1)), EditionSpan(2, date(2018, 1, 1))
    >>> edition_in_force([old, new], date(2017, 12, 31)).number
    1
    """
    begun = [edition for edition in editions if edition.first_day <= day]
    return max(begun, key=_order, default=None)


def _order(edition: EditionSpan) -> tuple[date, int]:
    return edition.first_day, edition.number


def last_day(dates: DocumentDates, day: date) -> date | None:
    """Return the last day on which the document is in force as things stand; ``None`` until further notice.

    An edition that follows without a gap carries the document on; an end by decision cuts it short.

    >>> from datetime import date
    >>> one, two = EditionSpan(1, date(2016, 1, 1), date(2018, 12, 31)), EditionSpan(2, date(2019, 1, 1))
    >>> last_day(DocumentDates((one, two)), date(2018, 10, 1)) is None
    True
    """
    current = edition_in_force(dates.editions, day)
    end = current.last_day if current else None
    for edition in sorted(dates.editions, key=_order):
        if current and _order(edition) > _order(current):
            if end is not None and edition.first_day > end + timedelta(days=1):
                break
            end = edition.last_day
    ends = [each for each in (end, dates.ended_on) if each is not None]
    return min(ends, default=None)


def state_on(dates: DocumentDates, day: date) -> DocumentState:
    """Return how a document stands on a day.

    >>> from datetime import date
    >>> programme = DocumentDates((EditionSpan(1, date(2016, 1, 1), date(2018, 12, 31)),))
    >>> state_on(programme, date(2018, 9, 1)).value
    'document_lapses_soon'
    """
    if not dates.editions:
        return DocumentState.DRAFT
    if dates.replaced_from is not None and dates.replaced_from <= day:
        return DocumentState.REPLACED
    end = last_day(dates, day)
    if end is not None and end < day:
        return DocumentState.LAPSED
    return _state_before_the_end(dates, end, day)


def _state_before_the_end(dates: DocumentDates, end: date | None, day: date) -> DocumentState:
    if edition_in_force(dates.editions, day) is None:
        return DocumentState.COMING
    if end is not None and end <= months_after(day, MONTHS_OF_NOTICE) and not _is_taken_over(dates, end):
        return DocumentState.LAPSES_SOON
    if dates.review_on is not None and dates.review_on <= day:
        return DocumentState.REVIEW_DUE
    return DocumentState.IN_FORCE


def _is_taken_over(dates: DocumentDates, end: date) -> bool:
    """Whether another document takes its place before it would leave a gap."""
    return dates.replaced_from is not None and dates.replaced_from <= end + timedelta(days=1)


def asks_for_an_act(state: DocumentState) -> bool:
    """Return whether the owner has something to decide: renew, review, replace or let go.

    >>> asks_for_an_act(DocumentState.REVIEW_DUE), asks_for_an_act(DocumentState.REPLACED)
    (True, False)
    """
    return state in {DocumentState.LAPSES_SOON, DocumentState.REVIEW_DUE}
