"""The pages where a committee divides its frame and follows its units, and the steps from draft to in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.apps.internalbudgets.flow_world import KEY
from tests.apps.internalbudgets.flow_world import YEAR
from tests.apps.internalbudgets.flow_world import approve_parts
from tests.apps.internalbudgets.flow_world import decision_of
from tests.apps.internalbudgets.flow_world import divided

from roder.apps.budgets.models import Frame
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.queries import internal_budget_of

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget


@pytest.fixture
def budget(home: Path, karin: User, client: Client) -> InternalBudget:
    del home
    client.force_login(karin)
    return divided()


def at(name: str, *more: str) -> str:
    return reverse(f"workspace:{name}", args=[YEAR, *more])


def now() -> InternalBudget:
    found = internal_budget_of(KEY, "300", YEAR)
    assert found is not None
    return found


def test_the_overview_shows_what_is_left_and_waited_for(client: Client, budget: InternalBudget) -> None:
    budget.parts.filter(unit_code="3011").update(deadline="2018-01-01")
    answer = client.get(at("internal_budgets"))
    assert (answer.context["left_ore"], answer.context["begun"], answer.context["late"]) == (0, 1, 1)
    text = answer.content.decode()
    assert "0 av 3" in text
    assert "Enheterna fyller i och lämnar in" in text
    csv = client.get(at("internal_budgets_csv") + "?form=machine").content.decode("utf-8-sig")
    assert csv.splitlines()[0].startswith("body")


def test_a_budget_is_begun_from_the_page_of_its_body(client: Client, budget: InternalBudget) -> None:
    Frame.objects.all().delete()
    address = at("internal_budget", "900")
    assert "inget resultat" in client.get(address).content.decode()
    client.post(at("internal_budget_begin", "900"))
    assert internal_budget_of(KEY, "900", YEAR) is not None
    again = client.post(at("internal_budget_begin", "900"), follow=True)
    assert "redan påbörjad" in again.content.decode()
    assert client.get(at("internal_budget", "3011")).status_code == 404
    assert client.get(at("internal_budget", "300")).context["frame_ore"] is None
    del budget


def test_the_frame_is_divided_and_a_fault_keeps_what_was_written(
    client: Client, budget: InternalBudget
) -> None:
    address = at("internal_budget_divide", "300")
    sent = {
        "version": now().version,
        "unit-3011": "0,011",
        "deadline": "2018-11-16",
        "day-3012": "2018-11-01",
    }
    assert client.post(address, sent).status_code == 302
    assert budget.parts.get(unit_code="3011").allotted_ore == 1100
    assert str(budget.parts.get(unit_code="3012").deadline) == "2018-11-01"
    stale = client.post(address, sent | {"unit-3011": "9"})
    written = {row.code: row.written for row in stale.context["rows"] if not row.is_sum}
    assert (stale.status_code, written["3011"]) == (422, "9")
    wrong = client.post(address, {"version": now().version, "unit-3011": "many", "day-3011": "soon"})
    assert len(wrong.context["faults"]) == 2


def test_a_unit_hands_in_with_a_reason_when_it_is_over(client: Client, budget: InternalBudget) -> None:
    budget.parts.filter(unit_code="3011").update(allotted_ore=1100)
    address = at("internal_budget_part_step", "300", "3011", "submit")
    assert client.get(address).context["is_over"]
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "En klass till"}).status_code == 302
    own = client.post(at("internal_budget_part_step", "300", "3011", "approve"))
    assert "fyra ögon" in own.content.decode()
    body = client.get(at("internal_budget", "300")).content.decode()
    assert "En klass till" in body
    assert "över det som getts" in body
    assert client.get(at("internal_budget_part_step", "300", "3011", "fly")).status_code == 404


def test_the_committee_adopts_and_the_budget_comes_into_force(
    client: Client, karin: User, budget: InternalBudget
) -> None:
    approve = at("internal_budget_step", "300", "approve")
    assert client.get(approve).context["hindrances"] == ["Alla enheters delar är inte godkända än."]
    assert client.post(approve).status_code == 422
    approve_parts(budget, system_user(), karin)
    assert client.post(approve).status_code == 302
    adopt, decision = at("internal_budget_step", "300", "adopt"), decision_of()
    assert client.post(adopt, {"decision": ""}).status_code == 422
    assert client.post(adopt, {"decision": decision.pk}).status_code == 302
    assert client.post(at("internal_budget_step", "300", "begin")).status_code == 302
    assert now().state == "in_force"
    Frame.objects.update(amount_ore=2500)
    page = client.get(at("internal_budget", "300"))
    assert page.context["found"].is_off_frame
    assert "är inte längre lika med ramen" in page.content.decode()
    assert len(client.get(at("internal_budgets")).context["frames_changed"]) == 1


def test_money_is_moved_by_the_form_and_decided_by_right(
    client: Client, karin: User, budget: InternalBudget
) -> None:
    address = at("internal_budget_transfers", "300")
    sent = {
        "text": "Mindre skola",
        "first": "7",
        "last": "12",
        "unit-1": "3011",
        "account-1": "5011",
        "amount-1": "0,01",
        "unit-2": "3020",
        "account-2": "5011",
        "amount-2": "-0,01",
    }
    assert client.post(address, sent).status_code == 422
    approve_parts(budget, system_user(), karin)
    for act in ("approve", "adopt"):
        client.post(at("internal_budget_step", "300", act), {"decision": decision_of().pk})
    wrong = client.post(address, sent | {"amount-1": "much", "text": "", "first": "13"})
    assert len(wrong.context["faults"]) == 2
    assert len(client.post(address, sent | {"amount-1": "much"}).context["faults"]) == 1
    assert client.post(address, sent).status_code == 302
    assert client.get(address).context["changes"][0]["may_decide"]
    client.post(at("internal_budget_change_decide", "300", "2"))
    assert not now().layers.get(number=2).is_decided
    client.post(at("internal_budget_change_decide", "300", "2"), {"decision": decision_of().pk})
    assert now().layers.get(number=2).is_decided
    within = sent | {"unit-2": "3012"}
    assert client.post(address, within).status_code == 302
    assert now().layers.get(number=3).decided_right == "department"
    client.post(address, sent)
    client.post(at("internal_budget_change_withdraw", "300", "4"))
    assert now().layers.count() == 3
    assert client.post(at("internal_budget_change_withdraw", "300", "9")).status_code == 404
