"""The pages of positions, drivers and assumptions: filled, shown what moves, saved; wages for those who may see them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.signed_in import local_person

from roder.apps.internalbudgets.actions.bases import put_assumptions
from roder.apps.internalbudgets.actions.bases import put_drivers
from roder.apps.internalbudgets.actions.bases import put_positions
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.basis_queries import assumptions_of
from roder.apps.internalbudgets.basis_queries import drivers_of
from roder.apps.internalbudgets.basis_queries import positions_of
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.organisation.actions.imports import replace_organisation
from roder.domain.budget_assumptions import Assumption
from roder.domain.budget_assumptions import AssumptionKind
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_budgets import UnitPartState
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.periods import Month
from roder.domain.positions import Position

if TYPE_CHECKING:
    from django.test import Client

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget

KEY, YEAR = "2120000159", 2019
BODIES = [
    Body("300", "Education", BodyKind.COMMITTEE),
    Body("3011", "North school", BodyKind.UNIT, "300"),
]
PO = Assumption(AssumptionKind.OVERHEAD, "PO", Month(YEAR, 1), Decimal(40), "5610", "Example")
PRICE = Assumption(AssumptionKind.PRICE, "peng", Month(YEAR, 1), Decimal(60), source="Example")
TEACHERS = Position("Lärare", Decimal(6), 3_000_000, "5023", "440", overhead="PO")
ROW = {
    "r1-title": "Lärare",
    "r1-positions": "6",
    "r1-wage": "30 000",
    "r1-account": "5023",
    "r1-activity": "440",
    "r1-overhead": "PO",
}


@pytest.fixture
def budget(karin: User, client: Client) -> InternalBudget:
    replace_organisation(KEY, BODIES, acting_user=karin)
    found = begin_internal_budget(KEY, "300", YEAR, acting_user=karin)
    put_assumptions(found, [PO, PRICE], acting_user=karin)
    client.force_login(karin)
    return found


def url(page: str) -> str:
    arguments: list[Any] = [YEAR, "300"] if page == "assumptions" else [YEAR, "300", "3011"]
    return reverse(f"workspace:internal_budget_{page}", args=arguments)


def send(client: Client, page: str, act: str, **fields: Any) -> Any:
    shown = client.get(url(page))
    given = {"act": act, "seen": shown.context["seen"], **fields}
    return client.post(url(page), given)


def years() -> dict[str, int]:
    return dict(InternalBudgetLine.objects.values_list("account", "year_ore"))


def test_a_staff_list_shows_what_moves_before_it_is_saved(client: Client, budget: InternalBudget) -> None:
    shown = send(client, "positions", "preview", **ROW)
    text = shown.content.decode()
    assert "Ingenting är sparat än" in text
    assert [row.cells[1].value for row in shown.context["moves"][0].rows] == ["5023", "5610"]
    assert [cell.value for cell in shown.context["moves"][1].rows[0].cells[1:]] == [
        0,
        -302_400_000,
        -302_400_000,
    ]
    assert years() == {}
    assert send(client, "positions", "save", **ROW).status_code == 302
    assert years() == {"5023": -216_000_000, "5610": -86_400_000}
    assert positions_of(budget.parts.get(unit_code="3011")) == [TEACHERS]
    still = send(client, "positions", "preview", **ROW).content.decode()
    assert "Ingen rad flyttar sig" in still


def test_what_is_wrong_is_told_by_row_and_nothing_is_saved(client: Client, budget: InternalBudget) -> None:
    shown = send(client, "positions", "save", **ROW | {"r1-wage": "mycket", "r4-title": "Kock"})
    assert shown.status_code == 422
    text = shown.content.decode()
    assert "Rad 1:" in text
    assert "mycket" in text
    assert "Rad 2:" in text
    shown = send(client, "positions", "save", **ROW | {"r1-overhead": "XX"})
    assert "Rad 1: inget PO-pålägg som heter ”XX”" in shown.content.decode()
    assert not budget.parts.get(unit_code="3011").positions.exists()


def test_a_line_that_stands_there_is_asked_about(client: Client, budget: InternalBudget, karin: User) -> None:
    typed = InternalLine(LinePlace("3011", "5023", "440"), (-5,) * 12)
    put_unit_lines(budget.parts.get(unit_code="3011"), [typed], acting_user=karin)
    shown = send(client, "positions", "save", **ROW)
    assert shown.status_code == 422
    assert shown.context["meets"]
    assert 'name="takes_place"' in shown.content.decode()
    assert send(client, "positions", "save", **ROW, takes_place="yes").status_code == 302
    assert years()["5023"] == -216_000_000


def test_rows_are_filled_in_from_a_block_and_from_a_file(client: Client, budget: InternalBudget) -> None:
    block = "Titel\tAntal tjänster\tMånadslön\nKock\t2\t28 000\n"
    shown = send(client, "positions", "fill", **ROW, paste=block)
    assert [cells[0].text for cells in shown.context["typed"].rows[:3]] == ["Lärare", "Kock", ""]
    heading = "Enhet;Titel;Antal tjänster;Månadslön;Konto\n"
    file = SimpleUploadedFile("staff.csv", f"{heading}3011;Rektor;1;55000;5020\n3099;X;1;1;5020\n".encode())
    shown = send(client, "positions", "fill", **ROW, file=file)
    assert [cells[0].text for cells in shown.context["typed"].rows[:2]] == ["Rektor", ""]
    own = SimpleUploadedFile("staff.csv", b"Titel;Antal;Peng;Konto\nRektor;1;55000;5020\n")
    assert send(client, "positions", "fill", file=own).status_code == 422
    own = SimpleUploadedFile(
        "staff.csv", "Titel;Antal tjänster;Månadslön;Konto\nRektor;1;55000;5020\n".encode()
    )
    assert send(client, "positions", "fill", file=own).context["typed"].rows[0][0].text == "Rektor"
    other = SimpleUploadedFile("staff.csv", f"{heading}3099;X;1;1;5020\n".encode())
    assert send(client, "positions", "fill", file=other).status_code == 422
    assert not budget.parts.get(unit_code="3011").positions.exists()


def test_wages_are_seen_by_those_who_may(client: Client, budget: InternalBudget, karin: User) -> None:
    head = Position("Rektor", Decimal(1), 5_512_300, "5020", "440")
    put_positions(budget, {"3011": [TEACHERS, head]}, acting_user=karin)
    page = client.get(url("positions"))
    assert "55123" in page.content.decode()
    assert page.context["few"] == ["5020 440"]
    assert client.get(url("positions"), {"file": "csv"}).content.decode("utf-8-sig").startswith("Titel;")
    client.force_login(local_person("rita"))
    page = client.get(url("positions"))
    text = page.content.decode()
    assert "55123" not in text
    assert "Rektor" in text
    assert [row.cells[2].value for row in page.context["groups"].rows] == ["..", "..", "2\xa0821"]
    assert page.context["typed"].rows == []
    assert client.get(url("positions"), {"file": "csv"}).status_code == 403


def test_drivers_and_their_prices(client: Client, budget: InternalBudget) -> None:
    row = {
        "r1-name": "Elever",
        "r1-account": "3091",
        "r1-price": "peng",
        "r1-direction": "intäkt",
        "r1-whole": "10",
        "r2-name": "Elever",
        "r2-account": "3091",
        "r2-price": "peng",
        "r2-direction": "intäkt",
        "r2-year": "2020",
        "r2-whole": "20",
    }
    assert send(client, "drivers", "save", **row).status_code == 302
    line = InternalBudgetLine.objects.get()
    assert (line.year_ore, line.plan1_ore, line.plan2_ore) == (60_000, 120_000, 60_000)
    assert len(drivers_of(budget.parts.get(unit_code="3011"))) == 1
    assert "Elever;" in client.get(url("drivers"), {"file": "csv"}).content.decode()
    client.force_login(local_person("rita"))
    page = client.get(url("drivers")).content.decode()
    assert "Elever" in page
    assert 'name="r1-name"' not in page


def test_an_assumption_shows_what_moves_in_every_unit(
    client: Client, budget: InternalBudget, karin: User
) -> None:
    put_positions(budget, {"3011": [TEACHERS]}, acting_user=karin)
    fields = {
        "r1-kind": "PO-pålägg",
        "r1-key": "PO",
        "r1-first": "2019-01",
        "r1-value": "45",
        "r1-account": "5610",
        "r1-source": "SKR",
    }
    shown = send(client, "assumptions", "preview", **fields)
    [moved] = shown.context["moves"][0].rows
    assert [cell.value for cell in moved.cells] == [
        "3011 North school",
        "5610",
        -86_400_000,
        -97_200_000,
        -10_800_000,
    ]
    assert send(client, "assumptions", "save", **fields).status_code == 302
    assert [row.value for row in assumptions_of(budget)] == [45]
    budget.parts.update(state=UnitPartState.SUBMITTED)
    shown = send(client, "assumptions", "save", **fields | {"r1-value": "46"})
    assert shown.status_code == 422
    assert "3011: Enhetens del är inlämnad" in shown.content.decode()
    assert "Enhetens del är inlämnad" in client.get(url("positions")).content.decode()
    assert client.get(url("assumptions"), {"file": "xlsx"}).content[:2] == b"PK"


def test_nobody_overwrites_a_table_unseen(client: Client, budget: InternalBudget, karin: User) -> None:
    seen = client.get(url("positions")).context["seen"]
    put_positions(budget, {"3011": [TEACHERS]}, acting_user=karin)
    put_drivers(budget, {"3011": []}, acting_user=karin)
    shown = client.post(url("positions"), {"act": "save", "seen": seen, **ROW, "r1-positions": "7"})
    assert shown.status_code == 409
    assert "Någon har sparat en annan tabell" in shown.content.decode()
    again = {"act": "save", "seen": shown.context["seen"], **ROW, "r1-positions": "7"}
    assert client.post(url("positions"), again).status_code == 302
    assert client.post(url("assumptions"), {"act": "save"}).status_code == 409
    assert client.get(url("positions").replace("3011", "3012")).status_code == 404
    assert client.get(url("assumptions").replace("300", "400")).status_code == 404
