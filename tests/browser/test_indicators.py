"""The table of indicators is typed and pasted into, with the keyboard, and without script; faults lose nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator
    from tests.browser.visitors import Visit

pytestmark = pytest.mark.browser

TABLE = "/indikatorer/tabell/?q=HME&period=2018"
PASTE = """(input, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def cells(here: Visit, kind: str = "value") -> Locator:
    """The inputs of the table's outcomes (or targets), in reading order, five to a row."""
    return here.page.locator(f'table[data-typed] input[data-row="{kind}"]')


def test_a_block_from_a_spreadsheet_is_pasted_looked_at_and_saved(visit: Callable[..., Visit]) -> None:
    here = visit()
    here.goto(TABLE)
    found = cells(here)
    kept = found.nth(5).input_value()
    found.nth(3).evaluate(PASTE, "71,5\t72,5\r\n73,5\tsaknas\r\n")
    assert [found.nth(place).input_value() for place in (3, 4, 8, 9)] == ["71,5", "72,5", "73,5", "saknas"]
    assert found.nth(5).input_value() == kept
    assert here.page.locator("#paste-status").inner_text().startswith("4 ")
    here.page.get_by_role("button", name="Spara", exact=True).click()
    here.page.wait_for_load_state()
    assert cells(here).nth(3).input_value() == "71,5"
    assert here.page.locator('.value-cell[data-state="missing"]').count() == 1
    assert here.page.locator('.value-cell[data-state="revised"]').count() >= 3
    assert here.said == []


def test_arrows_and_enter_move_between_cells_and_a_number_can_still_be_corrected(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    here.goto(TABLE)
    found = cells(here)
    found.nth(6).focus()

    def place() -> str | None:
        return here.page.evaluate("document.activeElement.id")  # type: ignore[no-any-return] # text from the page

    ids = [found.nth(number).get_attribute("id") for number in range(15)]
    here.page.keyboard.press("ArrowDown")
    assert place() == ids[11]
    here.page.keyboard.press("ArrowUp")
    here.page.keyboard.press("Enter")
    assert place() == ids[11], "Enter goes down and does not send the form"
    here.page.keyboard.press("Shift+Enter")
    assert place() == ids[6]
    here.page.keyboard.press("End")
    here.page.keyboard.press("ArrowLeft")
    assert place() == ids[6], "inside a number the arrows move in the number"
    here.page.keyboard.press("End")
    here.page.keyboard.press("ArrowRight")
    assert place() == ids[7]


def test_without_script_a_block_is_filled_in_and_faults_lead_to_their_cells(
    visit: Callable[..., Visit],
) -> None:
    here = visit(java_script_enabled=False)
    here.goto(TABLE)
    here.page.locator("summary", has_text="Klistra in").click()
    here.page.locator("#paste-block").fill("70,5\tsjuttio\n")
    here.page.locator("#paste-column").select_option("2")
    here.page.get_by_role("button", name="Fyll i rutorna").click()
    assert [cells(here).nth(place).input_value() for place in (2, 3)] == ["70,5", "sjuttio"]
    here.page.get_by_role("button", name="Spara", exact=True).click()
    assert [cells(here).nth(place).input_value() for place in (2, 3)] == ["70,5", "sjuttio"]
    fault = here.page.get_by_role("alert").get_by_role("link")
    assert fault.count() == 1
    name = cells(here).nth(3).get_attribute("id")
    assert fault.get_attribute("href") == f"#{name}"
    assert cells(here).nth(3).get_attribute("aria-invalid") == "true"


def test_the_chart_is_drawn_and_its_table_says_the_same(visit: Callable[..., Visit]) -> None:
    here = visit()
    here.goto("/indikatorer/matvarde/N00090/")
    here.page.locator(".chart-canvas svg").wait_for()
    label = here.page.locator(".chart-canvas").get_attribute("aria-label") or ""
    here.page.locator(".chart-table summary").click()
    last = here.page.locator(".chart-table tbody tr").last
    assert re.search(r"\d", last.locator("td").first.inner_text())
    assert last.locator("td").first.inner_text() in label
    assert here.said == []
