from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.apps.indicators.indicator_world import DAY
from tests.apps.indicators.indicator_world import FACTS
from tests.apps.indicators.indicator_world import KEY
from tests.apps.indicators.indicator_world import indicator
from tests.apps.indicators.indicator_world import organise

from roder.apps.audit.models import AuditEntry
from roder.apps.indicators.actions.definitions import change_indicator
from roder.apps.indicators.actions.definitions import define_indicator
from roder.apps.indicators.actions.definitions import resume_indicator
from roder.apps.indicators.actions.definitions import retire_indicator
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.indicators.actions.targets import clear_target
from roder.apps.indicators.actions.targets import set_target
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Target
from roder.apps.search.queries import differing_kinds
from roder.apps.search.queries import search as find
from roder.domain.attainment import TargetValue
from roder.domain.indicators import Sex
from roder.domain.indicators import TargetKind
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from roder.apps.identity.models import User

Event = AuditEntry.Event
NINE = TargetValue(TargetKind.REACH, Decimal(9))


def codes(error: pytest.ExceptionInfo[IndicatorRefusedError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": "a b"}, "indicator_without_code"),
        ({"title": " "}, "indicator_without_title"),
        ({"unit": ""}, "indicator_without_unit"),
        ({"is_by_sex": False}, "indicator_without_sexes_or_reason"),
        ({"no_sex_reason": "None"}, "indicator_reason_without_need"),
        ({"decimals": 7}, "indicator_decimals"),
        ({"smallest_group": 1}, "indicator_smallest_group"),
        ({"responsible_body": "999"}, "indicator_unknown_body"),
    ],
)
def test_a_definition_that_is_not_whole_is_refused(
    karin: User, changes: dict[str, object], code: str
) -> None:
    organise()
    with pytest.raises(IndicatorRefusedError) as refused:
        define_indicator(KEY, replace(FACTS, **changes), today=DAY, acting_user=karin)  # type: ignore[arg-type] # the fields of the case
    assert codes(refused) == [code]
    assert not Indicator.objects.exists()


def test_an_indicator_is_defined_once_and_recorded(karin: User) -> None:
    organise()
    made = define_indicator(KEY, FACTS, owner=karin, today=DAY, acting_user=karin)
    assert [hit.key for hit in find("sjukfrånvaro").hits] == [f"{KEY}/N00090"]
    assert list(differing_kinds()) == []
    with pytest.raises(IndicatorRefusedError) as refused:
        define_indicator(KEY, FACTS, today=DAY, acting_user=karin)
    assert codes(refused) == ["indicator_code_taken"]
    entry = AuditEntry.objects.get(event=Event.INDICATOR_DEFINED)
    assert (entry.subject, entry.new["direction"]) == (f"{KEY} N00090", "down")
    assert str(made) == "N00090 Sjukfrånvaro"


def test_a_definition_is_changed_by_who_saw_it_and_keeps_its_code(karin: User) -> None:
    organise()
    made = indicator()
    with pytest.raises(IndicatorRefusedError):
        change_indicator(
            made, replace(FACTS, title=""), owner=None, today=DAY, seen_version=1, acting_user=karin
        )
    changed = replace(FACTS, code="OTHER", title="Sjukfrånvaro, andel")
    assert change_indicator(made, changed, owner=karin, today=DAY, seen_version=1, acting_user=karin)
    with pytest.raises(StaleVersionError):
        change_indicator(made, FACTS, owner=None, today=DAY, seen_version=1, acting_user=karin)
    assert [hit.key for hit in find("andel").hits] == [f"{KEY}/N00090"]
    made.refresh_from_db()
    assert (made.code, made.title, made.owner, made.version) == ("N00090", "Sjukfrånvaro, andel", karin, 2)


def test_an_indicator_is_retired_and_taken_up_again(karin: User) -> None:
    organise()
    made = indicator()
    retire_indicator(made, DAY, seen_version=1, acting_user=karin)
    assert Indicator.objects.get().retired_on == DAY
    resume_indicator(made, seen_version=2, acting_user=karin)
    assert Indicator.objects.get().retired_on is None
    events = AuditEntry.objects.filter(subject=f"{KEY} N00090").order_by("number")
    assert [entry.event for entry in events] == [
        Event.INDICATOR_DEFINED,
        Event.INDICATOR_RETIRED,
        Event.INDICATOR_RESUMED,
    ]


def test_a_target_that_does_not_fit_is_refused(karin: User) -> None:
    organise()
    yearly = indicator(is_by_sex=False, no_sex_reason="Not about people")
    backwards = TargetValue(TargetKind.RANGE, Decimal(9), Decimal(8))
    for period, sex, target_given, code in (
        ("2018T1", Sex.ALL, NINE, "value_of_another_period_kind"),
        ("18", Sex.ALL, NINE, "value_of_another_period_kind"),
        ("2018", Sex.MEN, NINE, "value_by_sex_not_kept"),
        ("2018", Sex.ALL, backwards, "target_range_backwards"),
    ):
        with pytest.raises(IndicatorRefusedError) as refused:
            set_target(yearly, period, sex, target_given, acting_user=karin)
        assert codes(refused) == [code]
    assert not Target.objects.exists()


def test_a_target_is_set_changed_and_taken_away_by_who_saw_it(karin: User) -> None:
    organise()
    made = indicator()
    set_target(made, "2018", Sex.WOMEN, NINE, acting_user=karin)
    set_target(made, "2018", Sex.WOMEN, NINE, acting_user=karin)  # the same again is nothing
    eight = TargetValue(TargetKind.RANGE, Decimal(7), Decimal(8), Decimal(9))
    with pytest.raises(StaleVersionError):
        set_target(made, "2018", Sex.WOMEN, eight, acting_user=karin)
    kept = set_target(made, "2018", Sex.WOMEN, eight, seen_version=1, acting_user=karin)
    assert (kept.version, kept.upper) == (2, Decimal(8))
    with pytest.raises(StaleVersionError):
        clear_target(kept, seen_version=1, acting_user=karin)
    clear_target(kept, seen_version=2, acting_user=karin)
    clear_target(kept, seen_version=2, acting_user=karin)  # gone already: nothing to do
    assert not Target.objects.exists()
    events = AuditEntry.objects.filter(event__in=[Event.TARGET_SET, Event.TARGET_CLEARED]).order_by("number")
    assert [entry.event for entry in events] == [Event.TARGET_SET, Event.TARGET_SET, Event.TARGET_CLEARED]
    assert events[2].old["period"] == "2018"
