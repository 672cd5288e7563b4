"""The follow-up's files hold what its pages show."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from tests.ledger_files import sie_file

from roder.apps.ledger.actions.imports import import_file

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db

MONTH = "/uppfoljning/2018-02/"
UNIT = f"{MONTH}212000-0159/"


@pytest.fixture
def signed_in(client: Client, karin: User, home: Path) -> Client:
    import_file(sie_file(home, [("20180131", "4110", 100), ("20180228", "4120", 50)]), acting_user=karin)
    client.force_login(karin)
    return client


def rows(client: Client, url: str) -> list[dict[str, str]]:
    answer = client.get(url)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_files_say_what_the_pages_say(signed_in: Client) -> None:
    for page, file in ((MONTH, f"{MONTH}tabell.csv"), (UNIT, f"{UNIT}rapportrader.csv")):
        links = signed_in.get(page).content.decode()
        assert f'href="{file}?sort=unit&amp;unit=mnkr&amp;method=budget_profile"' in links
    total = rows(signed_in, f"{MONTH}tabell.csv?form=machine")[-1]
    assert (total["name"], total["outturn_to_date_ore"], total["year_budget_ore"]) == ("Totalt", "-15000", "")
    months = rows(signed_in, f"{MONTH}manader.csv?form=machine")
    assert [row["outturn_ore"] for row in months[:3]] == ["-10000", "-5000", ""]
    assert months[0]["month"] == "2018-01"
    assert rows(signed_in, f"{UNIT}manader.csv?form=machine") == months
    lines = rows(signed_in, f"{UNIT}rapportrader.csv?form=machine")
    assert {row["unit"] for row in lines[:-1]} == {"personnel"}
    assert rows(signed_in, f"{UNIT}tabell.csv?form=machine")[-1]["outturn_to_date_ore"] == "-15000"


def test_a_sheet_is_in_the_language_of_the_page(signed_in: Client) -> None:
    swedish = signed_in.get(f"{MONTH}manader.csv").content.decode()
    assert swedish.startswith("\ufeffMånad;Utfall;Budget;Föregående år\r\n2018-01;-100,00;;\r\n")
    english = signed_in.get(f"/en{MONTH}manader.csv").content.decode()
    assert english.startswith("\ufeffMonth;Outturn;Budget;Last year\r\n")


@pytest.mark.parametrize("name", ["tabell", "rapportrader", "manader"])
def test_a_body_that_is_not_there_has_no_file(signed_in: Client, name: str) -> None:
    assert signed_in.get(f"{MONTH}nix/{name}.csv").status_code == 404


def test_a_heading_turns_the_order_round(signed_in: Client) -> None:
    page = signed_in.get(f"{MONTH}?sort=forecast_variance").content.decode()
    assert 'aria-sort="ascending"' in page
    assert "sort=-forecast_variance" in page
    page = signed_in.get(f"{MONTH}?sort=-forecast_variance").content.decode()
    assert 'aria-sort="descending"' in page
    assert "sort=forecast_variance" in page
