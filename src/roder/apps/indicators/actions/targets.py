"""What an indicator should come to. A target is set, changed or taken away; each is an act on the indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.indicators.models import Target
from roder.apps.indicators.queries import indicator_subject
from roder.domain.indicator_checks import period_faults
from roder.domain.indicators import Direction
from roder.domain.indicators import Sex
from roder.domain.problems import refuses
from roder.domain.target_checks import target_faults

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User
    from roder.apps.indicators.models import Indicator
    from roder.domain.attainment import TargetValue

UNSET = 0
"""The version seen by who saw that there was no target."""


@transaction.atomic
def set_target(
    indicator: Indicator,
    period: str,
    sex: Sex,
    target: TargetValue,
    *,
    decision: Decision | None = None,
    is_example: bool = False,
    seen_version: int = UNSET,
    acting_user: User,
) -> Target:
    """Set or change the target of a period, for all or for one sex.

    Raises ``IndicatorRefusedError``, and ``StaleVersionError`` when somebody else set another meanwhile.
    """
    problems = [
        *period_faults(period, sex, indicator.period_kind, is_by_sex=indicator.is_by_sex),
        *target_faults(target, Direction(indicator.direction)),
    ]
    if refuses(problems):
        raise IndicatorRefusedError(problems)
    values = {"kind": target.kind, "value": target.value, "upper": target.upper, "limit": target.limit}
    event, subject = AuditEntry.Event.TARGET_SET, indicator_subject(indicator)
    row, is_new = Target.objects.select_related("decision").get_or_create(
        indicator=indicator,
        period=period,
        sex=sex,
        defaults=values | {"decision": decision, "is_example": is_example},
    )
    if is_new:
        new = {name: value for name, value in values.items() if value is not None}
        new |= {"period": period, "sex": sex} | ({"decision": str(decision)} if decision else {})
        record(event, subject, acting_user=acting_user, new=new)
        return row
    written = values | {"decision_id": decision.pk if decision else row.decision_id}
    change(row, written, seen_version=seen_version, event=event, subject=subject, acting_user=acting_user)
    return row


@transaction.atomic
def clear_target(target: Target, *, seen_version: int, acting_user: User) -> None:
    """Take a target away. Raises ``StaleVersionError`` when it is not as it was seen."""
    event, subject = AuditEntry.Event.TARGET_CLEARED, indicator_subject(target.indicator)
    gone, _by_model = Target.objects.filter(pk=target.pk, version=seen_version).delete()
    if not gone:
        current = Target.objects.filter(pk=target.pk).first()
        if current is None:
            return
        raise stale(current, mine={"value": None}, event=event, subject=subject)
    old = {"period": target.period, "sex": target.sex, "kind": target.kind, "value": target.value}
    record(event, subject, acting_user=acting_user, old=old)
