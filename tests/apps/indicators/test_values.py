from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.apps.indicators.indicator_world import DAY
from tests.apps.indicators.indicator_world import KEY
from tests.apps.indicators.indicator_world import NOW
from tests.apps.indicators.indicator_world import indicator
from tests.apps.indicators.indicator_world import organise
from tests.apps.indicators.indicator_world import target
from tests.apps.indicators.indicator_world import value

from roder.apps.audit.models import AuditEntry
from roder.apps.indicators.actions.observations import ValueEntry
from roder.apps.indicators.actions.observations import ValuesChangedError
from roder.apps.indicators.actions.observations import enter_values
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.indicators.models import Observation
from roder.apps.indicators.queries import attainment_of
from roder.apps.indicators.queries import indicator_rows
from roder.domain.attainment import AttainmentStatus
from roder.domain.attainment import DataState
from roder.domain.indicators import PeriodKind
from roder.domain.indicators import Sex
from roder.domain.trend import Trend

if TYPE_CHECKING:
    from django.test.utils import CaptureQueriesContext

    from roder.apps.identity.models import User
    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.queries import IndicatorCell

YEARS = ["2017", "2018"]


@pytest.fixture
def sick_leave(karin: User) -> Indicator:
    organise()
    return indicator()


def cell(of: Indicator, sex: Sex = Sex.ALL, place: str = "", period: str = "2018") -> IndicatorCell:
    rows = indicator_rows([of], [period], place=place, today=DAY)
    return next(row.latest for row in rows if row.sex is sex)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"period": "2018-01"}, "value_of_another_period_kind"),
        ({"value": Decimal("1e15")}, "value_too_long"),
        ({"value": Decimal("NaN")}, "value_too_long"),
        ({"value": Decimal("0.1234567")}, "value_too_long"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_stored(
    sick_leave: Indicator, karin: User, changes: dict[str, object], code: str
) -> None:
    good = ValueEntry(sick_leave, "2018", value=Decimal(7))
    bad = replace(ValueEntry(sick_leave, "2017"), **changes)  # type: ignore[arg-type] # the fields of the case
    with pytest.raises(IndicatorRefusedError) as refused:
        enter_values([good, bad], now=NOW, acting_user=karin)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert not Observation.objects.exists()


def test_a_value_is_entered_revised_and_never_overwritten_unseen(sick_leave: Indicator, karin: User) -> None:
    entry = ValueEntry(sick_leave, "2018", Sex.WOMEN, Decimal("8.0"))
    assert enter_values([entry], now=NOW, acting_user=karin) == 1
    assert enter_values([entry], now=NOW, acting_user=karin) == 0
    first = Observation.objects.get()
    with pytest.raises(ValuesChangedError) as late:
        enter_values([replace(entry, value=Decimal("7.5"))], now=NOW, acting_user=karin)
    assert late.value.entries == [replace(entry, value=Decimal("7.5"))]
    enter_values([replace(entry, value=Decimal("7.5"), seen=first.pk)], now=NOW, acting_user=karin)
    now, before = Observation.objects.order_by("-pk")
    assert (now.value, now.revises, now.is_current, before.is_current) == (
        Decimal("7.5"),
        before,
        True,
        False,
    )
    assert cell(sick_leave, Sex.WOMEN).state is DataState.REVISED
    entries = AuditEntry.objects.filter(event=AuditEntry.Event.VALUES_ENTERED).order_by("number")
    assert [entry.new for entry in entries] == [
        {"entered": ["2018 K"]},
        {"revised": ["2018 K"]},
    ]
    assert "7.5" not in str([entry.new for entry in entries])


def test_the_states_are_told_apart_and_a_missing_value_is_not_zero(sick_leave: Indicator) -> None:
    target(sick_leave, "8")
    assert cell(sick_leave).state is DataState.LATE
    assert cell(sick_leave, period="2019").state is DataState.NOT_DUE
    value(sick_leave, None)
    missing = cell(sick_leave)
    assert (missing.value, missing.state) == (None, DataState.MISSING)
    assert missing.attainment.status is AttainmentStatus.MISSING
    value(sick_leave, "0")
    zero = cell(sick_leave)
    assert (zero.value, zero.state) == (Decimal(0), DataState.REVISED)
    assert zero.attainment.status is AttainmentStatus.MET


def test_a_small_group_is_hidden_with_what_gives_it_away(sick_leave: Indicator) -> None:
    value(sick_leave, "7.1", sex=Sex.ALL, group=40)
    value(sick_leave, "8.0", sex=Sex.WOMEN, group=33)
    value(sick_leave, "2.9", sex=Sex.MEN, group=7)
    target(sick_leave, "8")
    shown = {sex: cell(sick_leave, sex) for sex in Sex}
    assert shown[Sex.ALL].value == Decimal("7.1")
    for sex in (Sex.WOMEN, Sex.MEN):
        assert (shown[sex].value, shown[sex].state) == (None, DataState.HIDDEN)
        assert shown[sex].attainment.status is AttainmentStatus.HIDDEN


def test_a_new_value_does_not_forget_that_the_group_is_small(sick_leave: Indicator) -> None:
    value(sick_leave, "2.9", sex=Sex.MEN, group=7)
    value(sick_leave, "3.5", sex=Sex.MEN)
    assert Observation.objects.get(is_current=True).group_size == 7
    assert cell(sick_leave, Sex.MEN).state is DataState.HIDDEN


def test_an_older_small_value_keeps_the_newer_hidden(sick_leave: Indicator) -> None:
    value(sick_leave, "2.9", sex=Sex.MEN, group=7)
    value(sick_leave, "3.5", sex=Sex.MEN, group=12)
    assert cell(sick_leave, Sex.MEN).state is DataState.HIDDEN


def test_a_small_unit_hides_its_smallest_sibling(sick_leave: Indicator) -> None:
    value(sick_leave, "7.0", group=100)
    value(sick_leave, "5.0", place="411", group=6)
    value(sick_leave, "9.0", place="412", group=44)
    value(sick_leave, "6.0", place="500", group=50)
    assert cell(sick_leave).state is DataState.THERE
    assert [cell(sick_leave, place=place).state for place in ("411", "412", "500")] == [
        DataState.HIDDEN,
        DataState.HIDDEN,
        DataState.THERE,
    ]


def test_counts_of_people_are_hidden_below_the_smallest_group_but_not_nobody(karin: User) -> None:
    organise()
    count = indicator(counts_people=True, smallest_group=5, unit="antal")
    value(count, "4", "2017")
    value(count, "0", "2018")
    row = indicator_rows([count], YEARS, today=DAY)[0]
    assert [each.state for each in row.cells] == [DataState.HIDDEN, DataState.THERE]
    assert row.trend is Trend.UNKNOWN


def test_a_target_for_all_holds_for_the_sexes_but_not_for_counts(sick_leave: Indicator) -> None:
    count = indicator(code="COUNT", counts_people=True)
    for each in (sick_leave, count):
        value(each, "20", sex=Sex.WOMEN)
        target(each, "8")
    assert cell(sick_leave, Sex.WOMEN).attainment.status is AttainmentStatus.MISSED
    assert cell(count, Sex.WOMEN).attainment.status is AttainmentStatus.NO_TARGET
    target(count, "30", sex=Sex.WOMEN)
    assert cell(count, Sex.WOMEN).has_own_target
    assert cell(count, Sex.WOMEN).attainment.status is AttainmentStatus.MET


def test_the_mean_counts_each_indicator_once_and_says_what_is_not_in_it(sick_leave: Indicator) -> None:
    value(sick_leave, "10")
    target(sick_leave, "8")
    school = indicator(
        code="SCHOOL", period_kind=PeriodKind.SCHOOL_YEAR, is_by_sex=False, no_sex_reason="Not kept so"
    )
    value(school, "5", "2017/18")
    target(school, "8", "2017/18")
    late, aimless = indicator(code="LATE"), indicator(code="AIMLESS")
    target(late, "8")
    found = attainment_of([sick_leave, school, late, aimless], "2018", today=DAY)
    assert [(row.indicator.code, row.sex.value, row.latest.period) for row in found.rows][:4] == [
        ("N00090", "T", "2018"),
        ("N00090", "K", "2018"),
        ("N00090", "M", "2018"),
        ("SCHOOL", "T", "2017/18"),
    ]
    mean = found.mean
    assert (mean.ratio, mean.counted) == (Decimal("0.900000"), 2)
    assert (mean.without_value, mean.without_target, mean.without_ratio) == (1, 1, 0)


def test_many_indicators_take_a_few_questions(
    sick_leave: Indicator, django_assert_max_num_queries: CaptureQueriesContext
) -> None:
    many = [sick_leave, *(indicator(code=f"I{number}") for number in range(12))]
    for each in many:
        value(each, "7.1", group=40)
        value(each, "7.1", place="411", group=20)
    with django_assert_max_num_queries(4):  # type: ignore[operator] # a fixture that is a function
        assert len(indicator_rows(many, YEARS, today=DAY)) == 39


def test_what_is_typed_in_for_a_fetched_indicator_says_that_it_was_not_fetched(karin: User) -> None:
    organise()
    fetched = indicator(source="kolada")
    assert value(fetched, "7").source == "other"
    assert value(indicator(code="OWN"), "7").source == "own"
    assert fetched.organisation == KEY
