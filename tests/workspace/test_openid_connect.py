from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import parse_qsl
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import PublicFormat
from django.test import Client
from django.utils import timezone
from tests.identity_providers.openid_provider import CLIENT_ID
from tests.identity_providers.openid_provider import CLIENT_SECRET
from tests.identity_providers.openid_provider import KEY_ID
from tests.identity_providers.openid_provider import OpenIDProvider
from tests.identity_providers.openid_provider import new_key
from tests.identity_providers.openid_provider import openid_provider
from tests.signed_in import is_signed_in
from tests.signed_in import local_person

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.models import User
from roder.apps.signin.models import ExternalIdentity
from roder.apps.signin.models import SpentToken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.http import HttpResponse

pytestmark = pytest.mark.django_db
CALLBACK = "http://testserver/logga-in/extern/kommun/svar/"
GROUPS = """
[[provider.group]]
name = "controllers"
role = "central_controller"
[[provider.group]]
name = "social"
role = "approver"
organisation = "2120000159"
body = "400"
"""
EVA = {
    "sub": "7f3a",
    "preferred_username": "eva.lind",
    "given_name": "Eva",
    "family_name": "Lind",
    "email": "eva@example.se",
    "groups": ["controllers"],
}


@pytest.fixture
def idp(tmp_path: Path, settings: Any) -> Iterator[OpenIDProvider]:
    with openid_provider(CALLBACK) as provider:
        (tmp_path / "secret").write_text(f"{CLIENT_SECRET}\n", "utf-8")
        settings.SIGN_IN_FILE = str(tmp_path / "sign_in.toml")
        (tmp_path / "sign_in.toml").write_text(
            f'[[provider]]\nkey = "kommun"\nkind = "oidc"\nlabel = "Kommunens inloggning"\n'
            f'issuer = "{provider.issuer}"\nclient_id = "{CLIENT_ID}"\nclient_secret_file = "secret"\n{GROUPS}',
            "utf-8",
        )
        provider.person = dict(EVA)
        yield provider


def at_the_provider(url: str) -> str:
    """The browser goes to the provider, where the person is signed in; returns where it is sent back."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc)
    connection.request("GET", f"{parts.path}?{parts.query}")
    back = connection.getresponse().getheader("Location")
    connection.close()
    assert back is not None, url
    return back


def sent_back(client: Client, **query: str) -> str:
    return at_the_provider(client.get("/logga-in/extern/kommun/", query)["Location"])


def sign_in(client: Client, **query: str) -> HttpResponse:
    back = sent_back(client, **query)
    assert back.startswith(CALLBACK)
    return client.get(back)  # type: ignore[return-value]


def assert_refused(client: Client, answer: HttpResponse, reason: str) -> None:
    assert answer.status_code == 403
    assert f"<code>{reason}</code>" in answer.content.decode()
    assert not is_signed_in(client)
    latest = AuditEntry.objects.filter(event=AuditEntry.Event.SIGN_IN_REFUSED).latest("pk")
    assert latest.new["reason"] == reason
    assert not ExternalIdentity.objects.exists()


def roles(username: str) -> set[tuple[str, str, str]]:
    today = timezone.localdate()
    rows = User.objects.get(username=username).mandates.all()
    return {(row.role, row.body, row.source) for row in rows if row.value.in_force(today)}


def test_a_person_is_made_on_first_sight_and_the_groups_give_the_roles(
    client: Client, idp: OpenIDProvider
) -> None:
    assert "Kommunens inloggning" in client.get("/logga-in/").content.decode()
    answer = sign_in(client, next="/min-inloggning/")
    assert answer["Location"] == "/min-inloggning/"
    assert is_signed_in(client)
    eva = User.objects.get(username="eva.lind")
    assert (str(eva), eva.email, eva.has_usable_password()) == ("Eva Lind", "eva@example.se", False)
    identity = ExternalIdentity.objects.get(user=eva)
    assert (identity.issuer, identity.subject) == (idp.issuer, "7f3a")
    assert roles("eva.lind") == {("central_controller", "", "sso")}
    assert "egen inloggning" in client.get("/min-inloggning/").content.decode()
    assert client.get("/min-inloggning/losenord/").status_code == 403


def test_group_mandates_are_renewed_at_each_sign_in_and_end_with_the_group(idp: OpenIDProvider) -> None:
    sign_in(Client())
    first = User.objects.get(username="eva.lind").mandates.get()
    sign_in(Client())
    assert User.objects.get(username="eva.lind").mandates.get() == first
    idp.person = {**EVA, "groups": ["social", "unknown"], "given_name": "Annat", "email": "annan@example.se"}
    sign_in(Client())
    assert roles("eva.lind") == {("approver", "400", "sso")}
    idp.person = {**EVA, "groups": []}
    browser = Client()
    answer = sign_in(browser)
    assert answer.status_code == 403
    assert "<code>no_role</code>" in answer.content.decode()
    assert not is_signed_in(browser)
    assert roles("eva.lind") == set()
    assert User.objects.filter(username__startswith="eva").count() == 1


def test_a_stranger_without_a_group_gets_no_account(client: Client, idp: OpenIDProvider) -> None:
    idp.person = {**EVA, "groups": ["unknown"]}
    assert_refused(client, sign_in(client), "no_role")
    assert not User.objects.filter(username="eva.lind").exists()


def test_neither_e_mail_nor_user_name_takes_over_an_account(client: Client, idp: OpenIDProvider) -> None:
    karin = local_person("karin")
    User.objects.filter(pk=karin.pk).update(email="karin@example.se")
    idp.person = {**EVA, "sub": "thief", "email": "karin@example.se", "email_verified": True}
    idp.person["preferred_username"] = "KARIN"
    sign_in(client)
    assert is_signed_in(client)
    signed_in = User.objects.get(pk=client.session["_auth_user_id"])
    assert signed_in != karin
    assert signed_in.username.startswith("KARIN-")
    assert not karin.external_identities.exists()


def test_the_same_subject_of_another_issuer_is_another_person(idp: OpenIDProvider) -> None:
    sign_in(Client())
    ExternalIdentity.objects.update(issuer="https://another.example.se")
    browser = Client()
    sign_in(browser)
    assert User.objects.filter(username__startswith="eva.lind").count() == 2
    assert User.objects.get(pk=browser.session["_auth_user_id"]).username != "eva.lind"


def test_a_closed_account_stays_closed(client: Client, idp: OpenIDProvider) -> None:
    sign_in(Client())
    User.objects.filter(username="eva.lind").update(is_active=False)
    answer = sign_in(client)
    assert "<code>closed_account</code>" in answer.content.decode()
    assert not is_signed_in(client)


def encoded(part: dict[str, Any] | bytes) -> str:
    raw = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def with_signature_kept(idp: OpenIDProvider, claims: dict[str, Any]) -> str:
    head, _body, signature = idp.sign(claims).split(".")
    return f"{head}.{encoded({**claims, 'sub': 'another'})}.{signature}"


def by_sha1(idp: OpenIDProvider, claims: dict[str, Any]) -> str:
    signed = f"{encoded({'alg': 'RS1', 'kid': KEY_ID})}.{encoded(claims)}"
    signature = idp.key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA1())  # noqa: S303 - to be refused
    return f"{signed}.{encoded(signature)}"


def by_the_public_key(idp: OpenIDProvider, claims: dict[str, Any]) -> str:
    public = idp.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signed = f"{encoded({'alg': 'HS256', 'kid': KEY_ID})}.{encoded(claims)}"
    return f"{signed}.{encoded(hmac.digest(public, signed.encode(), 'sha256'))}"


NOW = int(time.time())
SPOILED: dict[str, tuple[str, Any]] = {
    "tampered": ("tampered", with_signature_kept),
    "signed by another key": ("tampered", lambda idp, claims: idp.sign(claims, new_key())),
    "unsigned": ("unsigned", lambda _idp, claims: f"{encoded({'alg': 'none'})}.{encoded(claims)}."),
    "SHA-1": ("weak_algorithm", by_sha1),
    "signed by the public key as if it were a secret": ("weak_algorithm", by_the_public_key),
    "expired": ("expired", lambda idp, claims: idp.sign({**claims, "exp": NOW - 60, "iat": NOW - 400})),
    "of the future": ("not_yet_valid", lambda idp, claims: idp.sign({**claims, "iat": NOW + 3600})),
    "wrong audience": ("wrong_audience", lambda idp, claims: idp.sign({**claims, "aud": "another"})),
    "for two": (
        "wrong_audience",
        lambda idp, claims: idp.sign({**claims, "aud": ["roder", "x"], "azp": "x"}),
    ),
    "wrong issuer": ("wrong_issuer", lambda idp, claims: idp.sign({**claims, "iss": "https://x.example.se"})),
    "of another sign-in": ("another_sign_in", lambda idp, claims: idp.sign({**claims, "nonce": "another"})),
    "without a nonce": ("another_sign_in", lambda idp, claims: idp.sign({**claims, "nonce": None})),
    "no token": ("malformed", lambda _idp, _claims: "hej"),
}


@pytest.mark.parametrize("fault", SPOILED)
def test_a_spoiled_token_is_refused_for_what_is_wrong_with_it(
    client: Client, idp: OpenIDProvider, fault: str
) -> None:
    reason, spoil = SPOILED[fault]
    idp.spoil = lambda claims: spoil(idp, claims)
    assert_refused(client, sign_in(client), reason)
    idp.spoil = idp.sign
    sign_in(client)
    assert is_signed_in(client), "the same token, unspoiled, signs in"


def test_an_earlier_token_is_refused_in_a_later_sign_in(client: Client, idp: OpenIDProvider) -> None:
    sign_in(Client())
    ExternalIdentity.objects.all().delete()
    idp.spoil = lambda _claims: idp.issued[0]
    assert_refused(client, sign_in(client), "another_sign_in")


def test_a_proof_is_used_once_even_where_the_session_comes_back(client: Client, idp: OpenIDProvider) -> None:
    client.get("/logga-in/")
    back = sent_back(client)
    kept = client.session["external_sign_in"]
    client.get(back)
    ExternalIdentity.objects.all().delete()
    client.post("/logga-ut/")
    again = sent_back(client)
    session = client.session
    session["external_sign_in"] = kept
    session.save()
    idp.spoil = lambda _claims: idp.issued[0]
    query = dict(parse_qsl(urlsplit(again).query)) | {"state": kept["pending"]["state"]}
    for code in idp.codes.values():
        code.code_challenge = challenge(kept["pending"]["verifier"])
    assert SpentToken.objects.exists()
    assert_refused(client, client.get(CALLBACK, query), "replayed")  # type: ignore[arg-type]


def challenge(verifier: str) -> str:
    return encoded(hashlib.sha256(verifier.encode()).digest())


def test_the_same_answer_twice_and_an_answer_to_another_browser(client: Client, idp: OpenIDProvider) -> None:
    back = sent_back(Client())
    assert_refused(client, client.get(back), "nothing_waits")  # type: ignore[arg-type]
    sent_back(client)
    assert_refused(client, client.get(back), "another_sign_in")  # type: ignore[arg-type]
    mine = sent_back(client)
    client.get(mine)
    assert is_signed_in(client)
    client.post("/logga-ut/")
    assert "<code>nothing_waits</code>" in client.get(mine).content.decode()
    assert not is_signed_in(client)


def test_a_code_that_another_browser_was_given_is_worth_nothing(client: Client, idp: OpenIDProvider) -> None:
    stolen = dict(parse_qsl(urlsplit(sent_back(Client())).query))["code"]
    mine = dict(parse_qsl(urlsplit(sent_back(client)).query))
    assert_refused(client, client.get(CALLBACK, {**mine, "code": stolen}), "provider_said_no")  # type: ignore[arg-type]


def test_a_provider_that_is_not_who_it_should_be_or_not_there(client: Client, idp: OpenIDProvider) -> None:
    issuer, idp.issuer = idp.issuer, "https://another.example.se"
    assert_refused(client, client.get("/logga-in/extern/kommun/"), "wrong_issuer")  # type: ignore[arg-type]
    idp.issuer = issuer
    back = sent_back(client)
    assert_refused(client, client.get(f"{back}&iss=https://x.example.se"), "wrong_issuer")  # type: ignore[arg-type]
    sent_back(client)
    denied = {"state": client.session["external_sign_in"]["pending"]["state"], "error": "access_denied"}
    assert_refused(client, client.get(CALLBACK, denied), "provider_said_no")  # type: ignore[arg-type]
    assert client.get("/logga-in/extern/finns-inte/").status_code == 404
