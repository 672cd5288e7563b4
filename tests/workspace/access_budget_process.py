"""What the access world holds for its area, and what its addresses are asked with."""

from __future__ import annotations

from typing import Any

from tests.budget_process_world import make_process_year

from roder.apps.budgetprocess.actions.steps import sign_late_change
from roder.apps.budgetprocess.models import LateChange
from roder.apps.identity.queries import system_user
from roder.domain.budget_locks import LockedThing
from roder.domain.budget_steps import StepKey

YEAR = 2019


def make_budget_process(key: str) -> None:
    """A budget year whose base is handed over, with a late change that is open."""
    row = make_process_year(StepKey.HANDOVER, key=key, year=YEAR)
    sign_late_change(row, LockedThing.BASE, "New forecast", acting_user=system_user())


def _year(*_asked: Any) -> list[Any]:
    return [YEAR]


def _late_change(*_asked: Any) -> list[Any]:
    return [YEAR, LateChange.objects.get().pk]


ARGUMENTS: dict[str, Any] = {
    "workspace:budget_year": lambda _world, _place: [2018],
    "workspace:budget_year_open": lambda _world, _place: [2020],
    "workspace:budget_steps_edit": _year,
    "workspace:budget_steps_csv": _year,
    "workspace:budget_step": lambda _world, _place: [YEAR, "consultation"],
    "workspace:budget_step_artefact": lambda _world, _place: [YEAR, "consultation"],
    "workspace:budget_step_act": lambda _world, _place: [YEAR, "consultation", "finish"],
    "workspace:budget_calendar": _year,
    "workspace:budget_calendar_file": _year,
    "workspace:budget_legal_days": _year,
    "workspace:budget_locks": _year,
    "workspace:budget_lock_close": _late_change,
}
SENT: dict[str, Any] = {}
