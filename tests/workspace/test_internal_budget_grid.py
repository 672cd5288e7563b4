"""The grid's page: to read for those who may not write, an ordinary form without the script, and the comments."""

from __future__ import annotations

import html
import json
import re
from datetime import date

import pytest
from django.test import Client
from tests.apps.internalbudgets.test_cells import make_part

from roder.apps.identity.models import User
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.comment_queries import comments_of
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_budgets import UnitPartState
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

UNIT = "/budget/2018/internbudget/300/enhet/3011/"
PAGE, DOOR, COMMENT = f"{UNIT}rutnat/", f"{UNIT}celler/", f"{UNIT}kommentera/"
PLACE = "5011|407||"


@pytest.fixture
def part(karin: User, home: object) -> UnitPart:
    del home
    part = make_part()
    lines = [InternalLine(LinePlace("3011", "5011", "407"), (-100,) * 12)]
    lines += [InternalLine(LinePlace("3011", f"6{number:03}"), (0,) * 12) for number in range(30)]
    put_unit_lines(part, lines, acting_user=karin)
    return part


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def opened(client: Client, address: str = PAGE) -> tuple[str, dict[str, str]]:
    """Return the page and the fields of its form, as a browser without the script would send them."""
    page = client.get(address).content.decode()
    fields = re.findall(r'<input (?:type="hidden" )?name="((?:row|c)-[^"]*|sida)" value="([^"]*)"', page)
    return page, {name: html.unescape(value) for name, value in fields}


def test_the_page_is_a_form_that_merges_as_the_grid_does(part: UnitPart, karin: User) -> None:
    client = signed_in(karin)
    page, fields = opened(client)
    assert "Kvar att fördela" in page
    assert "Sida 1 av 2" in page
    assert page.count('name="row-') == 25
    InternalBudgetLine.objects.filter(account="5011").update(m02_ore=-900)
    typed = {"c-0-m01": "-2,50", "c-0-m02": "-3", "c-1-year": "=12*2", "c-2-m01": "x", "c-3-text": "Mjölk"}
    answer = client.post(DOOR, fields | typed)
    shown = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    for text in ("3 celler sparades", "skrev -9 ", "du skrev -3", "6001, jan: x.", "Skriv ett belopp"):
        assert text in shown, text
    first, second = InternalBudgetLine.objects.all()[:2]
    assert (first.m01_ore, first.m02_ore) == (-250, -900)
    assert (second.year_ore, second.formula) == (2400, "=12*2")
    again = re.search(r'name="changes" value="([^"]*)"', answer.content.decode())
    assert again
    mine = client.post(DOOR, {"changes": html.unescape(again[1]), "sida": "2"})
    assert mine.headers["Location"] == f"{PAGE}?sida=2"
    assert InternalBudgetLine.objects.get(account="5011").m02_ore == -300


def test_lines_are_added_and_removed_by_the_form(part: UnitPart, karin: User) -> None:
    client = signed_in(karin)
    _page, fields = opened(client)
    sent = fields | {"gone-1": "on", "new-account": "7010 Hyra", "new-project": "P1"}
    assert client.post(DOOR, sent).status_code == 302
    assert not InternalBudgetLine.objects.filter(account="6000").exists()
    assert InternalBudgetLine.objects.get(account="7010").project == "P1"
    InternalBudgetLine.objects.filter(account="6001").update(text="Theirs")
    gone = client.post(DOOR, fields | {"gone-2": "on"})
    assert gone.status_code == 409
    assert "raden är ändrad" in gone.content.decode()
    told = client.post(DOOR, {"changes": "{"}, follow=True).content.decode()
    assert "gick inte att läsa" in told
    broken = client.post(DOOR, {"row-0": json.dumps({"place": ["1"], "seen": {}, "line": []})}, follow=True)
    assert "gick inte att läsa" in broken.content.decode()


def test_what_is_closed_or_not_theirs_is_read(part: UnitPart, karin: User) -> None:
    nils = User.objects.create(username="nils", first_name="Nils", last_name="Berg")
    grant_mandate(nils, Mandate(Role.READER, valid_from=date(2017, 1, 1)), acting_user=karin)
    page, fields = opened(signed_in(nils))
    assert "5011" in page
    assert not [name for name in fields if name.startswith("row")]
    assert "budget-grid/main.js" not in page
    UnitPart.objects.filter(pk=part.pk).update(state=UnitPartState.SUBMITTED)
    closed, _fields = opened(signed_in(karin))
    assert "inlämnad" in closed
    assert "budget-grid/main.js" not in closed
    told = signed_in(karin).post(DOOR, {"new-account": "7010"}, follow=True).content.decode()
    assert "inlämnad" in told


def test_comments_follow_the_number_and_are_only_added_to(part: UnitPart, karin: User) -> None:
    client = signed_in(karin)
    assert (
        "Skriv vad du vill"
        in client.post(COMMENT, {"place": PLACE, "text": " "}, follow=True).content.decode()
    )
    client.post(COMMENT, {"place": PLACE, "month": "3", "text": "Varför så lågt?"})
    client.post(COMMENT, {"place": PLACE, "month": "x", "text": "Fel månad"})
    client.post(COMMENT, {"place": "|||", "text": "Inget konto"})
    [talk] = comments_of("2120000159", "300", 2018, ["3011"])
    key = str(talk.comment.pk)
    client.post(COMMENT, {"answers": key, "text": "Vakanser."})
    client.post(COMMENT, {"answers": key, "settles": "1"})
    assert client.post(COMMENT, {"answers": "999"}).status_code == 404
    put_unit_lines(part, [], acting_user=karin)
    page, _fields = opened(client)
    for text in ("Varför så lågt?", "Vakanser.", "mars 2018", "(klar)"):
        assert text in page, text
    assert comments_of("2120000159", "300", 2018)[0].is_settled
    assert comments_of("2120000159", "300", 2018, ["3010"]) == []
    client.post(COMMENT, {"answers": key, "text": "En sak till."})
    assert not comments_of("2120000159", "300", 2018)[0].is_settled
