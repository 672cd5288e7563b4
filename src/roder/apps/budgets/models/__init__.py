from __future__ import annotations

from roder.apps.budgets.models.amendments import FrameAmendment
from roder.apps.budgets.models.frames import Frame
from roder.apps.budgets.models.versions import BudgetLine
from roder.apps.budgets.models.versions import BudgetVersion

__all__ = ["BudgetLine", "BudgetVersion", "Frame", "FrameAmendment"]
