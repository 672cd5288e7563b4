"""The environmental scan of a budget year: its trends, and where each consequence stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgetprocess.models import CostQualityAnalysis
from roder.apps.budgetprocess.models import ScanTrend
from roder.apps.budgetprocess.models import TrendConsequence
from roder.domain.preparation import TrendState
from roder.domain.preparation import consequence_states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from roder.domain.preparation import ConsequenceState


def trends(organisation: str, year: int) -> QuerySet[ScanTrend]:
    """Return the trends of a budget year in the order they were written."""
    return ScanTrend.objects.filter(organisation=organisation, year=year)


def consequences(organisation: str, year: int) -> QuerySet[TrendConsequence]:
    """Return what the trends of a budget year mean, with those who wrote and approved."""
    found = TrendConsequence.objects.filter(trend__organisation=organisation, trend__year=year)
    return found.select_related("trend", "written_by", "approved_by")


def states_by_body(
    found: Sequence[ScanTrend], bodies: Sequence[str]
) -> dict[tuple[int, str], ConsequenceState]:
    """Return where what each trend means for each body stands; trends that are set aside ask nothing."""
    asked = {trend.pk: [] if trend.trend_state == TrendState.SET_ASIDE else trend.bodies for trend in found}
    rows = TrendConsequence.objects.filter(trend__in=list(asked))
    written = {(row.trend_id, row.body_code): row.approved_at is not None for row in rows}
    return consequence_states(asked, bodies, written)


def analyses(organisation: str, year: int) -> dict[str, CostQualityAnalysis]:
    """Return the analyses of a budget year by body code; the empty code is the whole."""
    rows = CostQualityAnalysis.objects.filter(organisation=organisation, year=year)
    return {row.body_code: row for row in rows.select_related("written_by")}
