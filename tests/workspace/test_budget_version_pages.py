"""Versions on pages: listed, opened down to their lines, compared, and taken in by a file after a look at it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.goal_money_world import KEY

from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.models import BudgetVersion
from roder.apps.organisation.actions import replace_organisation
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from roder.apps.identity.models import User

YEAR = 2019
FILE = "År;Organ;Konto;Belopp\n2019;300;4110;-500\n2019;400;;300\n"


@pytest.fixture
def browser(home: object, karin: User) -> Client:
    replace_organisation(KEY, [Body("300", "Utbildningsnämnden", BodyKind.COMMITTEE)], acting_user=karin)
    client = Client()
    client.force_login(karin)
    return client


def made(karin: User, name: str, frame_ore: int, year: int = YEAR) -> BudgetVersion:
    version = make_version(KEY, name=name, kind=VersionKind.OUTCOME, year=year, acting_user=karin)
    for section, ore, body in (
        (BudgetSection.FRAME, -frame_ore, "300"),
        (BudgetSection.FINANCING, 100_000_000, ""),
        (BudgetSection.INVESTMENT, -5_000_000, "300"),
    ):
        put_lines(version, section, [VersionLine(YEAR, section, ore, body=body)], acting_user=karin)
    return version


def text_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", answer.content.decode().replace("\xa0", " "))


def test_versions_are_listed_and_opened_down_to_their_lines(browser: Client, karin: User) -> None:
    assert "Det finns ingen version" in text_of(browser, f"/budget/{YEAR}/versioner/")
    version = made(karin, "Bokslut 2019", 90_000_000)
    made(karin, "Annat år", 90_000_000, 2018)
    freeze_version(version, acting_user=karin)
    listed = text_of(browser, f"/budget/{YEAR}/versioner/")
    assert all(words in listed for words in ("Bokslut 2019", "Låst", "Versioner för andra år", "Annat år"))
    own = f"/budget/{YEAR}/versioner/{version.pk}/"
    page = text_of(browser, own)
    assert all(words in page for words in (version.digest, "Utbildningsnämnden", "900", "Investeringar"))
    assert "Ta bort versionen" not in page
    lines = text_of(browser, f"{own}rader/?year={YEAR}&section=result&by=body&key=300&q=300")
    assert "1 rad" in lines
    assert "−900 000" in lines
    for odd in ("?section=x&year=20x&by=y&page=99", "?section=frame", "?q=finns-inte"):
        text_of(browser, f"{own}rader/{odd}")
    assert browser.get(f"/budget/{YEAR}/versioner/{version.pk + 99}/").status_code == 404
    assert b"900000" in browser.get(f"{own}rader.csv").content
    assert browser.get(f"{own}rader.xlsx").content[:2] == b"PK"
    assert browser.get(f"{own}rader.pdf").status_code == 404


def test_a_draft_is_removed_and_one_that_something_rests_on_is_not(browser: Client, karin: User) -> None:
    version = made(karin, "Utkast", 1)
    later = make_version(
        KEY, name="Senare", kind=VersionKind.BASE, year=YEAR, made_from=version, acting_user=karin
    )
    own = f"/budget/{YEAR}/versioner/{version.pk}/"
    assert "Versionen har inga rader än" in text_of(browser, f"/budget/{YEAR}/versioner/{later.pk}/")
    assert "bygger på versionen" in browser.post(f"{own}ta-bort/", follow=True).content.decode()
    browser.post(f"/budget/{YEAR}/versioner/{later.pk}/ta-bort/")
    browser.post(f"{own}ta-bort/")
    assert not BudgetVersion.objects.exists()


def test_any_two_or_all_are_compared(browser: Client, karin: User) -> None:
    path = f"/budget/{YEAR}/jamforelse/"
    assert "Ingen version har rader" in text_of(browser, path)
    assert browser.get(f"{path}lista.csv").status_code == 404
    a, b = made(karin, "A", 90_000_000), made(karin, "B", 80_000_000)
    page = text_of(browser, path)
    assert "Utbildningsnämnden" in page
    assert "100" in page
    asked = f"?a={a.pk}&b={b.pk}&by=section&order=key"
    assert "Nämndernas ramar" in text_of(browser, path + asked)
    assert "50" in text_of(browser, f"{path}?a={a.pk}&b={b.pk}&by=line&section=investment")
    assert "Alla versioner" in text_of(browser, f"{path}?b=alla&by=body")
    sheet = browser.get(f"{path}lista.csv{asked}").content.decode()
    assert "Nämndernas ramar;-900000,00;-800000,00;100000,00" in sheet
    machine = browser.get(f"{path}lista.csv{asked}&form=machine").content.decode()
    assert machine.startswith("key,name,a_ore,b_ore,difference_ore")
    assert "version_" in browser.get(f"{path}lista.csv?b=alla&form=machine").content.decode()
    assert browser.get(f"{path}lista.xlsx{asked}").content[:2] == b"PK"


def shown(browser: Client, content: str, name: str = "Grannen") -> tuple[int, str]:
    answer = browser.post(
        f"/budget/{YEAR}/versioner/las-in/",
        {"name": name, "file": SimpleUploadedFile("granne.csv", content.encode())},
    )
    return answer.status_code, answer.content.decode()


def saved(browser: Client, page: str) -> tuple[int, str]:
    found = re.search(r'name="table" value="([^"]+)"', page)
    assert found is not None
    answer = browser.post(f"/budget/{YEAR}/versioner/las-in/spara/", {"table": found[1]}, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_file_is_shown_before_it_becomes_a_version(browser: Client, karin: User) -> None:
    path = f"/budget/{YEAR}/versioner/las-in/"
    assert "Vad versionen heter" in text_of(browser, path)
    assert browser.post(path, {"name": "Grannen"}).status_code == 422
    assert browser.post(f"{path}spara/", {"table": "påhittad"}).status_code == 422
    status, page = shown(browser, "År;Organ;Belopp\n2019;300;fem\n")
    assert (status, "Inget sparades" in page) == (422, True)
    assert shown(browser, FILE, " ")[0] == 422
    status, page = shown(browser, FILE)
    assert (status, "går inte jämnt upp" in page, BudgetVersion.objects.count()) == (200, True, 0)
    status, done = saved(browser, page)
    assert (status, "Grannen är sparad" in done) == (200, True)
    version = BudgetVersion.objects.get(name="Grannen")
    assert (version.file_name, version.lines.count(), version.year) == ("granne.csv", 2, YEAR)
    assert "redan" in shown(browser, FILE)[1]
    _, newer = shown(browser, FILE.replace("-500", "-600"))
    assert "Tar platsen för raderna i" in newer
    section = BudgetSection.OPERATION
    put_lines(version, section, [VersionLine(YEAR, section, 5)], acting_user=karin)
    status, stale = saved(browser, newer)
    assert (status, "annan" in stale) == (409, True)
    assert version.lines.count() == 1
