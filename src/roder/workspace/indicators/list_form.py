"""What the person asks of the list of indicators, as the address holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.http import urlencode

from roder.domain.attainment import AttainmentStatus
from roder.domain.indicators import IndicatorSource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from roder.apps.indicators.models import Indicator

FIELDS = ("q", "goal", "area", "body", "source", "status", "period", "retired")
LONGEST = 100


@dataclass(frozen=True, slots=True)
class ListForm:
    """The choices as they were sent; an unknown one limits nothing."""

    given: dict[str, str]

    @classmethod
    def read(cls, given: Mapping[str, str]) -> ListForm:
        """Return the form of a query string."""
        texts = {name: given.get(name, "").strip().replace("\x00", "")[:LONGEST] for name in FIELDS}
        return cls({name: text for name, text in texts.items() if text})

    def chosen(self, name: str) -> str:
        """Return what was chosen in a field; empty when nothing was."""
        return self.given.get(name, "")

    @property
    def status(self) -> AttainmentStatus | None:
        """The computed status that is asked for, which only the rule can tell."""
        asked = self.chosen("status")
        return AttainmentStatus(asked) if asked in list(AttainmentStatus) else None

    @property
    def query(self) -> str:
        """The choices as a query string."""
        return urlencode(self.given)

    def query_with(self, **more: str | int) -> str:
        """Return the choices as a query string, with what is added."""
        return urlencode({**self.given, **more})

    def limited(self, indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
        """Return the indicators that fit the choices which the database can tell."""
        found = indicators
        for name, field in (("area", "area"), ("body", "responsible_body")):
            if self.chosen(name):
                found = found.filter(**{field: self.chosen(name)})
        if self.chosen("source") in list(IndicatorSource):
            found = found.filter(source=self.chosen("source"))
        words = self.chosen("q")
        if words:
            found = found.filter(
                Q(title__icontains=words) | Q(title_en__icontains=words) | Q(code__icontains=words)
            )
        goal = self.chosen("goal")
        if goal.isascii() and goal.isdigit():
            found = found.filter(goal_links__goal=int(goal)).distinct()
        return found
