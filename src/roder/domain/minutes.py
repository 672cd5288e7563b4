"""The minutes of a meeting: until when they are adjusted and announced, who may reserve themselves, and what is said.

Sources: KL 5 ch. 69 § (adjusted within 14 days), 8 ch. 12 § (announced the second day after), 4 ch. 27 §
(reservation). Worked tables: docs/algorithms/votes.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.meeting_order import ItemState
from roder.domain.meeting_order import MeetingState
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from datetime import date

DAYS_TO_ADJUST = 14
DAYS_TO_ANNOUNCE = 2


class StatementKind(StrEnum):
    """What a member has written into the minutes: that they do not stand behind the decision, or what they add."""

    RESERVATION = "reservation"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """A statement that is to be registered. ``was_present`` and ``voted_for_it`` are of whoever makes it."""

    kind: StatementKind
    meeting: MeetingState
    item: ItemState
    was_present: bool = True
    voted_for_it: bool = False
    text: str = ""


def last_day_to_adjust(meeting_day: date) -> date:
    """Return the last day on which the minutes may be adjusted.

    >>> from datetime import date
    >>> last_day_to_adjust(date(2017, 11, 27))
    datetime.date(2017, 12, 11)
    """
    return meeting_day + timedelta(days=DAYS_TO_ADJUST)


def last_day_to_announce(adjusted_on: date) -> date:
    """Return the last day on which it is announced that the minutes are adjusted.

    >>> from datetime import date
    >>> last_day_to_announce(date(2017, 12, 8))
    datetime.date(2017, 12, 10)
    """
    return adjusted_on + timedelta(days=DAYS_TO_ANNOUNCE)


def statement_faults(facts: StatementFacts) -> list[Problem]:
    """Return why a reservation or special statement cannot be registered.

    It follows a decision and comes before the minutes are adjusted. Only who took part may make one, and nobody
    reserves themselves against what they voted for.

    >>> [fault.code for fault in statement_faults(StatementFacts(
    ...     StatementKind.RESERVATION, MeetingState.IN_SESSION, ItemState.DECIDED, voted_for_it=True))]
    ['reservation_of_the_winners']
    """
    is_reservation = facts.kind is StatementKind.RESERVATION
    checks = [
        (facts.meeting is MeetingState.ADJUSTED, _ADJUSTED),
        (facts.item is ItemState.OPEN, _NOTHING_DECIDED),
        (not facts.was_present, _ABSENT),
        (is_reservation and facts.voted_for_it, _WON),
        (not is_reservation and not facts.text.strip(), _NO_TEXT),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def adjustment_faults(
    meeting_day: date,
    adjusted_on: date,
    announced_on: date | None,
    *,
    open_items: int = 0,
    is_adjusted: bool = False,
) -> list[Problem]:
    """Return what is wrong with the days of the minutes; late is a warning with its paragraph, never hidden.

    >>> from datetime import date
    >>> [fault.code for fault in adjustment_faults(date(2017, 11, 27), date(2017, 12, 12), None)]
    ['minutes_adjusted_late']
    """
    announced_late = announced_on is not None and announced_on > last_day_to_announce(adjusted_on)
    checks = [
        (is_adjusted, _ADJUSTED),
        (adjusted_on < meeting_day, _BEFORE_THE_MEETING),
        (announced_on is not None and announced_on < adjusted_on, _ANNOUNCED_FIRST),
        (open_items > 0, _OPEN_ITEMS),
        (adjusted_on > last_day_to_adjust(meeting_day), _ADJUSTED_LATE),
        (announced_late, _ANNOUNCED_LATE),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def tax_notice_faults(decided_on: date, told_on: date, *, has_rate: bool) -> list[Problem]:
    """Return why it cannot be registered that the tax authority was told of a rate.

    >>> from datetime import date
    >>> [fault.code for fault in tax_notice_faults(date(2017, 11, 27), date(2017, 11, 26), has_rate=True)]
    ['tax_notice_before_the_decision']
    """
    checks = [(not has_rate, _NO_RATE), (told_on < decided_on, _TOLD_FIRST)]
    return [problem for is_wrong, problem in checks if is_wrong]


def _fault(code: str, english: str, swedish: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(severity, code, None, english, swedish)


_ADJUSTED = _fault(
    "minutes_are_adjusted",
    "The minutes are adjusted. Nothing is added to them any more.",
    "Protokollet är justerat. Inget läggs till längre.",
)
_NOTHING_DECIDED = _fault(
    "statement_before_the_decision",
    "Nothing has been decided yet that a statement could be about.",
    "Inget är beslutat än som ett yttrande kan gälla.",
)
_ABSENT = _fault(
    "statement_of_the_absent",
    "Only who took part in the decision may reserve themselves or make a statement (KL 4 ch. 27 §).",
    "Bara den som deltog i beslutet får reservera sig eller lämna ett yttrande (KL 4 kap. 27 §).",
)
_WON = _fault(
    "reservation_of_the_winners",
    "Nobody reserves themselves against what they voted for. Choose a special statement instead.",
    "Den som röstade för beslutet kan inte reservera sig. Välj särskilt yttrande i stället.",
)
_NO_TEXT = _fault("statement_without_text", "Write what is stated.", "Skriv vad som yttras.")
_BEFORE_THE_MEETING = _fault(
    "minutes_adjusted_before_the_meeting",
    "The minutes cannot be adjusted before the meeting.",
    "Protokollet kan inte justeras före sammanträdet.",
)
_ANNOUNCED_FIRST = _fault(
    "minutes_announced_first",
    "It is announced once the minutes are adjusted, not before.",
    "Justeringen anslås när protokollet är justerat, inte före.",
)
_NO_RATE = _fault(
    "tax_notice_without_rate",
    "The decision sets no tax rate to tell of.",
    "Beslutet anger ingen skattesats att underrätta om.",
)
_TOLD_FIRST = _fault(
    "tax_notice_before_the_decision",
    "The tax authority is told once the rate is decided, not before.",
    "Skatteverket underrättas när skattesatsen är beslutad, inte före.",
)
_OPEN_ITEMS = _fault(
    "minutes_with_open_items",
    "A matter of the meeting has no decision yet.",
    "Ett ärende på sammanträdet saknar beslut.",
)
_ADJUSTED_LATE = _fault(
    "minutes_adjusted_late",
    "The minutes are adjusted within 14 days of the meeting (KL 5 ch. 69 §).",
    "Protokollet ska justeras inom 14 dagar efter sammanträdet (KL 5 kap. 69 §).",
    Severity.WARNING,
)
_ANNOUNCED_LATE = _fault(
    "minutes_announced_late",
    "That the minutes are adjusted is announced on the second day after at the latest (KL 8 ch. 12 §).",
    "Justeringen ska anslås senast andra dagen efter den (KL 8 kap. 12 §).",
    Severity.WARNING,
)
