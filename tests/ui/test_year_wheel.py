"""A year's wheel has an arc for each part, none over another, and a hand only while the day is in the year."""

from __future__ import annotations

from datetime import date

from roder.domain.budget_steps import step_templates
from roder.ui.charts.year_wheel import LEAST
from roder.ui.charts.year_wheel import WheelPart
from roder.ui.charts.year_wheel import year_wheel

MONTHS = ["m"] * 12
PARTS = [WheelPart(str(step.number), *step.days(2019), "ahead") for step in step_templates(2019)]


def test_parts_that_overlap_lie_on_tracks_of_their_own() -> None:
    wheel = year_wheel(PARTS, date(2018, 8, 31), MONTHS)
    tracks = {arc.label: arc.track for arc in wheel.arcs}
    assert [len(wheel.arcs), len(wheel.months)] == [11, 12]
    assert max(tracks.values()) == 2
    for one, other in (("1", "2"), ("2", "3"), ("5", "6"), ("6", "7"), ("7", "8"), ("1", "10"), ("10", "11")):
        assert tracks[one] != tracks[other], (one, other)


def test_the_hand_stands_where_the_day_is() -> None:
    wheel = year_wheel(PARTS, date(2018, 7, 1), MONTHS)
    assert wheel.hand is not None
    x1, _y1, x2, y2 = (float(each) for each in wheel.hand)
    assert abs(x1 - 200) < 5
    assert abs(x2 - 200) < 5
    assert y2 > 355
    assert year_wheel(PARTS, date(2020, 7, 1), MONTHS).hand is None
    assert year_wheel([], date(2020, 7, 1), MONTHS).arcs == ()


def test_a_single_day_can_be_seen_and_a_long_part_goes_around() -> None:
    day, half = date(2019, 1, 1), WheelPart("b", date(2018, 1, 1), date(2018, 11, 30), "done")
    single, long = year_wheel([WheelPart("a", day, day, "now"), half], day, MONTHS).arcs
    assert LEAST > 1
    assert " 0 0 1 " in single.path
    assert " 0 1 1 " in long.path
