"""The budget year, and the step of it, that an address names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from roder.apps.budgetprocess.queries import process_year
from roder.apps.budgetprocess.queries import step_named
from roder.domain.budget_steps import StepKey
from roder.workspace.budget_places import budget_key

if TYPE_CHECKING:
    from roder.apps.budgetprocess.models import ProcessStep
    from roder.apps.budgetprocess.models import ProcessYear


def chosen_year(year: int) -> ProcessYear:
    """Return the year as it is worked on; raises ``Http404`` when nobody has opened it."""
    found = process_year(budget_key(year), year)
    if found is None:
        raise Http404(str(year))
    return found


def chosen_step(year: int, key: str) -> ProcessStep:
    """Return a step of an opened year; raises ``Http404`` when there is none."""
    found = step_named(budget_key(year), year, StepKey(key)) if key in set(StepKey) else None
    if found is None:
        raise Http404(key)
    return found
