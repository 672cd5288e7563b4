"""The balance requirement on its page: from a version's result through entered facts to what is left to restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.apps.budgets.test_amendments import KEY
from tests.ledger_files import sie_file

from roder.apps.budgets.actions.balance import set_balance_year
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.balance_queries import balance_years
from roder.apps.ledger.actions.imports import import_file
from roder.domain.balance_requirement import BalanceStep
from roder.domain.balance_requirement import amount_of
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User

TKR = 100_000


@pytest.fixture
def address(home: Path, karin: User, client: Client) -> str:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    client.force_login(karin)
    return reverse("workspace:balance_requirement", args=[2018])


def _version(name: str, kind: VersionKind, year: int, result_tkr: dict[int, int], karin: User) -> None:
    version = make_version(KEY, name=name, kind=kind, year=year, acting_user=karin)
    lines = [
        VersionLine(each, BudgetSection.FINANCING, 5_000 * TKR, line="municipal_tax") for each in result_tkr
    ]
    put_lines(version, BudgetSection.FINANCING, lines, acting_user=karin)
    costs = [
        VersionLine(each, BudgetSection.FRAME, (tkr - 5_000) * TKR, body="400")
        for each, tkr in result_tkr.items()
    ]
    put_lines(version, BudgetSection.FRAME, costs, acting_user=karin)


def test_results_come_from_versions_and_facts_are_entered(client: Client, address: str, karin: User) -> None:
    assert "Inget är känt" in client.get(address).content.decode()
    _version("Bokslut 2017", VersionKind.OUTCOME, 2017, {2017: -30}, karin)
    _version("Underlag 2018", VersionKind.BASE, 2018, {2018: 80, 2019: 100}, karin)
    edit = reverse("workspace:balance_requirement_edit", args=[2018])
    opened = client.get(edit)
    wrong = client.post(edit, {"seen": opened.context["seen"], "gains_ore": "mycket"})
    assert wrong.status_code == 422
    sent = {
        "seen": opened.context["seen"],
        "gains_ore": "20",
        "reserve_kind": "equalisation_reserve",
        "reserved_ore": "10",
        "equity_ore": "900",
        "note": "Mark såldes",
    }
    page = client.post(edit, sent, follow=True).content.decode()
    assert "Bokslut 2017" in page
    assert "Återställt" in page
    assert "så länge ett tidigare underskott" in page
    years = {each.year: each for each in balance_years(KEY, [2017, 2018, 2019])}
    assert amount_of(years[2017].rows, BalanceStep.TO_RESTORE) == 30 * TKR
    assert amount_of(years[2018].rows, BalanceStep.REQUIREMENT) == 50 * TKR
    assert amount_of(years[2018].rows, BalanceStep.TO_RESTORE) == 0
    assert (years[2018].most_ore, years[2018].reserve_ore) == (10 * TKR, 10 * TKR)
    assert years[2019].source is not None
    table = client.get(reverse("workspace:balance_requirement_csv", args=[2018]) + "?form=machine")
    assert "y2017_ore,y2018_ore,y2019_ore" in table.content.decode()
    stale = client.post(edit, sent | {"note": "Annat"})
    assert stale.status_code == 409


def test_a_result_may_be_entered_for_a_year_without_a_version(address: str, karin: User) -> None:
    assert address
    set_balance_year(KEY, 2014, {"result_ore": -193 * TKR}, seen_version=0, acting_user=karin)
    set_balance_year(KEY, 2015, {"result_ore": 100 * TKR}, seen_version=0, acting_user=karin)
    found = balance_years(KEY, [2017])
    assert found == []
    last = balance_years(KEY, [2015])[0]
    assert [(each.year, each.left_ore) for each in last.deficits] == [(2014, 93 * TKR)]
