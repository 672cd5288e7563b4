"""OpenID Connect: the authorization code flow with PKCE, state and nonce, and a token that is always verified.

OpenID Connect Core 1.0, sections 3.1 and 3.1.3.7; RFC 7636; RFC 9207. The signature is checked also when the
token came straight from the token endpoint.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from urllib.error import HTTPError
from urllib.error import URLError
from urllib.parse import quote_plus
from urllib.parse import urlencode
from urllib.request import Request
from urllib.request import urlopen

import jwt

from roder.apps.signin.claims import Claims
from roder.apps.signin.providers import is_safe
from roder.apps.signin.refusals import Refusal
from roder.apps.signin.refusals import SignInRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.signin.providers import Provider

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
LEEWAY_SECONDS = 30
TIMEOUT_SECONDS = 10
LONGEST_ANSWER = 1024 * 1024
REQUIRED = ["iss", "sub", "aud", "exp", "iat"]


@dataclass(frozen=True)
class Pending:
    """What a browser's session remembers between leaving for the provider and coming back."""

    state: str
    nonce: str
    verifier: str


def begin(provider: Provider, callback: str) -> tuple[str, Pending]:
    """Return where to send the browser, and what to remember."""
    found = _discover(provider)
    pending = Pending(*(secrets.token_urlsafe(32) for _ in range(3)))
    digest = hashlib.sha256(pending.verifier.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": provider.facts["client_id"],
        "redirect_uri": callback,
        "scope": " ".join(provider.scopes),
        "state": pending.state,
        "nonce": pending.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    address = _address(found, "authorization_endpoint")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}", pending


def finish(provider: Provider, pending: Pending, answer: Mapping[str, str], callback: str) -> Claims:
    """Return what the provider says of the person; raises ``SignInRefusedError`` with the reason."""
    if not secrets.compare_digest(answer.get("state", "").encode(), pending.state.encode()):
        raise SignInRefusedError(Refusal.ANOTHER_SIGN_IN, "state")
    if answer.get("iss", provider.issuer) != provider.issuer:
        raise SignInRefusedError(Refusal.WRONG_ISSUER, "iss of the answer")
    if "error" in answer or not answer.get("code"):
        raise SignInRefusedError(Refusal.PROVIDER_SAID_NO, answer.get("error", "")[:200])
    found = _discover(provider)
    tokens = _exchange(provider, found, pending, answer["code"], callback)
    token = tokens.get("id_token")
    if not isinstance(token, str):
        raise SignInRefusedError(Refusal.MALFORMED, "no id_token")
    said = _verified(provider, found, token)
    if not secrets.compare_digest(str(said.get("nonce", "")).encode(), pending.nonce.encode()):
        raise SignInRefusedError(Refusal.ANOTHER_SIGN_IN, "nonce")
    more = _user_info(provider, found, tokens, said)
    return _claims(provider, token, {**more, **said})


def _discover(provider: Provider) -> dict[str, Any]:
    found = _fetch(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer:
        raise SignInRefusedError(Refusal.WRONG_ISSUER, f"discovery says {found.get('issuer')}")
    return found


def _address(found: dict[str, Any], name: str) -> str:
    url = found.get(name)
    if not isinstance(url, str) or not is_safe(url):
        raise SignInRefusedError(Refusal.MALFORMED, f"{name} is {url}")
    return url


def _fetch(
    url: str, form: dict[str, str] | None = None, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    body = urlencode(form).encode() if form is not None else None
    request = Request(url, data=body, headers={"Accept": "application/json", **(headers or {})})  # noqa: S310 - is_safe has seen it
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - is_safe has seen it
            document = json.loads(answer.read(LONGEST_ANSWER))
    except HTTPError as error:
        raise SignInRefusedError(Refusal.PROVIDER_SAID_NO, f"{url}: {error.code}") from error
    except (URLError, OSError) as error:
        raise SignInRefusedError(Refusal.UNREACHABLE, f"{url}: {error}") from error
    except ValueError as error:
        raise SignInRefusedError(Refusal.MALFORMED, f"{url}: no JSON") from error
    if not isinstance(document, dict):
        raise SignInRefusedError(Refusal.MALFORMED, f"{url}: no object")
    return document


def _exchange(
    provider: Provider, found: dict[str, Any], pending: Pending, code: str, callback: str
) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": callback,
        "code_verifier": pending.verifier,
    }
    name, secret = provider.facts["client_id"], provider.facts["client_secret_file"]
    if "client_secret_basic" in found.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        pair = base64.b64encode(f"{quote_plus(name)}:{quote_plus(secret)}".encode()).decode()
        return _fetch(_address(found, "token_endpoint"), form, {"Authorization": f"Basic {pair}"})
    return _fetch(_address(found, "token_endpoint"), form | {"client_id": name, "client_secret": secret})


def _verified(provider: Provider, found: dict[str, Any], token: str) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError as error:
        raise SignInRefusedError(Refusal.MALFORMED, str(error)) from error
    algorithm = header.get("alg")
    if str(algorithm).lower() == "none":
        raise SignInRefusedError(Refusal.UNSIGNED)
    if algorithm not in ALGORITHMS:
        raise SignInRefusedError(Refusal.WEAK_ALGORITHM, str(algorithm))
    key = _key(_fetch(_address(found, "jwks_uri")), header.get("kid"))
    try:
        said: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=[algorithm],
            issuer=provider.issuer,
            audience=provider.facts["client_id"],
            leeway=LEEWAY_SECONDS,
            options={"require": REQUIRED},
        )
    except jwt.PyJWTError as error:
        raise SignInRefusedError(_reason(error), str(error)) from error
    if (
        isinstance(said["aud"], list)
        and len(said["aud"]) > 1
        and said.get("azp") != provider.facts["client_id"]
    ):
        raise SignInRefusedError(Refusal.WRONG_AUDIENCE, "azp")
    return said


def _key(document: dict[str, Any], kid: str | None) -> jwt.PyJWK:
    try:
        keys = [key for key in jwt.PyJWKSet.from_dict(document).keys if key.public_key_use in {None, "sig"}]
    except jwt.PyJWTError as error:
        raise SignInRefusedError(Refusal.UNKNOWN_KEY, str(error)) from error
    for key in keys:
        if key.key_id == kid or (kid is None and len(keys) == 1):
            return key
    raise SignInRefusedError(Refusal.UNKNOWN_KEY, str(kid))


def _reason(error: jwt.PyJWTError) -> Refusal:
    kinds: tuple[tuple[type[jwt.PyJWTError], Refusal], ...] = (
        (jwt.InvalidSignatureError, Refusal.TAMPERED),
        (jwt.ExpiredSignatureError, Refusal.EXPIRED),
        (jwt.ImmatureSignatureError, Refusal.NOT_YET_VALID),
        (jwt.InvalidAudienceError, Refusal.WRONG_AUDIENCE),
        (jwt.InvalidIssuerError, Refusal.WRONG_ISSUER),
        (jwt.InvalidAlgorithmError, Refusal.WEAK_ALGORITHM),
    )
    return next((reason for kind, reason in kinds if isinstance(error, kind)), Refusal.MALFORMED)


def _user_info(
    provider: Provider, found: dict[str, Any], tokens: dict[str, Any], said: dict[str, Any]
) -> dict[str, Any]:
    """Ask the provider for what the token lacks, the groups above all; the subject must be the same."""
    if provider.groups_claim in said or "userinfo_endpoint" not in found or "access_token" not in tokens:
        return {}
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    more = _fetch(_address(found, "userinfo_endpoint"), None, headers)
    if more.get("sub") != said["sub"]:
        raise SignInRefusedError(Refusal.WRONG_SUBJECT, "user info is of another")
    return more


def _claims(provider: Provider, token: str, said: dict[str, Any]) -> Claims:
    groups = said.get(provider.groups_claim, [])
    names = {name: str(said.get(name) or "") for name in ("given_name", "family_name", "name", "email")}
    first, _space, last = names["name"].partition(" ")
    return Claims(
        issuer=provider.issuer,
        subject=str(said["sub"]),
        proof=token,
        username=str(said.get("preferred_username") or ""),
        first_name=names["given_name"] or first,
        last_name=names["family_name"] or last,
        email=names["email"],
        groups=frozenset(str(group) for group in groups) if isinstance(groups, list) else frozenset(),
    )
