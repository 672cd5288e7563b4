"""``roder indicators attainment``: status, ratio and why of each indicator, and the mean with what is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.indicators.queries import attainment_of
from roder.apps.indicators.queries import followed_indicators
from roder.apps.indicators.queries import last_year_known
from roder.apps.indicators.queries import reason_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.attainment import DataState
from roder.domain.indicators import Sex

if TYPE_CHECKING:
    from decimal import Decimal

    from roder.apps.console import ConsoleCommand
    from roder.apps.indicators.queries import IndicatorRow
    from roder.domain.attainment import MeanAttainment


def do_attainment(console: ConsoleCommand, options: dict[str, Any]) -> None:
    """Print how the indicators that were followed in a period stand to their targets.

    Without a period it is the last year that any of them has a value of.
    """
    day = steering_day()
    period = options["period"] or last_year_known(options["organisation"], day)
    followed = followed_indicators(options["organisation"], period.last_day)
    found = attainment_of(followed, str(period), today=day)
    rows = [_row(row, options["language"]) for row in found.rows if _says_something(row)]
    mean = _mean(found.mean)
    lines = [
        f"{row['code']:<16} {row['sex']} {row['period']:<8} {row['status']:<10} {row['why']}" for row in rows
    ]
    lines.append(
        _(
            "Mean attainment %(ratio)s of %(counted)s indicators. Not in it: %(without_target)s without a target,"
            " %(without_value)s without a value, %(without_ratio)s whose target has no ratio."
        )
        % (mean | {"ratio": mean["ratio"] or "–"})
    )
    document = {"period": str(period), "indicators": rows, "mean": mean}
    console.print_result(document, lines, options)


def _says_something(row: IndicatorRow) -> bool:
    """Return whether the row is for all, or for a sex of which something is known: that nothing came yet is said once."""
    return row.sex is Sex.ALL or row.latest.state not in (DataState.LATE, DataState.NOT_DUE)


def _row(row: IndicatorRow, language: str) -> dict[str, Any]:
    cell, indicator = row.latest, row.indicator
    target = cell.target
    return {
        "organisation": indicator.organisation,
        "code": indicator.code,
        "title": indicator.title,
        "sex": row.sex.value,
        "period": cell.period,
        "status": cell.attainment.status.value,
        "state": cell.state.value,
        "ratio": _text(cell.attainment.ratio),
        "why": reason_of(indicator, cell).text(language),
        "value": _text(cell.value),
        "unit": indicator.unit,
        "direction": indicator.direction,
        "target": _text(target.value) if target else None,
        "target_kind": target.kind.value if target else None,
        "upper": _text(target.upper) if target else None,
        "limit": _text(target.limit) if target else None,
    }


def _mean(mean: MeanAttainment) -> dict[str, Any]:
    return {
        "ratio": _text(mean.ratio),
        "counted": mean.counted,
        "without_value": mean.without_value,
        "without_target": mean.without_target,
        "without_ratio": mean.without_ratio,
    }


def _text(value: Decimal | None) -> str | None:
    """A decimal as text without closing zeros, so that no reader rounds it."""
    return None if value is None else f"{value.normalize() + 0:f}"
