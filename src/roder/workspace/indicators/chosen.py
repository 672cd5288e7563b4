"""Which indicator, periods and bodies a page is about."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.indicators.access import access_indicator
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day
from roder.apps.organisation.queries import organisation_tree
from roder.domain.attainment import DataState
from roder.domain.indicator_periods import IndicatorPeriod
from roder.domain.indicator_periods import latest_within
from roder.domain.indicator_periods import periods_to
from roder.domain.indicators import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User
    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.queries import IndicatorCell

FIVE = 5


def chosen_indicator(user: User | AnonymousUser, code: str) -> Indicator:
    """Return the indicator that the address names, to those who may read it; ``Http404`` when there is none."""
    return access_indicator(user, tree_organisation_shown(), code)


def chosen_period(text: str, kind: PeriodKind, day: date | None = None) -> IndicatorPeriod:
    """Return the period that the address names, or the last that began before the steering day."""
    if text:
        try:
            return IndicatorPeriod.parse(text)
        except ValueError:
            raise Http404(text) from None
    return IndicatorPeriod.at(kind, day or steering_day())


def shown_periods(indicator: Indicator, last: IndicatorPeriod | None = None, count: int = FIVE) -> list[str]:
    """Return the periods of an indicator's own kind that a page shows, oldest first."""
    kind = PeriodKind(indicator.period_kind)
    if last is None:
        end = IndicatorPeriod.at(kind, steering_day())
    else:
        end = last if last.kind is kind else latest_within(kind, last.last_day)
    return [str(period) for period in periods_to(end, count)]


def latest_known(cells: Sequence[IndicatorCell]) -> IndicatorCell:
    """Return the last cell that has something to say: a value, a hidden one, or one that is missing or late."""
    said = [cell for cell in cells if cell.state is not DataState.NOT_DUE]
    return said[-1] if said else cells[-1]


def body_names(day: date | None = None) -> dict[str, str]:
    """Return the names of the bodies by code, as the organisation is on the day."""
    tree = organisation_tree(tree_organisation_shown(), day or steering_day())
    return {code: body.name for code, body in sorted(tree.bodies.items())}


def crumbs(*steps: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the way to a page: the indicators, then each step's label and address."""
    first = {"label": _("Indicators"), "url": reverse("workspace:indicators")}
    return [first, *({"label": label, "url": url} for label, url in steps)]
