"""Changes of one body from a day on: the past is never rewritten, so each change begins a row of its own."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from roder.domain.organisation_checks import organisation_problems
from roder.domain.organisation_faults import fault
from roder.domain.validity import day_before

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from datetime import date

    from roder.domain.organisation import Body
    from roder.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Change:
    """The bodies as they would be, and everything that keeps the change from being made."""

    bodies: list[Body]
    problems: list[Problem]


def added(bodies: Sequence[Body], body: Body) -> Change:
    """Return the bodies with one more.

    >>> from roder.domain.organisation import Body, BodyKind
    >>> len(added([], Body("100", "Council", BodyKind.COUNCIL)).bodies)
    1
    """
    new = [*bodies, body]
    return Change(new, organisation_problems(new))


def changed_from(bodies: Sequence[Body], code: str, day: date, change: Callable[[Body], Body]) -> Change:
    """Return the bodies with one changed from the day on, until its next known change or its end.

    The row in force on the day ends the day before, and another begins. A row that begins on the
    very day is corrected where it stands: there is no past of it to keep. Raises ``LookupError``
    when no body has the code.

    >>> from datetime import date
    >>> from dataclasses import replace
    >>> from roder.domain.organisation import Body, BodyKind
    >>> old = [Body("300", "Schools", BodyKind.COMMITTEE)]
    >>> made = changed_from(old, "300", date(2019, 1, 1), lambda body: replace(body, name="Education"))
    >>> [(body.name, str(body.valid_from), str(body.valid_to)) for body in made.bodies]
    [('Schools', 'None', '2018-12-31'), ('Education', '2019-01-01', 'None')]
    """
    row = _in_force(bodies, code, day)
    if row is None:
        return Change(list(bodies), [fault("body_not_in_force", None, _any_row(bodies, code), day=day)])
    changed = change(row)
    if changed == row:
        return Change(list(bodies), [])
    rows = (
        [changed]
        if row.valid_from == day
        else [
            replace(row, valid_to=day_before(day)),
            replace(changed, valid_from=day),
        ]
    )
    new = [each for body in bodies for each in (rows if body is row else [body])]
    return Change(new, organisation_problems(new))


def ended_on(bodies: Sequence[Body], code: str, last_day: date) -> Change:
    """Return the bodies with one ended; a body with a change planned after the day is not ended.

    Raises ``LookupError`` when no body has the code.

    >>> from datetime import date
    >>> from roder.domain.organisation import Body, BodyKind
    >>> made = ended_on([Body("300", "Schools", BodyKind.COMMITTEE)], "300", date(2018, 12, 31))
    >>> made.bodies[0].valid_to
    datetime.date(2018, 12, 31)
    """
    row = _in_force(bodies, code, last_day)
    if row is None:
        return Change(list(bodies), [fault("body_not_in_force", None, _any_row(bodies, code), day=last_day)])
    later = [
        body.valid_from for body in bodies if body.code == code and (body.valid_from or last_day) > last_day
    ]
    if later:
        return Change(list(bodies), [fault("body_has_later_rows", None, row, day=min(filter(None, later)))])
    new = [replace(body, valid_to=last_day) if body is row else body for body in bodies]
    return Change(new, organisation_problems(new))


def _in_force(bodies: Sequence[Body], code: str, day: date) -> Body | None:
    return next((body for body in bodies if body.code == code and body.in_force(day)), None)


def _any_row(bodies: Sequence[Body], code: str) -> Body:
    row = next((body for body in bodies if body.code == code), None)
    if row is None:
        raise LookupError(code)
    return row
