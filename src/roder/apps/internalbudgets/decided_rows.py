"""The database itself refuses to change a decided layer of an internal budget, its lines, or a step, whoever asks."""

from __future__ import annotations

from roder.apps.audit.row_guard_builder import DecidedRows
from roder.apps.audit.row_guard_builder import only_added

_LAYERS = DecidedRows(
    "internalbudgets",
    "internalbudgets_budgetlayer",
    "is_decided",
    "a decided layer of an internal budget is never changed",
    ("internal_budget_id", "number"),
)
INTERNAL_BUDGET_GUARDS = (
    _LAYERS.guard("internal_layer"),
    _LAYERS.guard_of_lines("internalbudgets_internalbudgetline", "internal_line", "layer_id"),
    only_added(
        "internalbudgets",
        "internalbudgets_internalbudgetstep",
        "internal_step",
        "steps of internal budgets are only ever added",
    ),
)
