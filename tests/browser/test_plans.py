"""A plan is written in a real browser: kept while one writes, with and without script, and printed as the matter alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitors import Visit

pytestmark = pytest.mark.browser

DRAFT = "/planer/1/"


def test_a_text_is_kept_while_one_writes_and_the_other_is_asked(visit: Callable[..., Visit]) -> None:
    karin, other = visit(), visit()
    for here in (karin, other):
        here.goto(f"{DRAFT}skriv/")
    written = karin.page.get_by_label("Ekonomi", exact=True)
    written.fill("Ramen hålls.")
    written.blur()
    karin.page.locator(".section-state").nth(1).get_by_text("Sparat").wait_for()
    written.fill("Ramen hålls hela året.")
    with karin.page.expect_response(lambda answer: "/avsnitt/" in answer.url):
        written.blur()
    karin.goto(DRAFT)
    assert "Ramen hålls hela året." in karin.page.locator("main").inner_text()
    late = other.page.get_by_label("Ekonomi", exact=True)
    late.fill("Ramen spricker.")
    late.blur()
    other.page.get_by_text("Någon annan har skrivit här").wait_for()
    other.page.get_by_role("button", name="Spara Ekonomi").click()
    other.page.get_by_role("button", name="Spara det jag har valt").wait_for()
    assert karin.said == []


def test_without_script_the_button_keeps_it_and_amounts_are_divided(visit: Callable[..., Visit]) -> None:
    here = visit(java_script_enabled=False)
    here.goto(f"{DRAFT}skriv/")
    here.page.get_by_label("Vårt uppdrag", exact=True).fill("Alla elever lyckas.")
    here.page.get_by_role("button", name="Spara Vårt uppdrag").click()
    assert here.page.get_by_label("Vårt uppdrag", exact=True).input_value() == "Alla elever lyckas."
    first = here.page.get_by_label(re.compile("förskola")).first
    first.fill("1 000,5")
    here.page.get_by_role("button", name="Spara fördelningen").click()
    assert here.page.get_by_label(re.compile("förskola")).first.input_value() == "1000,5"


def test_on_paper_a_plan_is_its_matter(visit: Callable[..., Visit]) -> None:
    here = visit()
    here.goto("/planer/2/")
    here.page.emulate_media(media="print")
    for part in (".plan-way", ".buttons", ".object-history", ".plan-around"):
        assert not here.page.locator(part).first.is_visible(), part
    assert here.page.get_by_role("heading", name="Mål", exact=True).is_visible()
