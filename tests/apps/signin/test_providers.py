from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from roder.apps.signin.providers import configuration
from roder.config.health import checks

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
[[provider]]
key = "kommun"
kind = "oidc"
label = "Kommunen"
issuer = "https://login.example.se"
client_id = "roder"
client_secret_file = "secret"
[[provider.group]]
name = "controllers"
role = "central_controller"
[[provider.group]]
name = "controllers"
role = "auditor"
"""


@pytest.fixture
def file(tmp_path: Path, settings: Any) -> Path:
    (tmp_path / "secret").write_text("known-to-both\n", "utf-8")
    settings.SIGN_IN_FILE = str(tmp_path / "sign_in.toml")
    return tmp_path / "sign_in.toml"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[provider]]", "[[provider]", "sign_in.toml"),
        ('key = "kommun"', 'key = "Kommun X"', "small letters"),
        ('kind = "oidc"', 'kind = "ldap"', "oidc or saml"),
        ('kind = "oidc"', 'kind = "saml"', "entity_id is missing"),
        ('label = "Kommunen"', "", "label is missing"),
        ("https://login", "http://login", "must begin with https://"),
        ('"secret"', '"nowhere"', "there is no file"),
        ('"central_controller"', '"king"', "no role king"),
        ('role = "auditor"', 'role = "auditor"\norganisation = "1"', "held for the whole"),
        (GOOD, GOOD + GOOD, "two providers"),
    ],
)
def test_what_is_wrong_in_the_file_is_named_and_not_used(file: Path, old: str, new: str, said: str) -> None:
    file.write_text(GOOD.replace(old, new), "utf-8")
    found = configuration()
    assert said in "; ".join(found.faults)
    assert len(found.providers) == (1 if old == GOOD else 0)
    file.write_text(GOOD, "utf-8")
    assert configuration().faults == []


def test_a_good_file_gives_its_provider_and_the_secret_of_the_file_beside_it(file: Path) -> None:
    file.write_text(GOOD, "utf-8")
    [provider] = configuration().providers
    assert provider.facts["client_secret_file"] == "known-to-both"
    assert [mandate.role for mandate in provider.groups["controllers"]] == ["central_controller", "auditor"]


def test_the_environment_describes_one_provider(file: Path, settings: Any, monkeypatch: Any) -> None:
    from roder.config import env  # noqa: PLC0415 - read anew with the variables set

    assert env.oidc_provider() == {}
    monkeypatch.setenv("RODER_OIDC_ISSUER", "https://login.example.se")
    monkeypatch.setenv("RODER_OIDC_CLIENT_ID", "roder")
    monkeypatch.setenv("RODER_OIDC_CLIENT_SECRET_FILE", str(file.parent / "secret"))
    monkeypatch.setenv("RODER_OIDC_GROUPS", "cn=controllers=central_controller, rev=auditor")
    settings.OIDC = env.oidc_provider()
    [provider] = configuration().providers
    assert set(provider.groups) == {"cn=controllers", "rev"}


@pytest.mark.django_db
def test_roder_check_says_how_people_sign_in(file: Path, settings: Any, karin: Any) -> None:
    def line() -> Any:
        return next(row for row in checks(repair=False, acting_user=karin) if row.name == "sign_in")

    assert line().ok
    file.write_text(GOOD, "utf-8")
    assert not line().ok
    settings.PUBLIC_URL = "http://roder.example.se"
    assert "https://" in line().detail
    settings.PUBLIC_URL = "https://roder.example.se"
    assert line().ok
    assert "kommun (oidc)" in line().detail
