"""The organisation as rows with validity dates, and which body a ledger code belongs to.

Codes are found by the longest matching prefix among the bodies in force on the day, so that a
committee may own ``30`` and one of its units ``3041``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import date


class BodyKind(StrEnum):
    """The kinds of body (glossary: council, executive board, committee, …)."""

    COUNCIL = "council"
    EXECUTIVE_BOARD = "executive_board"
    COMMITTEE = "committee"
    DISTRICT_COMMITTEE = "district_committee"
    DEPARTMENT = "department"
    UNIT = "unit"
    COMPANY = "company"


FRAME_HOLDERS = frozenset(
    {BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD, BodyKind.COMMITTEE, BodyKind.DISTRICT_COMMITTEE}
)
"""Bodies that hold a frame of their own and answer for keeping it."""


@dataclass(frozen=True, slots=True)
class Body:
    """A node of the organisation, in force from ``valid_from`` to ``valid_to`` (both included).

    A body that is renamed, moved or given other ledger codes has several, one after the other, with
    the same ``code``. ``organisation_number`` is that of a legal person of its own, a company.
    """

    code: str
    name: str
    kind: BodyKind
    parent: str = ""
    prefixes: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    organisation_number: str = ""

    def in_force(self, day: date) -> bool:
        """Return whether the body exists on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class OrganisationTree:
    """The bodies in force on one day, with look-ups by code and by ledger code.

    >>> from datetime import date
    >>> body = Body("300", "Education", BodyKind.COMMITTEE, prefixes=("30",))
    >>> tree = OrganisationTree([body], date(2018, 8, 31))
    >>> tree.body_of_ledger_code("3041").code
    '300'
    """

    def __init__(self, bodies: Iterable[Body], day: date, organisation: str = "") -> None:
        self.organisation = organisation
        self.day = day
        self.bodies = {body.code: body for body in bodies if body.in_force(day)}
        self._children: dict[str, list[str]] = {}
        for body in self.bodies.values():
            self._children.setdefault(body.parent, []).append(body.code)
        self._owner = {prefix: body.code for body in self.bodies.values() for prefix in body.prefixes}
        self._answering: dict[str, list[Body]] = {}

    def children(self, code: str) -> list[Body]:
        """Return the bodies directly below, in code order; below ``""`` are the topmost."""
        return [self.bodies[child] for child in sorted(self._children.get(code, []))]

    def walk(self) -> list[tuple[int, Body]]:
        """Return every body with its level, from the top down; one whose parent is not in force is a top.

        >>> from datetime import date
        >>> bodies = [Body("1", "A", BodyKind.COUNCIL), Body("2", "B", BodyKind.COMMITTEE, "1")]
        >>> [(level, body.code) for level, body in OrganisationTree(bodies, date(2018, 1, 1)).walk()]
        [(0, '1'), (1, '2')]
        """
        tops = sorted(code for code, body in self.bodies.items() if body.parent not in self.bodies)
        waiting = [(0, code) for code in reversed(tops)]
        found: list[tuple[int, Body]] = []
        while waiting:
            level, code = waiting.pop()
            found.append((level, self.bodies[code]))
            waiting.extend((level + 1, child) for child in sorted(self._children.get(code, []), reverse=True))
        return found

    def body_of_ledger_code(self, ledger_code: str) -> Body | None:
        """Return the body that owns the code by longest prefix, or ``None``."""
        for length in range(len(ledger_code), 0, -1):
            owner = self._owner.get(ledger_code[:length])
            if owner is not None:
                return self.bodies[owner]
        return None

    def path(self, code: str) -> list[Body]:
        """Return the bodies from the top down to this one."""
        steps: list[Body] = []
        seen: set[str] = set()
        while code in self.bodies and code not in seen:
            seen.add(code)
            steps.append(self.bodies[code])
            code = self.bodies[code].parent
        return steps[::-1]

    def subtree(self, code: str) -> frozenset[str]:
        """Return the codes of a body and of everything below it; empty when it is not in force."""
        found: set[str] = set()
        waiting = [code] if code in self.bodies else []
        while waiting:
            at = waiting.pop()
            if at not in found:
                found.add(at)
                waiting.extend(self._children.get(at, []))
        return frozenset(found)

    def child_towards(self, ancestor: str, code: str) -> Body | None:
        """Return the direct child of ``ancestor`` on the way down to ``code``, or ``None``."""
        steps = self.path(code)
        for index, body in enumerate(steps):
            if body.code == ancestor and index + 1 < len(steps):
                return steps[index + 1]
        return None

    def answering(self, ledger_code: str) -> list[Body]:
        """Return the bodies that answer for a ledger code: its owner and upwards, to the first with a frame.

        A committee lies below the council in the tree, but its money is not the council's own.
        """
        owner = self.body_of_ledger_code(ledger_code)
        return [] if owner is None else self.answering_above(owner.code)

    def answering_above(self, code: str) -> list[Body]:
        """Return a body and those above it, up to the first with a frame."""
        if code not in self._answering:
            steps = self.path(code)[::-1]
            holders = (at for at, body in enumerate(steps, 1) if body.kind in FRAME_HOLDERS)
            self._answering[code] = steps[: next(holders, len(steps))]
        return self._answering[code]

    def holder_above(self, code: str) -> str | None:
        """Return the code of the body with a frame that a body belongs to, itself when it has one; else ``None``."""
        steps = self.answering_above(code)
        return steps[-1].code if steps and steps[-1].kind in FRAME_HOLDERS else None

    def frame_holder(self, ledger_code: str) -> Body | None:
        """Return the body with a frame that answers for a ledger code, or ``None``."""
        answering = self.answering(ledger_code)
        return answering[-1] if answering and answering[-1].kind in FRAME_HOLDERS else None

    def parts(self, code: str) -> list[Body]:
        """Return the bodies directly below that are part of this one: no committee or company of its own."""
        apart = FRAME_HOLDERS | {BodyKind.COMPANY}
        return [body for body in self.children(code) if body.kind not in apart]

    def frame_holders(self) -> list[Body]:
        """Return every body that holds a frame, in code order."""
        return sorted(
            (body for body in self.bodies.values() if body.kind in FRAME_HOLDERS), key=lambda body: body.code
        )


def change_days(bodies: Sequence[Body]) -> list[date]:
    """Return the days on which the tree becomes another, oldest first: beginnings, and days after an end.

    >>> from datetime import date
    >>> change_days([Body("1", "A", BodyKind.COUNCIL, valid_to=date(2018, 12, 31))])
    [datetime.date(2019, 1, 1)]
    """
    begins = {body.valid_from for body in bodies if body.valid_from}
    ends = {body.valid_to + timedelta(days=1) for body in bodies if body.valid_to}
    return sorted(begins | ends)


def body_finder(bodies: Iterable[Body]) -> Callable[[str], str | None]:
    """Return the function from a code, or from a name that only one body has ever had, to the code.

    >>> body_finder([Body("300", "Education", BodyKind.COMMITTEE)])("education")
    '300'
    """
    named: dict[str, set[str]] = {}
    codes = set()
    for body in bodies:
        codes.add(body.code)
        named.setdefault(_plain_name(body.name), set()).add(body.code)

    def find(text: str) -> str | None:
        if text in codes:
            return text
        found = named.get(_plain_name(text), set())
        return next(iter(found)) if len(found) == 1 else None

    return find


def _plain_name(name: str) -> str:
    return " ".join(name.casefold().split())
