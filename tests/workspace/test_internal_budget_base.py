"""The page that fills units from a base: a preview first, then a yes to exactly what was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.urls import reverse
from tests.apps.internalbudgets.columns_world import KEY
from tests.apps.internalbudgets.columns_world import make_ledger

from roder.apps.internalbudgets.actions.profiles import add_month_profile
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.queries import current_lines

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget

YEAR = 2019
ADDRESS = f"/budget/{YEAR}/internbudget/300/enhet/300/underlag/"
WISH = {
    "preview": "1",
    "scope": "below",
    "source": "outturn",
    "source_year": "2018",
    "through_month": "2",
    "method": "linear",
    "shape": "flat",
    "index_personnel": "2,8",
    "plan1_index": "1",
    "with_activity": "on",
}


@pytest.fixture
def budget(home: Path, karin: User, client: Client) -> InternalBudget:
    make_ledger(home)
    client.force_login(karin)
    return begin_internal_budget(KEY, "300", YEAR, acting_user=karin)


def yes(client: Client, given: dict[str, str], seen: str | None = None) -> Any:
    shown = client.get(ADDRESS, given)
    return client.post(ADDRESS, {**given, "seen": seen or shown.context["reading"].fingerprint})


def test_a_preview_writes_nothing_and_a_yes_writes_what_was_shown(
    client: Client, budget: InternalBudget
) -> None:
    shown = client.get(ADDRESS, WISH)
    assert shown.context["may_fill"]
    assert [unit.part.unit_code for unit in shown.context["reading"].units] == ["300", "3011", "3012"]
    assert current_lines(budget) == []
    assert yes(client, WISH).status_code == 302
    lines = current_lines(budget)
    assert [(line.place.unit, line.year_ore, line.profile) for line in lines] == [
        ("300", -720, "flat"),
        ("3011", -10280, "flat"),
    ]
    assert lines[1].months_ore[0] == -857


def test_a_yes_to_something_else_shows_how_it_is_now(client: Client, budget: InternalBudget) -> None:
    answer = yes(client, WISH, "another")
    assert answer.status_code == 409
    assert len(answer.context["faults"]) == 1
    assert current_lines(budget) == []


def test_one_unit_shows_its_lines_and_an_own_profile_spreads_them(
    client: Client, budget: InternalBudget, karin: User
) -> None:
    profile = add_month_profile(KEY, "January", [1, *[0] * 11], acting_user=karin)
    given = {**WISH, "scope": "unit", "shape": f"profile-{profile.pk}", "fit_account": "7699"}
    shown = client.get(ADDRESS, given)
    assert len(shown.context["tables"]) == 3
    assert yes(client, given).status_code == 302
    assert {line.profile for line in current_lines(budget)} == {"January", ""}
    assert sum(line.year_ore for line in current_lines(budget)) == 0


def test_what_is_wrong_is_told_and_nothing_may_be_filled(client: Client, budget: InternalBudget) -> None:
    odd = client.get(ADDRESS, {**WISH, "index_personnel": "much", "rest_index": "5000", "fit_account": "x"})
    assert set(odd.context["form"].errors) == {"index_personnel", "rest_index", "fit_account"}
    empty = client.get(ADDRESS, {**WISH, "source": "internal_budget"})
    assert not empty.context["may_fill"]
    assert len(empty.context["faults"]) == 1
    refused = client.post(ADDRESS, {**WISH, "source": "internal_budget"})
    assert refused.status_code == 409
    budget.parts.update(state="submitted")
    assert not client.get(ADDRESS, WISH).context["may_fill"]


def test_the_address_is_the_named_one(client: Client, budget: InternalBudget) -> None:
    assert reverse("workspace:internal_budget_base", args=[YEAR, budget.body_code, "300"]) == ADDRESS
    assert client.get(ADDRESS).context["reading"] is None
