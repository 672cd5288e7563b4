"""How a budget year stands: the step it is in, its wheel, and its table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgetprocess.access import may_take_step
from roder.domain.budget_process import SETTLED
from roder.domain.budget_process import StepState
from roder.domain.budget_process import acts_from
from roder.domain.budget_process import current_step
from roder.domain.budget_process import step_faults
from roder.domain.budget_steps import StepKey
from roder.ui.charts.year_wheel import WheelPart
from roder.ui.charts.year_wheel import year_wheel
from roder.ui.formatting import month_name
from roder.ui.problem_texts import problem_text
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_process.step_places import step_places
from roder.workspace.budget_process.step_words import act_label
from roder.workspace.budget_process.step_words import artefact
from roder.workspace.budget_process.step_words import days_left
from roder.workspace.budget_process.step_words import responsible
from roder.workspace.budget_process.step_words import state_code
from roder.workspace.budget_process.step_words import step_text
from roder.workspace.budget_process.step_words import wheel_state

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roder.apps.budgetprocess.models import ProcessStep
    from roder.apps.identity.models import User
    from roder.ui.charts.year_wheel import YearWheel

MONTHS = range(1, 13)
SAID_ON_THE_PAGE = frozenset({"step_without_reason"})
"""What the page of the act asks for; it keeps nobody from going there."""


def states(steps: Sequence[ProcessStep]) -> dict[StepKey, StepState]:
    """Return how far the steps have come, from rows that are read already."""
    return {StepKey(step.key): StepState(step.state) for step in steps}


def step_url(step: ProcessStep) -> str:
    """Return the address of a step's page."""
    return reverse("workspace:budget_step", args=[step.process_year.year, step.key])


def current_block(steps: Sequence[ProcessStep], person: User, day: date) -> dict[str, Any] | None:
    """Return the step that the year stands in, with who, what and until when; ``None`` when all are settled."""
    year = steps[0].process_year.year
    key = current_step(states(steps), year)
    found = next((step for step in steps if step.key == key), None)
    if found is None:
        return None
    return {
        "number": found.position,
        "count": len(steps),
        "name": step_text(found, "name"),
        "url": step_url(found),
        "code": state_code(found, day),
        "who": responsible(found),
        "what": artefact(found),
        "due": found.due_on,
        "left": days_left(found.due_on, day),
        "places": step_places(StepKey(found.key), year),
        "acts": offers(found, steps, person),
    }


def offers(step: ProcessStep, steps: Sequence[ProcessStep], person: User) -> list[dict[str, str]]:
    """Return the acts that the person may take on a step, each with what keeps it now, if anything does."""
    year, now = step.process_year.year, states(steps)
    found = []
    for row in acts_from(StepState(step.state)):
        if not may_take_step(person, step, row.act):
            continue
        faults = step_faults(now, StepKey(step.key), row.act, year=year)
        kept = [fault for fault in faults if fault.code not in SAID_ON_THE_PAGE]
        found.append(
            {
                "label": act_label(row.act),
                "url": reverse("workspace:budget_step_act", args=[year, step.key, row.act.value]),
                "why_not": " ".join(problem_text(fault) for fault in kept),
            }
        )
    return found


def wheel_of(steps: Sequence[ProcessStep], day: date, language: str) -> dict[str, Any]:
    """Return the wheel of the year with the words around it, for ui/components/year_wheel.html."""
    now = current_step(states(steps), steps[0].process_year.year)
    parts = [
        WheelPart(
            str(step.position),
            step.starts_on,
            step.due_on,
            wheel_state(step, day, is_current=step.key == now),
        )
        for step in steps
    ]
    drawn: YearWheel = year_wheel(parts, day, [month_name(month, language, short=True) for month in MONTHS])
    settled = sum(step.state in SETTLED for step in steps)
    return {
        "drawn": drawn,
        "label": _(
            "The steps of the budget year around the months of a year. %(settled)s of %(count)s are settled. The table says the same."
        )
        % {"settled": settled, "count": len(steps)},
        "middle": f"{settled}/{len(steps)}",
    }


def steps_table(steps: Sequence[ProcessStep], day: date) -> DataTable:
    """Return the steps as a table: what, who, from when until when, and how far."""
    columns = [
        Column(_("Step"), "text", "step"),
        Column(_("Responsible"), "text", "responsible"),
        Column(_("First day"), "day", "starts_on"),
        Column(_("Last day"), "day", "due_on"),
        Column(_("State"), "state", "state"),
    ]
    rows = [
        Row(
            (
                Cell(f"{step.position}. {step_text(step, 'name')}", step_url(step)),
                Cell(responsible(step)),
                Cell(step.starts_on),
                Cell(step.due_on),
                Cell(state_code(step, day)),
            )
        )
        for step in steps
    ]
    caption = _("The eleven steps of the budget year %(year)s") % {"year": steps[0].process_year.year}
    return DataTable(caption, columns, rows, is_sortable=False)
