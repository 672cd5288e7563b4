"""What becomes another when one set of bodies takes the place of another: shown before it is saved.

A body's rows follow each other in time. A row that goes on where the one before it ended is the
same body changed from that day, not one body ended and another added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.organisation_faults import fault
from roder.domain.validity import day_before

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from roder.domain.organisation import Body
    from roder.domain.problems import Problem

    RowKey = tuple[str, date]


class DifferenceKind(StrEnum):
    """What happens to a body: added, changed, moved under another, ended, or removed altogether."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    ENDED = "ended"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a body and its values as text: ``field`` is the name in ``Body``."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class BodyDifference:
    """What happens to one body, from ``since`` on (``None``: always)."""

    kind: DifferenceKind
    code: str
    name: str
    since: date | None
    changes: tuple[FieldChange, ...] = ()


FIELDS = ("name", "kind", "parent", "prefixes", "organisation_number", "valid_to")


def row_key(body: Body) -> RowKey:
    """Return what tells a body's rows apart: its code and the day from which the row is in force.

    >>> from roder.domain.organisation import Body, BodyKind
    >>> row_key(Body("100", "Council", BodyKind.COUNCIL))
    ('100', datetime.date(1, 1, 1))
    """
    return body.code, body.valid_from or date.min


def differences(old: Sequence[Body], new: Sequence[Body]) -> list[BodyDifference]:
    """Return what the new bodies change in the old, in order of code and day; none when nothing does.

    >>> from roder.domain.organisation import Body, BodyKind
    >>> council = Body("100", "Council", BodyKind.COUNCIL)
    >>> [each.kind.value for each in differences([], [council])]
    ['added']
    """
    before = {row_key(body): body for body in old}
    after = {row_key(body): body for body in new}
    rows_of: dict[str, list[Body]] = {}
    for body in new:
        rows_of.setdefault(body.code, []).append(body)
    found: list[BodyDifference] = []
    for key in sorted({*before, *after}):
        if key not in after:
            found.append(_difference(DifferenceKind.REMOVED, before[key]))
        elif key not in before:
            found.extend(_begun(after[key], _predecessor(after[key], rows_of[key[0]])))
        else:
            found.extend(_changed(before[key], after[key], rows_of[key[0]]))
    return found


def removals(found: Iterable[BodyDifference], old: Sequence[Body]) -> list[Problem]:
    """Return a warning for each body that would be gone from the past as well.

    >>> removals([], [])
    []
    """
    rows = {row_key(body): body for body in old}
    return [
        fault("body_removed", None, body, first=body.valid_from, last=body.valid_to)
        for each in found
        if each.kind is DifferenceKind.REMOVED
        for body in [rows[each.code, each.since or date.min]]
    ]


def _difference(kind: DifferenceKind, body: Body, changes: Sequence[FieldChange] = ()) -> BodyDifference:
    return BodyDifference(kind, body.code, body.name, body.valid_from, tuple(changes))


def _predecessor(body: Body, rows: Iterable[Body]) -> Body | None:
    """Return the row of the same body that ends the day before this one begins."""
    if body.valid_from is None or body.valid_from == date.min:
        return None
    last = day_before(body.valid_from)
    return next((row for row in rows if row.valid_to == last), None)


def _begun(body: Body, predecessor: Body | None) -> Iterator[BodyDifference]:
    if predecessor is None:
        yield _difference(DifferenceKind.ADDED, body)
        return
    changes = [change for change in _changes(predecessor, body) if change.field != "valid_to"]
    yield from _sorted_out(body, changes, always=True)


def _changed(old: Body, new: Body, rows: Iterable[Body]) -> Iterator[BodyDifference]:
    changes = _changes(old, new)
    goes_on = any(_predecessor(row, [new]) is not None for row in rows)
    ends = [change for change in changes if change.field == "valid_to"]
    yield from _sorted_out(new, [change for change in changes if change.field != "valid_to"])
    if not ends or goes_on:
        return
    earlier = new.valid_to is not None and (old.valid_to is None or new.valid_to < old.valid_to)
    yield _difference(DifferenceKind.ENDED if earlier else DifferenceKind.CHANGED, new, ends)


def _sorted_out(
    body: Body, changes: Sequence[FieldChange], *, always: bool = False
) -> Iterator[BodyDifference]:
    moves = [change for change in changes if change.field == "parent"]
    others = [change for change in changes if change.field != "parent"]
    if moves:
        yield _difference(DifferenceKind.MOVED, body, moves)
    if others or (always and not moves):
        yield _difference(DifferenceKind.CHANGED, body, others)


def _changes(old: Body, new: Body) -> list[FieldChange]:
    pairs = [(name, field_text(getattr(old, name)), field_text(getattr(new, name))) for name in FIELDS]
    return [FieldChange(name, before, after) for name, before, after in pairs if before != after]


def field_text(value: object) -> str:
    """Return the value of a body's field as text: codes parted by spaces, no value as empty.

    >>> field_text(("31", "30")), field_text(None)
    ('30 31', '')
    """
    if isinstance(value, tuple):
        return " ".join(sorted(value))
    return "" if value is None else str(value)
