"""The register of investments into a draft of the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions.bridge import set_step
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.locks import base_lock_problems
from roder.apps.investments.actions.refusals import RegisterRefusedError
from roder.apps.investments.actions.refusals import require
from roder.apps.investments.queries import projects
from roder.domain.budget_versions import YEARS_OF_A_BUDGET
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.investments import investment_lines
from roder.domain.investments import running_cost_steps

if TYPE_CHECKING:
    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User


RUNNING_COST_TEXT = "Driftkostnader av investeringar"
"""What the lines of the bridge are called; the same in both languages, so that they are found again."""


@transaction.atomic
def put_projects_in(version: BudgetVersion, *, acting_user: User) -> bool:
    """Make the investment lines of a draft what the register says of its three years; returns whether any changed.

    Raises ``RegisterRefusedError`` when the version is frozen, or its budget year has locked the base.
    """
    require(base_lock_problems(version.organisation, version.year, version.kind))
    years = range(version.year, version.year + YEARS_OF_A_BUDGET)
    lines = investment_lines(projects(version.organisation), years)
    try:
        is_changed = put_lines(version, BudgetSection.INVESTMENT, lines, acting_user=acting_user)
    except BudgetRefusedError as error:
        raise RegisterRefusedError(error.problems) from None
    if is_changed:
        record(
            AuditEntry.Event.PROJECTS_PUT_IN,
            version.subject,
            acting_user=acting_user,
            new={
                "lines": len(lines),
                **{
                    str(year): {"net_ore": sum(line.amount_ore for line in lines if line.year == year)}
                    for year in years
                },
            },
        )
    return is_changed


@transaction.atomic
def put_running_costs_in(version: BudgetVersion, *, acting_user: User) -> bool:
    """Write what projects cost to run into the bridge of a draft, as full-year effects; returns whether any changed.

    Written anew each time, under one text, so that nothing is counted twice. Raises ``RegisterRefusedError``.
    """
    years = range(version.year, version.year + YEARS_OF_A_BUDGET)
    steps = running_cost_steps(projects(version.organisation), years)
    try:
        return set_step(version, ChangeGroup.FULL_YEAR, RUNNING_COST_TEXT, steps, acting_user=acting_user)
    except BudgetRefusedError as error:
        raise RegisterRefusedError(error.problems) from None
