"""How django-allauth's second factors name us to an app and to a passkey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.adapter import DefaultMFAAdapter

if TYPE_CHECKING:
    from roder.apps.identity.models import User


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """The product's name, and the person's user name: an app that lists many accounts shows both."""

    def get_totp_issuer(self) -> str:
        return "Roder"

    def _get_site_name(self) -> str:
        return "Roder"

    def _get_user_identifier(self, user: User) -> str:
        return user.username
