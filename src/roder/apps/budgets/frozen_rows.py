"""The database itself refuses to change a frozen version, its lines, or an amendment of a frame, whoever asks."""

from __future__ import annotations

from roder.apps.audit.row_guard_builder import DecidedRows
from roder.apps.audit.row_guard_builder import only_added

_VERSIONS = DecidedRows(
    "budgets",
    "budgets_budgetversion",
    "is_frozen",
    "a frozen budget version is never changed",
    ("organisation", "name"),
)
BUDGET_GUARDS = (
    _VERSIONS.guard("budget_version"),
    _VERSIONS.guard_of_lines("budgets_budgetline", "budget_line", "budget_version_id"),
    only_added(
        "budgets", "budgets_frameamendment", "frame_amendment", "amendments of frames are only ever added"
    ),
)
