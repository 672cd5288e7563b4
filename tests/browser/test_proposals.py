"""A party's workspace: written by keyboard and paste, summed by the server while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from tests.browser.visitors import Visit

pytestmark = pytest.mark.browser

DRAFT = "/en/budget/2019/forslag/5/skriv/"
PASTE = """([input, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def cell(page: Page, name: str) -> str:
    return page.get_by_label(name, exact=True).input_value()


def test_a_block_is_pasted_keys_move_and_the_sums_follow(visit: Callable[..., Visit]) -> None:
    here = visit("Lars")
    page = here.page
    here.goto(DRAFT)
    before = page.locator("#live .number").first.inner_text()
    first = page.get_by_label("Omsorgsnämnden, 2019", exact=True)
    page.evaluate(PASTE, [first.element_handle(), "1000\t2000\n3000\t4000"])
    assert cell(page, "Äldreomsorgsnämnden, 2020") == "4000"
    expect(page.locator("#live .number").first).not_to_have_text(before)
    first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Äldreomsorgsnämnden, 2020"
    page.reload()
    assert cell(page, "Omsorgsnämnden, 2019") == ""


@pytest.mark.parametrize("width", [1280, 320])
def test_the_workspace_can_be_used_by_all(visit: Callable[..., Visit], width: int) -> None:
    here = visit("Lars", width=width, bypass_csp=True)
    pages = (
        DRAFT,
        "/budget/2019/forslag/5/",
        "/budget/2019/forslag/5/lamna-in/",
        "/budget/2019/forslag/5/underlag/",
    )
    faults = [fault for path in pages for fault in here.faults(path)]
    assert faults == [], "\n".join(faults)
