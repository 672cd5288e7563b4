from __future__ import annotations

import base64
import re
import urllib.request
from contextlib import ExitStack
from html import unescape
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.test import Client
from saml2.xmldsig import DIGEST_SHA1
from saml2.xmldsig import SIG_RSA_SHA1
from tests.identity_providers.saml_provider import SamlProvider
from tests.identity_providers.saml_provider import certificate_of
from tests.identity_providers.saml_provider import saml_provider
from tests.signed_in import is_signed_in
from tests.signed_in import local_person
from tests.workspace.test_openid_connect import GROUPS
from tests.workspace.test_openid_connect import assert_refused
from tests.workspace.test_openid_connect import roles

from roder.apps.identity.models import User
from roder.apps.signin.models import ExternalIdentity

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from django.http import HttpResponse

pytestmark = pytest.mark.django_db
ACS = "/logga-in/extern/ad/acs/"
EVA = {
    "uid": ["eva.lind"],
    "givenName": ["Eva"],
    "sn": ["Lind"],
    "mail": ["eva@example.se"],
    "groups": ["controllers"],
}


def configure(folder: Path, settings: Any, url: str) -> None:
    settings.SIGN_IN_FILE = str(folder / "sign_in.toml")
    (folder / "sign_in.toml").write_text(
        f'[[provider]]\nkey = "ad"\nkind = "saml"\nlabel = "Kommunens inloggning"\n'
        f'entity_id = "{url}/metadata"\nsso_url = "{url}/sso"\ncertificate_file = "idp.crt"\n{GROUPS}',
        "utf-8",
    )


@pytest.fixture
def start(tmp_path: Path, settings: Any) -> Iterator[Callable[..., SamlProvider]]:
    """Start a provider that has read Roder's metadata; the lifetime of its assertions in minutes."""
    with ExitStack() as stack:

        def started(minutes: int = 5) -> SamlProvider:
            certificate_of(tmp_path)
            configure(tmp_path, settings, "http://127.0.0.1:1")
            service = Client().get("/logga-in/extern/ad/metadata/").content.decode()
            provider = stack.enter_context(saml_provider(tmp_path, service, minutes=minutes))
            configure(tmp_path, settings, provider.url)
            provider.person = dict(EVA)
            return provider

        yield started


@pytest.fixture
def idp(start: Callable[..., SamlProvider]) -> SamlProvider:
    return start()


def posted(client: Client, **query: str) -> dict[str, str]:
    """The browser goes to the provider; returns the fields of the form by which it is sent back."""
    url = client.get("/logga-in/extern/ad/", query)["Location"]
    page = urllib.request.urlopen(url).read().decode()  # noqa: S310 - the test's own server on loopback
    return {
        name: unescape(re.search(rf'name="{name}"\s+value="([^"]*)"', page)[1])  # type: ignore[index]
        for name in ("SAMLResponse", "RelayState")
    }


def bring(client: Client, form: dict[str, str]) -> HttpResponse:
    """The provider's page posts without our cookies, and the browser follows with them."""
    sent = Client(enforce_csrf_checks=True).post(ACS, form)
    assert sent.status_code == 303
    return client.get(sent["Location"])  # type: ignore[return-value]


def altered(form: dict[str, str], old: str, new: str) -> dict[str, str]:
    text = base64.b64decode(form["SAMLResponse"]).decode()
    assert re.search(old, text, re.DOTALL), text
    spoiled = re.sub(old, new, text, flags=re.DOTALL)
    return {**form, "SAMLResponse": base64.b64encode(spoiled.encode()).decode()}


def test_a_person_signs_in_by_saml_and_the_groups_give_the_roles(client: Client, idp: SamlProvider) -> None:
    answer = bring(client, posted(client, next="/min-inloggning/"))
    assert answer["Location"] == "/min-inloggning/"
    assert is_signed_in(client)
    eva = User.objects.get(username="eva.lind")
    assert (str(eva), eva.email) == ("Eva Lind", "eva@example.se")
    identity = ExternalIdentity.objects.get(user=eva)
    assert (identity.issuer, identity.subject) == (f"{idp.url}/metadata", "persistent-1")
    assert roles("eva.lind") == {("central_controller", "", "sso")}
    idp.person = {**EVA, "groups": ["social"]}
    other = Client()
    bring(other, posted(other))
    assert roles("eva.lind") == {("approver", "400", "sso")}


def test_neither_e_mail_nor_user_name_takes_over_an_account(client: Client, idp: SamlProvider) -> None:
    karin = local_person("karin")
    User.objects.filter(pk=karin.pk).update(email="karin@example.se")
    idp.person = {**EVA, "uid": ["karin"], "mail": ["karin@example.se"]}
    bring(client, posted(client))
    assert is_signed_in(client)
    assert User.objects.get(pk=client.session["_auth_user_id"]) != karin
    assert not karin.external_identities.exists()


SPOILED = {
    "unsigned": ("unsigned", {"sign_assertion": False}),
    "the envelope signed, the assertion not": ("unsigned", {"sign_assertion": False, "sign_response": True}),
    "SHA-1 signature": ("weak_algorithm", {"sign_alg": SIG_RSA_SHA1}),
    "SHA-1 digest": ("weak_algorithm", {"digest_alg": DIGEST_SHA1}),
    "wrong audience": ("wrong_audience", {"sp_entity_id": "https://another.example.se"}),
    "wrong issuer": ("wrong_issuer", {"issuer": "https://another.example.se"}),
    "wrong destination": ("wrong_destination", {"destination": "https://another.example.se/acs/"}),
    "of another sign-in": ("another_sign_in", {"in_response_to": "id-another"}),
    "asked for by nobody": ("another_sign_in", {"in_response_to": None}),
}


@pytest.mark.parametrize("fault", SPOILED)
def test_a_spoiled_answer_is_refused_for_what_is_wrong_with_it(
    client: Client, idp: SamlProvider, fault: str
) -> None:
    reason, idp.spoil = SPOILED[fault]
    assert_refused(client, bring(client, posted(client)), reason)
    idp.spoil = {}
    bring(client, posted(client))
    assert is_signed_in(client), "the same answer, unspoiled, signs in"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("eva@example.se", "karin@example.se", "tampered"),
        ("persistent-1", "persistent-2", "tampered"),
        ("controllers", "administrators", "tampered"),
        (r"<[\w:]*Signature .*</[\w:]*Signature>", "", "unsigned"),
        (r"^.*$", "hej", "malformed"),
    ],
)
def test_an_answer_changed_on_the_way_is_refused(
    client: Client, idp: SamlProvider, old: str, new: str, reason: str
) -> None:
    form = posted(client)
    assert_refused(client, bring(client, altered(form, old, new)), reason)
    bring(client, posted(client))
    assert is_signed_in(client)


def test_an_answer_that_has_expired_is_refused(client: Client, start: Callable[..., SamlProvider]) -> None:
    start(minutes=-10)
    assert_refused(client, bring(client, posted(client)), "expired")


def test_an_answer_is_taken_once_and_by_its_own_browser(client: Client, idp: SamlProvider) -> None:
    assert_refused(client, bring(client, posted(Client())), "nothing_waits")
    theirs = posted(Client())
    mine = posted(client)
    swapped = {"SAMLResponse": theirs["SAMLResponse"], "RelayState": mine["RelayState"]}
    assert_refused(client, bring(client, swapped), "another_sign_in")
    form = posted(client)
    kept = client.session["external_sign_in"]
    bring(client, form)
    assert is_signed_in(client)
    client.post("/logga-ut/")
    ExternalIdentity.objects.all().delete()
    assert_refused(client, bring(client, form), "nothing_waits")
    posted(client)
    session = client.session
    session["external_sign_in"] = kept
    session.save()
    again = client.get("/logga-in/extern/ad/svar/", {"state": form["RelayState"]})
    assert_refused(client, again, "replayed")  # type: ignore[arg-type]


def test_answers_that_nobody_fetches_do_not_fill_the_house(client: Client, idp: SamlProvider) -> None:
    form = posted(client)
    assert Client().post(ACS, form).status_code == 303
    assert Client().post(ACS, form).status_code == 403
    large = {"SAMLResponse": "A" * 200_001, "RelayState": "x"}
    assert Client().post(ACS, large).status_code == 403
