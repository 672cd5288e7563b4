"""Decided budgets out to the ledger system and read back by our own check, with equal sums."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.urls import reverse
from tests.apps.internalbudgets.columns_world import KEY
from tests.apps.internalbudgets.columns_world import YEAR
from tests.apps.internalbudgets.columns_world import example_lines
from tests.apps.internalbudgets.columns_world import flat
from tests.apps.internalbudgets.columns_world import make_in_force
from tests.apps.internalbudgets.columns_world import make_ledger

from roder.apps.console import RefusedError
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.ledger_files import ledger_budget
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.ledger.models import LedgerOrganisation
from roder.formats.sie.reader import read_sie
from roder.formats.tabular.ledger_rows import scan_table
from roder.workspace.internal_budgets.ledger_files import ledger_file_urls

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(home: Path, karin: User) -> None:
    make_ledger(home)
    make_in_force("300", example_lines())
    make_in_force("900", {"900": [flat("900", "7010", -10)]})
    begin_internal_budget(KEY, "400", YEAR, acting_user=karin)


def sie_sums(content: bytes) -> dict[tuple[int, str], int]:
    return {
        (row.month.number, row.account): row.amount_ore
        for row in read_sie(content).budget_rows
        if row.dimension is None
    }


def table_sums(content: bytes) -> dict[tuple[int, str], int]:
    scan = scan_table(content, None, filename="b.csv")
    list(scan.batches())
    found: dict[tuple[int, str], int] = {}
    for row in scan.budget_rows:
        key = row.month.number, row.account
        found[key] = found.get(key, 0) + row.amount_ore
    return found


@pytest.mark.usefixtures("world")
def test_both_files_come_to_the_same_by_month_and_account() -> None:
    found = ledger_budget(KEY, YEAR)
    assert found is not None
    sums = sie_sums(found.as_sie())
    assert sums == table_sums(found.as_table())
    assert sums[201801, "5020"] == 1_600
    assert (sum(sums.values()), found.sum_ore) == (12 * 1_300, 12 * 1_300)
    assert found.left_out == ["400", "900"]


@pytest.mark.usefixtures("world")
def test_a_unit_a_company_and_what_is_not_adopted() -> None:
    unit = ledger_budget(KEY, YEAR, "300", "3012")
    assert unit is not None
    assert sie_sums(unit.as_sie())[201801, "5020"] == 500
    assert read_sie(unit.as_sie()).header.objects == {(1, "3012"): "South school"}
    company = ledger_budget(KEY, YEAR, "900")
    assert company is not None
    header = read_sie(company.as_sie()).header
    assert (header.organisation_number, header.company_name) == ("556000-0167", "Housing")
    LedgerOrganisation.objects.create(key="b", name="Bolaget AB", number="556000-0167", chart="bas")
    company = ledger_budget(KEY, YEAR, "900")
    assert company is not None
    assert company.books.name == "Bolaget AB"
    assert ledger_budget(KEY, YEAR, "400") is None
    assert ledger_budget(KEY, 2019) is None


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("name", "form"), [("b.se", "sie3"), ("b.csv", "csv")])
def test_the_file_of_the_command_passes_our_own_check(
    home: Path, capsys: pytest.CaptureFixture[str], name: str, form: str
) -> None:
    out = home / name
    call_command("internalbudget", "sie", year=YEAR, out=out, json=True)
    written = json.loads(capsys.readouterr().out)
    assert (written["form"], written["sum_ore"], written["left_out"]) == (form, 15_600, ["400", "900"])
    call_command("ledger", "check", str(out), json=True)
    report = json.loads(capsys.readouterr().out)
    assert report["ok"]
    call_command("internalbudget", "sie", year=YEAR, out=out)
    text = capsys.readouterr().out
    assert "156,00 kr" in text
    assert "400, 900" in text
    call_command("internalbudget", "sie", year=YEAR, body="300", out=out)
    assert "400" not in capsys.readouterr().out


@pytest.mark.usefixtures("world")
def test_the_command_refuses_what_is_not_adopted_and_makes_columns_anew(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RefusedError, match="2018"):
        call_command("internalbudget", "sie", year=YEAR, body="400", out=home / "b.se")
    call_command("internalbudget", "rebuild")
    assert capsys.readouterr().out.strip() == "Inget skilde sig."
    InternalBudgetLine.objects.filter(unit_code="3012").update(m01_ore=-700)
    call_command("internalbudget", "rebuild", json=True)
    assert json.loads(capsys.readouterr().out) == {"ok": True, "changed": [f"{KEY} {YEAR}"]}


@pytest.mark.usefixtures("world")
def test_pages_give_the_files_of_what_is_adopted_only(client: Client, karin: User) -> None:
    client.force_login(karin)
    unit = reverse("workspace:internal_budget_unit", args=[YEAR, "300", "3012"])
    urls = ledger_file_urls(YEAR, "300", "3012", "in_force")
    assert urls["sie"] in client.get(unit).content.decode()
    assert sie_sums(client.get(urls["sie"]).content)[201801, "5020"] == 500
    assert table_sums(client.get(urls["csv"]).content)[201801, "5020"] == 500
    year = ledger_file_urls(YEAR)
    assert sum(sie_sums(client.get(year["sie"]).content).values()) == 15_600
    assert sum(table_sums(client.get(year["csv"]).content).values()) == 15_600
    assert ledger_file_urls(YEAR, "400", "", "draft") == {}
    assert client.get(reverse("workspace:internal_budget_sie", args=[YEAR, "400"])).status_code == 404
