"""Goals: a cell of the coverage matrix is answered in place, and the strategy map lies on one sheet of paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitors import Visit

pytestmark = pytest.mark.browser


def test_an_empty_cell_is_answered_where_it_stands(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.page
    here.goto("/en/mal/2018-2020/tackning/")
    row = page.locator("tbody tr").filter(has=page.locator(".coverage-empty")).first
    name = row.get_attribute("id")
    empty = page.locator(f"#{name} .coverage-empty")
    left = empty.count()
    empty.first.get_by_role("link").click()
    form = page.locator(".answer-in-place form")
    form.get_by_role("button", name="Save the answer").click()
    expect(form.get_by_role("alert")).to_be_visible()
    expect(page.locator(f"#{name} .coverage-empty")).to_have_count(left)
    form.get_by_role("radio", name="We contribute").check()
    form.get_by_role("textbox", name="What we contribute").fill("We lend our halls.")
    form.get_by_role("button", name="Save the answer").click()
    expect(page.locator(".answer-in-place")).to_have_count(0)
    expect(page.locator(f"#{name} .coverage-empty")).to_have_count(left - 1)
    assert page.url.endswith("/en/mal/2018-2020/tackning/"), "the page was never left"


def test_the_matrix_is_cards_on_a_phone(visit: Callable[..., Visit]) -> None:
    here = visit(width=320)
    here.goto("/mal/2018-2020/tackning/")
    cell = here.page.locator("tbody td[data-label]").nth(1)
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert re.search(r"1 Utbildning", label), "each cell carries its goal with it"


def test_the_strategy_map_lies_on_one_sheet(visit: Callable[..., Visit]) -> None:
    here = visit()
    here.goto("/mal/2018-2020/karta/")
    printed = here.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
