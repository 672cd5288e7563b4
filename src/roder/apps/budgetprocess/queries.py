"""The budget year as rows, and what is locked in it: for the steps' own pages and for what lies above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgetprocess.models import LateChange
from roder.apps.budgetprocess.models import ProcessStep
from roder.apps.budgetprocess.models import ProcessYear
from roder.domain.budget_locks import LockedThing
from roder.domain.budget_locks import lock_problem
from roder.domain.budget_locks import locks
from roder.domain.budget_process import SETTLED
from roder.domain.budget_process import StepState
from roder.domain.budget_steps import StepKey
from roder.domain.legal_dates import LegalDays

if TYPE_CHECKING:
    from datetime import date

    from roder.domain.problems import Problem


def process_year(organisation: str, year: int) -> ProcessYear | None:
    """Return the budget year as it is worked on; ``None`` when nobody has opened it."""
    return ProcessYear.objects.filter(organisation=organisation, year=year).first()


def steps_of(row: ProcessYear) -> list[ProcessStep]:
    """Return the eleven steps, in order, with the people who own them."""
    return list(row.steps.select_related("owner", "artefact", "process_year"))


def step_named(organisation: str, year: int, key: StepKey) -> ProcessStep | None:
    """Return one step of a budget year; ``None`` when the year is not opened."""
    rows = ProcessStep.objects.select_related("owner", "artefact", "process_year")
    return rows.filter(process_year__organisation=organisation, process_year__year=year, key=key).first()


def states_of(row: ProcessYear) -> dict[StepKey, StepState]:
    """Return how far each step has come."""
    return {StepKey(key): StepState(state) for key, state in row.steps.values_list("key", "state")}


def opened_late(row: ProcessYear) -> set[LockedThing]:
    """Return what a signed late change holds open now."""
    found = LateChange.objects.filter(process_year=row, closed_at__isnull=True)
    return {LockedThing(thing) for thing in found.values_list("thing", flat=True)}


def locks_of(organisation: str, year: int) -> frozenset[LockedThing]:
    """Return what is locked in a budget year; nothing is in one that nobody has opened."""
    row = process_year(organisation, year)
    return locks(states_of(row), year, opened_late(row)) if row else frozenset()


def is_locked(organisation: str, year: int, what: LockedThing) -> bool:
    """Return whether something of a budget year is locked."""
    return what in locks_of(organisation, year)


def lock_problems(organisation: str, year: int, what: LockedThing) -> list[Problem]:
    """Return the refusal of a change of something that is locked; empty when it is open."""
    return [lock_problem(what, year)] if is_locked(organisation, year, what) else []


def legal_days_of(row: ProcessYear) -> LegalDays:
    """Return what is known of a budget year's days, with what its steps plan."""
    planned = dict(row.steps.filter(key__in=[StepKey.BOARD, StepKey.COUNCIL]).values_list("key", "due_on"))
    return LegalDays(
        row.year,
        row.board_proposed_on,
        row.board_tax_proposed_on,
        row.board_reasons,
        row.adopted_on,
        row.tax_adopted_on,
        row.council_reasons,
        row.tax_notified_on,
        planned.get(StepKey.BOARD),
        planned.get(StepKey.COUNCIL),
    )


def open_years(organisation: str) -> list[int]:
    """Return the budget years that are opened, oldest first."""
    found = ProcessYear.objects.filter(organisation=organisation).order_by("year")
    return list(found.values_list("year", flat=True))


def open_steps() -> dict[str, tuple[date, int | None]]:
    """Return the last day and the owner of each step that is not settled, by year and key (``2019/handover``)."""
    rows = ProcessStep.objects.exclude(state__in=SETTLED).order_by("due_on", "position")
    found = rows.values_list("process_year__year", "key", "due_on", "owner_id")
    return {f"{year}/{key}": (due_on, owner) for year, key, due_on, owner in found}
