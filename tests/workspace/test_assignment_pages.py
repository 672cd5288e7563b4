"""The pages of assignments, activities and decisions, as the people who work with them meet them."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.utils import timezone
from tests.apps.goals.assignment_world import BUDGET
from tests.apps.goals.assignment_world import KEY
from tests.apps.goals.assignment_world import assignment
from tests.apps.goals.assignment_world import decision
from tests.apps.goals.assignment_world import goals
from tests.apps.goals.assignment_world import organise
from tests.apps.goals.assignment_world import person

from roder.apps.decisions.models import Decision
from roder.apps.decisions.queries import models_pointing_at_decisions
from roder.apps.documents.models import Edition
from roder.apps.documents.models import SteeringDocument
from roder.apps.goals.actions.activities import plan_activity
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import AssignmentReport
from roder.apps.goals.models import GoalFunding
from roder.apps.goals.models import PlannedActivity
from roder.domain.assignment_facts import ActivityFacts
from roder.domain.mandates import Role
from roder.ui.versions import Seen
from roder.ui.versions import texts
from roder.workspace.assignment_forms import AssignmentForm
from roder.workspace.decided_words import PAGES
from roder.workspace.decided_words import decided_heading

if TYPE_CHECKING:
    from django.test import Client

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organisation(db: None) -> None:
    organise()


@pytest.fixture
def nils(db: None) -> User:
    """Nils, manager of the unit 411, who reports for it."""
    return person("nils", "Nils Berg", Role.REPORTER, "411", "Unit manager")


@pytest.fixture
def maja(db: None) -> User:
    """Maja, secretary of the preschool committee."""
    return person("maja", "Maja Holm", Role.COMMITTEE_SECRETARY, "400")


def page(client: Client, path: str) -> str:
    answer = client.get(f"/en{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def form_of(**changes: Any) -> dict[str, Any]:
    usual = {
        "kind": "assignment",
        "title": "Try two teachers",
        "given_by": "400",
        "given_to": "411",
        "given_on": "2018-01-15",
        "due": "2018-12-31",
    }
    return {**usual, **changes}


def test_board_and_list_show_the_same_selection(client: Client, nils: User) -> None:
    first, _second, own = goals()
    assignment(title="For the units", given_by="400", given_to="411", goals=[own], owner=nils)
    assignment(title="For the elderly", given_to="500")
    client.force_login(nils)
    for view in ("/uppdrag/", "/uppdrag/lista/"):
        everything = page(client, view)
        assert "For the units" in everything
        assert "For the elderly" in everything
        assert "0 of 2 carried out." in everything
        for query in (f"goal={first.pk}", "mine=1", "to=400", "by=400"):
            chosen = page(client, f"{view}?{query}")
            assert "For the units" in chosen, query
            assert "For the elderly" not in chosen, query
        odd = page(client, f"{view}?goal=x&due=x&state=x&kind=x&sort=x&page=x")
        assert "For the elderly" in odd
        fragment = client.get(f"{view}?to=500", headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in fragment
        assert "For the units" not in fragment


def test_an_empty_board_says_what_to_do_and_an_empty_selection_too(client: Client, karin: User) -> None:
    client.force_login(karin)
    assert "No assignments yet" in page(client, "/uppdrag/lista/")
    assignment()
    assert "No assignment fits the selection" in page(client, "/uppdrag/lista/?state=done")


def test_the_file_has_the_selection_for_people_and_for_programs(client: Client, karin: User) -> None:
    assignment(title="For all", decision=decision())
    assignment(title="For the elderly", given_to="500")
    client.force_login(karin)
    sheet = client.get("/uppdrag/tabell.csv?to=400").content.decode()
    assert "For all" in sheet
    assert "For the elderly" not in sheet
    machine = client.get("/uppdrag/tabell.csv?form=machine").content.decode().splitlines()
    assert machine[0].startswith("code,kind,title,given_by,given_to,given_on,due,state")
    assert len(machine) == 3
    [of_all] = [line for line in machine if "For all" in line]
    assert ",assignment,For all,100,400,2017-11-27,2018-12-31,not_started," in of_all
    assert "100 2017-11-27 § 210,KS 17/101" in of_all


def test_nils_moves_his_card_only_as_the_table_says(client: Client, nils: User) -> None:
    found = assignment(given_by="400", given_to="411")
    other = assignment(given_to="500")
    client.force_login(nils)
    assert client.post(f"/uppdrag/{other.pk}/rapport/", {"state": "done", "seen": "1"}).status_code == 403
    silent = client.post(f"/en/uppdrag/{found.pk}/rapport/", {"state": "deviating", "seen": "1"})
    assert silent.status_code == 422
    assert "must be explained" in silent.content.decode()
    for odd in ({"state": "x", "seen": "1"}, {}):
        assert client.post(f"/uppdrag/{found.pk}/rapport/", odd).status_code == 422
    assert not AssignmentReport.objects.exists()
    sent = {"state": "on_plan", "seen": "1", "back": "assignments?to=411"}
    answer = client.post(f"/uppdrag/{found.pk}/rapport/", sent)
    assert answer.headers["Location"] == "/uppdrag/?to=411"
    second = client.post(
        f"/en/uppdrag/{found.pk}/rapport/", {"state": "done", "seen": "1", "comment": "Mine"}
    )
    assert second.status_code == 409
    assert "Somebody has changed this" in second.content.decode()
    assert "Mine" in second.content.decode()
    leads_away = {"state": "done", "seen": "2", "back": "//example.org/"}
    answer = client.post(f"/uppdrag/{found.pk}/rapport/", leads_away)
    assert answer.headers["Location"] == f"/uppdrag/{found.pk}/"
    again = {"state": "on_plan", "seen": "3", "comment": "More to do"}
    assert client.post(f"/uppdrag/{found.pk}/rapport/", again).status_code == 302
    assert ">More to do</textarea>" not in page(client, f"/uppdrag/{found.pk}/")
    assert ">More to do</textarea>" in page(client, f"/uppdrag/{found.pk}/?begin=last")
    shown = page(client, f"/uppdrag/{found.pk}/")
    assert shown.count("Nils Berg") >= 2
    assert "Under way as planned" in shown
    assert "Reports" in shown


def test_the_round_has_what_one_reports_with_the_last_text_beside(client: Client, nils: User) -> None:
    first = assignment(title="For the unit", given_by="400", given_to="411")
    assignment(title="Owned by Nils", owner=nils)
    assignment(title="For the elderly", given_to="500")
    reader = person("rita", "Rita Ek", Role.READER, "411")
    client.force_login(reader)
    assert client.get("/uppdrag/rapportera/").status_code == 403
    assert "Report all" not in page(client, "/uppdrag/")
    client.force_login(nils)
    assert "Report all" in page(client, "/uppdrag/")
    shown = page(client, "/uppdrag/rapportera/")
    assert "For the unit" in shown
    assert "Owned by Nils" in shown
    assert "For the elderly" not in shown
    assert "0 of 2 reported in this round." in shown
    sent = {"state": "on_plan", "seen": "1", "comment": "Two schools", "back": "assignment_round?page=1"}
    answer = client.post(f"/uppdrag/{first.pk}/rapport/", sent)
    assert answer.headers["Location"] == "/uppdrag/rapportera/?page=1"
    shown = page(client, "/uppdrag/rapportera/")
    assert "1 of 2 reported in this round." in shown
    assert ">Two schools</textarea>" not in shown
    assert ">Two schools</textarea>" in page(client, f"/uppdrag/rapportera/?begin={first.pk}")
    assert "No assignment fits the selection" in page(client, "/uppdrag/rapportera/?to=500")
    done = {"state": "done", "seen": "2"}
    client.post(f"/uppdrag/{first.pk}/rapport/", done)
    assert "For the unit" not in page(client, "/uppdrag/rapportera/")


def test_a_reader_reads_and_is_offered_nothing_to_change(client: Client) -> None:
    found = assignment(decision=decision())
    client.force_login(person("rita", "Rita Ek", Role.READER, "411"))
    shown = page(client, f"/uppdrag/{found.pk}/")
    assert "Council 2017-11-27 § 210" in shown
    assert "Report how it stands" not in shown
    assert "Hand over" not in shown
    assert "Register an assignment" not in page(client, "/uppdrag/")
    assert "Send the report" not in page(client, "/uppdrag/")


def test_maja_registers_an_assignment_with_its_decision(client: Client, maja: User, nils: User) -> None:
    _first, _second, own = goals()
    client.force_login(maja)
    assert "Choose" in page(client, "/uppdrag/nytt/")
    upwards = client.post("/en/uppdrag/nytt/", form_of(given_to="100"))
    assert upwards.status_code == 422
    assert "stands above" in upwards.content.decode()
    beyond = client.post("/en/uppdrag/nytt/", form_of(given_by="100"))
    assert beyond.status_code == 422
    unfinished = form_of(paragraph="12", given_to="400")
    assert client.post("/uppdrag/nytt/", unfinished).status_code == 422
    assert not Decision.objects.exists(), "what the assignment lacked takes the decision back too"
    whole = form_of(
        paragraph="12",
        decision_title="Try it",
        case_number="N 18/1",
        goals=[own.pk],
        owner=nils.pk,
        code="U18-9",
    )
    answer = client.post("/uppdrag/nytt/", whole)
    made = Assignment.objects.get()
    assert answer.headers["Location"] == f"/uppdrag/{made.pk}/"
    assert (made.code, made.owner_title, list(made.goals.all())) == ("U18-9", "Unit manager", [own])
    decided = Decision.objects.get()
    assert (decided.body_code, str(decided.meeting_date), decided.title) == ("400", "2018-01-15", "Try it")
    assert made.decision == decided
    assert "U18-9 Try two teachers" in page(client, f"/beslut/{decided.pk}/")
    contradicts = form_of(paragraph="12", decision_title="Something else")
    assert client.post("/uppdrag/nytt/", contradicts).status_code == 422


def test_a_change_meets_another_person_and_asks(client: Client, maja: User) -> None:
    found = assignment(given_by="400", given_to="411")
    client.force_login(maja)
    stood = texts({name: getattr(found, name) for name in AssignmentForm.PLAIN})
    seen = str(Seen(1, {**stood, "decision": ""}))
    first = {**stood, "title": "First", "seen": seen}
    answer = client.post(f"/uppdrag/{found.pk}/andra/", {**first, "due": "2017-01-01"})
    assert answer.status_code == 422
    assert client.post(f"/uppdrag/{found.pk}/andra/", first).status_code == 302
    second = client.post(f"/en/uppdrag/{found.pk}/andra/", {**stood, "title": "Second", "seen": seen})
    assert second.status_code == 409
    text = second.content.decode()
    assert "Maja Holm saved another version" in text
    fields = dict(re.findall(r'name="(seen|version-mine)" value="([^"]*)"', text))
    chosen = {name: value.replace("&quot;", '"').replace("&#x27;", "'") for name, value in fields.items()}
    assert json.loads(chosen["version-mine"])["title"] == "Second"
    client.post(f"/uppdrag/{found.pk}/andra/", {**chosen, "version-choice-title": "mine"})
    found.refresh_from_db()
    assert (found.title, found.version) == ("Second", 3)


def test_goals_are_chosen_and_the_owner_handed_over(client: Client, karin: User, nils: User) -> None:
    first, second, _own = goals()
    found = assignment(goals=[first])
    client.force_login(karin)
    assert client.post(f"/uppdrag/{found.pk}/mal/", {"goals": ["0"]}).status_code == 422
    assert client.post(f"/uppdrag/{found.pk}/mal/", {"goals": [second.pk]}).status_code == 302
    assert list(found.goals.all()) == [second]
    assert client.post(f"/uppdrag/{found.pk}/mal/", {}).status_code == 302
    assert not found.goals.exists()
    owner = {"owner": nils.pk, "seen": "1"}
    assert client.post(f"/uppdrag/{found.pk}/lamna-over/", {"owner": "0", "seen": "1"}).status_code == 422
    assert client.post(f"/uppdrag/{found.pk}/lamna-over/", owner).status_code == 302
    assert client.post(f"/uppdrag/{found.pk}/lamna-over/", {"owner": "", "seen": "1"}).status_code == 409
    assert "Unit manager" in page(client, f"/uppdrag/{found.pk}/")


def test_an_activity_is_planned_reported_and_changed(client: Client, karin: User, nils: User) -> None:
    found = assignment(given_by="400", given_to="411")
    planned = {"title": "Recruit", "body_code": "411", "begins": "2018-02-01", "due": "2018-06-30"}
    client.force_login(nils)
    assert client.post(f"/uppdrag/{found.pk}/ny-aktivitet/", planned).status_code == 403
    client.force_login(karin)
    backwards = client.post(f"/uppdrag/{found.pk}/ny-aktivitet/", {**planned, "due": "2018-01-01"})
    assert backwards.status_code == 422
    client.post(f"/uppdrag/{found.pk}/ny-aktivitet/", {**planned, "owner": nils.pk})
    activity = PlannedActivity.objects.get()
    assert "Recruit" in page(client, f"/uppdrag/{found.pk}/")
    client.force_login(nils)
    where = f"/en/uppdrag/aktiviteter/{activity.pk}/"
    assert client.post(f"{where}rapport/", {"state": "x", "seen": "1"}).status_code == 422
    assert client.post(f"{where}rapport/", {"state": "stopped", "seen": "1"}).status_code == 422
    assert (
        client.post(f"{where}rapport/", {"state": "on_plan", "comment": "Two", "seen": "1"}).status_code
        == 302
    )
    assert client.post(f"{where}rapport/", {"state": "done", "seen": "1"}).status_code == 409
    assert "Two" in client.get(where).content.decode()
    assert client.get(f"{where}andra/").status_code == 403
    client.force_login(karin)
    assert "Recruit" in client.get(f"{where}andra/").content.decode()
    late = {**planned, "owner": "", "seen": str(Seen(1, {}))}
    conflict = client.post(f"{where}andra/", {**late, "title": "Recruit nine"})
    assert conflict.status_code == 409
    assert client.post(f"{where}andra/", {**late, "due": "2018-01-01"}).status_code == 422
    fresh = {**late, "seen": str(Seen(2, {})), "title": "Recruit nine"}
    assert client.post(f"{where}andra/", fresh).status_code == 302
    assert PlannedActivity.objects.get().title == "Recruit nine"


def test_an_activity_of_a_goal_leads_back_to_it(client: Client, karin: User) -> None:
    first, _second, _own = goals()
    made = plan_activity(first, ActivityFacts("Walks", "400"), acting_user=karin)
    client.force_login(karin)
    assert f'href="/en/mal/{first.tree.code}/mal/1/"' in page(client, f"/uppdrag/aktiviteter/{made.pk}/")
    answer = client.post(f"/uppdrag/mal/{first.pk}/ny-aktivitet/", {"title": "Talks", "body_code": "400"})
    assert answer.status_code == 302
    assert PlannedActivity.objects.filter(goal=first).count() == 2


def test_the_goal_shows_what_is_done_for_it_and_leads_on(client: Client, karin: User, nils: User) -> None:
    first, second, own = goals()
    where = f"/mal/{first.tree.code}/mal/"
    client.force_login(nils)
    empty = page(client, f"{where}1/")
    assert "No assignment serves the goal yet." in empty
    assert "Plan an activity" not in empty
    assignment(title="Serves the goal below", goals=[own])
    assignment(title="Serves the other", goals=[second])
    client.force_login(karin)
    plan_activity(first, ActivityFacts("Walks", "400"), acting_user=karin)
    shown = page(client, f"{where}1/")
    assert "Serves the goal below" in shown
    assert "Serves the other" not in shown
    assert "Walks" in shown
    assert f'href="/en/uppdrag/nytt/?goal={first.pk}"' in shown
    ticked = page(client, f"/uppdrag/nytt/?goal={first.pk}")
    assert re.search(rf'value="{first.pk}"[^>]* checked', ticked)


def test_the_owner_is_told_before_the_last_day_and_no_longer_after_it_is_done(
    client: Client, nils: User
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    found = assignment(title="Count the pupils", given_by="400", given_to="411", due=tomorrow, owner=nils)
    assignment(title="Much later", owner=nils, due=tomorrow + timedelta(days=200))
    assignment(title="Of somebody else", due=tomorrow)
    client.force_login(nils)
    start = page(client, "/")
    assert f"Carry out the assignment {found.code} Count the pupils" in start
    assert f'href="/en/uppdrag/{found.pk}/"' in start
    assert "Much later" not in start
    assert "Of somebody else" not in start
    client.post(f"/uppdrag/{found.pk}/rapport/", {"state": "done", "seen": "1"})
    assert "Count the pupils" not in page(client, "/paminnelser/")


def test_decisions_are_registered_once_and_found_by_body(client: Client, maja: User) -> None:
    client.force_login(maja)
    facts = {"body_code": "400", "meeting_date": "2018-01-15", "paragraph": "12", "title": "Try it"}
    assert client.post("/beslut/nytt/", {**facts, "body_code": "100"}).status_code == 422
    assert client.post("/beslut/nytt/", facts).status_code == 302
    assert client.post("/beslut/nytt/", {**facts, "title": "Other"}).status_code == 422
    decision()
    both, chosen = page(client, "/beslut/"), page(client, "/beslut/?body=400")
    assert BUDGET.title in both
    assert BUDGET.title not in chosen
    assert "Try it" in chosen
    assert "Nothing here points at the decision yet." in page(
        client, f"/beslut/{Decision.objects.get(title='Try it').pk}/"
    )
    assert Decision.objects.filter(organisation=KEY).count() == 2


def test_a_decision_names_money_and_editions_as_people_do(client: Client, karin: User) -> None:
    first, _second, _own = goals()
    decided = decision()
    GoalFunding.objects.create(
        goal=first,
        organisation=KEY,
        year=2018,
        kind="frame",
        body_code="400",
        amount_ore=1200000_00,
        decision=decided,
    )
    document = SteeringDocument.objects.create(
        organisation=KEY, code="D1", kind="programme", title="Public health", owner_body="400"
    )
    Edition.objects.create(document=document, number=2, decision=decided, in_force_from=BUDGET.meeting_date)
    client.force_login(karin)
    shown = page(client, f"/beslut/{decided.pk}/")
    assert "1 Education, 2018: 1,200 tkr" in shown
    assert "Public health, edition 2" in shown


def test_whatever_can_point_at_a_decision_has_its_heading_and_its_page() -> None:
    labels = {model._meta.label for model, _field in models_pointing_at_decisions()}
    assert "goals.Assignment" in labels
    assert all(decided_heading(label) for label in labels)
    assert set(PAGES) == labels
