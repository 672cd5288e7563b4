"""A budget year that is opened, with whoever runs it and whoever owns a step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roder.apps.budgetprocess.actions.steps import take_process_step
from roder.apps.budgetprocess.actions.years import open_year
from roder.apps.budgetprocess.queries import step_named
from roder.apps.identity.queries import system_user
from roder.domain.budget_process import StepAct
from roder.domain.budget_steps import StepKey
from roder.domain.budget_steps import step_template
from roder.domain.budget_steps import step_templates

if TYPE_CHECKING:
    from roder.apps.budgetprocess.models import ProcessYear

KEY = "2120000159"
YEAR = 2019


def make_process_year(until: StepKey | None = None, *, key: str = KEY, year: int = YEAR) -> ProcessYear:
    """Return an opened year whose steps are done up to and with one of them."""
    row = open_year(key, year, acting_user=system_user())
    if until is not None:
        last = step_template(until, year).number
        for template in step_templates(year)[:last]:
            finish(template.key, key=key, year=year)
    return row


def finish(step_key: StepKey, *, key: str = KEY, year: int = YEAR) -> None:
    """Mark one step as done."""
    step = step_named(key, year, step_key)
    assert step is not None
    take_process_step(step, StepAct.FINISH, day=date(year - 1, 6, 13), acting_user=system_user())
