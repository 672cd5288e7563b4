from __future__ import annotations

from roder.apps.budgets.models.amendments import FrameAmendment
from roder.apps.budgets.models.balance import BalanceYear
from roder.apps.budgets.models.frames import Frame
from roder.apps.budgets.models.versions import BudgetLine
from roder.apps.budgets.models.versions import BudgetVersion
from roder.apps.budgets.models.volumes import BodyIndex
from roder.apps.budgets.models.volumes import IndexPart
from roder.apps.budgets.models.volumes import VolumeRow

__all__ = [
    "BalanceYear",
    "BodyIndex",
    "BudgetLine",
    "BudgetVersion",
    "Frame",
    "FrameAmendment",
    "IndexPart",
    "VolumeRow",
]
