"""The living page of components holds in every scheme and width; a long table can be used; paper is right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.visitors import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitors import Visit

pytestmark = pytest.mark.browser

LANDSCAPE = (842, 595)
SORT_MILLISECONDS = 3000
"""On a machine with two cores that it shares with the rest of the tests; at a desk it is a tenth."""


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_the_components_can_be_read_in_each_scheme(visit: Callable[..., Visit], scheme: str) -> None:
    chosen, device = SCHEMES[scheme]
    here = visit(bypass_csp=True, **device)
    here.choose(chosen)
    faults = here.faults("/komponenter/")
    assert faults == [], "\n".join(faults)


def test_the_components_fit_a_phone(visit: Callable[..., Visit]) -> None:
    faults = visit(width=320, bypass_csp=True).faults("/en/komponenter/")
    assert faults == [], "\n".join(faults)


def test_a_question_opens_without_script_and_closes_by_escape(visit: Callable[..., Visit]) -> None:
    here = visit(java_script_enabled=False)
    here.goto("/komponenter/")
    question = here.page.locator("#ask")
    assert not question.is_visible()
    here.page.get_by_role("button", name="Take out of use").click()
    assert question.is_visible()
    here.page.keyboard.press("Escape")
    assert not question.is_visible()


def test_two_thousand_rows_are_sorted_at_once_with_their_headings_in_sight(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    here.goto("/komponenter/lang-tabell/")
    region = here.page.locator(".table-region")
    heading = here.page.locator("main thead th").nth(3)
    spent = heading.locator("button").evaluate(
        "button => { const began = performance.now(); button.click(); document.body.offsetHeight;"
        " return performance.now() - began; }"
    )
    assert spent < SORT_MILLISECONDS
    assert heading.get_attribute("aria-sort") == "ascending"
    amounts = [
        float(cell.get_attribute("data-value") or "")
        for cell in here.page.locator("main tbody td:nth-child(4)").all()[:50]
    ]
    assert amounts == sorted(amounts)
    region.evaluate("box => box.scrollTo(0, 20000)")
    box, room = heading.bounding_box(), region.bounding_box()
    assert box is not None
    assert room is not None
    assert abs(box["y"] - room["y"]) < 2


def test_a_wide_table_lies_down_on_paper_and_says_where_it_is_from(visit: Callable[..., Visit]) -> None:
    here = visit(color_scheme="dark")
    here.goto("/uppfoljning/2018-08/")
    here.page.emulate_media(media="print")
    assert here.page.locator(".print-only").inner_text().startswith(f"{here.site}/uppfoljning/2018-08/")
    assert not here.page.locator(".site-nav").is_visible()
    assert here.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert size_of(here.page.pdf(prefer_css_page_size=True)) == LANDSCAPE
    here.goto("/import/")
    assert size_of(here.page.pdf(prefer_css_page_size=True)) == LANDSCAPE[::-1]


def size_of(document: bytes) -> tuple[int, int]:
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", document)
    assert found
    return round(float(found[1])), round(float(found[2]))
