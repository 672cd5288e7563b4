from __future__ import annotations

from dataclasses import replace

import pytest
from tests.worked_tables import worked_table

from roder.domain.attainment import AttainmentStatus
from roder.domain.verdict_scale import ScaleStep
from roder.domain.verdict_scale import VerdictTone
from roder.domain.verdict_scale import agreement
from roder.domain.verdict_scale import default_scale
from roder.domain.verdict_scale import scale_faults


@pytest.mark.parametrize("row", worked_table("attainment", "verdict"))
def test_agreement_follows_the_worked_table(row: list[str]) -> None:
    verdict, computed, expected = row
    assert agreement(VerdictTone(verdict), AttainmentStatus(computed)) == expected


def test_a_scale_that_cannot_be_read_is_refused() -> None:
    good, fair, poor = default_scale()
    assert [problem.code for problem in scale_faults([good])] == ["scale_too_short"]
    unjudged = ScaleStep("none", "Kan inte bedömas", "Cannot be judged", VerdictTone.UNKNOWN)
    assert [problem.code for problem in scale_faults([good, unjudged])] == ["scale_too_short"]
    assert [problem.code for problem in scale_faults([good, replace(poor, name_en=" ")])] == [
        "scale_step_without_name"
    ]
    assert [problem.code for problem in scale_faults([good, replace(poor, name="BRA")])] == [
        "scale_step_twice"
    ]
    assert [problem.code for problem in scale_faults([good, replace(poor, key="good")])] == [
        "scale_step_twice"
    ]
    assert [problem.code for problem in scale_faults([poor, fair, good])] == ["scale_out_of_order"]
    assert scale_faults([good, fair, unjudged, poor]) == []
    assert scale_faults(default_scale()) == []
