"""The human verdicts of an indicator, each beside what was computed for the same period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.indicators.scale_queries import verdict_scale
from roder.apps.indicators.value_history import verdicts_of_indicator
from roder.domain.attainment import AttainmentStatus
from roder.domain.verdict_scale import VerdictTone
from roder.domain.verdict_scale import agreement
from roder.workspace.indicators.words import is_swedish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.models import IndicatorVerdict
    from roder.apps.indicators.queries import IndicatorCell

ICONS = {
    VerdictTone.GOOD: "check",
    VerdictTone.FAIR: "warning",
    VerdictTone.POOR: "cross",
    VerdictTone.UNKNOWN: "info",
}


@dataclass(frozen=True, slots=True)
class ShownJudgement:
    """A verdict in the words of the scale, the computed status of its period, and whether they agree."""

    word: str
    tone: str
    icon: str
    verdict: IndicatorVerdict
    computed: str
    agreement: str


def shown_verdicts(indicator: Indicator, cells: Sequence[IndicatorCell]) -> list[ShownJudgement]:
    """Return the verdicts of an indicator, the latest first; only shown periods have a computed status."""
    scale = verdict_scale(indicator.organisation)
    status = {cell.period: cell.attainment.status for cell in cells}
    shown = []
    for verdict in verdicts_of_indicator(indicator):
        step = scale.step(verdict.level)
        computed = status.get(verdict.period, AttainmentStatus.NO_TARGET)
        shown.append(
            ShownJudgement(
                step.name if is_swedish() else step.name_en,
                step.tone.value,
                ICONS[step.tone],
                verdict,
                f"attainment_{computed.value}" if verdict.period in status else "",
                agreement(step.tone, computed).value,
            )
        )
    return shown
