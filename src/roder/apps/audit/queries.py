from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.audit.models import AuditEntry
from roder.apps.audit.models import ChainHead
from roder.apps.identity.models import User
from roder.domain.audit_chain import ChainRow
from roder.domain.audit_chain import Head
from roder.domain.audit_chain import verify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from roder.domain.audit_chain import Verification

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which acts are asked for; what is empty does not limit. ``until`` is not included."""

    person: int | None = None
    event: int | None = None
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def chosen(self, entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """Return those of the acts that are asked for."""
        wanted = {
            "acting_user_id": self.person,
            "event": self.event,
            "subject__icontains": self.subject,
            "at__gte": self.since,
            "at__lt": self.until,
        }
        return entries.filter(**{name: value for name, value in wanted.items() if value not in (None, "")})


def history_of(subject: str, events: range, *, limit: int = 20) -> list[AuditEntry]:
    """Return what has been done to one object, newest first.

    ``events`` are the numbers whose ``subject`` names such an object: ``range(100, 110)``, say. The
    page that shows the object has its own door; its history is no more secret than the object.
    """
    rows = AuditEntry.objects.filter(event__gte=events.start, event__lt=events.stop, subject=subject)
    return list(rows.select_related("acting_user").order_by("-number")[:limit])


def people_in_history() -> list[User]:
    """Return everybody who has done anything, by name."""
    found = User.objects.filter(pk__in=AuditEntry.objects.order_by().values("acting_user").distinct())
    return sorted(found, key=str)


def chain_head() -> Head:
    """Return the last number and hash of the chain: what one publishes."""
    head = ChainHead.objects.first()
    return Head(head.number, head.chain_hash) if head else Head()


def chain_rows() -> Iterator[tuple[ChainRow, str]]:
    """Yield every row with the hash kept beside it, by number."""
    fields = (
        "number", "at", "person", "acting_user_id", "event", "subject", "old", "new", "chain_hash",
    )  # fmt: skip
    found = AuditEntry.objects.order_by("number", "pk").values_list(*fields)
    for *row, kept in found.iterator(chunk_size=CHUNK):
        yield ChainRow(*row), kept


def verify_chain(published: Iterable[Head] = ()) -> Verification:
    """Follow the whole chain, against its own head and those published earlier."""
    return verify(chain_rows(), [chain_head(), *published])
