"""What a person chooses for themself is kept: language, where the follow-up begins, how the screen looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ledger_files import sie_file

from roder.apps.identity.queries import preferences_of
from roder.apps.ledger.actions.imports import import_file
from roder.ui.appearance import Appearance

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


def test_a_language_is_remembered_until_the_next_sign_in(client: Client, karin: User) -> None:
    client.force_login(karin)
    assert client.post("/val/sprak/", {"language": "fi"}).status_code == 400
    assert preferences_of(karin).language == ""
    answer = client.post("/val/sprak/", {"language": "en", "next": "/import/?x=1"})
    assert answer["Location"] == "/en/import/?x=1"
    client.logout()
    client.force_login(karin)
    assert client.get("/")["Location"] == "/en/"
    assert client.get("/import/").headers["Content-Language"] == "sv"
    back = client.post("/en/val/sprak/", {"language": "sv", "next": "/en/import/"})
    assert back["Location"] == "/import/"
    assert client.get("/").headers["Content-Language"] == "sv"


def test_a_visitor_changes_language_without_anything_being_kept(client: Client) -> None:
    answer = client.post("/val/sprak/", {"language": "en", "next": "/logga-in/"})
    assert answer["Location"] == "/en/logga-in/"
    assert answer.cookies == {}


@pytest.mark.parametrize("page", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_a_choice_never_leads_to_another_site(client: Client, page: str) -> None:
    for address, chosen in (("/val/sprak/", {"language": "sv"}), ("/val/utseende/", {"appearance": "dark"})):
        assert client.post(address, {**chosen, "next": page})["Location"] == "/"


def test_an_appearance_is_kept_in_a_cookie_of_the_screen(client: Client) -> None:
    assert 'data-color-scheme="auto"' in client.get("/logga-in/").content.decode()
    answer = client.post("/val/utseende/", {"appearance": "dark", "next": "/logga-in/"})
    assert answer["Location"] == "/logga-in/"
    assert answer.cookies["roder_appearance"]["httponly"]
    assert 'data-color-scheme="dark"' in client.get("/logga-in/").content.decode()
    client.post("/val/utseende/", {"appearance": "contrast"})
    page = client.get("/logga-in/").content.decode()
    assert 'contrast.css" media="all"' in page
    assert '<button type="submit" name="appearance" value="contrast" aria-pressed="true">' in page
    assert Appearance.of('"><script>') is Appearance.AUTO


def test_the_follow_up_begins_with_the_chosen_body_while_it_is_there(
    client: Client, karin: User, home: Path
) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    client.force_login(karin)
    page = "/uppfoljning/2018-01/212000-0159/"
    client.post("/val/borja/", {"body": "gone"})
    assert client.get("/uppfoljning/")["Location"] == "/uppfoljning/2018-01/"
    assert client.post("/val/borja/", {"body": "212000-0159", "next": page})["Location"] == page
    assert client.get("/uppfoljning/")["Location"] == page
    assert 'name="body" value=""' in client.get(page).content.decode()
    client.post("/val/borja/", {"body": ""})
    assert client.get("/uppfoljning/")["Location"] == "/uppfoljning/2018-01/"


def test_the_frame_marks_the_place_and_names_the_version(client: Client, karin: User, home: Path) -> None:
    client.force_login(karin)
    page = client.get("/import/").content.decode()
    assert page.count('<a href="/import/" aria-current="page">') == 2
    assert '<a href="/uppfoljning/">' in page
    assert "<p>Roder 0." in page
