from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from roder.apps.audit.models import AuditEntry
from roder.apps.audit.models import ChainHead
from roder.domain.audit_chain import link
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

    from roder.apps.identity.models import User

AREA = 100
"""Event numbers of one area share their hundreds, and with them what ``subject`` names."""


@transaction.atomic(savepoint=False)
def record(
    event: AuditEntry.Event,
    subject: str,
    *,
    acting_user: User,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add an audit row at the end of the chain, inside the transaction of the act that it records.

    Record last: the chain is held from here to the end of the transaction, and an action that locks
    something after it could wait crosswise for another.
    """
    heads = ChainHead.objects.select_for_update()
    head = heads.first() or heads.get(pk=ChainHead.objects.get_or_create(pk=ChainHead.ONLY)[0].pk)
    now = timezone.now()
    entry = AuditEntry(
        number=head.number + 1,
        event=event,
        subject=subject,
        acting_user=acting_user,
        person=acting_user.username,
        at=now.replace(microsecond=now.microsecond // 1000 * 1000),
        old=plain(old),
        new=plain(new),
    )
    entry.chain_hash = link(head.chain_hash, entry.chain_row)
    entry.save()
    head.number, head.chain_hash = entry.number, entry.chain_hash
    head.save(update_fields=["number", "chain_hash"])
    return entry


def record_reading(subject: str, *, acting_user: User) -> None:
    """Record that a person opened texts that may hold personal data: once per person, object and hour.

    The look before is one step in an index; only the first reading of the hour waits for the chain.
    """
    event = AuditEntry.Event.READ_PROTECTED
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    same = AuditEntry.objects.filter(event=event, subject=subject, acting_user=acting_user, at__gte=hour)
    if not same.exists():
        record(event, subject, acting_user=acting_user)


def plain(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the values in the one form in which every database gives them back.

    Dates become text, and so do fractions and what is no Unicode.
    """
    text = json.dumps(values or {}, cls=DjangoJSONEncoder, ensure_ascii=False).replace("\\u0000", "")
    text = text.encode("utf-8", "replace").decode("utf-8")
    answer: dict[str, Any] = json.loads(text, parse_float=str)
    return answer


@transaction.atomic
def change(
    row: Model,
    values: Mapping[str, Any],
    *,
    seen_version: int,
    event: AuditEntry.Event,
    subject: str,
    acting_user: User,
) -> bool:
    """Write the values to an editable row if it still is the version that the person saw.

    The row's model has an integer ``version``. Returns whether anything changed; the audit row
    holds the fields that did. Raises ``StaleVersionError`` when somebody was first and wrote
    something else; the same values twice are no conflict.
    """
    before = write_seen(row, values, seen_version=seen_version, event=event, subject=subject)
    if before:
        record(
            event, subject, acting_user=acting_user, old=before, new={name: values[name] for name in before}
        )
    return bool(before)


@transaction.atomic
def write_seen(
    row: Model, values: Mapping[str, Any], *, seen_version: int, event: AuditEntry.Event, subject: str
) -> dict[str, Any]:
    """Do what ``change`` does but for the audit row; returns what the fields that changed were before.

    For an act that has more to write, or whose values must be put in words, before it records.
    """
    rows = type(row)._default_manager.filter(pk=row.pk)  # noqa: SLF001 - Django's own name
    current = rows.first()
    if current is None:
        raise stale(None, mine=values, event=event, subject=subject)
    before = {name: getattr(current, name) for name in values}
    changed = {name: value for name, value in values.items() if value != before[name]}
    if not changed:
        return {}
    if getattr(current, "version", 0) != seen_version:
        raise stale(current, mine=values, event=event, subject=subject)
    # The filter decides, not the look above: between the two somebody may have been quicker.
    if not rows.filter(version=seen_version).update(**changed, version=seen_version + 1):
        raise stale(rows.first(), mine=values, event=event, subject=subject)
    for name, value in {**changed, "version": seen_version + 1}.items():
        setattr(row, name, value)
    return {name: before[name] for name in changed}


def stale(
    current: Model | None, *, mine: Mapping[str, Any], event: AuditEntry.Event, subject: str
) -> StaleVersionError:
    """Return the refusal of a save that came second: both versions, and who saved the other."""
    first = event // AREA * AREA
    latest = (
        AuditEntry.objects.filter(event__range=(first, first + AREA - 1), subject=subject)
        .select_related("acting_user")
        .order_by("-pk")
        .first()
    )
    return StaleVersionError(
        theirs={} if current is None else {name: getattr(current, name) for name in mine},
        mine=mine,
        version=getattr(current, "version", 0),
        saved_by=str(latest.acting_user) if latest else "",
        saved_at=latest.at if latest else None,
    )
