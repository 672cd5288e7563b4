"""Recent decisions and changes that touch a person: audit rows of what their mandates reach, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.access import mandates_giving
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.organisation.access import access_bodies
from roder.apps.organisation.queries import organisation_tree
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime

    from roder.apps.identity.models import User
    from roder.domain.mandates import Mandate

Event = AuditEntry.Event
LOOKED_AT = 200
BOOKS = (Event.LEDGER_IMPORTED, Event.LEDGER_UNDONE)
ROLES = (Event.MANDATE_GRANTED, Event.MANDATE_ENDED)
BODIES = (
    Event.BODY_ADDED,
    Event.BODY_RENAMED,
    Event.BODY_MOVED,
    Event.BODY_LEDGER_CODES_CHANGED,
    Event.BODY_NUMBER_CHANGED,
    Event.BODY_ENDED,
)
TOUCHING = (*BOOKS, Event.FRAMES_SET, Event.ORGANISATION_REPLACED, *BODIES, *ROLES)
SHOWN_BODIES = 3


@dataclass(frozen=True)
class FrameChange:
    """A body's frame before and after, in öre; ``None`` where there was or is none."""

    body: str
    name: str
    old_ore: int | None
    new_ore: int | None


@dataclass(frozen=True)
class Change:
    """One act that touches the person, with only what they may know of it."""

    event: int
    at: datetime
    by: str
    organisation: str = ""
    body: str = ""
    year: int = 0
    months: tuple[int, ...] = ()
    role: str = ""
    frames: tuple[FrameChange, ...] = ()
    more_frames: int = 0


def recent_changes(person: User, day: date, *, limit: int = 6) -> list[Change]:
    """Return the newest acts that touch the person, newest first."""
    held = mandates_giving(person, Permission.READ_FOLLOW_UP, today=day)
    rows = AuditEntry.objects.filter(event__in=TOUCHING).select_related("acting_user").order_by("-pk")
    view = _View(person, day, held)
    found: list[Change] = []
    for row in rows[:LOOKED_AT]:
        change = view.change_of(row)
        if change is not None:
            found.append(change)
        if len(found) == limit:
            break
    return found


class _View:
    """What one person may see of the audit's rows; names and trees are asked for once."""

    def __init__(self, person: User, day: date, held: list[Mandate]) -> None:
        self._person, self._day, self._held = person, day, held
        self._names: dict[str, str] = {}
        self._bodies: dict[str, dict[str, str]] = {}

    def change_of(self, row: AuditEntry) -> Change | None:
        event = Event(row.event)
        if event in ROLES:
            return self._role(row)
        if event in BOOKS:
            return self._books(row)
        organisation, _space, rest = row.subject.partition(" ")
        if not self._touches(organisation):
            return None
        if event is Event.FRAMES_SET:
            return self._frames(row, organisation, int(rest))
        if event in BODIES and rest not in self._reached(organisation):
            return None
        body = self._reached(organisation)[rest] if event in BODIES else ""
        return Change(row.event, row.at, str(row.acting_user), self._name(organisation), body)

    def _touches(self, organisation: str) -> bool:
        return any(mandate.organisation in {"", organisation} for mandate in self._held)

    def _name(self, organisation: str) -> str:
        if organisation not in self._names:
            row = LedgerOrganisation.objects.filter(key=organisation).first()
            self._names[organisation] = row.name if row else organisation
        return self._names[organisation]

    def _reached(self, organisation: str) -> dict[str, str]:
        """Return the names by code of the bodies that the person reaches."""
        if organisation not in self._bodies:
            tree = organisation_tree(organisation, self._day)
            codes = access_bodies(self._person, Permission.READ_FOLLOW_UP, tree, today=self._day)
            self._bodies[organisation] = {code: tree.bodies[code].name for code in codes}
        return self._bodies[organisation]

    def _role(self, row: AuditEntry) -> Change | None:
        if row.new.get("person") != self._person.username:
            return None
        return Change(row.event, row.at, str(row.acting_user), role=row.new.get("role", ""))

    def _books(self, row: AuditEntry) -> Change | None:
        batch = ImportBatch.objects.filter(number=row.subject).select_related("organisation").first()
        if batch is None or not self._touches(batch.organisation.key):
            return None
        months = tuple(batch.months)
        return Change(
            row.event,
            row.at,
            str(row.acting_user),
            batch.organisation.name,
            year=batch.fiscal_year,
            months=months,
        )

    def _frames(self, row: AuditEntry, organisation: str, year: int) -> Change | None:
        reached = self._reached(organisation)
        changed = [code for code in _changed(row.old, row.new) if code in reached]
        if not changed:
            return None
        shown = tuple(
            FrameChange(code, reached[code], row.old.get(code), row.new.get(code))
            for code in changed[:SHOWN_BODIES]
        )
        more = len(changed) - len(shown)
        name = self._name(organisation)
        return Change(
            row.event, row.at, str(row.acting_user), name, year=year, frames=shown, more_frames=more
        )


def _changed(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [code for code in sorted({*old, *new}) if old.get(code) != new.get(code)]
