"""Notices are made when something begins to wait for a person, and resolved when it no longer does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.notices.models import Notice
from roder.apps.notices.queries import duties_of

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User
    from roder.domain.duties import Duty


def refresh_notices(person: User, day: date, *, acting_user: User) -> list[Duty]:
    """Bring the person's notices in order with what waits for them on the day, and return all their duties.

    Writes only where something differs; done twice, or by two at once, it is as done once.
    """
    del acting_user  # a notice says again what has an audit row already
    found = duties_of(person, day)
    wanted = {(duty.kind.value, duty.subject): duty.due for duty in found if duty.waits}
    open_now = {
        (notice.kind, notice.subject): notice
        for notice in Notice.objects.filter(person=person, resolved_at__isnull=True)
    }
    moved = [notice for key, notice in open_now.items() if key in wanted and notice.due != wanted[key]]
    over = [notice.pk for key, notice in open_now.items() if key not in wanted]
    new = [key for key in wanted if key not in open_now]
    if moved or over or new:
        _write(person, wanted, moved, over, new)
    return found


@transaction.atomic
def _write(
    person: User,
    wanted: dict[tuple[str, str], date | None],
    moved: list[Notice],
    over: list[int],
    new: list[tuple[str, str]],
) -> None:
    for notice in moved:
        notice.due = wanted[notice.kind, notice.subject]
        notice.save(update_fields=["due"])
    Notice.objects.filter(pk__in=over).update(resolved_at=timezone.now())
    rows = [Notice(person=person, kind=key[0], subject=key[1], due=wanted[key]) for key in new]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def mark_read(notices: list[Notice], *, acting_user: User) -> None:
    """Note that the person has read their notices; one that was read before keeps its time."""
    keys = [notice.pk for notice in notices]
    mine = Notice.objects.filter(pk__in=keys, person=acting_user, read_at__isnull=True)
    mine.update(read_at=timezone.now())
