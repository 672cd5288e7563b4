"""Lines of the bridge as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.budget_versions import BudgetSection
from roder.domain.frame_bridge import LineOrigin

if TYPE_CHECKING:
    from roder.apps.budgets.models import BudgetLine
    from roder.apps.budgets.models import BudgetVersion


def step_lines(version: BudgetVersion, step: str, text: str) -> list[BudgetLine]:
    """Return the typed lines of a step that carry one text."""
    rows = version.lines.filter(
        section=BudgetSection.FRAME, change_group=step, origin=LineOrigin.TYPED, text=text.strip()
    )
    return list(rows.select_related("decision"))
