"""The pages of the municipality's own month profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.apps.internalbudgets.columns_world import KEY
from tests.apps.internalbudgets.columns_world import make_ledger

from roder.apps.internalbudgets.models import MonthProfile

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User

LIST = "/budget/2019/internbudget/profiler/"
TERMS = "10 10 10 10 10 5 0 5 10 10 10 10"


@pytest.fixture
def signed_in(home: Path, karin: User, client: Client) -> Client:
    make_ledger(home)
    client.force_login(karin)
    return client


@pytest.fixture
def profile(signed_in: Client) -> MonthProfile:
    assert signed_in.post(LIST, {"name": "Terms", "weights": TERMS}).status_code == 302
    return MonthProfile.objects.get(organisation=KEY)


def change_url(profile: MonthProfile) -> str:
    return reverse("workspace:internal_budget_profile", args=[2019, profile.pk])


def test_each_way_to_spread_is_shown_on_a_sum(signed_in: Client, profile: MonthProfile) -> None:
    months, ways = signed_in.get(LIST).context["tables"]
    assert [cell.value for cell in months.rows[12].cells[1:]] == [100_000_00] * 4
    assert months.rows[6].cells[4].value == 0
    assert ways.rows[3].cells[0].value == profile.name
    assert ways.rows[0].cells[2].value == "jan, feb, mar, apr"


def test_a_profile_that_says_nothing_is_refused(signed_in: Client, profile: MonthProfile) -> None:
    for name, weights in (("Terms", TERMS), ("Other", "1 2 3"), ("Other", "x"), ("Other", "0 " * 12)):
        answer = signed_in.post(LIST, {"name": name, "weights": weights})
        assert answer.context["form"].errors, (name, weights)
    assert MonthProfile.objects.get() == profile


def test_a_profile_is_changed_and_the_second_of_two_is_told(signed_in: Client, profile: MonthProfile) -> None:
    seen = signed_in.get(change_url(profile)).context["seen"]
    first = {"seen": seen, "name": "Terms", "weights": "1 " * 12}
    assert signed_in.post(change_url(profile), first).status_code == 302
    second = {"seen": seen, "name": "Terms", "weights": "2 " * 12}
    assert signed_in.post(change_url(profile), second).status_code == 409
    profile.refresh_from_db()
    assert profile.weights == [1] * 12
    bad = {"seen": seen, "name": "Terms", "weights": "1 2"}
    assert signed_in.post(change_url(profile), bad).context["form"].errors


def test_a_profile_is_taken_away(signed_in: Client, profile: MonthProfile) -> None:
    gone = reverse("workspace:internal_budget_profile_remove", args=[2019, profile.pk])
    assert signed_in.post(gone).status_code == 302
    assert not MonthProfile.objects.exists()
    assert signed_in.get(change_url(profile)).status_code == 404
