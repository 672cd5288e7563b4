"""The frame around every page: menus without script, choices that last, motion that can be stilled, paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitors import Visit

pytestmark = pytest.mark.browser


def test_a_phone_has_a_menu_without_script(visit: Callable[..., Visit]) -> None:
    here = visit(width=320, java_script_enabled=False)
    here.goto("/uppfoljning/2018-08/")
    menu = here.page.locator("details.menu-places")
    assert not menu.locator("nav").is_visible()
    assert not here.page.locator("nav.site-nav").is_visible()
    menu.locator("summary").click()
    assert menu.locator("a[aria-current]").inner_text() == "Uppföljning"
    menu.get_by_role("link", name="Import").click()
    assert here.page.locator("h1").inner_text() == "Import av redovisning"


def test_the_person_menu_opens_and_closes_by_keyboard(visit: Callable[..., Visit]) -> None:
    here = visit()
    summary = here.page.locator("details.menu-person > summary")
    summary.focus()
    here.page.keyboard.press("Enter")
    assert here.page.get_by_role("button", name="Logga ut").is_visible()
    here.page.keyboard.press("Tab")
    here.page.keyboard.press("Escape")
    assert not here.page.get_by_role("button", name="Logga ut").is_visible()
    assert here.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    summary.click()
    here.page.locator("h1").click()
    assert not here.page.get_by_role("button", name="Logga ut").is_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_an_appearance_is_chosen_and_kept(visit: Callable[..., Visit], *, has_script: bool) -> None:
    here = visit(java_script_enabled=has_script, color_scheme="light")
    here.goto("/import/")
    here.page.locator("details.menu-person > summary").click()
    here.page.get_by_role("button", name="Mörkt").click()
    assert here.page.locator("html").get_attribute("data-color-scheme") == "dark"
    assert here.page.locator("h1").inner_text() == "Import av redovisning"
    here.goto("/uppfoljning/2018-08/")
    assert here.page.locator("html").get_attribute("data-color-scheme") == "dark"


def test_a_language_is_kept_until_the_next_sign_in(visit: Callable[..., Visit]) -> None:
    here = visit()
    here.page.locator("details.menu-person > summary").click()
    here.page.get_by_role("button", name="English").click()
    here.page.wait_for_url("**/en/**")
    again = visit()
    again.goto("/")
    assert "/en/" in again.page.url
    again.page.locator("details.menu-person > summary").click()
    again.page.get_by_role("button", name="Svenska").click()
    again.page.wait_for_url(lambda url: "/en/" not in url)


def test_the_open_menus_are_accessible(visit: Callable[..., Visit]) -> None:
    for width, menu in ((1280, "person"), (320, "person"), (320, "places")):
        here = visit(width=width, bypass_csp=True)
        here.page.locator(f"details.menu-{menu} > summary").click()
        faults = here.faults_here(f"{menu} at {width}")
        assert faults == [], "\n".join(faults)


def test_those_who_want_no_motion_get_none(visit: Callable[..., Visit]) -> None:
    here = visit(reduced_motion="reduce")
    here.goto("/import/")
    moving = here.page.evaluate(
        "[...document.querySelectorAll('*')].filter((element) => {"
        " const style = getComputedStyle(element);"
        " return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0; })"
        ".map((element) => element.outerHTML.slice(0, 80))"
    )
    assert moving == []


def test_targets_are_large_enough(visit: Callable[..., Visit]) -> None:
    here = visit(width=320)
    here.goto("/uppfoljning/2018-08/")
    small = here.page.evaluate(
        "[...document.querySelectorAll('header :is(a, button, summary)')].filter((element) => {"
        " const box = element.getBoundingClientRect(); return box.width > 0 && (box.width < 24 || box.height < 24); })"
        ".map((element) => element.outerHTML.slice(0, 80))"
    )
    assert small == []
