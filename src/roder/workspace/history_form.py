"""What the person asks of the history; what cannot be read as asked is said, and does not limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from roder.apps.audit.queries import HistoryFilter
from roder.workspace.history_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = ("person", "act", "subject", "since", "until")
MOST_DIGITS = 18
"""More digits than this are no number that a database knows."""


@dataclass(frozen=True, slots=True)
class HistoryForm:
    """The form as it was sent, the filter that it makes, and what is wrong with it."""

    given: dict[str, str]
    filter: HistoryFilter
    errors: list[str]

    @classmethod
    def read(cls, given: Mapping[str, str]) -> HistoryForm:
        """Return the form of a query string."""
        texts = {name: given.get(name, "").strip()[:200] for name in FIELDS}
        errors: list[str] = []
        act = _number(texts["act"])
        wanted = HistoryFilter(
            person=_number(texts["person"]),
            event=act if act in WORDS else None,
            subject=texts["subject"].replace("\x00", ""),
            since=_start_of(texts["since"], errors),
            until=_start_of(texts["until"], errors, days=1),
        )
        return cls({name: text for name, text in texts.items() if text}, wanted, errors)

    @property
    def person(self) -> int | None:
        """The chosen person, for the list of people."""
        return self.filter.person

    @property
    def act(self) -> int | None:
        """The chosen act, for the list of acts."""
        return self.filter.event

    @property
    def since(self) -> str:
        """The first day, as it was written."""
        return self.given.get("since", "")

    @property
    def until(self) -> str:
        """The last day, as it was written."""
        return self.given.get("until", "")

    def query(self, **more: str | int) -> str:
        """Return the form as a query string, with what is added."""
        return urlencode({**self.given, **more})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def _start_of(text: str, errors: list[str], *, days: int = 0) -> datetime | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text) + timedelta(days=days)
    except (ValueError, OverflowError):
        errors.append(_("%(text)s is no day. Write it like 2018-09-05.") % {"text": text})
        return None
    return timezone.make_aware(datetime.combine(day, time.min))
