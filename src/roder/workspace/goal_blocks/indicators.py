"""What is measured of the goal: each indicator with its latest value, target, status and the way there."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse

from roder.apps.goals.access import may_edit_goals
from roder.apps.goals.indicator_queries import indicators_of_goal
from roder.apps.indicators.queries import indicator_rows
from roder.apps.ledger.steering_days import steering_day
from roder.domain.attainment import mean_attainment
from roder.domain.indicators import Sex
from roder.ui.charts.sparks import spark_points
from roder.workspace.indicators.chosen import latest_known
from roder.workspace.indicators.chosen import shown_periods
from roder.workspace.indicators.words import indicator_title
from roder.workspace.indicators.words import indicator_url
from roder.workspace.indicators.words import ratio_text
from roder.workspace.indicators.words import sex_name
from roder.workspace.indicators.words import shown_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User
    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.queries import IndicatorRow

MOST_SHOWN = 25
FIRST_OF_MANY = 5
STATUSES = ("met", "near", "missed")


def block(goal: Goal, user: User) -> dict[str, Any]:
    """Return the goal's indicators, each at the last of its periods that has something to say.

    Of very many the first stand here and the rest, with the mean, in the list: a page that judges thousands
    makes everyone wait.
    """
    every = indicators_of_goal(goal)
    found = list(every[: MOST_SHOWN + 1])
    total = every.count() if len(found) > MOST_SHOWN else len(found)
    found = found if len(found) == total else found[:FIRST_OF_MANY]
    rows = _rows(found)
    of_all = [by_sex[0] for by_sex in rows.values()]
    latest = [latest_known(row.cells).attainment for row in of_all]
    mean = mean_attainment(latest)
    counts = Counter(each.status.value for each in latest)
    return {
        "rows": [_row(rows[each.pk]) for each in found],
        "total": total,
        "is_whole": total == len(found),
        "counts": [(f"attainment_{status}", counts[status]) for status in STATUSES],
        "mean": ratio_text(mean.ratio),
        "counted": mean.counted,
        "outside": len(latest) - mean.counted,
        "list_url": f"{reverse('workspace:indicators')}?goal={goal.pk}",
        "link_url": reverse("workspace:goal_indicators", args=[goal.tree.code, goal.code])
        if may_edit_goals(user) and not goal.body_code
        else "",
    }


def _rows(found: Sequence[Indicator]) -> dict[int, list[IndicatorRow]]:
    """The rows by indicator, all first; one question for each kind of period."""
    by_periods: dict[tuple[str, ...], list[Indicator]] = defaultdict(list)
    periods_of: dict[str, tuple[str, ...]] = {}
    for indicator in found:
        if indicator.period_kind not in periods_of:
            periods_of[indicator.period_kind] = tuple(shown_periods(indicator))
        by_periods[periods_of[indicator.period_kind]].append(indicator)
    rows: dict[int, list[IndicatorRow]] = defaultdict(list)
    for periods, indicators in by_periods.items():
        for row in indicator_rows(indicators, periods, today=steering_day()):
            rows[row.indicator.pk].append(row)
    return rows


def _row(rows: Sequence[IndicatorRow]) -> dict[str, Any]:
    of_all = rows[0]
    indicator, cell = of_all.indicator, latest_known(of_all.cells)
    place = of_all.cells.index(cell)
    return {
        "title": indicator_title(indicator),
        "code": indicator.code,
        "unit": indicator.unit,
        "url": indicator_url(indicator),
        "is_example": indicator.is_example,
        "cell": shown_cell(indicator, cell),
        "spark": spark_points([each.value for each in of_all.cells]),
        "trend": f"trend_{of_all.trend.value}",
        "by_sex": [
            {"name": sex_name(row.sex), "cell": shown_cell(indicator, row.cells[place])}
            for row in rows
            if row.sex is not Sex.ALL
        ],
    }
