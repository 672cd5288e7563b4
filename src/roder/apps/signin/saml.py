"""SAML 2.0 web browser sign-on: a request by redirect, a signed assertion by post (python3-saml, xmlsec).

Beyond what python3-saml asks, the answer must say which request it answers and for whom it is: an assertion
that names no audience, or answers nothing, is refused.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urlsplit

from roder.apps.signin.claims import Claims
from roder.apps.signin.providers import configuration
from roder.apps.signin.refusals import Refusal
from roder.apps.signin.refusals import SignInRefusedError

if TYPE_CHECKING:
    from roder.apps.signin.providers import Provider

SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
NAMES = {
    "username": (
        "uid",
        "urn:oid:0.9.2342.19200300.100.1.1",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
    ),
    "first_name": (
        "givenName",
        "urn:oid:2.5.4.42",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
    ),
    "last_name": (
        "sn",
        "surname",
        "urn:oid:2.5.4.4",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
    ),
    "email": (
        "mail",
        "email",
        "urn:oid:0.9.2342.19200300.100.1.3",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    ),
}
REASONS = {
    "WRONG_INRESPONSETO": Refusal.ANOTHER_SIGN_IN,
    "ASSERTION_EXPIRED": Refusal.EXPIRED,
    "SESSION_EXPIRED": Refusal.EXPIRED,
    "ASSERTION_TOO_EARLY": Refusal.NOT_YET_VALID,
    "WRONG_DESTINATION": Refusal.WRONG_DESTINATION,
    "EMPTY_DESTINATION": Refusal.WRONG_DESTINATION,
    "WRONG_SUBJECTCONFIRMATION": Refusal.WRONG_SUBJECT,
    "WRONG_AUDIENCE": Refusal.WRONG_AUDIENCE,
    "WRONG_ISSUER": Refusal.WRONG_ISSUER,
    "ISSUER_MULTIPLE_IN_RESPONSE": Refusal.WRONG_ISSUER,
    "ISSUER_NOT_FOUND_IN_ASSERTION": Refusal.WRONG_ISSUER,
    "NO_SIGNED_ASSERTION": Refusal.UNSIGNED,
    "NO_SIGNED_MESSAGE": Refusal.UNSIGNED,
    "NO_SIGNATURE_FOUND": Refusal.UNSIGNED,
    "INVALID_SIGNATURE": Refusal.TAMPERED,
    "DEPRECATED_SIGNATURE_METHOD": Refusal.WEAK_ALGORITHM,
    "DEPRECATED_DIGEST_METHOD": Refusal.WEAK_ALGORITHM,
    "STATUS_CODE_IS_NOT_SUCCESS": Refusal.PROVIDER_SAID_NO,
}


@dataclass(frozen=True)
class Pending:
    """What a browser's session remembers between leaving for the provider and coming back."""

    state: str
    request: str


def is_available() -> bool:
    """Return whether the XML signature library can be loaded here."""
    try:
        import xmlsec  # noqa: F401, PLC0415 - a native part that a machine may lack
    except ImportError:
        return False
    return True


def usable_providers() -> list[Provider]:
    """Return the providers that can be used here: those of SAML only where its library loads."""
    found = configuration().providers
    return [provider for provider in found if provider.kind != "saml" or is_available()]


def begin(provider: Provider, callback: str, metadata: str) -> tuple[str, Pending]:
    """Return where to send the browser, and what to remember."""
    from onelogin.saml2.auth import OneLogin_Saml2_Auth  # noqa: PLC0415 - a native part that a machine may lack

    auth = OneLogin_Saml2_Auth(_request(callback), _settings(provider, callback, metadata))
    state = secrets.token_urlsafe(32)
    url: str = auth.login(return_to=state)
    return url, Pending(state, auth.get_last_request_id())


def finish(provider: Provider, pending: Pending, answer: str, callback: str, metadata: str) -> Claims:
    """Return what the provider says of the person; raises ``SignInRefusedError`` with the reason."""
    from onelogin.saml2.errors import OneLogin_Saml2_ValidationError  # noqa: PLC0415 - as above
    from onelogin.saml2.response import OneLogin_Saml2_Response  # noqa: PLC0415 - as above
    from onelogin.saml2.settings import OneLogin_Saml2_Settings  # noqa: PLC0415 - as above

    given = OneLogin_Saml2_Settings(_settings(provider, callback, metadata))
    try:
        base64.b64decode(answer, validate=True)
        response = OneLogin_Saml2_Response(given, answer)
        response.is_valid(_request(callback), pending.request, raise_exceptions=True)
        audiences, answered = response.get_audiences(), response.get_in_response_to()
    except OneLogin_Saml2_ValidationError as error:
        raise SignInRefusedError(_reason(error), str(error)) from error
    except (
        Exception
    ) as error:  # python3-saml raises what its parsers raise; whatever it is, nobody is signed in
        raise SignInRefusedError(Refusal.MALFORMED, f"{type(error).__name__}: {error}") from error
    if metadata not in audiences:
        raise SignInRefusedError(Refusal.WRONG_AUDIENCE, "no audience")
    if answered != pending.request:
        raise SignInRefusedError(Refusal.ANOTHER_SIGN_IN, "answers no request")
    return _claims(provider, response)


def service_metadata(provider: Provider, callback: str, metadata: str) -> bytes:
    """Return the document that the provider's administrator reads in."""
    from onelogin.saml2.settings import OneLogin_Saml2_Settings  # noqa: PLC0415 - a native part that a machine may lack

    given = OneLogin_Saml2_Settings(_settings(provider, callback, metadata), sp_validation_only=True)
    document: bytes | str = given.get_sp_metadata()
    return document.encode() if isinstance(document, str) else document


def _reason(error: Any) -> Refusal:
    kinds = {getattr(type(error), name): reason for name, reason in REASONS.items()}
    return kinds.get(error.code, Refusal.MALFORMED)


def _request(callback: str) -> dict[str, Any]:
    """The address that the answer is posted to, as python3-saml wants it."""
    parts = urlsplit(callback)
    return {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": parts.path,
        "get_data": {},
        "post_data": {},
    }


def _settings(provider: Provider, callback: str, metadata: str) -> dict[str, Any]:
    return {
        "strict": True,
        "sp": {
            "entityId": metadata,
            "assertionConsumerService": {"url": callback, "binding": POST},
            "NameIDFormat": "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
        },
        "idp": {
            "entityId": provider.issuer,
            "singleSignOnService": {"url": provider.facts["sso_url"]},
            "x509cert": provider.facts["certificate_file"],
        },
        "security": {
            "wantAssertionsSigned": True,
            "wantNameId": True,
            "wantAttributeStatement": False,
            "requestedAuthnContext": False,
            "rejectDeprecatedAlgorithm": True,
            "signatureAlgorithm": RSA_SHA256,
            "digestAlgorithm": SHA256,
            "allowRepeatAttributeName": True,
            "allowSingleLabelDomains": True,
        },
    }


def _claims(provider: Provider, response: Any) -> Claims:
    said: dict[str, list[str]] = response.get_attributes()
    first = {
        ours: next((said[name][0] for name in theirs if said.get(name)), "") for ours, theirs in NAMES.items()
    }
    return Claims(
        issuer=provider.issuer,
        subject=response.get_nameid(),
        proof=response.get_assertion_id(),
        groups=frozenset(said.get(provider.groups_claim, [])),
        **first,
    )
