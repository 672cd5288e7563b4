from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.apps.indicators.indicator_world import KEY
from tests.apps.indicators.indicator_world import NOW
from tests.apps.indicators.indicator_world import indicator
from tests.apps.indicators.indicator_world import organise

from roder.apps.audit.models import AuditEntry
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.indicators.actions.scale import set_verdict_scale
from roder.apps.indicators.actions.verdicts import judge_indicator
from roder.apps.indicators.models import IndicatorVerdict
from roder.apps.indicators.scale_queries import verdict_scale
from roder.domain.verdict_scale import ScaleStep
from roder.domain.verdict_scale import VerdictTone
from roder.domain.verdict_scale import default_scale
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from roder.apps.identity.models import User


def codes(error: pytest.ExceptionInfo[IndicatorRefusedError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_a_verdict_has_a_period_a_step_and_a_reason(karin: User) -> None:
    organise()
    made = indicator()
    for period, level, reason, code in (
        ("2018-01", "good", "Why", "value_of_another_period_kind"),
        ("2018", "great", "Why", "verdict_without_step"),
        ("2018", "good", "  ", "verdict_without_reason"),
    ):
        with pytest.raises(IndicatorRefusedError) as refused:
            judge_indicator(made, period, level, reason, now=NOW, acting_user=karin)
        assert codes(refused) == [code]
    judge_indicator(made, "2018", "good", " Fewer are ill. ", now=NOW, acting_user=karin)
    judge_indicator(made, "2018", "ok", "On second thought.", now=NOW, acting_user=karin)
    assert [verdict.reason for verdict in IndicatorVerdict.objects.order_by("pk")] == [
        "Fewer are ill.",
        "On second thought.",
    ]
    entry = AuditEntry.objects.filter(event=AuditEntry.Event.INDICATOR_JUDGED).latest("number")
    assert entry.new == {"period": "2018", "verdict": "Ok", "reason": "On second thought."}


def test_the_scale_is_the_usual_until_the_organisation_makes_its_own(karin: User) -> None:
    scale = verdict_scale(KEY)
    assert (scale.is_default, scale.version, list(scale.steps)) == (True, 0, default_scale())
    with pytest.raises(IndicatorRefusedError) as refused:
        set_verdict_scale(KEY, default_scale()[:1], seen_version=0, acting_user=karin)
    assert codes(refused) == ["scale_too_short"]
    good, ok, poor = default_scale()
    four = [
        good,
        replace(ok, name="Godtagbart"),
        poor,
        ScaleStep("none", "?", "Not judged", VerdictTone.UNKNOWN),
    ]
    set_verdict_scale(KEY, four, seen_version=0, acting_user=karin)
    assert [step.name for step in verdict_scale(KEY).steps] == ["Bra", "Godtagbart", "Har brister", "?"]
    set_verdict_scale(KEY, four, seen_version=0, acting_user=karin)  # the same again is no conflict
    with pytest.raises(StaleVersionError):
        set_verdict_scale(KEY, default_scale(), seen_version=0, acting_user=karin)
    set_verdict_scale(KEY, [good, poor], seen_version=1, acting_user=karin)
    assert verdict_scale(KEY).version == 2
    assert AuditEntry.objects.filter(event=AuditEntry.Event.VERDICT_SCALE_SET).count() == 2


def test_a_step_that_verdicts_were_given_by_stays(karin: User) -> None:
    organise()
    judge_indicator(indicator(), "2018", "ok", "Why", now=NOW, acting_user=karin)
    good, ok, poor = default_scale()
    with pytest.raises(IndicatorRefusedError) as refused:
        set_verdict_scale(KEY, [good, poor], seen_version=0, acting_user=karin)
    assert codes(refused) == ["scale_step_in_use"]
    with pytest.raises(IndicatorRefusedError):
        set_verdict_scale(KEY, [good, ok], used={"poor"}, seen_version=0, acting_user=karin)
    set_verdict_scale(KEY, [good, replace(ok, name="Nja"), poor], seen_version=0, acting_user=karin)
    assert verdict_scale(KEY).step("ok").name == "Nja"
    assert verdict_scale(KEY).step("gone") == ScaleStep("gone", "gone", "gone", VerdictTone.UNKNOWN)
