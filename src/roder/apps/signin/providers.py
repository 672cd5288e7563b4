"""The identity providers of an installation, read from its sign-in file or from the environment."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.mandates import faults

KEY = re.compile(r"[a-z][a-z0-9-]{0,30}\Z")
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "::1")
TEXTS = {
    "oidc": ("issuer", "client_id", "client_secret_file"),
    "saml": ("entity_id", "sso_url", "certificate_file"),
}


@dataclass(frozen=True)
class Provider:
    """One identity provider; ``facts`` are the texts of its kind, ``groups`` what each group gives."""

    key: str
    kind: str
    label: str
    facts: dict[str, str]
    scopes: tuple[str, ...]
    groups_claim: str
    groups: dict[str, tuple[Mandate, ...]]

    @property
    def issuer(self) -> str:
        return self.facts["issuer" if self.kind == "oidc" else "entity_id"]


@dataclass
class Configuration:
    """The providers that can be used, and a sentence for each thing that is wrong."""

    providers: list[Provider] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def configuration() -> Configuration:
    """Read the sign-in file and the environment's provider; nothing is kept between two readings."""
    found = Configuration()
    path = Path(settings.SIGN_IN_FILE)
    if path.is_file():
        try:
            document = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            found.faults.append(f"{path.name}: {error}")
            return found
        for entry in document.get("provider", []):
            _add(found, entry, path.parent)
    if settings.OIDC:
        _add(found, settings.OIDC, Path(settings.RODER_HOME))
    return found


def _add(found: Configuration, entry: dict[str, Any], folder: Path) -> None:
    name = str(entry.get("key", "?"))
    wrong = list(_wrong(entry, folder))
    if any(provider.key == name for provider in found.providers):
        wrong.append("two providers have this key")
    if wrong:
        found.faults.append(f"{name}: {'; '.join(wrong)}")
        return
    found.providers.append(
        Provider(
            key=name,
            kind=entry["kind"],
            label=entry["label"],
            facts={text: _fact(entry, text, folder) for text in TEXTS[entry["kind"]]},
            scopes=tuple(entry.get("scopes", ("openid", "profile", "email"))),
            groups_claim=entry.get("groups_claim", "groups"),
            groups=_groups(entry.get("group", [])),
        )
    )


def _fact(entry: dict[str, Any], name: str, folder: Path) -> str:
    if name.endswith("_file"):
        return Path(folder / entry[name]).read_text(encoding="utf-8").strip()
    return str(entry[name])


def _wrong(entry: dict[str, Any], folder: Path) -> list[str]:
    wrong = []
    if not KEY.match(str(entry.get("key", ""))):
        wrong.append("key must be small letters, digits and hyphens")
    if not entry.get("label"):
        wrong.append("label is missing")
    kind = entry.get("kind")
    if kind not in TEXTS:
        return [*wrong, "kind must be oidc or saml"]
    for name in TEXTS[kind]:
        if not entry.get(name):
            wrong.append(f"{name} is missing")
        elif name.endswith("_file") and not (folder / entry[name]).is_file():
            wrong.append(f"{name}: there is no file {folder / entry[name]}")
    url = str(entry.get("issuer" if kind == "oidc" else "sso_url", ""))
    if url and not is_safe(url):
        wrong.append(f"{url} must begin with https://")
    return wrong + _wrong_groups(entry.get("group", []))


def is_safe(url: str) -> bool:
    """Return whether what goes to the address cannot be read on the way: HTTPS, or this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK_HOSTS)


def _mandate(row: dict[str, Any]) -> Mandate:
    organisation, body, party = (str(row.get(name, "")) for name in ("organisation", "body", "party"))
    return Mandate(Role(row.get("role", "")), organisation, body, party)


def _wrong_groups(rows: list[dict[str, Any]]) -> list[str]:
    wrong = []
    for row in rows:
        name = row.get("name") or "a group without name"
        try:
            wrong += [f"{name}: {problem.message_en}" for problem in faults(_mandate(row))]
        except ValueError:
            wrong.append(f"{name}: there is no role {row.get('role', '')}")
    return wrong


def _groups(rows: list[dict[str, Any]]) -> dict[str, tuple[Mandate, ...]]:
    groups: dict[str, tuple[Mandate, ...]] = {}
    for row in rows:
        groups[row["name"]] = (*groups.get(row["name"], ()), _mandate(row))
    return groups
