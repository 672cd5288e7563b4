"""Search, tick, done: the pages of official statistics, against a source on loopback."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.indicators.statistics_world import COST
from tests.apps.indicators.statistics_world import SICK_LEAVE
from tests.apps.indicators.statistics_world import current
from tests.apps.indicators.statistics_world import follow
from tests.ledger_files import sie_file
from tests.sources.recorded_source import Answer
from tests.sources.recorded_source import as_json
from tests.sources.recorded_source import recorded_source
from tests.workspace.access_world import make_person

from roder.apps.identity.queries import system_user
from roder.apps.indicators.fetch_queries import compared_places
from roder.apps.indicators.fetch_queries import own_place
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.jobs.actions import carry_out
from roder.apps.jobs.actions import claim
from roder.apps.jobs.models import Job
from roder.apps.ledger.actions.imports import import_file
from roder.devtools.example.kolada_files import VALUES_FILE
from roder.devtools.example.kolada_files import write_statistics_files
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.sources.recorded_source import RecordedSource

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[RecordedSource]:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    with recorded_source() as found:
        settings.KOLADA_URL, settings.SCB_URL = found.kolada, found.scb
        yield found


@pytest.fixture
def browser(home: Path, karin: User, source: RecordedSource) -> Client:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=system_user())
    client = Client()
    client.force_login(karin)
    return client


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", str(answer.content.decode()))


def carried_out() -> Job:
    job = claim()
    assert job is not None
    return carry_out(job)


def test_only_the_central_controller_fetches(source: RecordedSource) -> None:
    client = Client()
    client.force_login(make_person("eva", Mandate(Role.COMMITTEE_CONTROLLER)))
    for address in (
        "/statistik/",
        "/statistik/?words=sjuk",
        "/statistik/jamforelser/?name=Stad",
        "/statistik/fil/",
    ):
        assert client.get(address).status_code == 403
    assert client.post("/statistik/", {"kpi": "N00090"}).status_code == 403
    assert source.asked == []
    assert 'href="/statistik/"' not in text_of(client.get("/indikatorer/"))


def test_the_municipality_and_its_comparisons_are_looked_up_and_saved(browser: Client) -> None:
    assert 'href="/statistik/"' in text_of(browser.get("/indikatorer/"))
    assert "Ange först vilken kommun" in text_of(browser.get("/statistik/"))
    page = text_of(browser.get("/statistik/jamforelser/?name=södertälje"))
    for part in ("0181", "G37329", "0001", "Riket"):
        assert part in page
    wrong = {"own_code": "18", "own_name": "", "codes": "Botkyrka"}
    refused = browser.post("/statistik/jamforelser/", wrong)
    assert refused.status_code == 422
    assert "fyra siffror" in text_of(refused)
    assert "Botkyrka" in text_of(refused)
    assert own_place() is None
    itself = {"own_code": "0181", "own_name": "Södertälje", "place": "0181"}
    assert browser.post("/statistik/jamforelser/", itself).status_code == 422
    form = {
        "own_code": "0181",
        "own_name": "Södertälje",
        "place": ["G37329", "0000"],
        "name-G37329": "Liknande kommuner, övergripande, Södertälje, 2017",
        "name-0000": "Riket",
        "codes": "0127, 0001",
    }
    assert browser.post("/statistik/jamforelser/", form).headers["Location"] == "/statistik/"
    assert [(place.code, place.kind) for place in compared_places()] == [
        ("0127", "municipality"),
        ("G37329", "group"),
        ("0001", "county"),
        ("0000", "country"),
    ]
    assert "jämförs med: 0127; Liknande kommuner" in text_of(browser.get("/statistik/"))


def test_several_or_no_municipality_of_a_name(browser: Client, source: RecordedSource) -> None:
    assert "Flera kommuner" in text_of(browser.get("/statistik/jamforelser/?name=v%C3%A4s"))
    assert "känner ingen kommun" in text_of(browser.get("/statistik/jamforelser/?name=Ankeborg"))
    source.spoiled = [as_json({}, 503)] * 2
    assert "hann inte svara" in text_of(browser.get("/statistik/jamforelser/?name=S%C3%B6dert%C3%A4lje"))


def test_search_tick_done(browser: Client, source: RecordedSource) -> None:
    follow(COST)
    assert source.asked == []
    page = text_of(browser.get("/statistik/?words=sjukfr%C3%A5nvaro"))
    assert "N00090" in page
    assert "publicerat 2018-06-15" in page
    assert "Finns redan som mätvärde" in text_of(browser.get("/statistik/?words=N15027"))
    assert browser.post("/statistik/", {}).headers["Location"] == "/statistik/"
    undeclared = browser.post("/statistik/", {"kpi": ["N00090"], "words": "sjukfrånvaro", "unit-N00090": " "})
    assert undeclared.status_code == 422
    assert "Ange vilket håll som är bättre." in text_of(undeclared)
    assert "Ange enheten." in text_of(undeclared)
    assert Indicator.objects.count() == 1
    form = {"kpi": ["N00090", "N15027"], "direction-N00090": "down", "unit-N00090": "%"}
    answer = browser.post("/statistik/", form)
    fetch = answer.headers["Location"]
    assert "Hämtningen väntar på sin tur" in text_of(browser.get(fetch))
    carried_out()
    done = text_of(browser.get(fetch))
    assert 'href="/indikatorer/matvarde/N00090/"' in done
    assert "Klart" in done
    indicator = Indicator.objects.get(code="N00090")
    assert (indicator.direction, indicator.unit, indicator.is_by_sex) == ("down", "%", True)
    assert current(indicator, "2017").value is not None
    fragment = browser.get(fetch, headers={"HX-Request": "true"})
    assert text_of(fragment).strip().startswith("<div id=")


def test_what_a_later_fetch_changed_is_told_in_the_persons_language(
    browser: Client, source: RecordedSource
) -> None:
    follow(SICK_LEAVE)
    assert browser.post("/statistik/igen/").status_code == 302
    carried_out()
    source.set_value("N00090", 2017, "K", 8.25)
    fetch = browser.post("/statistik/igen/").headers["Location"]
    carried_out()
    swedish, english = text_of(browser.get(fetch)), text_of(browser.get(f"/en{fetch}"))
    for part in ("Reviderade", "Kvinnor", "8,00", "8,25", "Södertälje"):
        assert part in swedish
    for part in ("Revised", "Women", "8.25"):
        assert part in english


def test_a_fetch_that_failed_says_what_to_do(browser: Client, source: RecordedSource) -> None:
    follow(SICK_LEAVE)
    source.spoiled = [as_json({}, 500)] * 5
    fetch = browser.post("/statistik/igen/").headers["Location"]
    assert carried_out().state == Job.State.FAILED
    assert "hann inte svara" in text_of(browser.get(fetch))


def test_a_source_that_is_away_is_said_on_the_page_and_nothing_is_lost(
    browser: Client, source: RecordedSource
) -> None:
    follow(COST)
    source.spoiled = [Answer(b"<html>")]
    assert "går inte att använda" in text_of(browser.get("/statistik/?words=skola"))
    source.spoiled = [as_json({}, 500)] * 2
    answer = browser.post("/statistik/", {"kpi": "N00090"}, follow=True)
    assert "hann inte svara" in text_of(answer)
    assert "Inget hittades" in text_of(browser.get("/statistik/?words=fiskekvoter"))
    assert Indicator.objects.count() == 1


def test_nothing_is_taken_up_before_the_municipality_is_known(
    browser: Client, source: RecordedSource
) -> None:
    assert browser.post("/statistik/", {"kpi": "N00090"}).headers["Location"] == "/statistik/jamforelser/"
    assert browser.post("/statistik/igen/").headers["Location"] == "/statistik/jamforelser/"
    follow()
    assert browser.post("/statistik/igen/").headers["Location"] == "/statistik/"
    assert not Job.objects.filter(kind="fetch_statistics").exists()
    assert source.asked == []


def test_a_table_of_statistics_sweden_becomes_an_indicator(browser: Client, source: RecordedSource) -> None:
    follow()
    assert "TAB638" in text_of(browser.get("/statistik/?source=scb&words=folkm%C3%A4ngd"))
    assert browser.get("/statistik/tabell/x/").status_code == 404
    page = text_of(browser.get("/statistik/tabell/TAB638/"))
    assert "Kvinnor och män var för sig" in page
    assert "variable-Region" not in page
    assert browser.post("/statistik/tabell/TAB638/", {"title": "", "unit": ""}).status_code == 422
    form = {
        "title": "Folkmängd",
        "unit": "antal",
        "direction": "up",
        "variable-Kon": "1,2",
        "variable-ContentsCode": "BE0101N1",
    }
    fetch = browser.post("/statistik/tabell/TAB638/", form).headers["Location"]
    carried_out()
    assert "Folkmängd" in text_of(browser.get(fetch))
    indicator = Indicator.objects.get(code="TAB638")
    assert indicator.source_reference == "TAB638?ContentsCode=BE0101N1&Kon=1,2"
    assert current(indicator, "2017", "K").value == 47696
    source.spoiled = [as_json({}, 404)]
    assert browser.get("/statistik/tabell/TAB1/").headers["Location"] == "/statistik/"


def test_a_stored_file_is_sent_in(browser: Client, tmp_path: Path) -> None:
    content = write_statistics_files(tmp_path)[VALUES_FILE].read_bytes()

    def send(body: bytes) -> Any:
        return browser.post("/statistik/fil/", {"file": SimpleUploadedFile("kolada.json", body)})

    assert browser.get("/statistik/fil/").status_code == 200
    assert browser.post("/statistik/fil/", {}).status_code == 422
    assert "Ange först vilken kommun" in text_of(send(content))
    follow(SICK_LEAVE)
    refused = send(b"{}")
    assert refused.status_code == 422
    assert "går inte att använda" in text_of(refused)
    assert not Observation.objects.exists()
    taken_in = text_of(send(content))
    assert "N00090" in taken_in
    assert "inte är mätvärden här" in taken_in
    assert Observation.objects.filter(is_current=True, is_example=True).count() == 45
