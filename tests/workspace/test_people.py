"""An administrator grants and ends roles by plain forms; everyone sees their own."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.workspace.access_world import KEY
from tests.workspace.access_world import World
from tests.workspace.access_world import make_world

from roder.domain.mandates import Role

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db
GIVEN = {"role": "reporter", "part": f"{KEY}/412", "party": "", "valid_from": "2018-01-01", "valid_to": ""}


@pytest.fixture
def world(home: Path) -> World:
    return make_world(home)


@pytest.fixture
def ida(world: World) -> Client:
    """Ida, administrator, signed in."""
    client = Client()
    client.force_login(world.people["administrator"])
    return client


@pytest.fixture
def newcomer(world: World) -> User:
    return world.people["no_role"]


def grant(client: Client, person: User, **changes: str) -> Any:
    return client.post(f"/personer/{person.pk}/ny-roll/", GIVEN | changes)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"role": "auditor"}, "Den här rollen gäller hela kommunen"),
        ({"role": "politician"}, "Skriv partiets namn"),
        ({"party": "A"}, "Bara en förtroendevalds"),
        ({"valid_to": "2017-12-31"}, "Sista dagen ligger före den första"),
        ({"valid_from": "i går"}, "Första dagen"),
        ({"part": f"{KEY}/999"}, "Gäller"),
        ({"role": "king"}, "Roll"),
    ],
)
def test_a_role_that_makes_no_sense_comes_back_with_the_reason(
    ida: Client, newcomer: User, changes: dict[str, str], sentence: str
) -> None:
    answer = grant(ida, newcomer, **changes)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert 'data-tone="bad"' in text or "field-errors" in text
    assert not newcomer.mandates.exists()


def test_a_role_given_opens_its_part_at_once_and_ended_closes_it_at_once(ida: Client, newcomer: User) -> None:
    client = Client()
    client.force_login(newcomer)
    assert client.get("/uppfoljning/2018-01/412/").status_code == 403
    assert grant(ida, newcomer).status_code == 302
    assert client.get("/uppfoljning/2018-01/412/").status_code == 200
    assert client.get("/uppfoljning/2018-01/411/").status_code == 404
    assert "412 Southern preschools" in client.get("/mina-roller/").content.decode()
    mandate = newcomer.mandates.get()
    page = f"/personer/roller/{mandate.pk}/avsluta/"
    late = ida.post(page, {"last_day": (timezone.localdate() - timedelta(days=1)).isoformat()})
    assert late.status_code == 422
    assert client.get("/uppfoljning/2018-01/412/").status_code == 200
    assert ida.post(page, {"last_day": ""}).status_code == 302
    assert client.get("/uppfoljning/2018-01/412/").status_code == 403
    assert "Avslutad" in client.get("/mina-roller/").content.decode()
    assert ida.post(page, {"last_day": ""}).status_code == 422


def test_an_administrator_neither_gives_nor_ends_a_role_of_their_own(ida: Client, world: World) -> None:
    own = world.people["administrator"]
    assert "ny-roll" not in ida.get(f"/personer/{own.pk}/").content.decode()
    answer = grant(ida, own, part="")
    assert answer.status_code == 422
    assert "Ingen ger sig själv" in answer.content.decode()
    ended = ida.post(f"/personer/roller/{world.mandate_of(Role.ADMINISTRATOR)}/avsluta/", {"last_day": ""})
    assert ended.status_code == 422
    assert own.mandates.get().ended_on is None


def test_one_sees_who_held_which_role_on_a_day(ida: Client, newcomer: User) -> None:
    grant(ida, newcomer, valid_from="2018-01-01", valid_to="2018-06-30")
    on_day = f'<a href="/personer/{newcomer.pk}/">'
    for day, shown in (("2017-12-31", 0), ("2018-06-30", 1), ("2018-07-01", 0)):
        table = ida.get(f"/personer/?day={day}").content.decode().split("<tbody>")[1].split("</tbody>")[0]
        assert table.count(on_day) == shown, day
    text = ida.get("/personer/?day=1900-01-01").content.decode()
    assert "Ingen hade någon roll" in text
    assert ida.get("/personer/?day=nonsense").status_code == 200
    assert date(2018, 6, 30) == newcomer.mandates.get().last_day


def test_parts_are_chosen_under_the_committee_that_they_belong_to(ida: Client, newcomer: User) -> None:
    text = ida.get(f"/personer/{newcomer.pk}/").content.decode()
    group = text.split('<optgroup label="Preschool committee">')[1].split("</optgroup>")[0]
    assert f'value="{KEY}/411"' in group
    assert "Elderly" not in group
    assert 'value="5566391537"' in text, "a company's books, as a whole"
