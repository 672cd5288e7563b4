from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions.mandates import end_mandate
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.apps.signin.actions.guesses import spend
from roder.apps.signin.actions.people import register_person
from roder.apps.signin.hashes import hashed
from roder.apps.signin.models import ExternalIdentity
from roder.apps.signin.models import WaitingAnswer
from roder.apps.signin.refusals import Refusal
from roder.apps.signin.refusals import SignInRefusedError

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime

    from roder.apps.signin.claims import Claims
    from roder.apps.signin.providers import Provider
    from roder.domain.mandates import Mandate

SOURCE = "sso"
PROOF_KEPT = timedelta(days=1)
ANSWER_KEPT = timedelta(minutes=5)
LONGEST_ID = 250
LONGEST_ANSWER = 200_000
MOST_ANSWERS = 500


def sign_in_by_claims(claims: Claims, provider: Provider, *, now: datetime, today: date) -> User:
    """Return the person of a proved answer, made on first sight; their group mandates are brought up to date.

    Raises ``SignInRefusedError`` when the answer has been used, the account is closed, or no role is left;
    mandates whose group is gone have ended all the same.
    """
    if not claims.subject or max(len(claims.subject), len(claims.issuer)) > LONGEST_ID:
        raise SignInRefusedError(Refusal.WRONG_SUBJECT, "empty or too long")
    if not spend("answer", f"{claims.issuer} {claims.proof}", lifetime=PROOF_KEPT):
        raise SignInRefusedError(Refusal.REPLAYED)
    wanted = {mandate for group in claims.groups for mandate in provider.groups.get(group, ())}
    with transaction.atomic():
        user = _person(claims, has_role=bool(wanted), now=now)
        renew_mandates(user, wanted, today=today)
    if not any(mandate.in_force(today) for mandate in user.mandate_values):
        raise SignInRefusedError(Refusal.NO_ROLE, user.username)
    return user


def _person(claims: Claims, *, has_role: bool, now: datetime) -> User:
    known = ExternalIdentity.objects.select_related("user").filter(
        issuer=claims.issuer, subject=claims.subject
    )
    identity = known.first()
    if identity is None:
        if not has_role:
            raise SignInRefusedError(Refusal.NO_ROLE, claims.username)
        user = register_person(
            _free_username(claims),
            first_name=claims.first_name[:150],
            last_name=claims.last_name[:150],
            email=_valid_email(claims.email),
            acting_user=system_user(),
        )
        ExternalIdentity.objects.create(
            user=user, issuer=claims.issuer, subject=claims.subject, first_at=now, last_at=now
        )
        return user
    if not identity.user.is_active:
        raise SignInRefusedError(Refusal.CLOSED_ACCOUNT, identity.user.username)
    known.update(last_at=now)
    return identity.user


def _valid_email(email: str) -> str:
    """The address to write to, where it is one. Nobody is found by it."""
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email


def _free_username(claims: Claims) -> str:
    """A user name of the account's own: the provider's wish where nobody has it, never somebody else's."""
    tail = hashed(claims.issuer, claims.subject)[:10]
    wish = re.sub(r"[^\w.@+-]", "", claims.username)[:130]
    if wish and not User.objects.filter(username__iexact=wish).exists():
        return wish
    return f"{wish or 'person'}-{tail}"


@transaction.atomic
def renew_mandates(user: User, wanted: set[Mandate], *, today: date) -> None:
    """Grant what the groups give and end what they no longer give; what people granted is left alone."""
    acting_user = system_user()
    held = {row.value: row for row in user.mandates.filter(source=SOURCE) if row.value.in_force(today)}
    shapes = {(value.role, value.organisation, value.body, value.party) for value in wanted}
    kept = set()
    for value, row in held.items():
        shape = (value.role, value.organisation, value.body, value.party)
        if shape in shapes:
            kept.add(shape)
        else:
            end_mandate(row, acting_user=acting_user)
    for mandate in wanted:
        if (mandate.role, mandate.organisation, mandate.body, mandate.party) not in kept:
            grant_mandate(user, mandate, source=SOURCE, acting_user=acting_user)
    user.__dict__.pop("mandate_values", None)


def record_refusal(provider: Provider, refusal: SignInRefusedError) -> None:
    """Leave an audit row of a refused answer: the reason, and what the operator needs to find it."""
    record(
        AuditEntry.Event.SIGN_IN_REFUSED,
        provider.key,
        acting_user=system_user(),
        new={"reason": refusal.reason, "detail": refusal.detail[:300]},
    )


@transaction.atomic
def keep_answer(state: str, answer: str, *, now: datetime) -> bool:
    """Keep a posted answer until the browser returns with its own session; one for each state.

    Anybody can post here, so what is kept at a time has a limit.
    """
    WaitingAnswer.objects.filter(received_at__lt=now - ANSWER_KEPT).delete()
    if len(answer) > LONGEST_ANSWER or WaitingAnswer.objects.count() >= MOST_ANSWERS:
        return False
    _, is_new = WaitingAnswer.objects.get_or_create(
        state_hash=hashed(state), defaults={"answer": answer, "received_at": now}
    )
    return is_new


@transaction.atomic
def take_answer(state: str, *, now: datetime) -> str | None:
    """Take out the answer to a state; ``None`` when there is none or it has waited too long."""
    row = WaitingAnswer.objects.filter(state_hash=hashed(state), received_at__gte=now - ANSWER_KEPT).first()
    if row is None:
        return None
    row.delete()
    return row.answer
