"""Lines of internal budgets as rows: written many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.internalbudgets.models import MONTH_FIELDS
from roder.apps.internalbudgets.models import PLACE_FIELDS
from roder.apps.internalbudgets.models import PLAN_FIELDS
from roder.apps.internalbudgets.models import InternalBudgetLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import Any

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import BudgetLayer
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.internal_budgets import LinePlace

ROWS_AT_ONCE = 500


def place_fields(place: LinePlace) -> dict[str, str]:
    """Return the columns that say what a line is for."""
    values = (place.unit, place.account, place.activity, place.project, place.counterparty)
    return dict(zip(PLACE_FIELDS, values, strict=True))


def amount_fields(line: InternalLine) -> dict[str, Any]:
    """Return the columns that a line holds beside its place."""
    return {
        **dict(zip(MONTH_FIELDS, line.months_ore, strict=True)),
        **dict(zip(PLAN_FIELDS, line.plan_ore, strict=True)),
        "text": line.text,
        "origin": line.origin,
        "source": line.source,
        "formula": line.formula,
        "profile": line.profile,
    }


def add_lines(layer: BudgetLayer, lines: Iterable[InternalLine], by: User, at: datetime) -> None:
    """Add lines to a layer; each place once."""
    rows = [
        InternalBudgetLine(
            layer=layer,
            changed_by=by,
            changed_at=at,
            **place_fields(line.place),
            **amount_fields(line),
        )
        for line in lines
    ]
    InternalBudgetLine.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
