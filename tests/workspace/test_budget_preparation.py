"""The pages of scan, analysis, consultation and ideas: what they show to whom, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import translation
from tests.apps.budgetprocess.test_consultations import KEY
from tests.apps.budgetprocess.test_consultations import decision_of
from tests.apps.budgetprocess.test_consultations import world
from tests.apps.budgetprocess.test_scan_and_ideas import person
from tests.budget_preparation_world import YEAR

from roder.apps.budgetprocess.consultation_queries import consultations
from roder.apps.budgetprocess.models import ConsultationAnswer
from roder.apps.budgetprocess.models import CostQualityAnalysis
from roder.apps.budgetprocess.models import Idea
from roder.apps.budgetprocess.models import ScanTrend
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.ledger.models import LedgerOrganisation
from roder.domain.mandates import Role
from roder.ui.states import state_of
from roder.ui.versions import Seen

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User


def shown(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"workspace:{name}", args=[YEAR, *args]))
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


def take_back(client: Client, consultation: int) -> None:
    back = reverse("workspace:answer_take_back", args=[YEAR, consultation, "400"])
    client.post(back, {"reason": ""})
    assert ConsultationAnswer.objects.filter(answered_on__isnull=False).count() == 1
    client.post(back, {"reason": "Fel summa"})
    assert ConsultationAnswer.objects.filter(answered_on__isnull=False).count() == 0


def test_an_answer_is_written_read_and_compiled(client: Client, home: Path, karin: User) -> None:
    made = world(karin)
    asked = made.consultation
    eva = person("eva", Role.COMMITTEE_CONTROLLER, "400")
    client.force_login(eva)
    questions = list(asked.questions.all())
    sent = {
        "seen": str(Seen(1, {})),
        "standpoint": "with_changes",
        "summary": "Fler barn än underlaget räknar med.",
        **{f"question-{question.pk}": "Svar" for question in questions},
        "wish-0-year": "2019",
        "wish-0-amount": "2 500",
    }
    write = reverse("workspace:answer_write", args=[YEAR, asked.pk, "400"])
    assert client.post(write, sent).status_code == 422
    sent["wish-0-motivation"] = "Fler barn"
    assert client.post(write, sent).status_code == 302
    assert client.post(write, {**sent, "summary": "Annat"}).status_code == 409
    client.force_login(karin)
    ulf = person("ulf", Role.READER, "500")
    client.force_login(ulf)
    assert "Fler barn" not in shown(client, "consultation_answer", asked.pk, "400")
    client.force_login(eva)
    hand_in = reverse("workspace:answer_hand_in", args=[YEAR, asked.pk, "400"])
    assert client.post(hand_in, {"decision": ""}).status_code == 422
    assert client.post(hand_in, {"decision": decision_of("400", karin).pk}).status_code == 302
    client.force_login(ulf)
    assert "Fler barn" in shown(client, "consultation_answer", asked.pk, "400")
    whole = shown(client, "consultation_answers", asked.pk)
    assert "Fler barn än underlaget" in whole
    wishes = client.get(
        reverse("workspace:consultation_answers_csv", args=[YEAR, asked.pk, "andringar"]) + "?form=machine"
    ).content.decode()
    assert "Preschool committee,2019,50000000,250000000,300000000,Fler barn" in wishes
    texts = reverse("workspace:consultation_answers_csv", args=[YEAR, asked.pk, "svar"])
    assert "Svar" in client.get(texts).content.decode()
    client.force_login(eva)
    take_back(client, asked.pk)


def test_the_budget_office_writes_sends_extends_and_closes(client: Client, home: Path, karin: User) -> None:
    made = world(karin)
    client.force_login(karin)
    sent = {"title": "Second", "text": "", "questions": "One\n\nTwo", "day-400": "2030-09-03"}
    assert client.post(reverse("workspace:consultation_add", args=[YEAR]), sent).status_code == 302
    draft = consultations(KEY, YEAR)[0]
    assert draft.questions.count() == 2
    change = reverse("workspace:consultation_change", args=[YEAR, draft.pk])
    seen = {"seen": str(Seen(1, {}))}
    assert client.post(change, {**sent, **seen, "title": "Third"}).status_code == 302
    assert client.post(change, {**sent, **seen, "title": "Fourth"}).status_code == 409
    assert client.post(change, {**sent, **seen, "title": ""}).status_code == 422
    ulf = person("ulf", Role.READER, "500")
    client.force_login(ulf)
    assert "Third" not in shown(client, "budget_consultation")
    client.force_login(karin)
    assert "Third" in shown(client, "budget_consultation")
    client.post(reverse("workspace:consultation_send", args=[YEAR, draft.pk]))
    client.post(reverse("workspace:consultation_send", args=[YEAR, draft.pk]))
    extend = reverse("workspace:answer_extend", args=[YEAR, made.consultation.pk, "500"])
    assert client.post(extend, {"extended_to": "2018-09-01", "reason": "Sen"}).status_code == 422
    assert client.post(extend, {"extended_to": "2030-09-17", "reason": "Sen"}).status_code == 302
    close = reverse("workspace:consultation_close", args=[YEAR, made.consultation.pk])
    assert client.post(close, {"reason": ""}).status_code == 422
    assert client.post(close, {"reason": "De avstår"}).status_code == 302
    page = client.get(
        reverse("workspace:budget_consultation", args=[YEAR]), {"remiss": made.consultation.pk}
    ).content.decode()
    assert "De avstår" in page
    assert "Yttrade sig inte" in page
    assert (
        "500" not in client.get(reverse("workspace:consultation_csv", args=[YEAR, draft.pk])).content.decode()
    )


def test_trends_and_consequences_are_written_and_approved(client: Client, home: Path, karin: User) -> None:
    made = world(karin)
    client.force_login(karin)
    sent = {
        "title": "Digitala tjänster",
        "horizon": "near",
        "likelihood": "likely",
        "weight": "large",
        "cost_direction": "both",
        "trend_state": "taken_up",
        "bodies": ["400", "500"],
    }
    add = reverse("workspace:trend_add", args=[YEAR])
    assert client.post(add, sent).status_code == 422
    assert client.post(add, {**sent, "source": "SKR"}).status_code == 302
    new = ScanTrend.objects.latest("pk")
    change = reverse("workspace:trend_change", args=[YEAR, new.pk])
    seen = {"seen": str(Seen(1, {})), "source": "SKR"}
    assert client.post(change, {**sent, **seen, "bodies": ["500"]}).status_code == 302
    assert client.post(change, {**sent, **seen, "title": "Annat"}).status_code == 409
    new.refresh_from_db()
    assert new.bodies == ["500"]
    nils = person("nils", Role.REPORTER, "400")
    client.force_login(nils)
    write = reverse("workspace:consequence_write", args=[YEAR, made.trend.pk, "400"])
    assert client.post(write, {"activity": ""}).status_code == 422
    said = {"activity": "Fler platser", "amount": "1 200", "seen": str(Seen(0, {}))}
    assert client.post(write, said).status_code == 302
    assert client.post(write, {**said, "activity": "Annat"}).status_code == 409
    client.force_login(karin)
    approve = reverse("workspace:consequence_approve", args=[YEAR, made.trend.pk, "400"])
    client.post(approve, {"version": "7"})
    assert "Ska godkännas" in shown(client, "trend", made.trend.pk)
    client.post(approve, {"version": "1"})
    client.post(approve, {"version": "2"})
    page = shown(client, "trend", made.trend.pk)
    assert "Fler platser" in page
    assert "Godkänd av Karin Ek" in page
    assert "Digitala tjänster" in shown(client, "budget_scan")
    assert client.get(reverse("workspace:budget_scan_csv", args=[YEAR])).status_code == 200


def reply_and_trace(client: Client, idea: Idea) -> None:
    reply = reverse("workspace:idea_reply", args=[YEAR, idea.pk])
    version = {"seen": str(Seen(2, {}))}
    assert client.post(reply, {"reply": "not_now", **version}).status_code == 422
    said = {"reply": "partly", "reply_text": "Som försök.", **version}
    assert client.post(reply, said).status_code == 302
    assert client.post(reply, {**said, "reply_text": "Annat"}).status_code == 409
    trace = reverse("workspace:idea_trace", args=[YEAR, idea.pk])
    client.post(trace, {"target_kind": "goal", "target_reference": "1"})
    client.post(trace, {"target_kind": "assignment", "target_reference": "KS-1"})
    client.post(trace, {"target_kind": "other"})
    client.post(trace, {"target_kind": "nowhere"})
    assert idea.traces.count() == 2
    client.post(trace, {"remove": idea.traces.latest("pk").pk})


def test_an_idea_goes_from_its_author_to_a_reply(client: Client, home: Path, karin: User) -> None:
    world(karin)
    nils = person("nils", Role.REPORTER, "400")
    eva = person("eva", Role.REPORTER, "500")
    client.force_login(nils)
    sent = {"title": "Låna ut cyklar", "text": "Till hemtjänsten.", "body_code": "400", "amount": "−300"}
    add = reverse("workspace:idea_add", args=[YEAR])
    assert client.post(add, {**sent, "text": ""}).status_code == 422
    assert client.post(add, sent).status_code == 302
    idea = Idea.objects.get(author=nils)
    assert idea.amount_ore == -300_000_00
    change = reverse("workspace:idea_change", args=[YEAR, idea.pk])
    seen = {"seen": str(Seen(1, {}))}
    assert client.post(change, {**sent, **seen, "title": "Låna ut elcyklar"}).status_code == 302
    assert client.post(change, {**sent, **seen, "title": "Annat"}).status_code == 409
    client.force_login(eva)
    assert client.get(change).status_code == 403
    page = shown(client, "idea", idea.pk)
    assert "namnet visas inte" in page
    support = reverse("workspace:idea_support", args=[YEAR, idea.pk])
    client.post(support)
    client.post(support)
    assert idea.supports.count() == 1
    client.post(support, {"withdraw": "1"})
    assert idea.supports.count() == 0
    client.force_login(karin)
    reply_and_trace(client, idea)
    client.force_login(nils)
    page = shown(client, "budget_ideas")
    assert "Som försök." in page
    found = client.get(reverse("workspace:budget_ideas", args=[YEAR]), {"q": "elcyklar", "reply": "not_now"})
    assert "Ingen idé passar urvalet" in found.content.decode()
    filtered = {"body": "400", "mine": "1"}
    file = client.get(reverse("workspace:budget_ideas_csv", args=[YEAR]), filtered).content.decode()
    assert "Låna ut elcyklar" in file


def make_indicators(karin: User) -> None:
    for code, direction, value in (("N00097", "interval", "2.5"), ("Q1", "up", "90"), ("Q2", "up", None)):
        indicator = Indicator.objects.create(
            organisation=KEY,
            code=code,
            title=f"Indicator {code}",
            unit="procent",
            direction=direction,
            responsible_body="400",
        )
        Observation.objects.create(
            indicator=indicator,
            period="2017",
            value=value,
            state="value" if value else "missing",
            source="kolada",
            entered_by=karin,
            entered_at="2018-03-01T00:00:00Z",
        )


def test_cost_and_quality_say_what_is_known_and_what_is_not(client: Client, home: Path, karin: User) -> None:
    world(karin)
    LedgerOrganisation.objects.get_or_create(key=KEY, defaults={"name": "Kommunen"})
    make_indicators(karin)
    client.force_login(karin)
    page = shown(client, "budget_analysis")
    assert "+2,5" in page
    assert "Dyrare än förväntat" in page
    write = reverse("workspace:analysis_write", args=[YEAR, "400"])
    said = {
        "seen": str(Seen(0, {})),
        "conclusion": "Dyrt och oklart.",
        "cost_indicator": "N00097",
        "quality_indicators": ["Q1", "Q2"],
    }
    assert client.post(write, said).status_code == 302
    assert client.post(write, {**said, "conclusion": "Annat"}).status_code == 409
    assert client.post(write, {**said, "cost_indicator": "nothing"}).status_code == 422
    assert CostQualityAnalysis.objects.get().quality_indicators == ["Q1", "Q2"]
    body = shown(client, "budget_analysis_body", "400")
    assert "Dyrt och oklart." in body
    with translation.override("sv"):
        assert str(state_of("mark_unknown").word) in body
    assert client.get(reverse("workspace:budget_analysis_body", args=[YEAR, "999"])).status_code == 404
    for part, status in (("lage", 200), ("pengar", 200), ("annat", 404)):
        address = reverse("workspace:budget_analysis_csv", args=[YEAR, part])
        assert client.get(address).status_code == status
