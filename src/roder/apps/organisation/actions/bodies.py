"""Named changes of one body from a day on: each ends a row the day before and begins another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.organisation.actions.rows import locked_bodies
from roder.apps.organisation.actions.rows import write_rows
from roder.apps.organisation.importing import difference_document
from roder.apps.organisation.queries import body_version
from roder.domain.organisation_changes import added
from roder.domain.organisation_changes import changed_from
from roder.domain.organisation_changes import ended_on
from roder.domain.organisation_differences import differences
from roder.domain.organisation_differences import field_text
from roder.domain.problems import refuses
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from datetime import date

    from roder.apps.identity.models import User
    from roder.domain.organisation import Body
    from roder.domain.organisation_changes import Change
    from roder.domain.problems import Problem


def add_body(organisation: str, body: Body, *, acting_user: User) -> list[Problem]:
    """Add a body, or begin one anew that has ended; returns what is wrong, and then nothing is saved."""
    return _carry_out(
        organisation,
        body.code,
        AuditEntry.Event.BODY_ADDED,
        lambda bodies: added(bodies, body),
        mine={},
        version=None,
        acting_user=acting_user,
    )


def rename_body(
    organisation: str, code: str, name: str, *, since: date, version: int | None = None, acting_user: User
) -> list[Problem]:
    """Give a body another name from a day on; the past keeps the old one."""
    return _carry_out(
        organisation,
        code,
        AuditEntry.Event.BODY_RENAMED,
        lambda bodies: changed_from(bodies, code, since, lambda body: replace(body, name=name)),
        mine={"name": name},
        version=version,
        acting_user=acting_user,
    )


def move_body(
    organisation: str, code: str, parent: str, *, since: date, version: int | None = None, acting_user: User
) -> list[Problem]:
    """Place a body, with everything below it, under another from a day on."""
    return _carry_out(
        organisation,
        code,
        AuditEntry.Event.BODY_MOVED,
        lambda bodies: changed_from(bodies, code, since, lambda body: replace(body, parent=parent)),
        mine={"parent": parent},
        version=version,
        acting_user=acting_user,
    )


def change_ledger_codes(
    organisation: str,
    code: str,
    prefixes: Sequence[str],
    *,
    since: date,
    version: int | None = None,
    acting_user: User,
) -> list[Problem]:
    """Give a body other ledger codes from a day on."""
    wanted = tuple(sorted(set(prefixes)))
    return _carry_out(
        organisation,
        code,
        AuditEntry.Event.BODY_LEDGER_CODES_CHANGED,
        lambda bodies: changed_from(bodies, code, since, lambda body: replace(body, prefixes=wanted)),
        mine={"prefixes": " ".join(wanted)},
        version=version,
        acting_user=acting_user,
    )


def change_organisation_number(
    organisation: str, code: str, number: str, *, since: date, version: int | None = None, acting_user: User
) -> list[Problem]:
    """Say from a day on which legal person a body is, so that its own books are found."""
    return _carry_out(
        organisation,
        code,
        AuditEntry.Event.BODY_NUMBER_CHANGED,
        lambda bodies: changed_from(
            bodies, code, since, lambda body: replace(body, organisation_number=number)
        ),
        mine={"organisation_number": number},
        version=version,
        acting_user=acting_user,
    )


def end_body(
    organisation: str, code: str, last_day: date, *, version: int | None = None, acting_user: User
) -> list[Problem]:
    """Let a day be a body's last; everything below it must have been moved or ended by then."""
    return _carry_out(
        organisation,
        code,
        AuditEntry.Event.BODY_ENDED,
        lambda bodies: ended_on(bodies, code, last_day),
        mine={"valid_to": last_day.isoformat()},
        version=version,
        acting_user=acting_user,
    )


@transaction.atomic
def _carry_out(
    organisation: str,
    code: str,
    event: AuditEntry.Event,
    change: Callable[[Sequence[Body]], Change],
    *,
    mine: dict[str, str],
    version: int | None,
    acting_user: User,
) -> list[Problem]:
    """Make a change; a person who has not seen the body's newest ``version`` gets both versions back."""
    old = locked_bodies(organisation)
    if version is not None and version != body_version(organisation, code):
        raise _stale(organisation, code, old, event, mine)
    made = change(old)
    found = differences(old, made.bodies)
    if refuses(made.problems) or not found:
        return made.problems
    write_rows(organisation, old, made.bodies)
    record(
        event,
        f"{organisation} {code}",
        acting_user=acting_user,
        old={"rows": [_shown(body) for body in old if body.code == code]},
        new={
            "rows": [_shown(body) for body in made.bodies if body.code == code],
            "differences": [difference_document(each) for each in found],
        },
    )
    return made.problems


def _stale(
    organisation: str, code: str, old: Sequence[Body], event: AuditEntry.Event, mine: dict[str, str]
) -> StaleVersionError:
    rows = [body for body in old if body.code == code]
    told = stale(None, mine=mine, event=event, subject=f"{organisation} {code}")
    return StaleVersionError(
        theirs={name: field_text(getattr(rows[-1], name)) for name in mine} if rows else {},
        mine=mine,
        version=body_version(organisation, code),
        saved_by=told.saved_by,
        saved_at=told.saved_at,
    )


def _shown(body: Body) -> dict[str, str]:
    return {
        "name": body.name,
        "kind": body.kind.value,
        "parent": body.parent,
        "ledger_codes": " ".join(body.prefixes),
        "organisation_number": body.organisation_number,
        "from": body.valid_from.isoformat() if body.valid_from else "",
        "to": body.valid_to.isoformat() if body.valid_to else "",
    }
