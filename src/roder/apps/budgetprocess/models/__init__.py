from __future__ import annotations

from roder.apps.budgetprocess.models.years import LateChange
from roder.apps.budgetprocess.models.years import ProcessStep
from roder.apps.budgetprocess.models.years import ProcessYear

__all__ = ["LateChange", "ProcessStep", "ProcessYear"]
