"""Sign-ins and what has happened to an account, in the reader's words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.audit.models import AuditEntry
from roder.domain.sign_in import SignInMethod

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.apps.signin.models import SignIn

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device(agent: str) -> str:
    """The browser and system of a user agent, as a person knows them."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def method_text(method: str) -> str:
    words = {
        SignInMethod.PASSWORD: _("password"),
        SignInMethod.PASSWORD_AND_CODE: _("password and code"),
        SignInMethod.PASSWORD_AND_PASSKEY: _("password and passkey"),
        SignInMethod.PASSKEY: _("passkey"),
        SignInMethod.LINK: _("one-time link"),
        SignInMethod.SINGLE_SIGN_ON: _("the municipality's sign-in"),
        SignInMethod.DEMO: _("example person"),
    }
    return words[SignInMethod(method)]


def sign_in_rows(sign_ins: Iterable[SignIn], current_key: str) -> list[dict[str, Any]]:
    return [
        {
            "sign_in": row,
            "device": device(row.agent),
            "method": method_text(row.method),
            "is_current": row.session_key == current_key,
            "end_url": reverse("workspace:sign_in_end", args=[row.pk]),
        }
        for row in sign_ins
    ]


def event_text(event: int) -> str:
    kinds = AuditEntry.Event
    words = {
        kinds.ACCOUNT_CREATED: _("The account was made"),
        kinds.SIGNED_IN: _("Signed in"),
        kinds.SIGN_INS_ENDED: _("Sign-ins were ended"),
        kinds.PASSWORD_SET: _("A new password was set"),
        kinds.LINK_ISSUED: _("A one-time link was issued"),
        kinds.LINK_USED: _("A one-time link was used"),
        kinds.SECOND_FACTOR_ADDED: _("A second factor was added"),
        kinds.SECOND_FACTOR_REMOVED: _("A second factor was removed"),
        kinds.RECOVERY_CODES_MADE: _("Recovery codes were made"),
        kinds.RECOVERY_CODE_USED: _("A recovery code was used"),
        kinds.GUESSES_EXHAUSTED: _("Too many wrong tries"),
        kinds.SIGN_IN_REFUSED: _("A sign-in was refused"),
    }
    return words[kinds(event)]


def event_rows(entries: Iterable[AuditEntry]) -> list[dict[str, Any]]:
    return [{"at": entry.at, "text": event_text(entry.event), "by": entry.acting_user} for entry in entries]
