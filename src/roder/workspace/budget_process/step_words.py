"""The steps of a budget year in words: who, what, until when, what a state and an act are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roder.domain.budget_process import SETTLED
from roder.domain.budget_process import StepAct
from roder.domain.budget_process import StepState
from roder.domain.budget_steps import StepKey
from roder.domain.budget_steps import step_template

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.budgetprocess.models import ProcessStep


def step_text(step: ProcessStep, name: str) -> str:
    """Return a step's name, owner, artefact or exit state, as its template has it, in the reader's language."""
    template = step_template(StepKey(step.key), step.process_year.year)
    return template.text(name, get_language() or "sv")


def responsible(step: ProcessStep) -> str:
    """Return who answers for a step: the year's own words or the template's, and the person when there is one."""
    title = step.owner_title or step_text(step, "owner")
    return f"{title} ({step.owner})" if step.owner else title


def artefact(step: ProcessStep) -> str:
    """Return what comes of a step."""
    if step.artefact_title:
        return step.artefact_title
    return step.artefact.title if step.artefact else step_text(step, "artefact")


def state_code(step: ProcessStep, day: date) -> str:
    """Return the code of a step's state as the pages show it: one whose day has passed is late."""
    return "step_late" if is_late(step, day) else f"step_{step.state}"


def is_late(step: ProcessStep, day: date) -> bool:
    """Return whether a step should have been settled before the day."""
    return step.state not in SETTLED and step.due_on < day


def wheel_state(step: ProcessStep, day: date, *, is_current: bool) -> str:
    """Return how a step is drawn in the wheel."""
    if step.state in SETTLED:
        return "done" if step.state == StepState.DONE else "skipped"
    if is_current or step.state == StepState.UNDER_WAY:
        return "now"
    return "late" if is_late(step, day) else "ahead"


def days_left(due: date, day: date) -> str:
    """Return how long it is to a day, or since it, in a few words."""
    left = (due - day).days
    if left == 0:
        return _("today")
    if left < 0:
        return ngettext("%(number)s day ago", "%(number)s days ago", -left) % {"number": -left}
    return ngettext("%(number)s day left", "%(number)s days left", left) % {"number": left}


def act_label(act: StepAct) -> str:
    """Return what the button of an act says."""
    return {
        StepAct.BEGIN: _("Begin the step"),
        StepAct.FINISH: _("Mark as done"),
        StepAct.SKIP: _("Skip the step"),
        StepAct.REOPEN: _("Take up again"),
    }[act]


def act_consequence(act: StepAct, step: ProcessStep) -> str:
    """Return what follows from an act."""
    return {
        StepAct.BEGIN: _("The step is under way from now on."),
        StepAct.FINISH: _("The step is then “%(exit)s”. What it decides is locked.")
        % {"exit": step_text(step, "exit")},
        StepAct.SKIP: _("The year goes on without the step. Say why: the reason stands on its page."),
        StepAct.REOPEN: _("The step is under way again, and what it locked can be changed."),
    }[act]
