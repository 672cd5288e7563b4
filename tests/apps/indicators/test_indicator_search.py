"""Indicators are found by what they are called now, whichever way they came in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.apps.indicators.indicator_world import DAY
from tests.apps.indicators.indicator_world import FACTS
from tests.apps.indicators.indicator_world import KEY
from tests.apps.indicators.indicator_world import indicator
from tests.apps.indicators.indicator_world import organise

from roder.apps.indicators.actions.definitions import change_indicator
from roder.apps.indicators.actions.following import Followed
from roder.apps.indicators.actions.following import follow_statistics
from roder.apps.indicators.actions.imports import import_indicators
from roder.apps.search.queries import differing_kinds
from roder.apps.search.queries import search
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorSource
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


def keys(question: str) -> list[str]:
    return [hit.key for hit in search(question, kind="indicator").hits]


def test_an_indicator_is_found_by_its_definition_and_by_what_it_becomes(karin: User) -> None:
    organise()
    made = indicator()
    assert keys("sjukfrånvaron") == keys("N00090") == [f"{KEY}/N00090"]
    facts = replace(FACTS, title="Frisktal")
    with pytest.raises(StaleVersionError):
        change_indicator(made, facts, owner=None, today=DAY, seen_version=7, acting_user=karin)
    assert keys("frisktal") == []
    change_indicator(made, facts, owner=None, today=DAY, seen_version=1, acting_user=karin)
    assert (keys("sjukfrånvaron"), keys("frisktalet")) == ([], [f"{KEY}/N00090"])
    assert differing_kinds() == []


def test_indicators_of_a_table_and_of_a_source_are_found(karin: User) -> None:
    organise()
    table = "Kod;Titel;Enhet;Riktning\nA1;Nöjda brukare;%;upp\n"
    plan = import_indicators(KEY, table.encode(), acting_user=karin)
    assert [problem.code for problem in plan.problems if problem.refuses] == []
    chosen = Followed("N15027", "Kostnad per elev", "kr", Direction.DOWN)
    follow_statistics(KEY, IndicatorSource.KOLADA, [chosen], acting_user=karin)
    assert keys("nöjd brukare") == [f"{KEY}/A1"]
    assert keys("elevernas kostnader") == [f"{KEY}/N15027"]
    assert differing_kinds() == []
