"""Assignments on the board: moved by keyboard and by dragging, chosen in place, and registered with a decision."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitors import Visit

pytestmark = pytest.mark.browser


def test_a_card_is_moved_by_the_keyboard_alone(visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.goto(page.url.rstrip("/") + "/en/uppdrag/")
    card = page.locator("[data-state=not_started] .board-card").first
    name = card.get_attribute("id")
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Under way as")
    page.keyboard.press("Tab")
    page.keyboard.type("Begun by keyboard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-state=on_plan] #{name}")).to_be_visible()
    expect(page.locator(f"[data-state=not_started] #{name}")).to_have_count(0)


def test_dragging_fills_in_the_form_and_waits_for_the_reason(visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.goto(page.url.rstrip("/") + "/en/uppdrag/")
    card = page.locator("[data-state=on_plan] .board-card").first
    name = card.get_attribute("id")
    card.locator(".board-facts").drag_to(page.locator("[data-state=deviating] h2"))
    comment = page.locator(f"#{name} textarea")
    expect(comment).to_be_focused()
    expect(page.locator(f"#{name} select")).to_have_value("deviating")
    expect(page.locator(f"[data-state=on_plan] #{name}")).to_be_visible()
    comment.fill("Nobody has applied")
    page.locator(f"#{name}").get_by_role("button", name="Send the report").click()
    expect(page.locator(f"[data-state=deviating] #{name}")).to_be_visible()


def test_a_choice_changes_the_board_in_place_and_its_address(visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.goto(page.url.rstrip("/") + "/en/uppdrag/")
    everything = page.locator(".board-card").count()
    choice = page.get_by_label("Given to")
    choice.focus()
    choice.select_option("300")
    expect(page).to_have_url(re.compile(r"to=300"))
    expect(page.locator(".board-card").first).to_be_visible()
    assert 0 < page.locator(".board-card").count() < everything
    expect(choice).to_be_focused()
    page.get_by_role("link", name="List").click()
    expect(page).to_have_url(re.compile(r"/uppdrag/lista/\?to=300"))
    expect(page.get_by_label("Given to")).to_have_value("300")


def test_the_secretary_registers_an_assignment_with_its_decision(visit: Callable[..., Visit]) -> None:
    page = visit("Maja").page
    page.goto(page.url.rstrip("/") + "/en/uppdrag/nytt/")
    page.get_by_label("Assignment", exact=True).last.fill("Count the pupils")
    page.get_by_label("Given to").select_option("3011")
    page.get_by_text("The decision is not registered yet").click()
    page.get_by_label("Paragraph").fill("41")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Count the pupils")
    page.get_by_role("link", name=re.compile("§ 41")).click()
    expect(page.get_by_role("link", name=re.compile("Count the pupils"))).to_be_visible()
