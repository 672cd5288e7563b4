"""A real OpenID Connect provider on loopback (Authlib's server on Flask), whose answers a test may spoil."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING
from typing import Any

import flask
import jwt
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode
from authlib.oidc.core import UserInfo
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat
from joserfc.jwk import RSAKey
from jwt.algorithms import RSAAlgorithm
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

CLIENT_ID = "roder"
CLIENT_SECRET = "known-to-both"  # of the test's own provider
KEY_ID = "one"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def provider_key() -> rsa.RSAPrivateKey:
    """The providers' key: made once, since making one takes its time."""
    return new_key()


class Client(ClientMixin):  # type: ignore[misc]  # Authlib ships no types
    """Roder, as the provider knows it."""

    def __init__(self, redirect_uri: str) -> None:
        self.redirect_uri = redirect_uri

    def get_client_id(self) -> str:
        return CLIENT_ID

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):  # type: ignore[misc]  # Authlib ships no types
    code: str
    redirect_uri: str
    scope: str
    nonce: str
    subject: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> None:
        return None

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


@dataclass
class OpenIDProvider:
    """Where it is, who is signed in there, and how the next token is spoiled."""

    redirect_uri: str
    issuer: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=provider_key)
    person: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    issued: list[str] = field(default_factory=list)
    spoil: Callable[[dict[str, Any]], str] | None = None

    def sign(self, claims: dict[str, Any], key: rsa.RSAPrivateKey | None = None) -> str:
        return jwt.encode(claims, key or self.key, algorithm="RS256", headers={"kid": KEY_ID})


def _grant(provider: OpenIDProvider) -> type:
    class CodeGrant(grants.AuthorizationCodeGrant):  # type: ignore[misc]  # Authlib ships no types
        TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]

        def save_authorization_code(self, code: str, request: Any) -> None:
            said = request.payload.data
            provider.codes[code] = Code(
                code,
                said["redirect_uri"],
                said["scope"],
                said["nonce"],
                provider.person["sub"],
                said["code_challenge"],
                said["code_challenge_method"],
            )

        def query_authorization_code(self, code: str, client: Client) -> Code | None:
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            del provider.codes[authorization_code.code]

        def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
            return provider.person

    return CodeGrant


def _openid(provider: OpenIDProvider) -> OpenIDCode:
    pem = provider.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    class Token(OpenIDCode):  # type: ignore[misc]  # Authlib ships no types
        def exists_nonce(self, nonce: str, request: Any) -> bool:
            return False

        def resolve_client_private_key(self, client: Any) -> RSAKey:
            return RSAKey.import_key(pem)

        def get_client_claims(self, client: Any) -> dict[str, Any]:
            return {"iss": provider.issuer, "aud": [CLIENT_ID]}

        def get_encode_header(self, client: Any) -> dict[str, str]:
            return {"alg": "RS256", "kid": KEY_ID}

        def get_client_algorithm(self, client: Any) -> str:
            return "RS256"

        def generate_user_info(self, user: dict[str, Any], scope: str) -> UserInfo:
            return UserInfo(**user)

    return Token(require_nonce=True)


def public_keys(provider: OpenIDProvider) -> dict[str, Any]:
    public = RSAAlgorithm.to_jwk(provider.key.public_key(), as_dict=True)
    return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}


def _application(provider: OpenIDProvider) -> flask.Flask:
    app = flask.Flask("openid_provider")
    client = Client(provider.redirect_uri)
    server = AuthorizationServer(
        app,
        query_client=lambda name: client if name == CLIENT_ID else None,
        save_token=lambda token, request: None,
    )
    server.register_grant(_grant(provider), [_openid(provider), CodeChallenge(required=True)])

    @app.get("/.well-known/openid-configuration")
    def configuration() -> dict[str, Any]:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {
            "issuer": provider.issuer,
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            **{name: f"{provider.issuer}/{path}" for name, path in names.items()},
        }

    @app.get("/authorize")
    def authorize() -> Any:
        grant = server.get_consent_grant(end_user=provider.person)
        return server.create_authorization_response(grant_user=provider.person, grant=grant)

    @app.post("/token")
    def token() -> Any:
        answer = server.create_token_response()
        if answer.status_code != 200:
            return answer
        document = answer.get_json()
        claims = jwt.decode(document["id_token"], options={"verify_signature": False})
        if provider.spoil is not None:
            document["id_token"] = provider.spoil(claims)
        provider.issued.append(document["id_token"])
        return document

    app.add_url_rule("/keys", endpoint="keys", view_func=lambda: public_keys(provider))
    return app


@contextmanager
def openid_provider(redirect_uri: str) -> Iterator[OpenIDProvider]:
    """Serve a provider on a free port of this machine until the block ends."""
    provider = OpenIDProvider(redirect_uri)
    server = make_server("127.0.0.1", 0, _application(provider), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
