"""The page of one indicator: the number that matters, five years with target, what it is, who says what of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from roder.apps.indicators.access import may_change_indicator
from roder.apps.indicators.access import may_report_values
from roder.apps.indicators.queries import indicator_rows
from roder.apps.indicators.queries import indicator_subject
from roder.apps.indicators.queries import reason_of
from roder.apps.indicators.value_history import value_origins
from roder.apps.ledger.steering_days import steering_day
from roder.domain.indicators import PeriodKind
from roder.domain.indicators import Sex
from roder.ui.csv_files import CsvForm
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.formatting import number_text
from roder.workspace.history_rows import INDICATORS
from roder.workspace.history_rows import object_history
from roder.workspace.indicator_comparison import comparison
from roder.workspace.indicators.chosen import body_names
from roder.workspace.indicators.chosen import chosen_indicator
from roder.workspace.indicators.chosen import chosen_period
from roder.workspace.indicators.chosen import crumbs
from roder.workspace.indicators.chosen import latest_known
from roder.workspace.indicators.chosen import shown_periods
from roder.workspace.indicators.facts import goals_served
from roder.workspace.indicators.facts import shown_facts
from roder.workspace.indicators.facts import shown_origin
from roder.workspace.indicators.judged import shown_verdicts
from roder.workspace.indicators.series import lines
from roder.workspace.indicators.series import series_table
from roder.workspace.indicators.series import value_rows
from roder.workspace.indicators.words import indicator_title
from roder.workspace.indicators.words import language
from roder.workspace.indicators.words import ratio_text
from roder.workspace.indicators.words import shown_cell
from roder.workspace.indicators.words import target_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.queries import IndicatorRow


def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """Show an indicator for the municipality."""
    shown = chosen_indicator(request.user, code)
    periods = _periods(request, shown)
    rows = indicator_rows([shown], periods, today=steering_day())
    origins = value_origins(shown, periods)
    title = indicator_title(shown)
    context = {
        "indicator": shown,
        "title": title,
        "figure": _figure(shown, rows),
        "chart": lines(shown, rows),
        "csv_url": f"{reverse('workspace:indicator_csv', args=[code])}?period={periods[-1]}",
        "periods": periods,
        "rows": value_rows(shown, rows),
        "verdicts": shown_verdicts(shown, rows[0].cells),
        "facts": shown_facts(shown, origins, body_names()),
        "goals": goals_served(shown),
        "revisions": [shown_origin(shown, origin) for origin in origins if not origin.is_current],
        "comparison": comparison(shown, periods, Sex.ALL),
        "entries": object_history(indicator_subject(shown), INDICATORS),
        "breadcrumbs": crumbs((title, "")),
        **_ways_on(request.user, shown),  # type: ignore[arg-type] # a signed-in person, by the door above
    }
    return render(request, "workspace/indicators/indicator.html", context)


def export(request: HttpRequest, code: str) -> HttpResponse:
    """Send the periods of an indicator as a file."""
    shown = chosen_indicator(request.user, code)
    rows = indicator_rows([shown], _periods(request, shown), today=steering_day())
    written = asked_form(request)
    table = series_table(shown, rows, is_machine=written is CsvForm.MACHINE)
    return csv_answer(table, written, f"matvarde_{shown.code}")


def _periods(request: HttpRequest, shown: Indicator) -> list[str]:
    asked = chosen_period(request.GET.get("period", ""), PeriodKind(shown.period_kind))
    return shown_periods(shown, asked)


def _figure(shown: Indicator, rows: Sequence[IndicatorRow]) -> dict[str, Any]:
    cell = latest_known(rows[0].cells)
    place = [each.period for each in rows[0].cells].index(cell.period)
    before = next((each for each in reversed(rows[0].cells[:place]) if each.value is not None), None)
    change = None if cell.value is None or before is None else cell.value - before.value  # type: ignore[operator] # the one before has a value
    return {
        "cell": shown_cell(shown, cell),
        "unit": shown.unit,
        "target": target_sentence(cell.target, shown),
        "why": reason_of(shown, cell).text(language()),
        "ratio": ratio_text(cell.attainment.ratio) if cell.attainment.ratio is not None else "",
        "trend": f"trend_{rows[0].trend.value}",
        "change": number_text(change, shown.decimals, language(), signed=True) if change is not None else "",
        "before": before.period if before else "",
        "by_sex": [{"name": row["name"], "cell": row["cells"][place]} for row in value_rows(shown, rows[1:])],
    }


def _ways_on(user: User, shown: Indicator) -> dict[str, Any]:
    day = timezone.localdate()
    may_change = may_change_indicator(user, shown, day)
    may_report = may_report_values(user, shown, "", day)

    def url(name: str, *, allowed: bool) -> str:
        return reverse(f"workspace:indicator_{name}", args=[shown.code]) if allowed else ""

    return {
        "change_url": url("change", allowed=may_change),
        "retire_url": url("retire", allowed=may_change),
        "target_url": url("target", allowed=may_change),
        "value_url": url("value", allowed=may_report),
        "judge_url": url("judge", allowed=may_report),
    }
