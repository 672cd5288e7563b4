"""A real SAML 2 identity provider on loopback (pysaml2 with xmlsec1), whose answers a test may spoil."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

import flask
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.x509.oid import NameOID
from saml2 import BINDING_HTTP_POST
from saml2 import BINDING_HTTP_REDIRECT
from saml2.config import IdPConfig
from saml2.saml import NAMEID_FORMAT_PERSISTENT
from saml2.saml import NameID
from saml2.server import Server
from saml2.xmldsig import DIGEST_SHA256
from saml2.xmldsig import SIG_RSA_SHA256
from tests.identity_providers.openid_provider import provider_key
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AUTHN = {"class_ref": "urn:oasis:names:tc:SAML:2.0:ac:classes:Password", "authn_auth": "test"}


@dataclass
class SamlProvider:
    """Where it is, who is signed in there, and in what its next answer differs from a right one."""

    url: str
    server: Server
    certificate: str
    subject: str = "persistent-1"
    person: dict[str, list[str]] = field(default_factory=dict)
    spoil: dict[str, Any] = field(default_factory=dict)

    def answer(self, request: str) -> tuple[str, str]:
        """Return the address and the answer to a request that came by redirect."""
        asked = self.server.parse_authn_request(request, BINDING_HTTP_REDIRECT).message
        facts: dict[str, Any] = {
            "in_response_to": asked.id,
            "destination": asked.assertion_consumer_service_url,
            "sp_entity_id": asked.issuer.text,
            "sign_assertion": True,
            "sign_response": False,
            "sign_alg": SIG_RSA_SHA256,
            "digest_alg": DIGEST_SHA256,
        }
        facts |= self.spoil
        named = NameID(format=NAMEID_FORMAT_PERSISTENT, text=self.subject)
        made = self.server.create_authn_response(
            self.person, userid=self.subject, name_id=named, authn=AUTHN, **facts
        )
        return asked.assertion_consumer_service_url, str(made)


def certificate_of(folder: Path) -> tuple[Path, Path]:
    """Write the key of the provider and a certificate of its own for it; returns where."""
    key = provider_key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    paths = folder / "idp.key", folder / "idp.crt"
    paths[0].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()))
    paths[1].write_bytes(made.public_bytes(Encoding.PEM))
    return paths


def _server(url: str, folder: Path, service: str, minutes: int) -> Server:
    key, certificate = certificate_of(folder)
    description = {
        "entityid": f"{url}/metadata",
        "key_file": str(key),
        "cert_file": str(certificate),
        "metadata": {"inline": [service]},
        "service": {
            "idp": {
                "endpoints": {"single_sign_on_service": [(f"{url}/sso", BINDING_HTTP_REDIRECT)]},
                "policy": {"default": {"lifetime": {"minutes": minutes}}},
            }
        },
    }
    return Server(config=IdPConfig().load(description))


@contextmanager
def saml_provider(folder: Path, service: str, *, minutes: int = 5) -> Iterator[SamlProvider]:
    """Serve a provider on a free port until the block ends; ``service`` is Roder's metadata."""
    app = flask.Flask("saml_provider")
    listening = make_server("127.0.0.1", 0, app, threaded=True)
    url = f"http://127.0.0.1:{listening.server_port}"
    provider = SamlProvider(
        url, _server(url, folder, service, minutes), (folder / "idp.crt").read_text("utf-8")
    )

    @app.get("/sso")
    def sso() -> Any:
        address, answer = provider.answer(flask.request.args["SAMLRequest"])
        page = provider.server.apply_binding(
            BINDING_HTTP_POST, answer, address, flask.request.args["RelayState"], response=True
        )
        return page["data"]

    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
        provider.server.close()
