from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils import translation
from tests.apps.indicators.statistics_world import OWN_PLACE
from tests.apps.indicators.statistics_world import SICK_LEAVE
from tests.apps.indicators.statistics_world import follow
from tests.sources.recorded_source import recorded_source

from roder.apps.identity.queries import system_user
from roder.apps.indicators.actions.fetch_jobs import fetch_indicators
from roder.apps.indicators.actions.following import choose_places
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import ValueState
from roder.workspace.indicator_comparison import comparison

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
YEARS = ["2015", "2016", "2017"]


@pytest.fixture
def indicator(settings: Any) -> Iterator[Indicator]:
    with recorded_source() as source:
        settings.KOLADA_URL = source.kolada
        source.set_value("N00090", 2017, "K", None, "Missing")
        (found,) = follow(SICK_LEAVE)
        fetch_indicators([found], progress=lambda _step, _percent: None, acting_user=system_user())
        yield found


def set_value(
    indicator: Indicator, place: str, period: str, value: str | None, *, size: int | None = None
) -> None:
    row = Observation.objects.get(indicator=indicator, place=place, period=period, sex="T", is_current=True)
    row.value = None if value is None else Decimal(value)
    row.state = ValueState.DELETED if value is None else ValueState.VALUE
    row.group_size = size
    row.save()


def page(context: dict[str, Any]) -> str:
    return render_to_string("workspace/indicators/_comparison.html", context)


def test_nothing_is_shown_where_nothing_is_compared(indicator: Indicator) -> None:
    choose_places(OWN_PLACE, [], acting_user=system_user())
    context = comparison(indicator, YEARS, "T")
    assert context == {"has_comparison": False}
    assert page(context).strip() == ""
    assert comparison(indicator, ["1999"], "T") == {"has_comparison": False}


def test_own_values_stand_first_and_every_bar_has_its_number(indicator: Indicator) -> None:
    with translation.override("sv"):
        context = comparison(indicator, YEARS, "T")
        shown = page(context)
    assert [row.name for row in context["rows"]] == [
        "Södertälje",
        "Liknande kommuner, övergripande, Södertälje, 2017",
        "Riket",
    ]
    assert [bar.text for bar in context["bars"]] == ["7,1", "6,8", "6,9"]
    assert context["bars"][0].length == "100.00"
    assert (context["latest"], context["sources"]) == ("2017", ["Kolada (RKA)"])
    assert shown.count("Medel av 8 kommuner") == 1, "said once where it is the same for all"
    assert "Källa: Kolada (RKA)." in shown
    for text in ("7,1", "6,8", "6,9"):
        assert f'<span class="number">{text}</span>' in shown
        assert f'<td class="numeric">{text}' in shown


def test_missing_is_said_and_the_bars_are_of_the_last_year_with_a_value_of_our_own(
    indicator: Indicator,
) -> None:
    with translation.override("sv"):
        context = comparison(indicator, YEARS, "K")
    own = context["rows"][0].cells[-1]
    assert (own.text, own.note) == ("–", "Saknas hos källan (Missing)")
    assert context["latest"] == "2016"
    set_value(indicator, "0000", "2017", None)
    with translation.override("en"):
        context = comparison(indicator, YEARS, "T")
    assert context["rows"][-1].cells[-1].note == "Taken back by the source"
    assert len(context["bars"]) == 2


def test_bars_of_negative_numbers_begin_at_zero(indicator: Indicator) -> None:
    set_value(indicator, "", "2017", "-3")
    set_value(indicator, "G37329", "2017", "1")
    set_value(indicator, "0000", "2017", "0")
    bars = comparison(indicator, YEARS, "T")["bars"]
    assert [(bar.text, bar.start, bar.length) for bar in bars] == [
        ("−3,0", "0.00", "75.00"),
        ("1,0", "75.00", "25.00"),
        ("0,0", "75.00", "0.00"),
    ]
    for place in ("", "G37329"):
        set_value(indicator, place, "2017", "0")
    assert {bar.length for bar in comparison(indicator, YEARS, "T")["bars"]} == {"0"}


def test_a_value_of_too_few_is_hidden_but_averages_of_few_municipalities_are_not(
    indicator: Indicator,
) -> None:
    set_value(indicator, "", "2017", "7.1", size=3)
    set_value(indicator, "G37329", "2017", "6.8", size=3)
    with translation.override("sv"):
        context = comparison(indicator, YEARS, "T")
    own, group, _country = (row.cells[-1] for row in context["rows"])
    assert (own.text, own.note) == ("..", "För få för att visas")
    assert [cell.note for cell in context["rows"][1].cells] == [
        "Medel av 8 kommuner",
        "Medel av 8 kommuner",
        "Medel av 3 kommuner",
    ]
    assert (group.text, group.note) == ("6,8", "Medel av 3 kommuner")
    assert context["latest"] == "2016"
    assert "7,1" not in page(context)


def test_an_example_says_that_it_is_one(indicator: Indicator) -> None:
    assert "påhittade" not in page(comparison(indicator, YEARS, "T"))
    Observation.objects.create(
        indicator=indicator,
        period="2014",
        place="0127",
        place_kind=Observation.PLACE,
        value=1,
        source=IndicatorSource.KOLADA,
        entered_by=system_user(),
        entered_at=timezone.now(),
        is_example=True,
    )
    with translation.override("sv"):
        assert "påhittade" in page(comparison(indicator, ["2014", *YEARS], "T"))
