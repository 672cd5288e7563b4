"""The financing sheet, how a line was reckoned, rounds and the next round, as people meet them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from roder.apps.budgets.actions.financing import rest_on_round
from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.financing.actions.figures import set_figures
from roder.apps.financing.actions.rounds import lock_round
from roder.apps.financing.actions.rounds import make_round
from roder.apps.financing.models import FinancingRound
from roder.apps.financing.queries import inputs_of
from roder.apps.financing.queries import stated_of
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.financing_rules import InputValue
from roder.domain.financing_sheet import StatedAmount

if TYPE_CHECKING:
    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User

YEAR = 2019
MNKR = 100_000_000
"""Öre."""


def url(name: str, *rest: object) -> str:
    return reverse(f"workspace:{name}", args=[YEAR, *rest])


def made_round(karin: User, name: str = "Juni", base: int = 100) -> FinancingRound:
    made = make_round("", name=name, source="SKR", acting_user=karin)
    inputs = {
        (year, key): InputValue(Decimal(value), "SKR")
        for year in (2019, 2020)
        for key, value in (("tax_rate", "20.15"), ("uplifted_tax_base", f"{base}000000"))
    }
    stated = {(2019, "interest_income"): StatedAmount("interest_income", 5 * MNKR, source="Egen")}
    set_figures(made, inputs=inputs, stated=stated, acting_user=karin)
    return made


def made_base(karin: User) -> BudgetVersion:
    base = make_version("", name="Underlag 2019", kind=VersionKind.BASE, year=YEAR, acting_user=karin)
    frame = VersionLine(2019, BudgetSection.FRAME, -20 * MNKR, body="400")
    put_lines(base, BudgetSection.FRAME, [frame], acting_user=karin)
    return base


@pytest.fixture
def client_of_karin(karin: User) -> Client:
    client = Client()
    client.force_login(karin)
    return client


def text_of(client: Client, address: str, language: str = "sv") -> str:
    return client.get(address, headers={"Accept-Language": language}).content.decode()


def test_an_empty_year_says_how_to_begin(karin: User, client_of_karin: Client) -> None:
    page = text_of(client_of_karin, url("financing"))
    assert "Det finns ingen finansiering för året än" in page
    assert "läs in en prognos" in page
    assert client_of_karin.get(url("financing_csv")).status_code == 404
    assert client_of_karin.get(url("financing_line", "result")).status_code == 404
    assert "Det finns inga rundor än" in text_of(client_of_karin, url("financing_rounds"))
    assert "Det finns inget underlag för året" in text_of(client_of_karin, url("financing_replace"))
    made_round(karin)
    assert "Låt årets underlag vila på en av dem" in text_of(client_of_karin, url("financing"))


def test_the_sheet_shows_room_for_manoeuvre_and_how_each_line_was_reckoned(
    karin: User, client_of_karin: Client
) -> None:
    base, shown = made_base(karin), made_round(karin)
    assert "Ingen runda ligger bakom siffrorna" in text_of(client_of_karin, url("financing"))
    rest_on_round(base, shown, acting_user=karin)
    outcome = make_version("", name="Bokslut 2017", kind=VersionKind.OUTCOME, year=2017, acting_user=karin)
    spent = VersionLine(2017, BudgetSection.OPERATION, -7 * MNKR)
    put_lines(outcome, BudgetSection.OPERATION, [spent], acting_user=karin)
    last = make_version("", name="Budget 2018", kind=VersionKind.BASE, year=2018, acting_user=karin)
    put_lines(
        last, BudgetSection.CENTRAL, [VersionLine(2018, BudgetSection.CENTRAL, -8 * MNKR)], acting_user=karin
    )
    freeze_version(last, kind=VersionKind.BASE, acting_user=karin)
    answer = client_of_karin.get(url("financing"))
    page = answer.content.decode()
    assert [figure["amount_ore"] for figure in answer.context["figures"]] == [515_000_000, 2_015_000_000, 0]
    assert [column.label for column in answer.context["columns"]][:2] == ["Bokslut 2017", "Budget 2019"]
    assert "Allmän kommunalskatt" in page
    tax = text_of(client_of_karin, url("financing_line", "municipal_tax"))
    assert "Skatteunderlag × uppräkningsfaktor 1" in tax
    assert "Uträknat enligt regeln ur rundans antaganden" in tax
    assert "100\u00a0mnkr" in tax
    assert "20,15\u00a0%" in tax
    assert "Summerat av" in text_of(client_of_karin, url("financing_line", "result"))
    assert client_of_karin.get(url("financing_line", "nothing")).status_code == 404
    table = client_of_karin.get(url("financing_csv") + "?round=&form=machine").content.decode()
    assert "Årets resultat,result,,515000000,," in table
    assert client_of_karin.get(url("financing_csv") + "?form=xlsx").content[:2] == b"PK"
    alone = text_of(client_of_karin, f"{url('financing')}?round={shown.pk}", "en")
    assert "Visas: rundan" in alone
    assert client_of_karin.get(f"{url('financing')}?round=99999").status_code == 404


def test_a_line_says_what_is_missing_and_which_rate_is_uncertain(
    karin: User, client_of_karin: Client
) -> None:
    shown = made_round(karin)
    more = {
        "mean_tax_power": "250000",
        "inhabitants": "1000",
        "tax_base": "90000000",
        "country_tax_base": "9",
    }
    inputs: dict[tuple[int, str], InputValue | None] = {
        (2019, key): InputValue(Decimal(value)) for key, value in more.items()
    }
    set_figures(shown, inputs={**inputs, (2019, "tax_rate"): None}, acting_user=karin)
    query = f"?round={shown.pk}"
    assert "antaganden saknas" in text_of(client_of_karin, url("financing") + query)
    assert "Saknas:" in text_of(client_of_karin, url("financing_line", "municipal_tax") + query)
    income = text_of(client_of_karin, url("financing_line", "income_equalisation") + query)
    assert "Osäker; kan anges i rundan." in income


def test_a_round_is_made_locked_and_removed(karin: User, client_of_karin: Client) -> None:
    first = made_round(karin)
    make = url("financing_round_make")
    assert client_of_karin.post(make, {"name": "Juni", "published_on": "2018-08-16"}).status_code == 422
    assert client_of_karin.post(make, {"name": "x", "published_on": "nyss"}).status_code == 422
    facts = {"name": "Augusti", "source": "SKR", "published_on": "2018-08-16", "copied_from": str(first.pk)}
    answer = client_of_karin.post(make, facts)
    copy = FinancingRound.objects.get(name="Augusti")
    assert answer.headers["Location"] == url("financing_round", copy.pk)
    assert inputs_of(copy) == inputs_of(first)
    for _time in range(2):
        client_of_karin.post(url("financing_round_lock", first.pk))
    assert "Låst." in text_of(client_of_karin, url("financing_round", first.pk))
    for name in ("financing_round_remove", "financing_grant_add"):
        client_of_karin.post(url(name, first.pk), {"label": "A", "amount": "1"})
    assert "grant_a" not in {key for _year, key in stated_of(first)}
    client_of_karin.post(url("financing_round_remove", copy.pk))
    assert list(FinancingRound.objects.all()) == [first]


def test_a_round_is_written_in_its_table_and_the_second_person_is_told(
    karin: User, client_of_karin: Client
) -> None:
    shown = made_round(karin)
    address = url("financing_round", shown.pk)
    page = client_of_karin.get(address)
    rows = page.context["inputs"] + page.context["lines"]
    given = {cell.name: cell.text for row in rows for cell in row.cells} | {"seen": page.context["seen"]}
    given |= {"v-2019-tax_rate": "20,5", "s-tax_rate": "Budgetberedningen"}
    faulty = client_of_karin.post(address, given | {"v-2020-tax_rate": "tjugo"})
    assert faulty.status_code == 422
    assert 'href="#v-2020-tax_rate"' in faulty.content.decode()
    assert client_of_karin.post(address, given | {"v-2020-tax_rate": "-1"}).status_code == 422
    assert client_of_karin.post(address, given | {"v-2019-interest_cost": "-2,5"}).status_code == 302
    assert inputs_of(shown)[2019, "tax_rate"] == InputValue(Decimal("20.5"), "Budgetberedningen")
    assert inputs_of(shown)[2020, "tax_rate"] == InputValue(Decimal("20.15"), "Budgetberedningen")
    assert stated_of(shown)[2019, "interest_cost"].amount_ore == -250_000_000
    assert client_of_karin.post(address, given | {"v-2019-tax_rate": "21"}).status_code == 409
    add = url("financing_grant_add", shown.pk)
    for amount in ("x", "12,5"):
        assert client_of_karin.post(add, {"label": "Fler händer", "amount": amount}).status_code == 302
    assert stated_of(shown)[2020, "grant_flerhander"].label == "Fler händer"
    page_now = text_of(client_of_karin, address)
    assert "Fler händer" in page_now
    assert "Skattesats › 2019" in page_now


def test_a_forecast_comes_in_by_file_and_goes_out_again(karin: User, client_of_karin: Client) -> None:
    shown = made_round(karin)
    made_round(karin, "Augusti", base=98)
    listed = client_of_karin.get(url("financing_rounds"))
    assert listed.context["chart"] is not None
    content = "Post;Enhet;2019\nSkattesats;%;21\nRänteintäkter;mnkr;6\n".encode()
    file = SimpleUploadedFile("skr.csv", content)
    differences = client_of_karin.post(url("financing_import", shown.pk), {"file": file})
    page = differences.content.decode()
    assert "20,15\u00a0%" in page
    assert "21\u00a0%" in page
    sealed = differences.context["table"]
    assert (
        client_of_karin.post(url("financing_import_confirm", shown.pk), {"table": sealed}).status_code == 302
    )
    assert inputs_of(shown)[2019, "tax_rate"].value == 21
    out = client_of_karin.get(url("financing_export", shown.pk, "csv")).content.decode("utf-8-sig")
    assert "interest_income;Ränteintäkter;tkr;6000;;" in out
    assert client_of_karin.get(url("financing_export", shown.pk, "xlsx")).content[:2] == b"PK"
    assert client_of_karin.get(url("financing_export", shown.pk, "pdf")).status_code == 404


def test_the_next_round_shows_what_it_does_before_it_is_taken_in(
    karin: User, client_of_karin: Client
) -> None:
    base, first, newer = made_base(karin), made_round(karin), made_round(karin, "Augusti", base=98)
    rest_on_round(base, first, acting_user=karin)
    assert "Det vilar på Juni" in text_of(client_of_karin, url("financing_replace"))
    answer = client_of_karin.get(f"{url('financing_replace')}?round={newer.pk}")
    rooms = answer.context["effect"]["rooms"]
    assert [room["difference_ore"] for room in rooms] == [-40_300_000, -40_300_000, 0]
    assert "−0,4\u00a0mnkr mot 5,2\u00a0mnkr nu" in answer.content.decode()
    base.refresh_from_db()
    assert base.financing_round == first
    assert client_of_karin.post(url("financing_replace_confirm"), {"round": "x"}).status_code == 404
    taken = client_of_karin.post(url("financing_replace_confirm"), {"round": newer.pk})
    assert taken.headers["Location"] == url("financing")
    base.refresh_from_db()
    assert base.financing_round == newer
    lock_round(first, acting_user=karin)
    freeze_version(base, acting_user=karin)
    refused = client_of_karin.post(url("financing_replace_confirm"), {"round": first.pk})
    assert refused.headers["Location"] == url("financing_replace")
    assert "Underlaget är fryst" in text_of(client_of_karin, f"{url('financing_replace')}?round={first.pk}")
