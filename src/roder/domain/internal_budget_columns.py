"""An internal budget as the ledger names it: month by month, on the units' ledger codes, in ledger sign.

Rules and worked table: docs/algorithms/internal-budgets.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.signs import ledger_sign

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from roder.domain.internal_budgets import InternalLine
    from roder.domain.organisation import Body

    LedgerCell = tuple[int, str, str, str, str, str]
    """Month YYYYMM, account, responsibility, activity, project, counterparty."""


def ledger_code(unit: str, bodies: Mapping[str, Body]) -> str:
    """Return the ledger code that a unit's budget stands on: its first prefix, else its own code.

    >>> from roder.domain.organisation import Body, BodyKind
    >>> ledger_code("3011", {"3011": Body("3011", "North", BodyKind.UNIT, prefixes=("411", "99"))})
    '411'
    >>> ledger_code("3012", {})
    '3012'
    """
    body = bodies.get(unit)
    return body.prefixes[0] if body and body.prefixes else unit


def ledger_cells(
    lines: Iterable[InternalLine], year: int, bodies: Mapping[str, Body]
) -> dict[LedgerCell, int]:
    """Return the lines' months as ledger amounts in öre, ledger sign; months of 0 are left out.

    >>> from roder.domain.internal_budgets import InternalLine, LinePlace
    >>> line = InternalLine(LinePlace("3011", "5011", "407"), (-5, *(0,) * 11))
    >>> ledger_cells([line], 2018, {})
    {(201801, '5011', '3011', '407', '', ''): 5}
    """
    found: dict[LedgerCell, int] = {}
    for line in lines:
        place = line.place
        code = ledger_code(place.unit, bodies)
        for month, ore in enumerate(line.months_ore, 1):
            if ore:
                cell = (
                    year * 100 + month,
                    place.account,
                    code,
                    place.activity,
                    place.project,
                    place.counterparty,
                )
                found[cell] = found.get(cell, 0) + ledger_sign(ore)
    return {cell: ore for cell, ore in found.items() if ore}
