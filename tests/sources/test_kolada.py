from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest
from tests.sources.recorded_source import as_json

from roder.domain.indicators import Sex
from roder.sources.faults import SourceAnswerError
from roder.sources.faults import SourceRefusedError
from roder.sources.kolada import MOST_PAGES
from roder.sources.kolada import Kolada
from roder.sources.web import Web

if TYPE_CHECKING:
    from tests.sources.recorded_source import RecordedSource


def client(source: RecordedSource) -> Kolada:
    return Kolada(Web("Roder-test", wait=lambda _seconds: None), source.kolada)


def test_search_by_id_and_by_words(source: RecordedSource) -> None:
    kolada = client(source)
    assert kolada.search("  ") == []
    assert source.asked == []
    assert kolada.search("N99999") == []
    source.spoiled = [as_json({"detail": "not found"}, 404)]
    assert kolada.search("N99999") == []
    found = kolada.search("n00090")
    assert [(kpi.id, kpi.is_divided_by_sex, kpi.published_on) for kpi in found] == [
        ("N00090", True, date(2018, 6, 15))
    ]
    assert [kpi.id for kpi in kolada.search("sjukfrånvaro ANSTÄLLDA")] == ["N00090"]
    assert {kpi.id for kpi in kolada.search("soliditet")} == {"N03002"}
    assert kolada.search("soliditet grundskola") == []


def test_areas_and_groups(source: RecordedSource) -> None:
    kolada = client(source)
    assert [(area.id, area.kind) for area in kolada.areas("Södertälje")] == [("0181", "K")]
    assert {"0000", "0001"} <= {area.id for area in kolada.areas()}
    (group,) = kolada.groups("liknande")
    assert group.id == "G37329"
    assert "0181" in group.members


def test_values_come_page_by_page_and_null_stays_null(source: RecordedSource) -> None:
    source.rows_per_page = 7
    kolada = client(source)
    found = list(kolada.values(["N00091", "N15027"], ["0181", "G37329", "0000"]))
    assert len(source.asked) == 5
    one = {(each.indicator, each.area, each.period, each.sex): each for each in found}
    assert len(found) == len(one) == 2 * 3 * 5 + 3 * 5 * 2
    missing = one["N00091", "0181", "2014", Sex.MEN]
    assert (missing.value, missing.status) == (None, "Missing")
    assert one["N00091", "0181", "2017", Sex.WOMEN].value == Decimal("46.0")
    assert one["N00091", "G37329", "2017", Sex.ALL].members == 8
    assert one["N00091", "0000", "2017", Sex.ALL].members == 1
    assert ("N15027", "0181", "2017", Sex.MEN) not in one, "not divided by sex"


def test_the_next_address_is_not_followed_only_its_page_number(source: RecordedSource) -> None:
    source.rows_per_page = 50
    assert len(client(source).kpis([row["id"] for row in _rows(source)])) == len(_rows(source))
    assert all(address.startswith("/v3/kpi/") for address in source.asked)


def _rows(source: RecordedSource) -> list[dict[str, str]]:
    return [{"id": kpi} for kpi in dict.fromkeys(row["kpi"] for row in source.values)]


def test_at_most_25_ids_stand_in_each_part_of_an_address(source: RecordedSource) -> None:
    kpis = [row["id"] for row in _rows(source)]
    found = list(client(source).values([*kpis, *kpis], ["0181"], years=["2016", "2017"]))
    assert {each.indicator for each in found} == set(kpis)
    assert {each.period for each in found} == {"2016", "2017"}
    assert len(source.asked) == -(-len(kpis) // 25)
    for address in source.asked:
        assert all(part.count(",") < 25 for part in urlsplit(address).path.split("/"))


def test_what_was_deleted_since_a_day(source: RecordedSource) -> None:
    source.delete("N00090", 2016)
    found = list(client(source).values(["N00090"], ["0181"], since=date(2018, 6, 1)))
    assert [(each.period, each.is_deleted, each.value) for each in found] == [("2016", True, None)] * 3
    assert parse_qs(urlsplit(source.asked[0]).query)["from_date"] == ["2018-06-01"]


def test_codes_of_another_form_are_never_asked(source: RecordedSource) -> None:
    kolada = client(source)
    for kpis, areas, years in (
        (["N1"], ["0181"], []),
        (["N00090/../x"], ["0181"], []),
        (["N00090"], ["Södertälje"], []),
        (["N00090"], ["0181"], ["18"]),
    ):
        with pytest.raises(SourceRefusedError):
            list(kolada.values(kpis, areas, years=years))
    assert source.asked == []


def test_pages_without_end_are_left(source: RecordedSource) -> None:
    source.rows_per_page = 1
    source.values = [row | {"kpi": "N00090"} for row in source.values][:1] * (MOST_PAGES + 2)
    with pytest.raises(SourceAnswerError, match="pages"):
        list(client(source).values(["N00090"], [source.values[0]["municipality"]]))
