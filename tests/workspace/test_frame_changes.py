"""The pages of frames after the vote: three columns, a form that says what is wrong, and a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.apps.budgets.test_amendments import BODIES
from tests.apps.budgets.test_amendments import KEY
from tests.ledger_files import sie_file

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.budgets.queries import frames
from roder.apps.decisions.actions import register_decision
from roder.apps.ledger.actions.imports import import_file
from roder.apps.organisation.actions import replace_organisation
from roder.domain.decisions import DecisionFacts

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User

TKR = 100_000


@pytest.fixture
def address(home: Path, karin: User, client: Client) -> str:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    replace_organisation(KEY, BODIES, acting_user=karin)
    client.force_login(karin)
    return reverse("workspace:frame_change_add", args=[2018])


def test_a_year_without_frames_says_what_comes_first(client: Client, address: str) -> None:
    page = client.get(reverse("workspace:frame_changes", args=[2018])).content.decode()
    assert "Inga ramar" in page
    assert "<form" not in client.get(address).content.decode().split("<main")[1]


def test_a_change_is_registered_and_shown(client: Client, address: str, karin: User) -> None:
    rows = [FrameRow("400", 1200 * TKR), FrameRow("500", 2400 * TKR)]
    set_frames(KEY, 2018, rows, acting_user=karin)
    facts = DecisionFacts("100", date(2018, 9, 24), "150", "Tilläggsanslag")
    decision = register_decision(KEY, facts, acting_user=karin)
    sent = {
        "kind": "supplementary",
        "decision": decision.pk,
        "text": "Fler elever",
        "source": "other_frame",
        "financing": "Reserven",
        "amount_400": "12,5",
    }
    wrong = client.post(address, sent | {"amount_500": "mycket"})
    assert wrong.status_code == 422
    assert "tusental kronor" in wrong.content.decode()
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "En omfördelning finansieras av en annan ram" in refused.content.decode()
    assert frames(KEY, 2018)["400"].changes_ore == 0
    done = client.post(address, sent | {"source": "central_reserve"}, follow=True)
    page = done.content.decode()
    assert "Fler elever" in page
    assert "Fullmäktiges reserv: Reserven" in page
    assert frames(KEY, 2018)["400"].current_ore == 1_212 * TKR + TKR // 2
    table = client.get(reverse("workspace:frame_changes_csv", args=[2018]) + "?form=machine").content.decode()
    assert "400,Preschool committee,120000000,1250000,0,0,1250000,121250000" in table
    year = client.get(reverse("workspace:frames_year", args=[2018])).content.decode()
    assert "Ursprunglig" in year
