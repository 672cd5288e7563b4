"""A unit's budget in the grid: typed, pasted, filled, undone; two people at once; nothing lost by a reload or offline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.worked_tables import worked_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from tests.browser.visitors import Visit

pytestmark = pytest.mark.browser

GRID = "/en/budget/2019/internbudget/150/enhet/1511/rutnat/"
SAVED = "All changes are saved."
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
COPY = """() => {
  const data = new DataTransfer();
  document.activeElement.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
  return data.getData("text/plain");
}"""
RECKONED = """async texts => {
  const place = performance.getEntriesByType("resource").find(({ name }) => name.includes("budget-grid/amounts")).name;
  const { typedOre } = await import(place);
  return texts.map(text => typedOre(text));
}"""


def line(page: Page, name: str) -> list[str]:
    """Return the line whose name holds this, as its cells show it: the year first, then the months."""
    row = page.locator(".bg-body [role=row]", has_text=name)
    return [
        text.replace(",", "").replace("\u2212", "-")
        for text in row.locator("[role=gridcell]").all_inner_texts()
    ]


def add(page: Page, project: str) -> None:
    """Add a line of the first account that there is, and stand in its January."""
    account = page.locator("#codes-account option").first.get_attribute("value") or ""
    page.get_by_label("Account", exact=True).fill(account)
    page.get_by_label("Project", exact=True).fill(project)
    page.get_by_role("button", name="Add the line").click()
    expect(page.locator(".bg-body [role=row]", has_text=project)).to_have_count(1)
    expect(page.locator(".bg-cell[data-at]")).to_have_count(1)


def saved(page: Page) -> None:
    expect(page.locator("[data-grid-state]")).to_have_text(SAVED)


def test_a_unit_is_written_by_keyboard_and_by_two_at_once(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.page
    here.goto(GRID)
    saved(page)
    cases = worked_table("line-formulas", "typed")
    expected = [None if row[1] == "refused" else int(row[1]) for row in cases]
    assert page.evaluate(RECKONED, [row[0] for row in cases]) == expected

    add(page, "J1")
    keys = page.keyboard
    keys.type("-100")
    keys.press("Enter")
    assert line(page, "J1")[:3] == ["-100", "-100", "0"]
    page.locator(".bg-body [role=row]", has_text="J1").locator("[role=gridcell]").first.click()
    keys.type("=12*450")
    keys.press("Enter")
    assert line(page, "J1")[:2] == ["5400", "5400"], "the year keeps the shape of its months"
    keys.press("Control+z")
    assert line(page, "J1")[:3] == ["-100", "-100", "0"]
    keys.press("Control+y")
    page.locator(".bg-body [role=row]", has_text="J1").locator("[role=gridcell]").nth(1).click()
    page.evaluate(PASTE, "1 000,50\t(200)\t-3\r\n")
    assert line(page, "J1")[:4] == ["797.50", "1000.50", "-200", "-3"]
    keys.press("Shift+ArrowRight")
    assert page.evaluate(COPY) == "1000,50\t-200"
    keys.press("Control+r")
    keys.press("Alt+-")
    assert line(page, "J1")[1:4] == ["-1000.50", "-1000.50", "-3"]
    keys.press("Escape")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") != "grid", "no trap"
    saved(page)

    two_at_once(here, visit)
    nothing_is_lost(page)
    assert [text for text in here.said if "ERR_" not in text and "Failed to load" not in text] == []


def two_at_once(here: Visit, visit: Callable[..., Visit]) -> None:
    """Both write in January before either hears of the other; the second is asked, and theirs is kept until then."""
    other = visit()
    other.goto(GRID)
    saved(other.page)
    other.page.context.set_offline(offline=True)
    for each, amount in ((here, "7"), (other, "8")):
        row = each.page.locator(".bg-body [role=row]", has_text="J1")
        row.locator("[role=gridcell]").nth(1).click()
        each.page.keyboard.type(amount)
        each.page.keyboard.press("Enter")
    saved(here.page)
    other.page.context.set_offline(offline=False)
    other.page.evaluate("window.dispatchEvent(new Event('online'))")
    asked = other.page.locator(".grid-conflicts")
    expect(asked).to_contain_text("Theirs: 7 Mine: 8")
    assert line(other.page, "J1")[1] == "7"
    asked.get_by_role("button", name=re.compile("Use mine")).click()
    saved(other.page)
    assert line(other.page, "J1")[1] == "8"


def nothing_is_lost(page: Page) -> None:
    """What is written without a network is kept by the browser, and sent after a reload."""
    page.route("**/celler/", lambda route: route.abort())
    page.locator(".bg-body [role=row]", has_text="J1").locator("[role=gridcell]").nth(2).click()
    page.keyboard.type("55")
    page.keyboard.press("Enter")
    expect(page.locator("[data-grid-state]")).to_contain_text("Not saved yet: 1 changes")
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/celler/")
    page.reload()
    saved(page)
    assert line(page, "J1")[2] == "55"


def test_the_grid_can_be_used_on_a_phone_and_without_its_script(visit: Callable[..., Visit]) -> None:
    phone = visit(width=320, bypass_csp=True)
    assert phone.faults(GRID) == []
    plain = visit(java_script_enabled=False)
    plain.goto(GRID)
    plain.page.get_by_label("Account", exact=True).fill("5011")
    plain.page.get_by_label("Project", exact=True).fill("J2")
    plain.page.get_by_role("button", name="Save", exact=True).click()
    expect(plain.page.locator("main")).to_contain_text("1 cell was saved")
    plain.page.get_by_label(re.compile("J2, Jan")).fill("-12,50")
    plain.page.get_by_role("button", name="Save", exact=True).click()
    expect(plain.page.get_by_label(re.compile("J2, The year"))).to_have_value("-12,5")
