"""The scale by which people judge: its steps, their names, tones and order, for the whole organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.indicators.models import IndicatorVerdict
from roder.apps.indicators.models import VerdictLevel
from roder.apps.indicators.scale_queries import verdict_scale
from roder.domain.problems import refuses
from roder.domain.verdict_scale import scale_faults
from roder.domain.verdict_scale import step_in_use

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Sequence

    from roder.apps.identity.models import User
    from roder.domain.verdict_scale import ScaleStep


@transaction.atomic
def set_verdict_scale(
    organisation: str,
    steps: Sequence[ScaleStep],
    *,
    used: Collection[str] = (),
    seen_version: int,
    acting_user: User,
) -> None:
    """Put these steps in place of the organisation's scale. Names may change; a step that has been used stays.

    ``used`` are the keys by which others than indicators have been judged, which this app does not know.

    Raises ``IndicatorRefusedError``, and ``StaleVersionError`` when somebody else changed it meanwhile.
    """
    held = verdict_scale(organisation)
    before, after = _texts(held.steps), _texts(steps)
    event = AuditEntry.Event.VERDICT_SCALE_SET
    problems = scale_faults(steps) + [
        step_in_use(step.name)
        for step in held.steps
        if step.key in _gone_but_used(organisation, held.steps, steps, used)
    ]
    if refuses(problems):
        raise IndicatorRefusedError(problems)
    if before == after:
        return
    if held.version != seen_version or not _replaced(organisation, steps, seen_version):
        raise stale(None, mine={"steps": after}, event=event, subject=organisation)
    record(event, organisation, acting_user=acting_user, old={"steps": before}, new={"steps": after})


def _replaced(organisation: str, steps: Sequence[ScaleStep], seen_version: int) -> bool:
    """Put the steps in place of those of the version seen; ``False`` when somebody was quicker."""
    levels = VerdictLevel.objects.filter(organisation=organisation, version=seen_version)
    if seen_version and not levels.delete()[0]:
        return False
    try:
        with transaction.atomic():
            VerdictLevel.objects.bulk_create(
                VerdictLevel(
                    organisation=organisation,
                    position=position,
                    key=step.key,
                    name=step.name.strip(),
                    name_en=step.name_en.strip(),
                    tone=step.tone,
                    version=seen_version + 1,
                )
                for position, step in enumerate(steps)
            )
    except IntegrityError:
        return False
    return True


def _texts(steps: Sequence[ScaleStep]) -> list[str]:
    return [f"{step.name.strip()} / {step.name_en.strip()} ({step.tone})" for step in steps]


def _gone_but_used(
    organisation: str, held: Sequence[ScaleStep], steps: Sequence[ScaleStep], used: Collection[str]
) -> set[str]:
    gone = {step.key for step in held} - {step.key for step in steps}
    judged = IndicatorVerdict.objects.filter(indicator__organisation=organisation, level__in=gone)
    return gone & {*used, *judged.values_list("level", flat=True)}
