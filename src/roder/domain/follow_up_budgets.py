"""Which budget a follow-up compares with: the internal budget in force where there is one.

Rules and worked tables: docs/algorithms/follow-up-budgets.md. Amounts are öre in report sign, by month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree


def body_months(
    frame: Sequence[int] | None, internal: Sequence[int] | None, ledger: Sequence[int] | None
) -> list[int] | None:
    """Return a body's budget by month out of its frame, its internal budget and the ledger's own budget.

    A frame keeps its year; its months are those of the internal budget when that comes to the frame exactly. Without
    a frame (a unit, a report line) the internal budget goes before the ledger's. ``None`` is not known.

    >>> body_months([-6, -6], [-2, -10], None), body_months([-6, -6], [-2, -9], None)
    ([-2, -10], [-6, -6])
    >>> body_months(None, [-1, -1], [-5, -5]), body_months(None, None, [-5, -5])
    ([-1, -1], [-5, -5])
    """
    if frame is None:
        chosen = ledger if internal is None else internal
    else:
        chosen = internal if internal is not None and sum(internal) == sum(frame) else frame
    return None if chosen is None else list(chosen)


def internal_codes_by_body(tree: OrganisationTree, codes: Iterable[str]) -> dict[str, list[str]]:
    """Return the ledger codes of internal budgets that each body answers for; ``""`` holds those of no body.

    A code is the unit's own when it is the code of a body without ledger codes; else it is found as postings' codes are,
    by longest prefix. It is listed under its owner and every body above it up to the first with a frame.

    >>> from datetime import date
    >>> from roder.domain.organisation import Body, BodyKind, OrganisationTree
    >>> bodies = [Body("300", "A", BodyKind.COMMITTEE, prefixes=("4",)), Body("4012", "B", BodyKind.UNIT, "300")]
    >>> internal_codes_by_body(OrganisationTree(bodies, date(2018, 8, 31)), ["411", "4012", "9"])
    {'300': ['411', '4012'], '4012': ['4012'], '': ['9']}
    """
    found: dict[str, list[str]] = {}
    for code in codes:
        owner = _owner(tree, code)
        steps = [""] if owner is None else [body.code for body in tree.answering_above(owner.code)]
        for body in steps:
            found.setdefault(body, []).append(code)
    return found


def _owner(tree: OrganisationTree, code: str) -> Body | None:
    body = tree.bodies.get(code)
    return body if body and not body.prefixes else tree.body_of_ledger_code(code)
