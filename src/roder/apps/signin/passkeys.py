"""Passkeys: what a browser is asked, and whether its answer proves who the person is (django-allauth, fido2).

The challenge is kept in the browser's own session, so an answer made elsewhere or earlier is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from roder.apps.identity.models import User


class PasskeyRefusedError(Exception):
    """The browser's answer does not prove that the person has the passkey."""


def creation_options(person: User) -> dict[str, Any]:
    """Return what a browser needs to make a passkey that can sign in by itself."""
    options: dict[str, Any] = auth.begin_registration(person, passwordless=True)
    return options


def checked_registration(answer: object) -> dict[str, Any]:
    """Return the browser's answer when it is a passkey made for this site, now, with the person verified."""
    if not isinstance(answer, dict):
        raise PasskeyRefusedError
    try:
        auth.parse_registration_response(answer)
        made = auth.complete_registration(answer)
    except (ValidationError, TypeError, ValueError, KeyError) as error:
        raise PasskeyRefusedError from error
    if not made.is_user_verified():
        raise PasskeyRefusedError
    return answer


def request_options(person: User | None) -> dict[str, Any]:
    """Return what a browser needs to show a passkey: of the person, or of anybody when ``None``."""
    options: dict[str, Any] = auth.begin_authentication(person)
    return options


def person_of_passkey(person: User | None, answer: object) -> User:
    """Return whose passkey the browser has shown; a given person's only, when there is one."""
    if not isinstance(answer, dict):
        raise PasskeyRefusedError
    try:
        auth.parse_authentication_response(answer)
        holder: User = person or auth.extract_user_from_response(answer)
        if not holder.is_active or holder.is_demo:
            raise PasskeyRefusedError
        auth.complete_authentication(holder, answer).record_usage()
    except (ValidationError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise PasskeyRefusedError from error
    return holder
