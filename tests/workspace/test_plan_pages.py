"""Plans on their pages: built, written, taken further by others, read as adopted; refusals say why."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from tests.goal_money_world import KEY
from tests.goal_money_world import GoalMoneyWorld
from tests.goal_money_world import make_goal_money_world
from tests.goal_money_world import make_person

from roder.apps.decisions.actions import register_decision
from roder.apps.goals.models import Contribution
from roder.apps.identity.queries import system_user
from roder.apps.plans.models import Plan
from roder.domain.decisions import DecisionFacts
from roder.domain.mandates import Role
from roder.ui.versions import Seen

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User

PLANS = "/en/planer/"


@pytest.fixture
def world(db: None) -> GoalMoneyWorld:
    del db
    made = make_goal_money_world()
    made.tree.state, made.tree.decision = "adopted", decided("100")
    made.tree.save()
    return made


def decided(body: str) -> Decision:
    facts = DecisionFacts(body, date(2018, 1, 18), "12", f"Decision of {body}")
    return register_decision(KEY, facts, acting_user=system_user())


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\u00a0", " ")


def build(client: Client, body: str = "400") -> Plan:
    assert client.post(f"{PLANS}ny/", {"body": body, "year": "2018"}).status_code == 302
    return Plan.objects.get(body_code=body)


def test_who_has_a_plan_and_who_is_late(world: GoalMoneyWorld, karin: User) -> None:
    client = signed_in(karin)
    page = text(client, f"{PLANS}?year=2018")
    assert "0 of 3 have a plan" in page
    assert "3 are late" in page
    assert client.get(f"{PLANS}?year=x").status_code == 404
    build(client)
    shown = text(client, f"{PLANS}?year=2018&state=draft")
    assert "Preschool committee" in shown
    assert "Elderly committee" not in shown
    assert "No plan fits the selection" in text(client, f"{PLANS}?year=2018&state=adopted")
    assert "Energy company" in text(client, f"{PLANS}?year=2018&kind=business&state=late")
    lines = client.get(f"{PLANS}lista.csv?year=2018&form=machine").content.decode().splitlines()
    assert lines[0] == "code,body,kind,state,late,due,decision"
    assert lines[1] == "400,Preschool committee,Operational plan,Draft,yes,2018-02-28,"
    assert "No goals are adopted for this year" in text(client, f"{PLANS}?year=2021")
    assert world.tree.title in page


def test_a_plan_is_built_for_what_one_may_write_and_once(world: GoalMoneyWorld) -> None:
    nils = signed_in(make_person("nils", Role.REPORTER, "400"))
    for asked, status in (
        ({"body": "500", "year": "2018"}, 403),
        ({"body": "400", "year": "many"}, 404),
        ({"body": "400", "year": "2021"}, 404),
    ):
        assert nils.post(f"{PLANS}ny/", asked).status_code == status
    build(nils)
    again = nils.post(f"{PLANS}ny/", {"body": "400", "year": "2018"}, follow=True)
    assert "There is a plan of that body and year already" in again.content.decode()
    unit = build(nils, "411")
    assert unit.title == "Unit plan 2018, Northern preschools"
    assert "Northern preschools" in text(nils, f"{PLANS}{Plan.objects.get(body_code='400').pk}/")
    assert world.tree == unit.tree


def test_texts_are_kept_while_one_writes_and_two_people_are_asked(world: GoalMoneyWorld) -> None:
    nils, eva = (signed_in(make_person(name, Role.REPORTER, "400")) for name in ("nils", "eva"))
    plan = build(nils)
    section = plan.sections.get(position=0)
    address = f"{PLANS}{plan.pk}/avsnitt/{section.pk}/"
    seen = str(Seen(1, {"heading": section.heading, "text": ""}))
    sent = {"heading": section.heading, "text": "We teach.", "seen": seen}
    kept = nils.post(address, sent, headers={"HX-Request": "true"})
    assert "Kept at" in kept.content.decode()
    assert plan.sections.get(position=0).text == "We teach."
    late = eva.post(address, sent | {"text": "We play."}, headers={"HX-Request": "true"})
    assert "Somebody else has written here" in late.content.decode()
    both = eva.post(address, sent | {"text": "We play."})
    assert both.status_code == 409
    assert "We teach." in both.content.decode()
    fresh = str(Seen(2, {"heading": section.heading, "text": "We teach."}))
    assert eva.post(address, sent | {"text": "We play.", "seen": fresh}).status_code == 302
    assert "We play." in text(nils, f"{PLANS}{plan.pk}/")
    assert nils.get(f"{PLANS}{plan.pk}/avsnitt/{section.pk}/").status_code == 405
    assert nils.post(f"{PLANS}{plan.pk}/avsnitt/999999/", sent).status_code == 404
    assert world.tree.code == plan.tree.code


def test_sections_come_and_go_and_the_frame_is_divided(world: GoalMoneyWorld, karin: User) -> None:
    client = signed_in(karin)
    plan = build(client)
    edit = f"{PLANS}{plan.pk}/skriv/"
    assert "SEK 1,200 thousand of the frame is not distributed" in text(client, edit)
    assert client.post(f"{PLANS}{plan.pk}/avsnitt/nytt/", {"heading": " "}).status_code == 422
    assert client.post(f"{PLANS}{plan.pk}/avsnitt/nytt/", {"heading": "More"}).status_code == 302
    added = plan.sections.get(heading="More")
    remove = f"{PLANS}{plan.pk}/avsnitt/{added.pk}/ta-bort/"
    assert "It was not removed" in client.post(remove, {"version": "7"}, follow=True).content.decode()
    assert client.post(remove, {"version": "1"}).status_code == 302
    assert not plan.sections.filter(heading="More").exists()
    divide = f"{PLANS}{plan.pk}/fordela/"
    for amount, said in (("much", "write the amount"), ("1 201", "more than the frame")):
        refused = client.post(divide, {"part-411": amount, "version": "1"})
        assert refused.status_code == 422
        assert said in refused.content.decode()
    assert client.post(divide, {"part-411": "700", "part-": "500", "version": "1"}).status_code == 302
    late = client.post(divide, {"part-411": "1", "version": "1"})
    assert "Somebody has changed the plan meanwhile" in late.content.decode()
    assert "of the frame is not distributed" not in text(client, edit)
    assert world.schools.title in text(client, f"{PLANS}{plan.pk}/")


def test_a_plan_goes_its_way_by_others_and_stays_as_adopted(world: GoalMoneyWorld) -> None:
    nils = signed_in(make_person("nils", Role.APPROVER, "400"))
    eva = signed_in(make_person("eva", Role.COMMITTEE_CONTROLLER, "400"))
    omar = signed_in(make_person("omar", Role.APPROVER, "400"))
    maja = signed_in(make_person("maja", Role.COMMITTEE_SECRETARY, "400"))
    plan = build(nils)
    here = f"{PLANS}{plan.pk}/"
    assert "You have written or examined this plan yourself" in text(nils, here)
    assert nils.post(f"{here}steg/review/", {"reason": "x"}).status_code == 422
    assert nils.get(f"{here}steg/jump/").status_code == 404
    assert maja.get(f"{here}steg/review/").status_code == 403
    assert eva.post(f"{here}steg/review/", {"reason": ""}).status_code == 422
    assert eva.post(f"{here}steg/review/", {"reason": "Gaps are filled later."}).status_code == 302
    assert "Gaps are filled later." in text(nils, here)
    assert "not in a state that this step leaves" in text(eva, f"{here}steg/review/")
    assert nils.get(f"{here}skriv/").status_code == 302
    assert (
        "Only a draft" in nils.post(f"{here}avsnitt/nytt/", {"heading": "More"}, follow=True).content.decode()
    )
    assert omar.post(f"{here}steg/approve/", {"reason": ""}).status_code == 302
    own, others = decided("400"), decided("500")
    assert others.title not in text(maja, f"{here}steg/adopt/")
    assert maja.post(f"{here}steg/adopt/", {"reason": ""}).status_code == 422
    assert maja.post(f"{here}steg/adopt/", {"reason": "", "decision": str(own.pk)}).status_code == 302
    adopted = text(nils, here)
    assert "Nothing that it builds on has changed since" in adopted
    Contribution.objects.create(goal=world.schools, body_code="400", kind="contributes", text="We teach.")
    assert "stands otherwise now" in text(nils, here).replace("stand otherwise", "stands otherwise")
    assert "contributes" in text(nils, f"{here}skillnad/")
    kept = json.loads(nils.get(f"{here}plan.json").content)
    assert kept["sha256"] in text(nils, here)
    assert kept["contents"]["goals"][0]["answer"] == ""
    assert maja.post(f"{here}steg/begin/", {"reason": ""}).status_code == 302
    assert nils.post(f"{here}revidera/").status_code == 302
    assert "Revision 2" in text(nils, here)
    refused = nils.post(f"{here}revidera/", follow=True)
    assert "Only the newest plan is revised" in refused.content.decode()


def test_a_draft_has_nothing_pinned_and_a_goal_knows_its_plans(world: GoalMoneyWorld, karin: User) -> None:
    client = signed_in(karin)
    plan = build(client)
    assert client.get(f"{PLANS}{plan.pk}/plan.json").status_code == 404
    assert client.get(f"{PLANS}{plan.pk}/skillnad/").status_code == 404
    assert client.get(f"{PLANS}999999/").status_code == 404
    goal = "/en/mal/2018-2020/mal/1/"
    assert "No plan answers the goal yet" in text(client, goal)
    Contribution.objects.create(goal=world.schools, body_code="400", kind="contributes", text="We teach.")
    assert plan.title in text(client, goal)
