"""Late changes on the page: kept, moved by one number, listed with their sums, signed with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.apps.budgets.test_amendments import BODIES
from tests.apps.budgets.test_amendments import KEY
from tests.ledger_files import sie_file

from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.latechanges.actions import LateChangeRefusedError
from roder.apps.latechanges.actions import build_figures
from roder.apps.latechanges.actions import sign_late_changes
from roder.apps.latechanges.models import FigureSnapshot
from roder.apps.ledger.actions.imports import import_file
from roder.apps.organisation.actions import replace_organisation
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User

TKR = 100_000


def frame(tkr: int) -> list[VersionLine]:
    return [VersionLine(2019, BudgetSection.FRAME, -tkr * TKR, body="400", change_group="index")]


@pytest.fixture
def base(home: Path, karin: User, client: Client) -> BudgetVersion:
    client.force_login(karin)
    return make_base(home, karin)


def make_base(home: Path, karin: User) -> BudgetVersion:
    """Return a base of 2019 with one frame and tax, in an organisation of two committees."""
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    replace_organisation(KEY, BODIES, acting_user=karin)
    version = make_version(KEY, name="Underlag", kind=VersionKind.BASE, year=2019, acting_user=karin)
    tax = [VersionLine(2019, BudgetSection.FINANCING, 120 * TKR, line="municipal_tax")]
    put_lines(version, BudgetSection.FINANCING, tax, acting_user=karin)
    put_lines(version, BudgetSection.FRAME, frame(100), acting_user=karin)
    return version


def test_a_moved_number_is_listed_with_every_sum_and_signed(
    client: Client, base: BudgetVersion, karin: User
) -> None:
    page = reverse("workspace:late_changes", args=[2019])
    assert "Siffrorna är inte sparade" in client.get(page).content.decode()
    kept = client.post(reverse("workspace:late_changes_build", args=[2019]), follow=True)
    assert "Ingen siffra har ändrats" in kept.content.decode()
    again = client.post(reverse("workspace:late_changes_build", args=[2019]))
    assert again.status_code == 422
    put_lines(base, BudgetSection.FRAME, frame(103), acting_user=karin)
    shown = client.get(page)
    text = shown.content.decode()
    assert "6 siffror har ändrats" in text
    assert "400 Preschool committee" in text
    assert "Budgetrader skrivna" in text or "skrev" in text
    sign = reverse("workspace:late_changes_sign", args=[2019])
    seen = shown.context["seen"]
    refused = client.post(sign, {"seen": seen, "reason": ""})
    assert refused.status_code == 422
    stale = client.post(sign, {"seen": "other", "reason": "Ny befolkningsprognos"})
    assert "Ny befolkningsprognos" in stale.content.decode()
    assert FigureSnapshot.objects.count() == 1
    done = client.post(sign, {"seen": seen, "reason": "Ny befolkningsprognos"}, follow=True).content.decode()
    assert "Ingen siffra har ändrats" in done
    assert "Ny befolkningsprognos" in done
    table = client.get(reverse("workspace:late_changes_csv", args=[2019]) + "?form=machine").content.decode()
    assert table.strip() == "page,row,column,before_ore,after_ore,difference_ore"


def test_nothing_is_signed_that_was_never_kept(base: BudgetVersion, karin: User) -> None:
    with pytest.raises(LateChangeRefusedError, match="Keep the figures first"):
        sign_late_changes(base, "Why", seen_digest="", acting_user=karin)
    build_figures(base, acting_user=karin)
    assert FigureSnapshot.objects.get().moved == []


def test_a_year_without_a_base_says_so(client: Client, base: BudgetVersion) -> None:
    page = client.get(reverse("workspace:late_changes", args=[2031])).content.decode()
    assert "inget underlag" in page
    assert client.post(reverse("workspace:late_changes_build", args=[2031])).status_code == 302
    assert str(base) == "Underlag"
