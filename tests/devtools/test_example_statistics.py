"""The example's stored answers: the same each time, labelled, and compared with without any network."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.apps.indicators.statistics_world import COST
from tests.apps.indicators.statistics_world import KEY
from tests.apps.indicators.statistics_world import SICK_LEAVE

from roder.apps.identity.queries import system_user
from roder.apps.indicators.actions.following import ChosenPlace
from roder.apps.indicators.actions.following import choose_places
from roder.apps.indicators.actions.following import follow_statistics
from roder.apps.indicators.fetch_queries import OWN
from roder.apps.indicators.fetch_queries import compared_places
from roder.apps.indicators.models import Observation
from roder.devtools.building_statistics import import_comparisons
from roder.devtools.example.kolada_files import load_kpis
from roder.devtools.example.kolada_files import write_statistics_files
from roder.domain.indicators import IndicatorSource

if TYPE_CHECKING:
    from pathlib import Path


def test_the_files_are_always_the_same_small_and_labelled(tmp_path: Path) -> None:
    first = write_statistics_files(tmp_path / "first")
    again = write_statistics_files(tmp_path / "again")
    for name, path in first.items():
        assert path.read_bytes() == again[name].read_bytes()
        assert path.stat().st_size < 300_000
        note = json.loads(path.read_text("utf-8"))["note"]
        assert "Exempeldata" in str(note)


def test_the_levels_hang_together() -> None:
    rows = load_kpis()
    assert len({row.kpi for row in rows}) == len(rows) > 50
    for row in rows:
        assert set(row.levels) in ({"T"}, {"T", "K", "M"}), row.kpi
        if len(row.levels) > 1:
            lowest, highest = sorted((row.levels["K"], row.levels["M"]))
            assert lowest <= row.levels["T"] <= highest, f"{row.kpi}: all lie between women and men"


@pytest.mark.django_db
def test_the_demo_compares_its_key_figures_once(tmp_path: Path) -> None:
    follow_statistics(KEY, IndicatorSource.KOLADA, [SICK_LEAVE, COST], acting_user=system_user())
    said: list[str] = []
    import_comparisons(tmp_path, said.append)
    assert said == ["kolada_comparison.json: imported, 60 values of 2 indicators"]
    assert [place.code for place in compared_places()] == ["G37329", "0001", "0000"]
    assert not Observation.objects.filter(place="").exists(), "its own values are the example's tables'"
    assert not Observation.objects.filter(is_example=False).exists()
    choose_places(ChosenPlace("0181", "Södertälje", OWN), [], acting_user=system_user())
    import_comparisons(tmp_path, said.append)
    assert compared_places() == [], "what a person has chosen stands"
    assert Observation.objects.count() == 60
