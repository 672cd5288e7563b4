from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest
from tests.sources.recorded_source import as_json

from roder.domain.indicators import Sex
from roder.sources.faults import SourceAnswerError
from roder.sources.faults import SourceRefusedError
from roder.sources.faults import TooManyCellsError
from roder.sources.pxweb import PxWeb
from roder.sources.pxweb import ask_version_1
from roder.sources.table_series import observations
from roder.sources.table_series import office_region
from roder.sources.table_series import our_area
from roder.sources.table_series import our_period
from roder.sources.table_series import parse
from roder.sources.web import Web

if TYPE_CHECKING:
    from tests.sources.recorded_source import RecordedSource


def client(source: RecordedSource, waits: list[float] | None = None) -> PxWeb:
    return PxWeb(
        Web("Roder-test", wait=(waits if waits is not None else []).append, clock=lambda: 100), source.scb
    )


def test_search_by_id_and_by_word(source: RecordedSource) -> None:
    scb = client(source)
    assert scb.search(" ") == []
    assert scb.search("kretsar") == []
    assert scb.search("TAB1") == []
    by_word, by_id = scb.search("folkmängd"), scb.search("tab638")
    assert by_word == by_id
    assert (by_id[0].id, by_id[0].first_period, by_id[0].last_period) == ("TAB638", "1968", "2017")
    source.spoiled = [as_json({"tables": None}), as_json({"tables": [1]})]
    for _ in range(2):
        with pytest.raises(SourceAnswerError):
            scb.search("folkmängd")


def test_variables_say_what_may_be_left_out(source: RecordedSource) -> None:
    found = client(source).variables("TAB638")
    assert {each.code: each.may_be_left_out for each in found.dimensions} == {
        "Region": True,
        "Kon": True,
        "ContentsCode": False,
        "Tid": False,
    }


def test_values_of_a_series_by_sex_and_together(source: RecordedSource) -> None:
    series = parse("TAB638?ContentsCode=BE0101N1&Kon=1,2")
    scb = client(source)
    found = observations(scb.values(series.table, series.selection(("0181", "0000"), "top(5)")), series)
    one = {(each.area, each.period, each.sex): each.value for each in found}
    assert one["0181", "2017", Sex.WOMEN] == 47696
    assert one["0000", "2017", Sex.MEN] == 5082662
    asked = parse_qs(urlsplit(source.asked[0]).query)
    assert asked["valueCodes[Region]"] == ["0181,00"]
    assert asked["valueCodes[Tid]"] == ["top(5)"]
    assert asked["outputFormat"] == ["json-stat2"]
    both = series.both_sexes
    together = observations(scb.values(both.table, both.selection(("0181",), "top(5)")), series)
    assert {each.sex for each in together} == {Sex.ALL}
    assert next(each.value for each in together if (each.area, each.period) == ("0181", "2017")) == 96032


def test_the_limit_of_cells_is_told_as_such(source: RecordedSource) -> None:
    source.spoiled = [as_json({"title": "Too many cells selected"}, 403), as_json({"title": "Bad"}, 400)]
    with pytest.raises(TooManyCellsError, match="Too many cells"):
        client(source).values("TAB638", {"Tid": ("*",)})
    with pytest.raises(SourceRefusedError, match="400"):
        client(source).values("TAB638", {"Tid": ("*",)})


def test_no_more_than_30_calls_in_ten_seconds(source: RecordedSource) -> None:
    waits: list[float] = []
    scb = client(source, waits)
    for _ in range(30):
        scb.search("folkmängd")
    assert waits == []
    scb.search("folkmängd")
    assert waits == [10]


def test_codes_that_are_none_are_never_asked(source: RecordedSource) -> None:
    scb = client(source)
    for selection in (
        {"Tid": ("2018&x=1",)},
        {"Tid[": ("2018",)},
        {"Tid": ("from()",)},
        {"Tid": ("top(5)x",)},
    ):
        with pytest.raises(SourceRefusedError):
            scb.values("TAB638", selection)
    with pytest.raises(SourceRefusedError):
        scb.values("../TAB638", {})
    assert source.asked == []


def test_version_1_is_asked_by_post(source: RecordedSource) -> None:
    found = ask_version_1(
        Web("Roder-test"),
        f"{source.url}/OV0104/v1/doris/sv/ssd/START/BE/BE0101/BE0101A/BefolkningNy",
        {"Region": ("0181",), "Kon": ("*",), "Tid": ("2016", "2017")},
    )
    assert found.source == "SCB"
    asked = json.loads(source.posted[0])
    assert asked["response"] == {"format": "json-stat2"}
    assert [each["selection"] for each in asked["query"]] == [
        {"filter": "item", "values": ["0181"]},
        {"filter": "all", "values": ["*"]},
        {"filter": "item", "values": ["2016", "2017"]},
    ]


@pytest.mark.parametrize(
    "key",
    [
        "",
        "BE0101",
        "TAB638?Region=0181",
        "TAB638?Tid=2018",
        "TAB638?Alder=1,2",
        "TAB638?Kon=",
        "TAB638?Ko[n=1",
        "TAB638/../x",
    ],
)
def test_a_line_that_is_no_series_is_refused(key: str) -> None:
    with pytest.raises(SourceRefusedError):
        parse(key)


def test_a_series_is_written_as_it_is_read() -> None:
    for key in ("TAB638", "TAB638?ContentsCode=BE0101N1&Kon=1,2", "TAB2538?Alder=tot&ContentsCode=X"):
        assert parse(key).key == key
    assert not parse("TAB638?Kon=1").by_sex
    assert [our_period(period) for period in ("2018", "2018K3", "2018M08")] == ["2018", "2018Q3", "2018-08"]
    for area in ("0181", "0000", "0001"):
        assert our_area(office_region(area)) == area


def test_a_table_that_is_no_series_is_refused(source: RecordedSource) -> None:
    series = parse("TAB638?ContentsCode=BE0101N1")
    found = source.population["dimension"]
    found["Kon"]["category"] = {"index": ["1", "9"]}
    with pytest.raises(SourceAnswerError, match="no sex"):
        observations(client(source).values("TAB638", {"Kon": ("1",)}), series)
    found["Kon"]["extension"]["eliminationValueCode"] = "9"
    assert Sex.ALL in {
        each.sex for each in observations(client(source).values("TAB638", {"Kon": ("1",)}), series)
    }
    found["Hus"] = found.pop("Kon")
    source.population["id"][1] = "Hus"
    with pytest.raises(SourceAnswerError, match="Hus has 2 values"):
        observations(client(source).values("TAB638", {"Kon": ("1",)}), series)
    source.population["role"]["time"] = []
    found["Ar"] = found.pop("Tid")
    source.population["id"][3] = "Ar"
    with pytest.raises(SourceAnswerError, match="no time"):
        observations(client(source).values("TAB638", {"Kon": ("1",)}), series)
