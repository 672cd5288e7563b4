"""The example's budget years: opened before their content is made, and taken as far as they have come after it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roder.apps.budgetprocess.actions.legal_days import register_legal_days
from roder.apps.budgetprocess.actions.steps import take_process_step
from roder.apps.budgetprocess.actions.years import StepArtefact
from roder.apps.budgetprocess.actions.years import StepPlan
from roder.apps.budgetprocess.actions.years import open_year
from roder.apps.budgetprocess.actions.years import plan_steps
from roder.apps.budgetprocess.actions.years import set_artefact
from roder.apps.budgetprocess.queries import process_year
from roder.apps.budgetprocess.queries import steps_of
from roder.apps.identity.queries import system_user
from roder.domain.budget_process import StepAct
from roder.domain.budget_process import StepState
from roder.domain.budget_steps import StepKey
from roder.domain.legal_dates import LegalDays

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.budgetprocess.models import ProcessStep
    from roder.apps.budgetprocess.models import ProcessYear
    from roder.apps.identity.models import User

DONE = {
    2018: {
        StepKey.SCAN: date(2017, 2, 27),
        StepKey.ANALYSIS: date(2017, 3, 30),
        StepKey.CONSEQUENCES: date(2017, 4, 27),
        StepKey.DRAFT: date(2017, 5, 29),
        StepKey.HANDOVER: date(2017, 6, 14),
        StepKey.CONSULTATION: date(2017, 9, 4),
        StepKey.PROPOSALS: date(2017, 10, 13),
        StepKey.BOARD: date(2017, 10, 30),
        StepKey.COUNCIL: date(2017, 11, 27),
        StepKey.PLANS: date(2018, 2, 28),
        StepKey.WORK: date(2018, 1, 1),
    },
    2019: {
        StepKey.SCAN: date(2018, 2, 26),
        StepKey.ANALYSIS: date(2018, 3, 28),
        StepKey.CONSEQUENCES: date(2018, 4, 26),
        StepKey.DRAFT: date(2018, 5, 31),
        StepKey.HANDOVER: date(2018, 6, 13),
    },
}
"""When each step was done. The budget year 2019 is seen while the committees answer: the base was handed over on 13 June."""
LEGAL_DAYS = LegalDays(
    2018,
    board_proposed_on=date(2017, 10, 30),
    adopted_on=date(2017, 11, 27),
    tax_notified_on=date(2017, 11, 28),
)
OWNERS = {
    StepKey.ANALYSIS: "karin.ek",
    StepKey.DRAFT: "karin.ek",
    StepKey.CONSULTATION: "karin.ek",
    StepKey.BOARD: "maja.holm",
}
ARTEFACTS = {
    StepKey.SCAN: "Omvärldsanalys {before}",
    StepKey.HANDOVER: "Förvaltningens underlag {year}",
    StepKey.COUNCIL: "Mål och budget {year}",
}


def build_budget_years(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Open the years that are not open yet, with their owners; what a person has done since stands."""
    by_name = {person.username: person for person in people}
    for year in DONE:
        if process_year(key, year) is not None:
            continue
        row = open_year(key, year, is_example=True, acting_user=system_user())
        _own(row, by_name)
        say(f"budget year {year}: opened")


def _own(row: ProcessYear, by_name: dict[str, User]) -> None:
    wanted, seen = {}, {}
    for step in steps_of(row):
        key = StepKey(step.key)
        name = OWNERS.get(key)
        if name is not None:
            wanted[key] = StepPlan(step.starts_on, step.due_on, "", by_name[name])
            seen[key] = step.version
    plan_steps(row, wanted, seen_versions=seen, acting_user=system_user())


def settle_budget_years(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Take the steps as far as they have come, unless somebody has begun: then the year is theirs."""
    del people
    for year, days in DONE.items():
        row = process_year(key, year)
        if row is None:
            continue
        steps = {StepKey(step.key): step for step in steps_of(row)}
        if steps[StepKey.SCAN].state != StepState.NOT_BEGUN:
            continue
        for step_key, day in days.items():
            _finish(steps[step_key], day, year)
        if year == LEGAL_DAYS.year:
            # The vote has noted the council's day already where there was one.
            row.refresh_from_db()
            register_legal_days(
                row,
                LEGAL_DAYS,
                today=date(2017, 12, 31),
                seen_version=row.version,
                acting_user=system_user(),
            )
        else:
            take_process_step(
                steps[StepKey.CONSULTATION],
                StepAct.BEGIN,
                day=days[StepKey.HANDOVER],
                acting_user=system_user(),
            )
        say(f"budget year {year}: {len(days)} steps done")


def _finish(step: ProcessStep, day: date, year: int) -> None:
    title = ARTEFACTS.get(StepKey(step.key), "")
    if title:
        said = StepArtefact(title.format(year=year, before=year - 1))
        set_artefact(step, said, seen_version=step.version, acting_user=system_user())
    take_process_step(step, StepAct.FINISH, day=day, acting_user=system_user())
