"""Every template is given what it asks for, and asks for nothing that its comment does not name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.template import Context
from django.template import Template
from tests.conftest import SIE
from tests.ledger_files import sie_file
from tests.template_lookups import SOURCE
from tests.template_lookups import documented_inputs
from tests.template_lookups import optional_inputs
from tests.template_lookups import template_files
from tests.template_lookups import watched
from tests.workspace.access_world import address_of
from tests.workspace.access_world import make_world
from tests.workspace.access_world import sent_with
from tests.workspace.test_access import ROWS
from tests.workspace.test_pages import send

from roder.apps.identity.models import User
from roder.apps.ledger.actions.imports import import_file

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

FRAME = {"request", "user", "messages", "csrf_token", "forloop", "block", "perms"}
"""What every template may read: Django's own context."""
_EXPRESSION = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}", re.DOTALL)
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_SET_HERE = re.compile(r"\bfor ([\w, ]+) in\b|\b(?:as|asvar) (\w+)|\b(\w+)=")
_TAG_WORDS = {
    "in",
    "and",
    "or",
    "not",
    "is",
    "as",
    "asvar",
    "with",
    "count",
    "by",
    "only",
    "context",
    "trimmed",
}
_TAG_WORDS |= {"if", "elif", "for", "True", "False", "None", "include", "regroup", "url", "static", "noop"}


def asked_for(text: str) -> set[str]:
    """Return the names that a template reads from its context, leaving out those it sets itself."""
    text = re.sub(r"\{%\s*comment.*?endcomment\s*%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"(\{%\s*blocktrans.*?%\}).*?(?=\{%\s*endblocktrans)", r"\1", text, flags=re.DOTALL)
    asked: set[str] = set()
    made: set[str] = set()
    for found in _EXPRESSION.finditer(text):
        inside = _STRING.sub("", found[1] or found[2]).strip()
        if found[2] is not None:
            for several, alias, keyword in _SET_HERE.findall(inside):
                made |= {name.strip() for name in [*several.split(","), alias, keyword] if name.strip()}
            tag, _, inside = inside.partition(" ")
            if tag in {"load", "block", "endblock", "extends", "trans"} or tag.startswith("get_"):
                continue
        words = re.findall(r"(?<![\w.|])([a-z_]\w*)(?:\.\w+)*(?!\w|=)", re.sub(r"\|\w+", "", inside))
        asked |= set(words) - _TAG_WORDS
    return asked - made - FRAME


def test_the_reader_of_templates_sees_what_is_asked_for() -> None:
    text = "{% load x %}{% if a.b and not c %}{{ d|default:e }}{% endif %}{% for f in g %}{{ f.url }}{% endfor %}"
    assert asked_for(text) == {"a", "c", "d", "e", "g"}
    assert asked_for(
        '{% include "x.html" with h=i.j k="l" %}{% trans "m" as n %}{{ n }}{{ request.path }}'
    ) == {"i"}


@pytest.mark.parametrize("path", template_files(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_template_names_what_it_asks_for(path: Path) -> None:
    left = asked_for(path.read_text(encoding="utf-8")) - documented_inputs(path) - {"language_code"}
    assert not left, f"name these in the comment on top, with ? where they may be absent: {sorted(left)}"


def test_a_missing_input_is_seen_and_an_optional_one_is_not() -> None:
    card = SOURCE / "ui" / "templates" / "ui" / "components" / "key_figure.html"
    assert "note" in optional_inputs(card)
    assert "label" not in optional_inputs(card)
    shown = Template(
        '{% include "ui/components/key_figure.html" with amount_ore=1 unit="kr" kind="amount" %}'
    )
    with watched() as seen:
        shown.render(Context())
    assert seen.missing == {"ui/templates/ui/components/key_figure.html: label"}
    assert card in seen.rendered


@pytest.mark.django_db
def test_every_page_gives_its_templates_what_they_ask_for(client: Client, karin: User, home: Path) -> None:
    User.objects.create(username="nils", first_name="Nils", is_demo=True)
    with watched() as seen:
        client.get("/logga-in/")
        client.force_login(karin)
        client.get("/uppfoljning/")
        ledger = sie_file(home, [("20180131", "4110", 100), ("20180831", "4120", 50)])
        import_file(ledger, acting_user=karin)
        send(client, (SIE / "typ4.se").read_bytes(), "typ4.se")
        send(client, ledger.read_bytes().replace(b"-100.00", b"-99.00"), "fel.se")
        send(client, "Mån;Enh;Kto;Kronor\n201802;4110;5020;60,00\n".encode(), "tabell.csv")
        for number in (2, 3):
            client.get(f"/import/filer/{number}/", follow=True)
        unit = "/uppfoljning/2018-08/212000-0159/"
        client.get(unit)
        client.get(f"{unit}verifikationer/?line=personnel&group=50&account=5020")
        client.get("/verifikation/?organisation=2120000159&year=2018&series=L&number=1")
        client.post("/import/filer/1/bekrafta/", follow=True)
        client.post("/import/omgangar/1/angra/", follow=True)
        client.get("/finns-inte/")
    assert not seen.missing, "\n".join(sorted(seen.missing))


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["central_controller", "administrator", "reporter", "auditor", "no_role"])
def test_every_address_gives_its_templates_what_they_ask_for(client: Client, home: Path, column: str) -> None:
    world = make_world(home)
    client.force_login(world.people[column])
    with watched() as seen:
        for address, how, place, *_outcomes in ROWS:
            if how == "GET":
                client.get(address_of(world, address, place), sent_with(world, address, place))
    assert not seen.missing, "\n".join(sorted(seen.missing))
