from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.apps.indicators.statistics_world import COST
from tests.apps.indicators.statistics_world import KEY
from tests.apps.indicators.statistics_world import POPULATION
from tests.apps.indicators.statistics_world import SICK_LEAVE
from tests.apps.indicators.statistics_world import current
from tests.apps.indicators.statistics_world import effects
from tests.apps.indicators.statistics_world import follow

from roder.apps.identity.queries import system_user
from roder.apps.indicators.actions.fetch_jobs import NoPlaceError
from roder.apps.indicators.actions.following import Followed
from roder.apps.indicators.actions.following import follow_statistics
from roder.apps.indicators.actions.stored_file_imports import import_stored_file
from roder.apps.indicators.stored_files import stored_kpis
from roder.devtools.example.kolada_files import AREA_FILE
from roder.devtools.example.kolada_files import GROUP_FILE
from roder.devtools.example.kolada_files import KPI_FILE
from roder.devtools.example.kolada_files import POPULATION_FILE
from roder.devtools.example.kolada_files import VALUES_FILE
from roder.devtools.example.kolada_files import write_statistics_files
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorSource
from roder.sources.faults import SourceAnswerError
from roder.sources.faults import SourceRefusedError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


def take_in(path: Path, person: User) -> dict[str, Any]:
    return import_stored_file(path.read_bytes(), path.name, acting_user=person)


def test_a_file_of_something_else_is_refused_with_what_is_needed(tmp_path: Path, karin: User) -> None:
    files = write_statistics_files(tmp_path)
    with pytest.raises(NoPlaceError):
        take_in(files[VALUES_FILE], karin)
    follow(SICK_LEAVE)
    for name in (KPI_FILE, AREA_FILE, GROUP_FILE):
        with pytest.raises(SourceAnswerError, match="/data is needed"):
            take_in(files[name], karin)
    with pytest.raises(SourceRefusedError, match="TAB638"):
        take_in(files[POPULATION_FILE], karin)
    for content in (b"", b"PK\x03\x04", b'{"class": "dataset"}', b'{"values": 7}'):
        with pytest.raises(SourceAnswerError, match=r"stored\.json"):
            import_stored_file(content, "stored.json", acting_user=karin)


def test_values_of_a_stored_file_come_in_as_fetched_ones_do(tmp_path: Path, karin: User) -> None:
    files = write_statistics_files(tmp_path)
    sick_leave, _cost = follow(SICK_LEAVE, COST)
    summary = take_in(files[VALUES_FILE], karin)
    assert effects(summary) == {"new": 45 + 15}
    assert [row["code"] for row in summary["rows"]] == ["N00090", "N15027"]
    assert [problem["code"] for problem in summary["problems"]] == ["not_followed"]
    row = current(sick_leave, "2017", "M")
    assert (str(row.value), row.is_example, row.entered_by) == ("4.200000", True, karin)
    assert effects(take_in(files[VALUES_FILE], karin)) == {"unchanged": 60}


def test_example_values_never_take_the_place_of_real_ones(tmp_path: Path, karin: User) -> None:
    (sick_leave,) = follow(SICK_LEAVE)
    real = json.loads(write_statistics_files(tmp_path)[VALUES_FILE].read_text("utf-8"))
    del real["note"]
    for row in real["values"]:
        for each in row["values"]:
            each["value"] = None if each["value"] is None else each["value"] + 1
    import_stored_file(json.dumps(real).encode(), "real.json", acting_user=karin)
    before = current(sick_leave, "2017")
    assert not before.is_example
    assert effects(take_in(tmp_path / VALUES_FILE, karin)) == {"kept": 45}
    assert current(sick_leave, "2017") == before


def test_a_version_2_file_with_a_deleted_row(karin: User) -> None:
    (sick_leave,) = follow(SICK_LEAVE)

    def stored(value: float | None, *, deleted: bool = False) -> bytes:
        each = {"gender": "T", "count": 1, "status": "", "value": value, "is_deleted": deleted}
        row = {"kpi": "N00090", "municipality": "0181", "period": "2012", "values": [each]}
        return json.dumps({"count": 1, "values": [row]}).encode()

    assert effects(import_stored_file(stored(6.6), "v2.json", acting_user=karin)) == {"new": 1}
    assert effects(import_stored_file(stored(None, deleted=True), "v2.json", acting_user=karin)) == {
        "deleted": 1
    }
    assert current(sick_leave, "2012").state == "deleted"


def test_a_table_goes_to_the_indicators_whose_series_it_has(tmp_path: Path, karin: User) -> None:
    files = write_statistics_files(tmp_path)
    follow(SICK_LEAVE)
    population, other, crooked = follow_statistics(
        KEY,
        IndicatorSource.SCB,
        [
            POPULATION,
            Followed("TAB638?ContentsCode=BE0101N2", "Folkökning", "antal", Direction.UP),
            Followed("folkmängd", "Fel", "antal", Direction.UP),
        ],
        acting_user=system_user(),
    )
    summary = take_in(files[POPULATION_FILE], karin)
    assert effects(summary) == {"new": 2 * 2 * 5}
    assert current(population, "2016", "K").value == 47068
    assert not other.observations.exists()
    assert not crooked.observations.exists()


def test_a_stored_list_of_key_figures_can_be_searched(tmp_path: Path) -> None:
    content = write_statistics_files(tmp_path)[KPI_FILE].read_bytes()
    assert [kpi.id for kpi in stored_kpis(content, KPI_FILE, "sjukfrånvaro")] == ["N00090", "N00091"]
    assert [kpi.unit for kpi in stored_kpis(content, KPI_FILE, "n15027")] == ["kr/elev"]
    assert stored_kpis(content, KPI_FILE, "fiske") == []
