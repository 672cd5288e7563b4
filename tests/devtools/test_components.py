"""The living page shows every component, and each is given what it asks for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.template_lookups import SOURCE
from tests.template_lookups import watched

from roder.devtools.components import documented_inputs
from roder.devtools.specimens import specimens

if TYPE_CHECKING:
    from django.test import Client

    from roder.apps.identity.models import User

COMPONENTS = SOURCE / "ui" / "templates" / "ui" / "components"
PARTS = {"field_notes", "proof_differences", "messages", "version_choice", "version_conflict", "passkey_form"}
"""Shown inside another component, or with the pages that use them."""

pytestmark = pytest.mark.django_db


def test_the_page_is_for_those_who_have_signed_in(client: Client) -> None:
    for path in ("/komponenter/", "/komponenter/lang-tabell/"):
        assert client.get(path)["Location"].startswith("/logga-in/")


def test_every_component_is_on_the_page() -> None:
    shown = {specimen.name for specimen in specimens()}
    assert {path.stem for path in COMPONENTS.glob("*.html")} - PARTS == shown


@pytest.mark.parametrize("path", ["/komponenter/", "/en/komponenter/"])
def test_every_component_is_given_what_it_asks_for(client: Client, karin: User, path: str) -> None:
    client.force_login(karin)
    with watched() as seen:
        page = client.get(path).content.decode()
    assert not seen.missing, "\n".join(sorted(seen.missing))
    rendered = {template.stem for template in seen.rendered if template.parent == COMPONENTS}
    assert {specimen.name for specimen in specimens()} <= rendered
    assert "Inputs: tone, " in page


def test_what_a_component_takes_is_read_from_itself() -> None:
    assert documented_inputs("ui/components/status.html").startswith("Inputs: code,")


def test_a_table_of_two_thousand_rows_costs_what_its_rows_cost(client: Client, karin: User) -> None:
    client.force_login(karin)

    def seconds(rows: int) -> float:
        began = time.process_time()
        page = client.get(f"/komponenter/lang-tabell/?rows={rows}").content
        took = time.process_time() - began
        assert page.count(b"<tr>") == rows + 2
        assert len(page) < 1_000 * rows
        return took

    seconds(200)
    # Ten times the rows: ten times the time, and twice that for a busy machine. Anything squared would be a hundred.
    assert seconds(2000) < 20 * min(seconds(200) for _ in range(3)) + 1
