"""Goals and money on their pages: what one may see and change, sums to the frame, refusals with amounts, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import translation
from tests.goal_money_world import TKR
from tests.goal_money_world import GoalMoneyWorld
from tests.goal_money_world import import_books
from tests.goal_money_world import make_goal_money_world
from tests.goal_money_world import make_person

from roder.apps.goals.actions.funding import add_funding
from roder.apps.goals.models import GoalFunding
from roder.domain.goal_funding import FundingKind
from roder.domain.mandates import Role
from roder.ui.versions import Seen
from roder.workspace.goal_money_pages.forms import texts_of

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

MONEY = "/en/mal/2018-2020/pengar/"


@pytest.fixture
def world(db: None, home: Path) -> GoalMoneyWorld:
    del db, home
    return make_goal_money_world()


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def wish(**more: str) -> dict[str, str]:
    asked = {
        "goal": "1",
        "year": "2018",
        "body_code": "400",
        "kind": "frame",
        "project_code": "",
        "assignment": "",
    }
    return asked | {"amount": "800", "reason": "As decided"} | more


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\u00a0", " ")


def test_money_that_exceeds_the_frame_is_refused_with_the_amounts(world: GoalMoneyWorld, karin: User) -> None:
    client = signed_in(karin)
    assert client.post(f"{MONEY}ny/", wish()).status_code == 302
    refused = client.post(f"{MONEY}ny/?year=2018", wish(goal="2", amount="401"))
    assert refused.status_code == 422
    page = refused.content.decode().replace("\u00a0", " ")
    assert "The frame is 1 200 000 kr and 800 000 kr of it already name goals. 401 000 kr more" in page
    unreadable = client.post(f"{MONEY}ny/", wish(goal="2", amount="much"))
    assert unreadable.status_code == 422
    assert GoalFunding.objects.count() == 1
    assert world.tree.code in client.post(f"{MONEY}ny/", wish(goal="2", amount="400")).url  # type: ignore[attr-defined]


def test_the_whole_shows_goals_the_rest_and_the_frames(
    world: GoalMoneyWorld, karin: User, home: Path
) -> None:
    import_books(home)
    add_funding(world.wish(240, FundingKind.PROJECT, project_code="3001"), acting_user=karin)
    add_funding(world.wish(9, body_code="900"), acting_user=karin)
    client = signed_in(karin)
    page = text(client, MONEY)
    for shown in ("Names no goal", "3,360", "3,600", "Outside the frames", "Jan–Feb 2018"):
        assert shown in page, shown
    assert client.get(f"{MONEY}?year=2021").status_code == 404
    assert "No money names a goal here" not in text(client, f"{MONEY}mal/1/")
    assert "Preschool committee" in text(client, f"{MONEY}mal/1/")
    assert "Two teachers" not in text(client, f"{MONEY}organ/400/")
    assert client.get(f"{MONEY}organ/777/").status_code == 404
    assert client.get(f"{MONEY}mal/9/").status_code == 404
    with translation.override("sv"):
        assert "Inte knutet till något mål" in text(client, MONEY.removeprefix("/en"))


def test_files_have_whole_ore_and_the_rest_of_the_frames(world: GoalMoneyWorld, karin: User) -> None:
    add_funding(world.wish(240), acting_user=karin)
    client = signed_in(karin)
    assert client.get(f"{MONEY}fil/annat.csv").status_code == 404
    lines = client.get(f"{MONEY}fil/mal.csv?year=2018&form=machine").content.decode().splitlines()
    assert lines[0].startswith("goal,code,granted_ore,followed_ore,granted_to_date_ore,used_to_date_ore")
    assert lines[1].startswith(f"Schools,1,{240 * TKR},,,")
    assert any(line.startswith(f"Names no goal,,{3360 * TKR}") for line in lines)
    assert "Preschool committee" in client.get(f"{MONEY}fil/organ.csv?year=2018").content.decode()


def test_a_reader_sees_what_is_granted_and_a_stranger_to_the_body_changes_nothing(
    world: GoalMoneyWorld, karin: User, home: Path
) -> None:
    import_books(home)
    add_funding(world.wish(240, FundingKind.PROJECT, project_code="3001"), acting_user=karin)
    row = GoalFunding.objects.get()
    reader = signed_in(make_person("rut", Role.READER, "500"))
    page = text(reader, MONEY)
    assert "outside your roles" in page
    assert "Let money name a goal" not in page
    eva = signed_in(make_person("eva", Role.COMMITTEE_CONTROLLER, "500"))
    assert eva.get(f"{MONEY}rad/{row.pk}/").status_code == 403
    assert eva.post(f"{MONEY}rad/{row.pk}/ta-bort/", {"version": "1"}).status_code == 403
    assert eva.post(f"{MONEY}ny/", wish()).status_code == 422, "the committee is not among her choices"
    assert GoalFunding.objects.get() == row


def test_two_people_change_one_row(world: GoalMoneyWorld, karin: User) -> None:
    add_funding(world.wish(240), acting_user=karin)
    row = GoalFunding.objects.get()
    address = f"{MONEY}rad/{row.pk}/"
    seen = str(Seen(1, texts_of(row)))
    client = signed_in(karin)
    assert "240" in text(client, address)
    assert client.post(address, wish(amount="1 201", seen=seen)).status_code == 422
    assert client.post(address, wish(amount="250,5", seen=seen)).status_code == 302
    late = client.post(address, wish(amount="300", seen=seen))
    assert late.status_code == 409
    assert "250,5" in late.content.decode()
    assert client.post(f"{address}ta-bort/", {"version": "1"}).url.endswith(address)  # type: ignore[attr-defined]
    assert client.post(f"{address}ta-bort/", {"version": "2"}).status_code == 302
    assert client.get(address).status_code == 404


def test_the_pages_of_goal_frames_body_and_assignment_say_which_goals_the_money_names(
    world: GoalMoneyWorld, karin: User, home: Path
) -> None:
    import_books(home)
    world.tree.state, world.tree.decision = "archived", None
    world.tree.save()
    client = signed_in(karin)
    assert "No money names the goal yet" in text(client, "/en/mal/2018-2020/mal/1/")
    assert "No money is tied to the assignment." in text(client, f"/en/uppdrag/{world.assignment.pk}/")
    carried = {"project_code": "3001", "assignment": world.assignment}
    add_funding(world.wish(240, FundingKind.ASSIGNMENT, **carried), acting_user=karin)
    for address in ("/en/mal/2018-2020/mal/1/", f"/en/uppdrag/{world.assignment.pk}/"):
        page = text(client, address)
        assert "240" in page, address
        assert "55" in page, address
    assert "960" in text(client, "/en/ramar/2018/")
    body = text(client, "/en/uppfoljning/2018-02/400/")
    assert "Which goals the money names" in body
    assert "Which goals the money names" not in text(client, "/en/uppfoljning/2018-02/500/")
