"""What a reader of the follow-up chooses by the address: order, unit of amounts, forecast rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.domain.forecasting import ForecastMethod
from roder.ui.formatting import date_text
from roder.ui.formatting import to_date_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpRequest

    from roder.domain.followup_rows import FollowUpRow
    from roder.domain.periods import Month

SORTS: dict[str, Callable[[FollowUpRow], Any]] = {
    "unit": lambda row: row.unit,
    "year_budget": lambda row: row.year_budget_ore,
    "budget_to_date": lambda row: row.budget_to_date_ore,
    "outturn": lambda row: row.outturn_to_date_ore,
    "variance": lambda row: row.variance_to_date_ore,
    "last_year": lambda row: row.last_year_to_date_ore,
    "forecast": lambda row: row.forecast_ore,
    "forecast_variance": lambda row: row.forecast_variance_ore,
}
UNITS = ("mnkr", "tkr", "kr")
REVERSED = "-"


@dataclass(frozen=True)
class Choices:
    """The choices in an address; what it does not say, or says oddly, is as usual."""

    sort: str
    amount_unit: str
    method: ForecastMethod

    @classmethod
    def of(cls, request: HttpRequest) -> Choices:
        """Read the choices of an address."""
        sorts = [*SORTS, *(REVERSED + key for key in SORTS)]
        methods = [method.value for method in ForecastMethod]
        return cls(
            _chosen(request, "sort", sorts, "unit"),
            _chosen(request, "unit", UNITS, "mnkr"),
            ForecastMethod(_chosen(request, "method", methods, ForecastMethod.BUDGET_PROFILE)),
        )

    @property
    def sort_key(self) -> str:
        """The column that the rows stand in the order of."""
        return self.sort.removeprefix(REVERSED)

    def other_sort(self, key: str) -> str:
        """Return the order that a press on a heading gives: worst first, then the other way round."""
        return REVERSED + key if self.sort == key else key

    def query(self, **changes: str) -> str:
        """Return the choices as the query of an address, some of them changed."""
        kept = {"sort": self.sort, "unit": self.amount_unit, "method": self.method.value}
        return urlencode(kept | changes)

    def sorted_rows(self, rows: Sequence[FollowUpRow]) -> list[FollowUpRow]:
        """Return the rows in the chosen order; what is not known comes last either way."""
        key, is_reversed = SORTS[self.sort_key], self.sort.startswith(REVERSED)
        if self.sort_key == "unit":
            return list(reversed(rows)) if is_reversed else list(rows)
        known = [row for row in rows if key(row) is not None]
        unknown = [row for row in rows if key(row) is None]
        return [*sorted(known, key=key, reverse=is_reversed), *unknown]


def _chosen(request: HttpRequest, name: str, allowed: Sequence[str], default: str) -> str:
    value = request.GET.get(name, default)
    return value if value in allowed else default


def headings(month: Month, as_of: date | None = None) -> dict[str, str]:
    """Return the headings of the follow-up's columns, by the key that they sort by.

    ``as_of`` is the day whose organisation last year is shown in, when it is not the month's own.
    """
    months = to_date_text(month, get_language() or "sv")
    return {
        "unit": _("Body"),
        "year_budget": _("The year's frame"),
        "budget_to_date": _("Budget %(months)s") % {"months": months},
        "outturn": _("Outturn %(months)s") % {"months": months},
        "variance": _("Variance to date"),
        "last_year": _("Last year, same months, as organised on %(day)s") % {"day": date_text(as_of)}
        if as_of
        else _("Last year, same months"),
        "forecast": _("Forecast, whole year"),
        "forecast_variance": _("Forecast variance"),
    }
