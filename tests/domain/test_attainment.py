from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.attainment import Attainment
from roder.domain.attainment import AttainmentStatus
from roder.domain.attainment import DataState
from roder.domain.attainment import RatioGap
from roder.domain.attainment import TargetValue
from roder.domain.attainment import attainment
from roder.domain.attainment import data_state
from roder.domain.attainment import mean_attainment
from roder.domain.indicators import Direction
from roder.domain.indicators import TargetKind
from roder.domain.indicators import ValueState
from roder.domain.target_checks import target_faults
from roder.domain.trend import Trend
from roder.domain.trend import trend

GRADES = [AttainmentStatus.MISSED, AttainmentStatus.NEAR, AttainmentStatus.MET]
EIGHTY = TargetValue(TargetKind.REACH, Decimal(80))
numbers = st.decimals(-1000, 1000, places=3)


@st.composite
def targets(draw: st.DrawFn) -> TargetValue:
    kind = draw(st.sampled_from(list(TargetKind)))
    value, limit = draw(numbers), draw(st.none() | numbers)
    width = draw(st.decimals(0, 500, places=3))
    return TargetValue(kind, value, value + width if kind is TargetKind.RANGE else None, limit)


def judged(value: Decimal, target: TargetValue, direction: Direction) -> Attainment:
    return attainment(value, DataState.THERE, target, direction)


def number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell and cell != "?" else None


@pytest.mark.parametrize(
    "row", worked_table("attainment", "case"), ids=[row[0] for row in worked_table("attainment", "case")]
)
def test_status_and_ratio_follow_the_worked_table(row: list[str]) -> None:
    _, direction, kind, value, upper, limit, found, status, ratio = row
    target = TargetValue(TargetKind(kind), Decimal(value), number(upper), number(limit)) if kind else None
    result = attainment(number(found), DataState.THERE, target, Direction(direction))
    said = str(result.ratio) if result.ratio is not None else result.ratio_gap or ""
    assert (result.status, said) == (status, ratio)
    if target is not None:
        assert target_faults(target, Direction(direction)) == []


@pytest.mark.parametrize("row", worked_table("attainment", "observation"))
def test_states_without_a_value_follow_the_worked_table(row: list[str]) -> None:
    observation, revises, today, due, state, status = row
    known = None if observation == "none" else ValueState(observation)
    found = data_state(
        known,
        is_revision=revises == "yes",
        due_on=date.fromisoformat(due),
        today=date.fromisoformat(today),
    )
    assert found == state
    value = Decimal(90) if known is ValueState.VALUE else None
    assert attainment(value, found, EIGHTY, Direction.UP).status == status


def test_a_hidden_value_is_not_judged_even_when_somebody_hands_it_in() -> None:
    result = attainment(Decimal(90), DataState.HIDDEN, EIGHTY, Direction.UP)
    assert result == Attainment(AttainmentStatus.HIDDEN)


def of_sign(sign: str) -> Attainment:
    if sign == "x":
        return Attainment(AttainmentStatus.NO_TARGET)
    if sign == "?":
        return Attainment(AttainmentStatus.LATE)
    if sign == "0":
        return Attainment(AttainmentStatus.MET, None, RatioGap.TARGET_IS_ZERO)
    return Attainment(AttainmentStatus.MET, Decimal(sign))


@pytest.mark.parametrize("row", worked_table("attainment", "indicators"))
def test_the_mean_says_what_is_not_in_it(row: list[str]) -> None:
    signs, mean, *counts = row
    result = mean_attainment([of_sign(sign) for sign in signs.split()])
    assert result.ratio == (None if mean == "none" else Decimal(mean))
    assert [result.counted, result.without_value, result.without_target, result.without_ratio] == [
        int(count) for count in counts
    ]


@pytest.mark.parametrize("row", worked_table("attainment", "values, oldest first"))
def test_the_trend_follows_the_worked_table(row: list[str]) -> None:
    values, direction, ends, expected = row
    target = None
    if ends:
        lower, upper = (Decimal(end) for end in ends.split())
        target = TargetValue(TargetKind.RANGE, lower, upper)
    assert trend([number(value) for value in values.split()], Direction(direction), target) == expected


@given(numbers, numbers, targets(), st.sampled_from([Direction.UP, Direction.DOWN]))
def test_better_values_never_get_a_worse_status_or_ratio(
    one: Decimal, other: Decimal, target: TargetValue, direction: Direction
) -> None:
    if target.kind is TargetKind.RANGE:
        target = TargetValue(TargetKind.REACH, target.value, None, target.limit)
    worse, better = sorted([one, other], reverse=direction is Direction.DOWN)
    low, high = judged(worse, target, direction), judged(better, target, direction)
    assert GRADES.index(low.status) <= GRADES.index(high.status)
    if low.ratio is not None and high.ratio is not None:
        assert low.ratio <= high.ratio
    assert (low.ratio is None) == (high.ratio is None)


@given(numbers, numbers, targets())
def test_nearer_to_an_interval_is_never_worse(one: Decimal, other: Decimal, target: TargetValue) -> None:
    lower, upper = target.ends(Direction.INTERVAL)
    assert lower is not None
    assert upper is not None
    below = [value for value in (one, other) if value < lower]
    for farther, nearer in zip(sorted(below), sorted(below)[1:], strict=False):
        low, high = judged(farther, target, Direction.INTERVAL), judged(nearer, target, Direction.INTERVAL)
        assert GRADES.index(low.status) <= GRADES.index(high.status)
        assert (low.ratio or 0) <= (high.ratio or 0)
    assert judged(lower, target, Direction.INTERVAL).status is AttainmentStatus.MET
    assert judged(upper, target, Direction.INTERVAL).status is AttainmentStatus.MET


@given(numbers, targets(), st.sampled_from(list(Direction)), st.sampled_from(["0.001", "0.5", "3", "1000"]))
def test_another_unit_changes_neither_status_nor_ratio(
    value: Decimal, target: TargetValue, direction: Direction, factor: str
) -> None:
    scale = Decimal(factor)
    scaled = TargetValue(
        target.kind,
        target.value * scale,
        None if target.upper is None else target.upper * scale,
        None if target.limit is None else target.limit * scale,
    )
    assert judged(value * scale, scaled, direction) == judged(value, target, direction)


@given(numbers, targets(), st.sampled_from(list(Direction)))
def test_a_ratio_of_one_is_a_target_met_and_no_ratio_has_a_reason(
    value: Decimal, target: TargetValue, direction: Direction
) -> None:
    result = judged(value, target, direction)
    assert (result.ratio is None) == (result.ratio_gap is not None)
    if result.ratio is not None:
        assert 0 <= result.ratio <= 1
        assert (result.ratio == 1) == (result.status is AttainmentStatus.MET)


@given(st.lists(st.sampled_from(["x", "?", "0", "1", "0.333333", "0.7"])))
def test_the_mean_does_not_depend_on_the_order_and_counts_everyone_once(signs: list[str]) -> None:
    found = [of_sign(sign) for sign in signs]
    mean = mean_attainment(found)
    assert mean_attainment(sorted(found, key=lambda item: str(item.ratio))) == mean
    assert mean_attainment(reversed(found)) == mean
    assert mean.counted + mean.without_value + mean.without_target + mean.without_ratio == len(signs)


@given(st.lists(numbers, min_size=2, max_size=6))
def test_what_is_better_upwards_is_worse_downwards(values: list[Decimal]) -> None:
    mirror = {Trend.BETTER: Trend.WORSE, Trend.WORSE: Trend.BETTER}
    upwards = trend(values, Direction.UP)
    assert trend(values, Direction.DOWN) is mirror.get(upwards, upwards)


def test_a_target_that_contradicts_itself_is_refused() -> None:
    def codes(target: TargetValue, direction: Direction) -> list[str]:
        return [problem.code for problem in target_faults(target, direction)]

    reach, keep, within = TargetKind.REACH, TargetKind.KEEP, TargetKind.RANGE
    one, two, three = Decimal(1), Decimal(2), Decimal(3)
    assert codes(TargetValue(within, one), Direction.UP) == ["target_without_upper_end"]
    assert codes(TargetValue(reach, one, two), Direction.UP) == ["target_upper_end_of_no_range"]
    assert codes(TargetValue(within, two, one), Direction.INTERVAL) == ["target_range_backwards"]
    assert codes(TargetValue(reach, two, None, three), Direction.UP) == ["target_limit_inside"]
    assert codes(TargetValue(keep, two, None, one), Direction.DOWN) == ["target_limit_inside"]
    assert codes(TargetValue(within, one, three, two), Direction.INTERVAL) == ["target_limit_inside"]
    assert codes(TargetValue(within, one, two, three), Direction.INTERVAL) == []
    assert codes(TargetValue(keep, two, None, two), Direction.UP) == []
    assert TargetValue(within, two).ends(Direction.UP) == (two, two)
