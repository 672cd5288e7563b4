"""The goals' pages: who sees and writes what, answers in place, versions that meet, the thread up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.apps.goals.assignment_world import KEY
from tests.apps.goals.assignment_world import assignment
from tests.apps.goals.assignment_world import person
from tests.apps.goals.goal_world import JUDGED
from tests.apps.goals.goal_world import adopted
from tests.apps.goals.goal_world import draft
from tests.apps.goals.goal_world import goal
from tests.apps.goals.goal_world import people

from roder.apps.documents.models import SteeringDocument
from roder.apps.goals.actions.committee_goals import add_committee_goal
from roder.apps.goals.actions.council_goals import change_goal
from roder.apps.goals.actions.council_goals import remove_goal
from roder.apps.goals.actions.goal_links import link_document
from roder.apps.goals.actions.goal_links import link_indicator
from roder.apps.goals.actions.lineage import link_lineage
from roder.apps.goals.actions.platform import SectionTexts
from roder.apps.goals.actions.platform import add_section
from roder.apps.goals.actions.platform import remove_section
from roder.apps.goals.actions.verdicts import judge_goal
from roder.apps.goals.models import Contribution
from roder.apps.goals.models import GoalTree
from roder.apps.goals.models import GoalVerdict
from roder.apps.identity.queries import system_user
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.indicators.models import Target
from roder.apps.search.queries import search
from roder.apps.search.queries import sources
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import GoalFacts
from roder.domain.goal_tree import TreeState
from roder.domain.mandates import Role
from roder.ui.versions import Seen

if TYPE_CHECKING:
    from django.test import Client

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SEEN_NOTHING = str(Seen(0))


@pytest.fixture
def known() -> dict[str, User]:
    return people()


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_without_goals_the_page_says_what_to_do(client: Client, known: dict[str, User]) -> None:
    client.force_login(known["lea"])
    assert "Det finns inga mål ännu" in page(client, "/mal/")
    assert "Skapa ett målträd" not in page(client, "/mal/")
    assert client.get("/mal/2018-2020/").status_code == 404
    client.force_login(known["karin"])
    assert "Skapa ett målträd" in page(client, "/mal/")


def test_karin_makes_fills_and_adopts_a_tree(client: Client, known: dict[str, User]) -> None:
    client.force_login(known["rut"])
    assert client.post("/mal/nytt/", {}).status_code == 403
    client.force_login(known["karin"])
    assert client.post("/mal/nytt/", {"code": "2018 2020", "year": 2018, "title": "M"}).status_code == 422
    sent = {"code": "2018-2020", "year": 2018, "title": "Mål och budget", "title_en": ""}
    assert client.post("/mal/nytt/", sent).headers["Location"] == "/mal/2018-2020/hela/"
    new = {"code": "1", "level": OVERALL, "parent": "", "title": "Utbildning"}
    assert client.post("/mal/2018-2020/nytt-mal/", new | {"title": ""}).status_code == 422
    assert client.post("/mal/2018-2020/nytt-mal/", new).status_code == 302
    client.post("/mal/2018-2020/avsnitt/nytt/", {"heading": "För alla", "text": "Alla räknas."})
    assert "Alla räknas." in page(client, "/mal/2018-2020/hela/")
    adoption = {"meeting_date": "2017-11-27", "paragraph": "§ 210", "case_number": "KS 17/101"}
    stale = client.post("/mal/2018-2020/anta/", adoption | {"seen": str(Seen(9))})
    assert stale.status_code == 409
    assert client.post("/mal/2018-2020/anta/", {"seen": str(Seen(1))}).status_code == 422
    assert client.post("/mal/2018-2020/anta/", adoption | {"seen": str(Seen(1))}).status_code == 302
    tree = GoalTree.objects.get()
    assert tree.state == TreeState.ADOPTED
    assert str(tree.decision) == "100 2017-11-27 § 210"
    assert "fullmäktige 2017-11-27 § 210" in page(client, "/mal/2018-2020/")
    assert client.post("/mal/2018-2020/nytt-mal/", new | {"code": "2"}).status_code == 422


def test_levels_order_copy_and_archive(client: Client, known: dict[str, User]) -> None:
    tree = draft()
    client.force_login(known["karin"])
    named = {"overall": "Målområde", "overall_en": "", "level1": "Inriktningsmål", "level1_en": ""}
    client.post(
        "/mal/2018-2020/nivaer/", named | {"committee": "Nämndmål", "committee_en": "", "seen": str(Seen(1))}
    )
    tree.refresh_from_db()
    assert [level["key"] for level in tree.levels] == ["overall", "level1", "committee"]
    met = client.post(
        "/mal/2018-2020/nivaer/", named | {"committee": "Annat", "committee_en": "", "seen": str(Seen(1))}
    )
    assert met.status_code == 409
    assert "Annat" in met.content.decode()
    client.post("/mal/2018-2020/ordna/", {"1": "2", "2": "1"})
    assert list(tree.goals.order_by("position").values_list("code", flat=True)) == ["2", "1"]
    copied = client.post(
        "/mal/2018-2020/kopiera/", {"code": "2019-2021", "year": 2019, "title": "Nästa", "title_en": ""}
    )
    assert copied.headers["Location"] == "/mal/2019-2021/hela/"
    assert "Fortsätter" in page(client, "/mal/2019-2021/jamfor/2018-2020/")
    refused = client.post("/mal/2018-2020/arkivera/", {"seen": str(Seen(2))})
    assert refused.status_code == 422, "a draft is not archived"


def test_sections_are_changed_ordered_and_removed(client: Client, known: dict[str, User]) -> None:
    tree = draft()
    client.force_login(known["karin"])
    for heading in ("Ett", "Två"):
        client.post("/mal/2018-2020/avsnitt/nytt/", {"heading": heading, "text": "Text"})
    one, two = tree.sections.order_by("pk")
    client.post("/mal/2018-2020/avsnitt/ordna/", {str(one.pk): "2", str(two.pk): "1"})
    assert list(tree.sections.values_list("heading", flat=True)) == ["Två", "Ett"]
    changed = {"heading": "Ett", "text": "Ny text", "seen": str(Seen(1))}
    client.post(f"/mal/2018-2020/avsnitt/{one.pk}/andra/", changed)
    met = client.post(f"/mal/2018-2020/avsnitt/{one.pk}/andra/", changed | {"text": "Min text"})
    assert met.status_code == 409
    assert "Ny text" in met.content.decode()
    client.post(f"/mal/2018-2020/avsnitt/{one.pk}/ta-bort/", {"seen": str(Seen(2))})
    assert client.get(f"/mal/2018-2020/avsnitt/{one.pk}/andra/").status_code == 404


def test_the_tiles_are_equal_and_state_the_rule(client: Client, known: dict[str, User]) -> None:
    tree = adopted()
    judge_goal(goal(tree), period="2018-08", level="ok", reason="Why", acting_user=known["karin"])
    client.force_login(known["lea"])
    assert client.get("/mal/", follow=True).redirect_chain == [("/mal/2018-2020/", 302)]
    shown = page(client, "/mal/2018-2020/")
    assert shown.count('class="goal-tile"') == 2
    assert "vart och ett räknas en gång" in shown
    assert "1 av 2 är inte bedömt" in shown, "no composite while a goal is not judged"
    judge_goal(goal(tree, "2"), period="2018-08", level="good", reason="Why", acting_user=known["karin"])
    assert "Bra 1, Ok 1" in page(client, "/mal/2018-2020/")


def test_the_matrix_is_answered_in_place_and_as_a_plain_form(client: Client, known: dict[str, User]) -> None:
    tree = adopted()
    cell = "/mal/2018-2020/mal/1/svar/400/?from=matrix"
    client.force_login(known["eva"])
    assert cell not in page(client, "/mal/2018-2020/tackning/")
    assert client.post(cell, {"kind": "contributes", "text": "Vi gör"}).status_code == 403
    client.force_login(known["rut"])
    assert cell in page(client, "/mal/2018-2020/tackning/")
    assert "Inte besvarat" in page(client, "/mal/2018-2020/tackning/")
    form = client.get(cell, headers=HTMX).content.decode()
    assert "<html" not in form
    assert 'class="answer-in-place"' in form
    refused = client.post(cell, {"kind": "contributes", "text": " ", "seen": SEEN_NOTHING}, headers=HTMX)
    assert refused.headers["HX-Retarget"] == "closest .answer-in-place"
    assert not Contribution.objects.exists()
    sent = {"kind": "contributes", "text": "Vi arbetar med läsning.", "seen": SEEN_NOTHING}
    matrix = client.post(cell, sent, headers=HTMX).content.decode()
    assert "<html" not in matrix
    assert "Bidrar" in matrix
    plain = client.post("/mal/2018-2020/mal/2/svar/400/?from=matrix", sent | {"kind": "not_concerned"})
    assert plain.headers["Location"] == "/mal/2018-2020/tackning/"
    shown = page(client, "/mal/2018-2020/mal/1/")
    assert "Vi arbetar med läsning." in shown
    assert "har inte svarat" in shown
    sheet = client.get("/mal/2018-2020/tackning/fil/?form=sheet").content.decode("utf-8-sig")
    assert sheet.splitlines()[1] == "400;Preschool committee;Bidrar;Berörs inte;2;2"
    machine = client.get("/mal/2018-2020/tackning/fil/?form=machine").content.decode()
    assert machine.splitlines()[0] == "body,name,goal_1,goal_2,answered,of"
    assert tree.goals.count() == 2


def test_two_people_answer_one_cell_and_the_second_is_asked(client: Client, known: dict[str, User]) -> None:
    adopted()
    client.force_login(known["rut"])
    address = "/mal/2018-2020/mal/1/svar/400/"
    client.post(address, {"kind": "contributes", "text": "Ruts", "seen": SEEN_NOTHING})
    met = client.post(address, {"kind": "contributes", "text": "Karins", "seen": SEEN_NOTHING})
    assert met.status_code == 409
    assert "Ruts" in met.content.decode()
    assert "Karins" in met.content.decode()
    client.post(f"{address}ta-tillbaka/", {"seen": str(Seen(1))})
    assert not Contribution.objects.exists()


def test_an_answer_may_name_its_decision(client: Client, known: dict[str, User]) -> None:
    adopted()
    client.force_login(known["rut"])
    sent = {"kind": "contributes", "text": "Vi gör", "seen": SEEN_NOTHING, "meeting_date": "2018-02-01"}
    assert client.post("/mal/2018-2020/mal/1/svar/400/", sent).status_code == 422
    client.post("/mal/2018-2020/mal/1/svar/400/", sent | {"paragraph": "12"})
    assert str(Contribution.objects.get().decision) == "400 2018-02-01 § 12"
    assert "Beslutat 2018-02-01 § 12" in page(client, "/mal/2018-2020/organ/400/")


def test_rut_writes_a_goal_of_her_committee_and_its_decision_fixes_it(
    client: Client, known: dict[str, User]
) -> None:
    tree = adopted()
    new = {"code": "", "level": "committee", "parent": "1", "title": "Trygga förskolor"}
    client.force_login(known["eva"])
    assert client.post("/mal/2018-2020/organ/400/nytt-mal/", new).status_code == 403
    client.force_login(known["rut"])
    assert client.post("/mal/2018-2020/organ/400/nytt-mal/", new).status_code == 302
    own = "/mal/2018-2020/mal/400-1/"
    assert "Inte beslutat ännu" in page(client, own)
    text = {"title": "Tryggare förskolor", "text": "", "seen": str(Seen(1, {"title": "Trygga förskolor"}))}
    assert client.post(f"{own}andra/", text).status_code == 302
    met = client.post(f"{own}andra/", text | {"title": "Annat"})
    assert met.status_code == 409
    decided = {"meeting_date": "2018-02-01", "paragraph": "12", "case_number": "", "seen": str(Seen(2))}
    assert client.post(f"{own}besluta/", decided).status_code == 302
    assert client.post(f"{own}andra/", text | {"seen": str(Seen(3))}).status_code == 422
    assert client.post(f"{own}ta-bort/", {"seen": str(Seen(3))}).status_code == 422
    assert client.get("/mal/2018-2020/mal/1/besluta/").status_code == 404, "the council decides a whole tree"
    shown = page(client, "/mal/2018-2020/organ/400/")
    assert "1 av 2" in shown
    assert "Tryggare förskolor" in shown
    assert tree.goals.get(code="400-1").decision is not None


def test_the_thread_leads_down_and_up(client: Client, known: dict[str, User]) -> None:
    old, tree = adopted("2015-2017", 2015, "Schools"), adopted()
    link_lineage(goal(old), goal(tree), acting_user=system_user())
    facts = GoalFacts("", "committee", "Safe preschools", "400")
    own = add_committee_goal(tree, facts, parent=goal(tree), acting_user=system_user())
    assignment(goals=[own], given_to="411", title="Two teachers")
    client.force_login(known["lea"])
    assert "mål 1 i 2015-2017, Schools" in page(client, "/mal/2018-2020/mal/1/")
    assert "mål 1 i 2018-2020, Education" in page(client, "/mal/2015-2017/mal/1/")
    way = page(client, "/mal/2018-2020/mal/400-1/").split('class="breadcrumbs"')[1].split("</nav>")[0]
    assert way.index("Education") < way.index("Safe preschools")
    unit = page(client, "/mal/2018-2020/organ/411/")
    assert "Two teachers" in unit
    assert unit.index("Education") < unit.index("Safe preschools")
    assert "Det är Preschool committee som svarar" in unit
    client.force_login(person("ida.holm", "Ida Holm", Role.COMMITTEE_CONTROLLER, "411"))
    assert "Ändra svaret" not in page(client, "/mal/2018-2020/organ/411/"), (
        "Ida does not speak for the committee"
    )
    assert "Lägg till ett eget mål" not in page(client, "/mal/2018-2020/organ/411/")
    chart = page(client, "/mal/2018-2020/karta/")
    assert "Two teachers" in chart
    assert "Safe preschools" in chart
    assert client.get("/mal/2018-2020/organ/999/").status_code == 404
    assert "svarar inte på fullmäktiges mål" in page(client, "/mal/2018-2020/organ/100/")


def test_lines_are_drawn_from_the_goal(client: Client, known: dict[str, User]) -> None:
    old, tree = adopted("2015-2017", 2015, "Schools", "Care"), adopted()
    client.force_login(known["karin"])
    address = "/mal/2018-2020/mal/1/arv/"
    both = {"chosen": [str(goal(old).pk), str(goal(old, "2").pk)]}
    client.post(address, both)
    assert "Sammanslagna" in page(client, "/mal/2018-2020/jamfor/2015-2017/")
    client.post(address, {"chosen": [str(goal(old).pk)]})
    compared = page(client, "/mal/2018-2020/jamfor/2015-2017/")
    assert "Sammanslagna" not in compared
    assert "Upphört" in compared
    assert client.get("/mal/2015-2017/jamfor/2018-2020/").status_code == 404
    assert tree.goals.count() == 2


def test_a_verdict_is_signed_for_what_one_reaches(client: Client, known: dict[str, User]) -> None:
    adopted()
    address = "/mal/2018-2020/mal/1/bedom/"
    verdict = {"body": "-", "period": "2018-08", "level": "ok", "reason": "Mixed results."}
    client.force_login(known["lea"])
    assert client.get(address).status_code == 403
    client.force_login(known["nils"])
    assert client.post(address, verdict).status_code == 403, "Nils does not speak for the whole"
    assert client.post(address, verdict | {"body": "500"}).status_code == 403
    assert "2018T3" in page(client, address), "the latest follow-up of goals is proposed"
    assert client.post(address, verdict | {"body": "411", "period": "August"}).status_code == 422
    assert client.post(address, verdict | {"body": "411", "reason": ""}).status_code == 422
    client.post(address, verdict | {"body": "411"})
    client.force_login(known["karin"])
    client.post(address, verdict)
    assert list(GoalVerdict.objects.order_by("pk").values_list("body_code", flat=True)) == ["411", ""]
    shown = page(client, "/mal/2018-2020/mal/1/")
    assert "Mixed results." in shown
    assert "Undertecknat av Karin Ek" in shown


def test_a_verdict_that_the_indicators_speak_against_says_so(client: Client, known: dict[str, User]) -> None:
    tree = adopted()
    for code, value in (("I1", 50), ("I2", 90), ("I3", 60)):
        measured = Indicator.objects.create(
            organisation=KEY, code=code, title=code, unit="%", direction="up", is_by_sex=False
        )
        Target.objects.create(indicator=measured, period="2018", value=80)
        Observation.objects.create(
            indicator=measured,
            period="2018",
            value=value,
            source="own",
            entered_by=known["karin"],
            entered_at=JUDGED,
        )
        link_indicator(goal(tree), measured, acting_user=system_user())
    client.force_login(known["karin"])
    address = "/mal/2018-2020/mal/1/bedom/"
    assert "2018T3 når 1 sitt målvärde, 0 nästan, 2 gör det inte" in page(client, address)
    sent = {"body": "-", "period": "2018", "level": "ok", "reason": "Why"}
    client.post(address, sent)
    assert "talar emot" not in page(client, "/mal/2018-2020/mal/1/"), "the middle is never contradicted"
    client.post(address, sent | {"level": "good"})
    assert "talar emot" in page(client, "/mal/2018-2020/mal/1/")


def test_among_many_indicators_one_is_found_by_a_word(client: Client, known: dict[str, User]) -> None:
    adopted()
    Indicator.objects.bulk_create(
        Indicator(organisation=KEY, code=f"I{number}", title=f"Number {number}", unit="%", direction="up")
        for number in range(101)
    )
    client.force_login(known["karin"])
    address = "/mal/2018-2020/mal/1/matvarden/"
    last = Indicator.objects.get(code="I99")
    assert page(client, address).count('type="checkbox"') == 100
    assert "Number 99" not in page(client, address)
    assert page(client, f"{address}?q=number+99").count('type="checkbox"') == 1
    client.post(f"{address}?q=number+99", {"chosen": [last.pk]})
    assert f'value="{last.pk}"' in page(client, address), "what is chosen stands first"


def test_goals_and_the_platform_are_found_by_their_words(client: Client, known: dict[str, User]) -> None:
    del client
    tree = draft()
    section = add_section(tree, SectionTexts("Lärande", "Läslust för alla"), acting_user=known["karin"])
    facts = GoalFacts("1", OVERALL, "Kunskapskommunen", text="Elever lyckas")
    change_goal(goal(tree), facts, seen_version=1, acting_user=known["karin"])
    assert [(hit.kind, hit.key) for hit in search("läslust").hits] == [
        ("platform", f"{KEY}/2018-2020/{section.pk}")
    ]
    assert [hit.kind for hit in search("kunskapskommun").hits] == ["goal"]
    assert not search("education").hits, "the old title is gone"
    remove_section(section, seen_version=1, acting_user=known["karin"])
    remove_goal(goal(tree), seen_version=2, acting_user=known["karin"])
    assert not search("läslust").hits
    assert not search("kunskapskommun").hits
    found = [*sources()["goal"](), *sources()["platform"]()]
    assert [text.title for text in found] == ["2 Democracy (2018-2020)"]


def test_indicators_and_documents_are_chosen(client: Client, known: dict[str, User]) -> None:
    tree = adopted()
    measured = Indicator.objects.create(organisation=KEY, code="I1", title="Pupils", unit="%", direction="up")
    programme = SteeringDocument.objects.create(
        organisation=KEY, code="D1", title="Health programme", kind="programme"
    )
    client.force_login(known["rut"])
    assert client.post("/mal/2018-2020/mal/1/dokument/", {"chosen": [programme.pk]}).status_code == 403
    client.force_login(known["karin"])
    assert "Inget styrdokument" in page(client, "/mal/2018-2020/mal/1/")
    client.post("/mal/2018-2020/mal/1/dokument/", {"chosen": [programme.pk]})
    client.post("/mal/2018-2020/mal/1/matvarden/", {"chosen": [measured.pk]})
    assert "Health programme" in page(client, "/mal/2018-2020/mal/1/")
    assert "Pupils" in page(client, "/mal/2018-2020/karta/")
    client.post("/mal/2018-2020/mal/1/dokument/", {})
    assert "Inget styrdokument" in page(client, "/mal/2018-2020/mal/1/")
    link_document(goal(tree), programme, acting_user=system_user())
    client.force_login(known["lea"])
    assert "Välj dokument" not in page(client, "/mal/2018-2020/mal/1/")


def test_english_shows_the_english_titles(client: Client, known: dict[str, User]) -> None:
    tree = draft()
    facts = GoalFacts("1", OVERALL, "Utbildning", title_en="Learning")
    change_goal(goal(tree), facts, seen_version=1, acting_user=system_user())
    client.force_login(known["lea"])
    english = client.get("/en/mal/2018-2020/").content.decode()
    assert "Learning" in english
    assert "Utbildning" not in english


def test_the_goal_page_asks_the_database_no_more_for_many_answers(
    client: Client, known: dict[str, User], django_assert_max_num_queries: object
) -> None:
    tree = adopted()
    client.force_login(known["lea"])
    client.get("/mal/2018-2020/mal/1/")
    for number in range(30):
        facts = GoalFacts(f"400-{number}", "committee", f"Goal {number}", "400")
        add_committee_goal(tree, facts, parent=goal(tree), acting_user=system_user())
    with django_assert_max_num_queries(60):  # type: ignore[operator] # the fixture is a context
        client.get("/mal/2018-2020/mal/1/")
    with django_assert_max_num_queries(40):  # type: ignore[operator] # the fixture is a context
        client.get("/mal/2018-2020/karta/")
