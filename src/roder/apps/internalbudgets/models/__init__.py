from __future__ import annotations

from roder.apps.internalbudgets.models.bases import BudgetAssumption
from roder.apps.internalbudgets.models.bases import BudgetDriver
from roder.apps.internalbudgets.models.bases import DriverQuantity
from roder.apps.internalbudgets.models.bases import StaffPosition
from roder.apps.internalbudgets.models.budgets import BudgetLayer
from roder.apps.internalbudgets.models.budgets import InternalBudget
from roder.apps.internalbudgets.models.budgets import UnitPart
from roder.apps.internalbudgets.models.grid import CellComment
from roder.apps.internalbudgets.models.grid import GridVisit
from roder.apps.internalbudgets.models.lines import MONTH_FIELDS
from roder.apps.internalbudgets.models.lines import PLACE_FIELDS
from roder.apps.internalbudgets.models.lines import PLAN_FIELDS
from roder.apps.internalbudgets.models.lines import InternalBudgetLine
from roder.apps.internalbudgets.models.profiles import MonthProfile
from roder.apps.internalbudgets.models.steps import InternalBudgetStep

__all__ = [
    "MONTH_FIELDS",
    "PLACE_FIELDS",
    "PLAN_FIELDS",
    "BudgetAssumption",
    "BudgetDriver",
    "BudgetLayer",
    "CellComment",
    "DriverQuantity",
    "GridVisit",
    "InternalBudget",
    "InternalBudgetLine",
    "InternalBudgetStep",
    "MonthProfile",
    "StaffPosition",
    "UnitPart",
]
