"""Ways to sign in, for tests: by password, by the codes of an app, as an administrator."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import format_hotp_value
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.totp.internal.auth import hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time

from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.apps.signin.actions.second_factors import add_codes_app
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

PASSWORD = "korrekt häst batteri häftklammer"


def local_person(username: str, role: Role | None = Role.READER) -> User:
    """An account with a password of its own."""
    person = User(username=username, first_name=username.title(), last_name="Ek")
    person.set_password(PASSWORD)
    person.save()
    if role is not None:
        give_role(person, role)
    return person


def give_role(person: User, role: Role) -> None:
    """Grant the person a role for the whole."""
    grant_mandate(person, Mandate(role, valid_from=date(2017, 1, 1)), acting_user=system_user())


def codes(secret: str) -> list[str]:
    """The codes that an app shows in the half minutes about now, in order."""
    return [format_hotp_value(hotp_value(secret, counter)) for counter in yield_hotp_counters_from_time()]


def with_codes_app(person: User) -> str:
    """Give the person an app that shows codes; its first code of the three about now is used by that."""
    secret: str = generate_totp_secret()
    assert add_codes_app(person, secret, codes(secret)[0], acting_user=person)
    return secret


def send_password(client: Client, username: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    return client.post("/logga-in/", {"username": username, "password": password}, **more)  # type: ignore[return-value, arg-type]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
