"""``roder indicators search`` and ``fetch``: documents, refusals and exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.management import CommandError
from django.core.management import call_command
from tests.apps.indicators.statistics_world import COST
from tests.apps.indicators.statistics_world import KEY
from tests.apps.indicators.statistics_world import POPULATION
from tests.apps.indicators.statistics_world import SICK_LEAVE
from tests.apps.indicators.statistics_world import follow
from tests.sources.recorded_source import as_json

from roder.apps.identity.queries import system_user
from roder.apps.indicators.actions.following import follow_statistics
from roder.apps.indicators.fetch_queries import compared_places
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.devtools.example.kolada_files import KPI_FILE
from roder.devtools.example.kolada_files import POPULATION_FILE
from roder.devtools.example.kolada_files import VALUES_FILE
from roder.devtools.example.kolada_files import write_statistics_files
from roder.domain.indicators import IndicatorSource

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sources.recorded_source import RecordedSource

pytestmark = pytest.mark.django_db


def run(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    call_command("indicators", *words, "--json")
    return json.loads(capsys.readouterr().out)


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises((CommandError, SystemExit)):
        call_command("indicators", *words, "--json")
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] is False
    code: str = document["problems"][-1]["code"]
    return code


def test_search_of_the_sources_and_of_a_stored_answer(
    source: RecordedSource,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    source.spoiled = [as_json({}, 503)] * 5
    assert refusal(capsys, "search", "sjukfrånvaro") == "source_busy"
    assert refusal(capsys, "search", "sjuk", "--from-file", str(tmp_path / "none.json")) == "file_missing"
    follow(SICK_LEAVE)
    found = run(capsys, "search", "sjukfrånvaro")["results"]
    assert [(row["reference"], row["unit"], row["is_indicator"]) for row in found] == [
        ("N00090", "%", True),
        ("N00091", "%", False),
    ]
    files = write_statistics_files(tmp_path)
    assert run(capsys, "search", "sjukfrånvaro", "--from-file", str(files[KPI_FILE]))["results"] == found
    tables = run(capsys, "search", "folkmängd", "--source", "scb")["results"]
    assert [(row["reference"], row["last_period"]) for row in tables] == [("TAB638", "2017")]
    call_command("indicators", "search", "fiskekvoter")
    assert "Inget hittades" in capsys.readouterr().out


def test_nothing_is_fetched_for_an_unknown_municipality_or_code(
    source: RecordedSource, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refusal(capsys, "fetch") == "municipality_unknown"
    assert refusal(capsys, "fetch", "--municipality", "Stad") == "place_unknown"
    assert refusal(capsys, "fetch", "--municipality", "0000") == "place_unknown"
    assert refusal(capsys, "fetch", "--compare", "0000") == "place_unknown"
    assert refusal(capsys, "fetch", "N00090", "--municipality", "0181") == "not_followed"
    assert refusal(capsys, "fetch", "TAB638?Kon=1", "--better", "up") == "not_followed"
    assert refusal(capsys, "fetch", "N00090", "--better", "down") == "organisation_unknown"
    assert source.asked == []
    known = ["--organisation", KEY, "--better", "down"]
    assert refusal(capsys, "fetch", "N99999", *known) == "indicator_gone"
    assert refusal(capsys, "fetch", "U30446", *known) == "unit_missing"
    assert not Indicator.objects.exists()
    assert run(capsys, "fetch", "U30446", *known, "--unit", "läge")["new"] == 5


def test_a_new_key_figure_is_taken_up_and_fetched(
    source: RecordedSource, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    named = ["fetch", "n00090", "--better", "down", "--organisation", KEY]
    document = run(capsys, *named, "--municipality", "0181", "--compare", "G37329", "0000")
    assert (document["ok"], document["new"], document["observations"]) == (True, 45, 45)
    assert [place.code for place in compared_places()] == ["G37329", "0000"]
    source.set_value("N00090", 2017, "T", 7.2)
    call_command("indicators", "fetch")
    assert "N00090 – 2017 T: 7.1 → 7.2" in capsys.readouterr().out
    source.spoiled = [as_json({}, 500)] * 5
    assert refusal(capsys, "fetch", "N00090") == "source_busy"
    assert run(capsys, "fetch", "N00090")["unchanged"] == 45
    source.spoiled = [as_json({}, 500)] * 5
    assert refusal(capsys, "fetch", "N00091", "--better", "down", "--organisation", KEY) == "source_busy"


def test_stored_answers_are_taken_in_without_any_source(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = write_statistics_files(tmp_path)
    follow(SICK_LEAVE, COST)
    follow_statistics(KEY, IndicatorSource.SCB, [POPULATION], acting_user=system_user())
    both = ["--from-file", str(files[VALUES_FILE]), str(files[POPULATION_FILE])]
    document = run(capsys, "fetch", *both)
    assert (document["ok"], document["indicators"], document["new"]) == (True, 3, 45 + 15 + 20)
    assert [problem["code"] for problem in document["problems"]] == ["not_followed"]
    assert Observation.objects.filter(is_example=True).count() == 80
    assert refusal(capsys, "fetch", "--from-file", str(files[KPI_FILE])) == "source_answer"
