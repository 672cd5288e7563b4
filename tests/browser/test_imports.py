"""A good file, a bad file, and a file that is dropped on the page."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from tests.conftest import SIE
from tests.ledger_files import sie_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.visitors import Visit

pytestmark = pytest.mark.browser

DROP = """([content, name]) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], name));
  const zone = document.querySelector("[data-drop-zone]");
  const send = (kind) => zone.dispatchEvent(
    new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: files }));
  send("dragenter");
  send("dragover");
  const isShown = zone.hasAttribute("data-over");
  send("drop");
  return [isShown, zone.hasAttribute("data-over")];
}"""


def test_a_good_file_is_proved_confirmed_and_undone(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.page
    here.goto("/import/")
    page.locator("input[type=file]").set_input_files(str(SIE / "typ4.se"))
    page.locator("form[data-drop] button").click()
    page.locator("button[form=confirm-form]").wait_for()
    assert "Övningsföretaget AB" in page.locator("main").inner_text()
    page.locator("button[form=confirm-form]").click()
    page.locator(".notice[data-tone=good]").wait_for()
    page.locator(".notice[data-tone=good] a").last.click()
    page.locator("a[href$='/angra/']").click()
    page.locator("form.confirm button[type=submit]").click()
    page.wait_for_load_state()
    assert "Ångrad" in page.locator("main").inner_text()
    assert here.said == []


def test_a_bad_file_lists_its_faults_and_stores_nothing(visit: Callable[..., Visit], tmp_path: Path) -> None:
    here = visit()
    page = here.page
    here.goto("/import/")
    page.locator("input[type=file]").set_input_files(str(faulty(tmp_path)))
    page.locator("form[data-drop] button").click()
    page.locator(".notice[data-tone=bad]").wait_for()
    text = page.locator("main").inner_text()
    assert "voucher_unbalanced" in text
    assert "L 1" in text
    here.goto("/import/")
    assert "Testkommun" not in page.locator("main").inner_text()
    assert here.said == []


def test_a_file_that_is_dropped_on_the_page_is_read(visit: Callable[..., Visit], tmp_path: Path) -> None:
    here = visit()
    here.goto("/import/")
    content = base64.b64encode(faulty(tmp_path).read_bytes()).decode()
    assert here.page.evaluate(DROP, [content, "slapp.se"]) == [True, False]
    here.page.locator(".notice[data-tone=bad]").wait_for()
    assert "slapp.se" in here.page.locator("main").inner_text()
    assert here.page.evaluate("document.activeElement.id") == "content"
    assert here.said == []


def faulty(folder: Path) -> Path:
    path = sie_file(folder, [("20180131", "4110", 100)], number="556639-1537", file_name="fel.se")
    path.write_bytes(path.read_bytes().replace(b"-100.00", b"-99.00"))
    return path
