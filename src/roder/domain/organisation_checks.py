"""What a set of bodies must hold to be a tree on every day: unique, connected, without rival claims."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from roder.domain.organisation import OrganisationTree
from roder.domain.organisation_faults import fault
from roder.domain.validity import Validity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from roder.domain.organisation import Body
    from roder.domain.problems import Problem

    Numbered = tuple[Body, int | None]

LONGEST_CODE = 20
LONGEST_NAME = 200

_CODE = re.compile(r"[0-9A-Za-zÅÄÖåäö](?:[0-9A-Za-zÅÄÖåäö._ -]*[0-9A-Za-zÅÄÖåäö_-])?\Z")
_PREFIX = re.compile(r"[0-9A-Za-zÅÄÖåäö._-]+\Z")
_ORGANISATION_NUMBER = re.compile(r"\d{6}-\d{4}\Z", re.ASCII)


def organisation_problems(bodies: Sequence[Body], lines: Sequence[int] = ()) -> list[Problem]:
    """Return everything that keeps the bodies from being a tree on each day, none when they are.

    ``lines`` are the lines of a file that the bodies stand on, in the same order; without them the
    problems have none.

    >>> organisation_problems([])
    []
    """
    numbered: list[Numbered] = [(body, lines[index] if lines else None) for index, body in enumerate(bodies)]
    problems = [problem for body, line in numbered for problem in _own_faults(body, line)]
    problems.extend(_repeated(numbered))
    problems.extend(_orphans(numbered))
    problems.extend(_loops(numbered))
    problems.extend(_rivals(numbered, "prefixes"))
    problems.extend(_rivals(numbered, "organisation_number"))
    return sorted(problems, key=lambda problem: problem.line or 0)


def validity(body: Body) -> Validity:
    """Return the days on which a body is in force.

    >>> from roder.domain.organisation import Body, BodyKind
    >>> validity(Body("100", "Council", BodyKind.COUNCIL)).is_empty
    False
    """
    return Validity(body.valid_from, body.valid_to)


def _own_faults(body: Body, line: int | None) -> Iterator[Problem]:
    if len(body.code) > LONGEST_CODE or not _CODE.match(body.code):
        yield fault("body_code_unusable", line, body, limit=LONGEST_CODE)
    if not body.name.strip() or len(body.name) > LONGEST_NAME or not body.name.isprintable():
        yield fault("body_name_unusable", line, body, limit=LONGEST_NAME)
    if validity(body).is_empty:
        yield fault("body_dates_reversed", line, body, first=body.valid_from, last=body.valid_to)
    if body.organisation_number and not _ORGANISATION_NUMBER.match(body.organisation_number):
        yield fault("organisation_number_unusable", line, body, number=body.organisation_number)
    for prefix in body.prefixes:
        if len(prefix) > LONGEST_CODE or not _PREFIX.match(prefix):
            yield fault("ledger_prefix_unusable", line, body, prefix=prefix, limit=LONGEST_CODE)


def _repeated(numbered: list[Numbered]) -> Iterator[Problem]:
    earlier: dict[str, list[Numbered]] = {}
    for body, line in numbered:
        for other, other_line in earlier.get(body.code, []):
            if validity(body).meets(validity(other)):
                yield fault(
                    "body_twice",
                    line,
                    body,
                    other=other.name,
                    other_line=other_line,
                    **_span(body, other),
                )
        earlier.setdefault(body.code, []).append((body, line))


def _orphans(numbered: list[Numbered]) -> Iterator[Problem]:
    in_force: dict[str, list[Validity]] = {}
    for body, _ in numbered:
        in_force.setdefault(body.code, []).append(validity(body))
    for body, line in numbered:
        if not body.parent:
            continue
        if body.parent not in in_force:
            yield fault("body_parent_unknown", line, body, parent=body.parent)
        elif not validity(body).is_empty and not validity(body).is_covered_by(in_force[body.parent]):
            yield fault("body_parent_not_in_force", line, body, parent=body.parent, **_span(body, body))


def _loops(numbered: list[Numbered]) -> Iterator[Problem]:
    """Find bodies that are above themselves on some day; each loop is named once."""
    bodies = [body for body, _ in numbered]
    line_of = {id(body): line for body, line in numbered}
    named: set[frozenset[str]] = set()
    for day in sorted({body.valid_from or date.min for body in bodies}):
        in_force = OrganisationTree(bodies, day).bodies
        for loop in _loops_of({code: body.parent for code, body in in_force.items()}):
            if frozenset(loop) not in named:
                named.add(frozenset(loop))
                body = in_force[loop[0]]
                first = None if day == date.min else day
                yield fault(
                    "body_loop", line_of[id(body)], body, codes=" → ".join([*loop, loop[0]]), first=first
                )


def _loops_of(parents: dict[str, str]) -> Iterator[list[str]]:
    settled: set[str] = set()
    for code in parents:
        path: list[str] = []
        step = code
        while step in parents and step not in settled and step not in path:
            path.append(step)
            step = parents[step]
        if step in path:
            yield path[path.index(step) :]
        settled.update(path)


def _rivals(numbered: list[Numbered], name: str) -> Iterator[Problem]:
    """Find what two bodies claim on the same day: a ledger prefix, or an organisation number."""
    code = "ledger_prefix_overlap" if name == "prefixes" else "organisation_number_twice"
    claims: dict[str, list[Numbered]] = {}
    for body, line in numbered:
        for claimed in body.prefixes if name == "prefixes" else [body.organisation_number]:
            if not claimed:
                continue
            for other, _ in claims.get(claimed, []):
                if other.code != body.code and validity(body).meets(validity(other)):
                    yield fault(code, line, body, claimed=claimed, other=_titled(other), **_span(body, other))
            claims.setdefault(claimed, []).append((body, line))


def _titled(body: Body) -> str:
    return f"{body.code} {body.name}"


def _span(first: Body, second: Body) -> dict[str, object]:
    """Return the days that two bodies share, as facts of a sentence."""
    starts = [body.valid_from for body in (first, second) if body.valid_from]
    ends = [body.valid_to for body in (first, second) if body.valid_to]
    return {"first": max(starts, default=None), "last": min(ends, default=None)}
