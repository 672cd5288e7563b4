"""Which bodies answer for which ledger codes under a tree: the ground of every comparison between years.

Last year's postings carry last year's codes. Summed by the tree of another day they are restated: each
code's money stands under the body that owns the code on that day (docs/algorithms/restated-comparison.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.domain.organisation import OrganisationTree


def codes_by_body(tree: OrganisationTree, codes: Iterable[str]) -> dict[str, list[str]]:
    """Return the ledger codes that each body answers for, in the order given; ``""`` holds those of no frame.

    A code is listed under its owner and every body above it up to the first with a frame.

    >>> from datetime import date
    >>> from roder.domain.organisation import Body, BodyKind, OrganisationTree
    >>> body = Body("300", "Education", BodyKind.COMMITTEE, prefixes=("30",))
    >>> codes_by_body(OrganisationTree([body], date(2018, 8, 31)), ["3041", "9999"])
    {'300': ['3041'], '': ['9999']}
    """
    found: dict[str, list[str]] = {}
    for code in codes:
        for body in tree.answering(code):
            found.setdefault(body.code, []).append(code)
        if tree.frame_holder(code) is None:
            found.setdefault("", []).append(code)
    return found
