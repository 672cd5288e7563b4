"""The page of what-if: a percentage in the address moves results and frames, and a wrong one is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.workspace.test_late_changes import make_base

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User


@pytest.fixture
def base(home: Path, karin: User, client: Client) -> BudgetVersion:
    client.force_login(karin)
    return make_base(home, karin)


def test_percentages_move_the_result_and_the_frames(client: Client, base: BudgetVersion) -> None:
    address = reverse("workspace:what_if", args=[2019])
    assert client.get(address).context["figures"][0]["result_ore"] == 20 * 100_000
    moved = client.get(address, {"pris-municipal_tax-2019": "−2,5 %", "volym-400-2019": "3"})
    assert moved.context["figures"][0] == {
        "year": 2019,
        "result_ore": 14 * 100_000,
        "difference_ore": -6 * 100_000,
    }
    assert "Allmän kommunalskatt" in moved.content.decode()
    assert base.lines.count() == 2
    wrong = client.get(address, {"pris-frame-2019": "mycket", "volym-400-2019": "900"})
    assert wrong.status_code == 422
    assert wrong.content.decode().count("mellan −100 och 200") == 2
    table = client.get(
        reverse("workspace:what_if_csv", args=[2019]), {"volym-400-2019": "3", "form": "machine"}
    ).content.decode()
    assert "400 Preschool committee,10000000,10300000" in table


def test_a_year_without_a_budget_says_so(client: Client, base: BudgetVersion) -> None:
    assert base.year == 2019
    assert "ingen budget för året" in client.get(reverse("workspace:what_if", args=[2031])).content.decode()
    assert client.get(reverse("workspace:what_if_csv", args=[2031])).status_code == 200
