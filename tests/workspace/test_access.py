"""Every address and every act, as every role and signed out, against the one table of docs/access.md."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLResolver
from django.urls import get_resolver
from django.urls import reverse
from django.utils import translation
from tests.workspace.access_world import World
from tests.workspace.access_world import address_of
from tests.workspace.access_world import make_world
from tests.workspace.access_world import sent_with

from roder.domain.mandates import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "roder"
PAGE = ROOT / "docs" / "access.md"
SURFACES = ("workspace", "portal", "opendata")
OUTCOMES = {"yes", "403", "404", "405", "sign-in"}
KEYS = 3
"""The first columns: address, how, whose."""
PARTS = 4
"""The table is walked in parts, so that several cores can share it."""
AS_FRAGMENT = {"signed_out", "no_role", "central_controller"}
"""A door does not look at how it is asked: three columns show that a fragment is no way around it."""


def table(first_heading: str) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the rows of the page's table whose first heading is given."""
    lines = iter(PAGE.read_text("utf-8").splitlines())
    headings = next(cells(line) for line in lines if line.startswith(f"| {first_heading} |"))
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(cells(line))
    return headings, rows


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


HEADINGS, ROWS = table("address")


def addresses(patterns: list[Any] | None = None, namespace: str = "") -> Iterator[str]:
    """Return the name of every address of the project, however deep it is included; nameless ones by route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}"


def outcome(answer: HttpResponse) -> str:
    """Return the page's word for an answer: a form with faults is an open door, a broken page is none."""
    if answer.status_code in {403, 404, 405}:
        return str(answer.status_code)
    place = answer.headers.get("Location", "")
    if answer.status_code == 302 and place.split("?")[0].endswith(reverse(settings.LOGIN_URL)):
        return "sign-in"
    return "yes" if answer.status_code < 400 or answer.status_code in {422, 429} else str(answer.status_code)


def sign_in(world: World, column: str) -> dict[str, str]:
    """Return the column's person's cookies: one sign-in each, for as many doors as there are."""
    client = Client()
    if column != "signed_out":
        client.force_login(world.people[column])
    return {name: cookie.value for name, cookie in client.cookies.items()}


def ask(world: World, cookies: dict[str, str], row: list[str], language: str, **headers: str) -> str:
    """Ask as the bearer of the cookies, and take back whatever was written."""
    address, how, place = row[:KEYS]
    client = Client(raise_request_exception=False)
    client.cookies.load(cookies)
    with translation.override(language):
        url = address_of(world, address, place)
    sent = sent_with(world, address, place)
    with transaction.atomic():
        found = outcome(getattr(client, how.lower())(url, sent, headers=headers))
        transaction.set_rollback(True)
    return found


@pytest.fixture
def unrendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A door is the view's, so no page is drawn; test_template_inputs draws each of them for each role."""
    monkeypatch.setattr(Template, "render", lambda *_asked, **_named: "")


@pytest.mark.no_cover
@pytest.mark.django_db
@pytest.mark.usefixtures("unrendered")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_door_opens_for_those_of_the_table_and_for_nobody_else(home: Path, part: int) -> None:
    if connection.vendor == "postgresql" and part:
        pytest.skip("one part of the table shows that this database opens the same doors")
    world = make_world(home)
    signed_in = {column: sign_in(world, column) for column in HEADINGS[KEYS:]}
    faults = []
    for row in ROWS[part::PARTS]:
        for column, expected in zip(HEADINGS[KEYS:], row[KEYS:], strict=True):
            variants: list[tuple[str, dict[str, str]]] = [("sv", {})]
            if column == "signed_out":
                variants.append(("en", {}))
            if row[1] == "GET" and column in AS_FRAGMENT:
                variants.append(("sv", {"HX-Request": "true"}))
            found = {
                ask(world, signed_in[column], row, language, **headers) for language, headers in variants
            }
            if found != {expected}:
                faults.append(
                    f"{' '.join(row[:KEYS])} as {column}: {sorted(found)}, the table says {expected}"
                )
    assert not faults, "\n".join(faults)


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    listed = {row[0] for row in ROWS}
    found = set(addresses())
    assert {"workspace:start", "workspace:mandate_grant"} <= found
    assert not found - listed, f"give each a row in docs/access.md: {sorted(found - listed)}"
    assert not listed - found, f"no such address any more: {sorted(listed - found)}"


def test_the_table_is_whole() -> None:
    assert ["address", "how", "whose", "signed_out", "no_role", "ended", *Role] == HEADINGS
    assert [tuple(row[:KEYS]) for row in ROWS] == list(dict.fromkeys(tuple(row[:KEYS]) for row in ROWS))
    for row in ROWS:
        assert len(row) == len(HEADINGS), row
        assert row[1] in {"GET", "POST"}, row
        assert row[2] in {"here", "elsewhere", "own", "-"}, row
        assert set(row[KEYS:]) <= OUTCOMES, row


def test_who_reaches_a_part_is_asked_within_it_and_outside() -> None:
    places: dict[tuple[str, str], set[str]] = {}
    for address, how, whose, *_rest in ROWS:
        places.setdefault((address, how), set()).add(whose)
    half = {key for key, whose in places.items() if len(whose & {"here", "elsewhere"}) == 1}
    assert not half, f"ask both here and elsewhere: {sorted(half)}"


def acts_of_surfaces() -> set[str]:
    """Return the actions that any module of a surface imports."""
    found: set[str] = set()
    for surface in SURFACES:
        for path in (SOURCE / surface).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and ".actions" in (node.module or ""):
                    found |= {name.name for name in node.names if name.name[0].islower()}
    return found


def test_every_act_that_a_page_can_reach_is_named_with_its_address() -> None:
    _headings, acts = table("act")
    assert {act for act, _address in acts} == acts_of_surfaces()
    assert {address for _act, address in acts} <= {row[0] for row in ROWS}, "each is walked"
