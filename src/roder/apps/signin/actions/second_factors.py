"""Adding, checking and removing second factors. The proofs themselves are django-allauth's (decision 0010)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.signin.actions.guesses import forget_guesses
from roder.apps.signin.actions.guesses import spend
from roder.apps.signin.actions.guesses import take_guess
from roder.apps.signin.actions.passwords import Outcome
from roder.apps.signin.actions.passwords import record_exhaustion

if TYPE_CHECKING:
    from roder.apps.identity.models import User

CODE_GUESSES = "second_factor"
CODE_LIFETIME = timedelta(minutes=5)
Kind = Authenticator.Type


def check_code(user: User, code: str) -> Outcome:
    """Say whether a code of the app, or a recovery code, is right. Each code can be used once."""
    if not take_guess(CODE_GUESSES, user.username):
        record_exhaustion(CODE_GUESSES, user.username)
        return Outcome.TOO_MANY
    written = "".join(code.split())
    kinds = [Kind.TOTP, Kind.RECOVERY_CODES]
    for row in Authenticator.objects.filter(user=user, type__in=kinds):
        if row.wrap().validate_code(written) and _unused(user, row, written):
            row.record_usage()
            if row.type == Kind.RECOVERY_CODES:
                record(AuditEntry.Event.RECOVERY_CODE_USED, user.username, acting_user=user)
            forget_guesses(CODE_GUESSES, user.username)
            return Outcome.RIGHT
    return Outcome.WRONG


def _unused(user: User, row: Authenticator, code: str) -> bool:
    return spend(row.type, f"{user.pk}:{row.pk}:{code}", lifetime=CODE_LIFETIME)


@transaction.atomic
def add_codes_app(user: User, secret: str, code: str, *, acting_user: User) -> bool:
    """Add an app that shows codes, once it has shown a right one; ``False`` when the code is wrong."""
    written = "".join(code.split())
    if not validate_totp_code(secret, written):
        return False
    Authenticator.objects.filter(user=user, type=Kind.TOTP).delete()
    row = TOTP.activate(user, secret).instance
    _unused(user, row, written)
    _added(user, Kind.TOTP, acting_user)
    return True


@transaction.atomic
def add_passkey(user: User, name: str, credential: dict[str, Any], *, acting_user: User) -> None:
    """Add a passkey whose registration has been proved."""
    WebAuthn.add(user, name, credential)
    _added(user, Kind.WEBAUTHN, acting_user)


@transaction.atomic
def make_recovery_codes(user: User, *, acting_user: User) -> list[str]:
    """Return new recovery codes; the old ones no longer work."""
    Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    record(AuditEntry.Event.RECOVERY_CODES_MADE, user.username, acting_user=acting_user)
    return codes


@transaction.atomic
def remove_factor(user: User, pk: int, *, acting_user: User) -> bool:
    """Take away one second factor; the recovery codes go with the last one."""
    row = Authenticator.objects.filter(user=user, pk=pk).exclude(type=Kind.RECOVERY_CODES).first()
    if row is None:
        return False
    kind = row.type
    row.delete()
    left = Authenticator.objects.filter(user=user)
    if not left.exclude(type=Kind.RECOVERY_CODES).exists():
        left.delete()
    _removed(user, kind, acting_user)
    return True


@transaction.atomic
def remove_all_factors(user: User, *, acting_user: User) -> None:
    """Take away every second factor: the explicit act of an administrator."""
    Authenticator.objects.filter(user=user).delete()
    _removed(user, "all", acting_user)


def _added(user: User, kind: str, acting_user: User) -> None:
    record(
        AuditEntry.Event.SECOND_FACTOR_ADDED, user.username, acting_user=acting_user, new={"kind": str(kind)}
    )


def _removed(user: User, kind: str, acting_user: User) -> None:
    record(
        AuditEntry.Event.SECOND_FACTOR_REMOVED,
        user.username,
        acting_user=acting_user,
        old={"kind": str(kind)},
    )
