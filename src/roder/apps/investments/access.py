"""Who may see investments, fees and companies' budgets, and who may change them: parts of Mål och budget as a whole."""

from __future__ import annotations

from roder.apps.budgets.access import access_budget_editing as access_register_editing
from roder.apps.budgets.access import access_budget_reading as access_register_reading
from roder.apps.budgets.access import may_edit_budget as may_edit_registers

__all__ = ["access_register_editing", "access_register_reading", "may_edit_registers"]
