"""A person's signed judgement of an indicator. Only ever added: a later one stands beside the earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.indicators.models import IndicatorVerdict
from roder.apps.indicators.queries import indicator_subject
from roder.apps.indicators.scale_queries import verdict_scale
from roder.domain.indicator_checks import period_faults
from roder.domain.indicators import Sex
from roder.domain.problems import refuses
from roder.domain.verdict_scale import verdict_faults

if TYPE_CHECKING:
    from datetime import datetime

    from roder.apps.identity.models import User
    from roder.apps.indicators.models import Indicator


@transaction.atomic
def judge_indicator(
    indicator: Indicator, period: str, level: str, reason: str, *, now: datetime, acting_user: User
) -> IndicatorVerdict:
    """Judge an indicator in a period by a step of the organisation's scale, with the reason why.

    Raises ``IndicatorRefusedError``.
    """
    scale = verdict_scale(indicator.organisation)
    problems = [
        *period_faults(period, Sex.ALL, indicator.period_kind, is_by_sex=indicator.is_by_sex),
        *verdict_faults(level, reason, scale.steps),
    ]
    if refuses(problems):
        raise IndicatorRefusedError(problems)
    verdict = IndicatorVerdict.objects.create(
        indicator=indicator,
        period=period,
        level=level,
        reason=reason.strip(),
        judged_by=acting_user,
        judged_at=now,
    )
    record(
        AuditEntry.Event.INDICATOR_JUDGED,
        indicator_subject(indicator),
        acting_user=acting_user,
        new={"period": period, "verdict": scale.step(level).name, "reason": verdict.reason},
    )
    return verdict
