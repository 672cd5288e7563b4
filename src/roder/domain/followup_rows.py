"""The follow-up table as values: what a controller reads, in report sign (income +, cost −)."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One body, unit or report line at the end of a month. Öre, report sign; ``None`` is not known, never 0.

    ``unit`` is the code people use for the body; ``budget_to_date_ore`` is the year's budget spread
    to the same month as the outturn; variance is outturn − budget, so plus is better than budget.
    ``forecast_method`` names the rule of docs/algorithms/forecasting.md that gave the forecast.
    """

    unit: str
    name: str
    kind: str
    year_budget_ore: int | None
    budget_to_date_ore: int | None
    outturn_to_date_ore: int
    variance_to_date_ore: int | None
    last_year_to_date_ore: int | None
    forecast_ore: int | None
    forecast_variance_ore: int | None
    forecast_method: str = ""
    has_children: bool = False
    budget_changes_ore: int | None = None
    """What of the year's budget was decided after the vote, within it; ``None`` where there is no frame."""


@dataclass(frozen=True, slots=True)
class FollowUpTable:
    """The follow-up of a period. ``kind`` is ``monthly``, ``tertial`` or ``none`` (no follow-up)."""

    period: str
    kind: str
    rows: tuple[FollowUpRow, ...]
    total: FollowUpRow
    notes: tuple[str, ...] = field(default=())
    """Stable codes of what the reader must know (``ledger_ends_early``), worded by the surface."""
    organisation_as_of: date | None = None
    """The day whose organisation last year is summed by; ``None`` when it is restated to the period's own."""
