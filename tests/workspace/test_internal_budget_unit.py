"""The page of a unit's budget: what is left, the tables with last year beside them, and the same as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.ledger_files import sie_file

from roder.apps.internalbudgets.actions.comments import comment_on_cell
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.ledger.actions.imports import import_file
from roder.apps.organisation.actions.imports import replace_organisation
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User

KEY = "2120000159"
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("300", "Education", BodyKind.COMMITTEE, "100", ("4",)),
    Body("3011", "North school", BodyKind.UNIT, "300", ("411", "99")),
    Body("3012", "South school", BodyKind.UNIT, "300", ()),
]
YEAR = 2019


@pytest.fixture
def address(home: Path, karin: User, client: Client) -> str:
    import_file(sie_file(home, [("20180131", "4110", 100), ("20180131", "4200", 7)]), acting_user=karin)
    replace_organisation(KEY, BODIES, acting_user=karin)
    budget = begin_internal_budget(KEY, "300", YEAR, acting_user=karin)
    part = budget.parts.get(unit_code="3011")
    part.allotted_ore = 240_000_00
    part.comment = "Two teachers more"
    part.save()
    lines = [
        InternalLine(LinePlace("3011", "5020"), (-21_000_00,) * 12, (-260_000_00, -270_000_00)),
        InternalLine(LinePlace("3011", "3110"), (2_000_00,) * 12),
    ]
    put_unit_lines(part, lines, acting_user=karin)
    client.force_login(karin)
    return reverse("workspace:internal_budget_unit", args=[YEAR, "300", "3011"])


def test_the_page_shows_what_is_left_and_last_year_of_the_units_own_codes(
    client: Client, address: str
) -> None:
    page = client.get(address)
    reading = page.context["reading"]
    assert (reading.net_ore, reading.left_ore) == (-228_000_00, 12_000_00)
    assert {row.account: row.last_year_ore for row in reading.rows} == {"3110": None, "5020": -100_00}
    text = page.content.decode()
    assert "Kvar att fördela" in text
    assert "Two teachers more" in text
    assert "Utfall 2018" in text
    assert "Det är budgeterat mer" not in text


def test_comments_on_the_numbers_are_read_on_the_page(client: Client, address: str, karin: User) -> None:
    assert client.get(address).context["comments"] == []
    part = UnitPart.objects.get(unit_code="3011")
    comment_on_cell(part, LinePlace("3011", "5020"), 3, "Two more in March", acting_user=karin)
    page = client.get(address).content.decode()
    assert "Two more in March" in page
    assert "mars 2019" in page
    assert "<textarea" not in page


def test_a_unit_without_codes_and_lines_says_so(client: Client, address: str) -> None:
    page = client.get(address.replace("3011", "3012"))
    assert "inga rader" in page.content.decode()
    assert client.get(address.replace("3011", "3099")).status_code == 404
    assert client.get(address.replace(str(YEAR), "2018")).status_code == 404


@pytest.mark.parametrize(
    ("query", "heading", "amounts"),
    [
        ("table=year&form=machine", "5020,", ",-25200000,0,-25200000,-10000,-26000000,-27000000"),
        ("table=months&form=machine", "3110,", f",{'200000,' * 12}2400000"),
        ("table=year", "Netto;", ";-228000,00;0,00;-228000,00;-100,00;-260000,00;-270000,00"),
    ],
)
def test_the_tables_are_files_too(
    client: Client, address: str, query: str, heading: str, amounts: str
) -> None:
    rows = client.get(f"{address}budget.csv?{query}").content.decode().splitlines()
    [found] = [each for each in rows if each.startswith(heading)]
    assert found.endswith(amounts)


def test_a_workbook_is_given_and_an_unknown_table_or_form_is_not(client: Client, address: str) -> None:
    assert client.get(f"{address}budget.xlsx").content[:2] == b"PK"
    assert client.get(f"{address}budget.xlsx?table=days").status_code == 404
    assert client.get(f"{address}budget.pdf").status_code == 404
