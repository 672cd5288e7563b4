"""Who may see the budget year, who may run it, and who may take their own step further."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_permission
from roder.apps.identity.access import holds_everywhere
from roder.apps.identity.access import mandates_giving
from roder.domain.budget_process import transition_of
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.budgetprocess.models import ProcessStep
    from roder.apps.identity.models import User
    from roder.domain.budget_process import StepAct


def access_process(user: User | AnonymousUser) -> User:
    """Return the person when they may see the budget year; else raises ``PermissionDenied``."""
    return access_permission(user, Permission.READ_BUDGET)


def access_process_running(user: User | AnonymousUser) -> User:
    """Return the person when they may open a budget year, set its days and owners, and sign late changes."""
    return access_everywhere(user, Permission.RUN_BUDGET_YEAR)


def may_run_process(user: User | AnonymousUser) -> bool:
    """Return whether a page offers to run the budget year; the door is ``access_process_running``."""
    return holds_everywhere(user, Permission.RUN_BUDGET_YEAR)


def access_step_act(user: User | AnonymousUser, step: ProcessStep, act: StepAct) -> User:
    """Return the person when they may take the step so: who runs the year, or who owns the step and may begin and finish it."""
    person = access_process(user)
    if not may_take_step(person, step, act):
        raise PermissionDenied
    return person


def may_take_step(user: User | AnonymousUser, step: ProcessStep, act: StepAct) -> bool:
    """Return whether a page offers the act; the door is ``access_step_act``."""
    return may_run_process(user) or (transition_of(act).by_owner and owns_step(user, step))


def access_step_artefact(user: User | AnonymousUser, step: ProcessStep) -> User:
    """Return the person when they may say what has come of a step: who runs the year, or who owns the step."""
    person = access_process(user)
    if not may_run_process(person) and not owns_step(person, step):
        raise PermissionDenied
    return person


def owns_step(user: User | AnonymousUser, step: ProcessStep) -> bool:
    """Return whether the step is the person's own, while they may see the budget year at all."""
    return step.owner_id == user.pk and bool(mandates_giving(user, Permission.READ_BUDGET))
