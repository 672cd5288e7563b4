"""A controller's day: the follow-up down to a voucher, in any order, by keyboard, on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitors import Visit

pytestmark = pytest.mark.browser


def test_from_the_follow_up_down_to_a_voucher(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.page
    here.goto("/uppfoljning/2018-08/?sort=forecast_variance")
    assert "exempeldata" in page.locator("body").inner_text().lower()
    assert "Socialnämnden" in page.locator("main table tbody tr").first.inner_text()
    page.get_by_role("link", name="Utbildningsnämnden").click()
    assert page.locator("h1").inner_text() == "Utbildningsnämnden"
    page.locator("tr", has_text="Personal").get_by_role("link").first.click()
    total = page.locator(".key-figure-main").inner_text()
    groups = page.locator("table").first
    assert groups.locator("tfoot").inner_text().split("\t")[-1].strip() in total
    groups.locator("tbody a").first.click()
    page.locator("table").first.locator("tbody a").first.click()
    page.locator("table").last.locator("tbody a").first.click()
    assert page.locator("h1").inner_text().startswith("Verifikation")
    debit, credit = page.locator("tfoot td").all_inner_texts()[-2:]
    assert debit == credit
    assert "sodertalje_exempeldata_2018.se" in page.locator("main").inner_text()
    assert here.said == []


def test_a_heading_sorts_in_place_and_keeps_the_focus(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.page
    here.goto("/uppfoljning/2018-08/")
    page.evaluate("window.isSamePage = true")
    heading = page.locator("#sort-forecast_variance")
    before = heading.bounding_box()
    heading.focus()
    page.keyboard.press("Enter")
    page.locator("th[aria-sort=ascending] #sort-forecast_variance").wait_for()
    assert "sort=forecast_variance" in page.url
    assert page.evaluate("document.activeElement.id") == "sort-forecast_variance"
    assert "Socialnämnden" in page.locator("main table tbody tr").first.inner_text()
    page.keyboard.press("Enter")
    page.locator("th[aria-sort=descending] #sort-forecast_variance").wait_for()
    assert "Kommunstyrelsen" in page.locator("main table tbody tr").first.inner_text()
    after = page.locator("#sort-forecast_variance").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 1
    assert page.evaluate("window.isSamePage")
    assert here.said == []


def test_the_head_and_the_sum_stay_while_one_scrolls(visit: Callable[..., Visit]) -> None:
    here = visit()
    here.page.set_viewport_size({"width": 1280, "height": 500})
    here.goto("/uppfoljning/2018-08/")
    here.page.locator("main table tbody tr").nth(8).scroll_into_view_if_needed()
    here.page.mouse.wheel(0, 300)
    here.page.wait_for_timeout(200)
    head = here.page.locator("main thead th").first.bounding_box()
    total = here.page.locator("main tfoot th").first.bounding_box()
    assert head is not None
    assert total is not None
    assert 0 <= head["y"] < 5
    assert total["y"] + total["height"] <= 501


def test_a_phone_shows_each_row_with_its_headings(visit: Callable[..., Visit]) -> None:
    here = visit(width=320)
    here.goto("/uppfoljning/2018-08/")
    row = here.page.locator("main table tbody tr", has_text="Utbildningsnämnden")
    cells = [cell for cell in row.locator("td").all() if cell.is_visible()]
    assert len(cells) == 7
    for cell in cells:
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    label = row.locator("td").last.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert "Prognosavvikelse" in label
    # What is shown as cards is still told as a table.
    assert here.page.get_by_role("row", name="Utbildningsnämnden").get_by_role("cell").count() == 7
    assert here.page.get_by_role("columnheader", name="Prognosavvikelse").count() == 1


def test_tables_and_charts_are_fetched_as_files(visit: Callable[..., Visit]) -> None:
    here = visit()
    here.goto("/uppfoljning/2018-08/300/")
    for number in range(here.page.get_by_role("link", name="CSV för kalkylblad").count()):
        with here.page.expect_download() as fetched:
            here.page.get_by_role("link", name="CSV för kalkylblad").nth(number).click()
        content = fetched.value.path().read_text(encoding="utf-8")
        assert content.startswith("\ufeff")
        assert len(content.splitlines()) > 4


def test_the_keyboard_reaches_the_content_first_and_opens_a_committee(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.page
    here.goto("/uppfoljning/2018-08/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Kommunstyrelsen":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/uppfoljning/2018-08/200/")


def test_a_wide_table_is_scrolled_by_keyboard(visit: Callable[..., Visit]) -> None:
    here = visit(width=900, bypass_csp=True)
    here.goto("/uppfoljning/2018-08/?unit=kr")
    region = here.page.locator(".table-region").first
    region.focus()
    assert region.evaluate("box => getComputedStyle(box).outlineStyle") != "none"
    for _ in range(6):
        here.page.keyboard.press("ArrowRight")
    here.page.wait_for_function("document.querySelector('.table-region').scrollLeft > 0")
    first = here.page.locator("main tbody th").first.bounding_box()
    assert first is not None
    assert first["x"] >= 0
