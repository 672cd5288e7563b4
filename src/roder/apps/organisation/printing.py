"""The tree of a day as JSON and as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from datetime import date

    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree


def tree_document(tree: OrganisationTree, organisation: str, day: date) -> dict[str, Any]:
    """Return the document of ``roder organisation show --json``: bodies from the top down."""
    return {
        "organisation": organisation,
        "day": day.isoformat(),
        "bodies": [
            {
                "code": body.code,
                "name": body.name,
                "kind": body.kind.value,
                "parent": body.parent,
                "level": level,
                "ledger_codes": list(body.prefixes),
                "organisation_number": body.organisation_number,
                "valid_from": body.valid_from.isoformat() if body.valid_from else None,
                "valid_to": body.valid_to.isoformat() if body.valid_to else None,
            }
            for level, body in tree.walk()
        ],
    }


def tree_lines(tree: OrganisationTree) -> list[str]:
    rows: list[tuple[int, Body]] = list(tree.walk())
    width = max((len(f"{'  ' * level}{body.code} {body.name}") for level, body in rows), default=0)
    return [
        f"{'  ' * level}{body.code} {body.name}".ljust(width) + f"  {' '.join(body.prefixes)}".rstrip()
        for level, body in rows
    ]
