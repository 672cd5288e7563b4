"""Builds the example municipality through the doors that a user's own data go through."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings

from roder.apps.budgets.actions import import_frames
from roder.apps.budgets.queries import frames
from roder.apps.identity.actions import DemoPerson
from roder.apps.identity.actions import register_demo_people
from roder.apps.identity.queries import system_user
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.actions.organisations import mark_as_example
from roder.apps.organisation.actions.imports import import_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.apps.organisation.queries import bodies
from roder.devtools.building_assessments import build_assessments
from roder.devtools.building_budget_preparation import build_budget_preparation
from roder.devtools.building_budget_process import build_budget_process
from roder.devtools.building_budget_rules import build_budget_rules
from roder.devtools.building_budget_versions import adopt_budget_versions
from roder.devtools.building_budget_versions import build_budget_versions
from roder.devtools.building_budget_years import build_budget_years
from roder.devtools.building_budget_years import settle_budget_years
from roder.devtools.building_documents import import_document_files
from roder.devtools.building_financing import build_financing
from roder.devtools.building_forecasts import build_forecasts
from roder.devtools.building_frame_bridge import build_frame_bridge
from roder.devtools.building_goals import import_goal_files
from roder.devtools.building_goals import require_no_fault
from roder.devtools.building_internal_budgets import build_internal_budgets
from roder.devtools.building_investments import build_investments
from roder.devtools.building_measures import build_measures
from roder.devtools.building_meetings import build_meetings
from roder.devtools.building_plans import build_example_plans
from roder.devtools.building_proposals import build_proposals
from roder.devtools.building_reports import build_reports
from roder.devtools.building_rounds import build_rounds
from roder.devtools.building_statistics import import_comparisons
from roder.devtools.example.data_files import written_table
from roder.devtools.example.ledger import Scale
from roder.devtools.example.organisation import FRAME_FILES
from roder.devtools.example.organisation import ORGANISATION_FILE
from roder.devtools.example.people import load_people
from roder.devtools.example.sie_files import ORGANISATION_NUMBER
from roder.devtools.example.sie_files import write_example_files
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.domain.periods import Month

KEY = "".join(filter(str.isdigit, ORGANISATION_NUMBER))
MANDATES_BEGIN = date(2017, 1, 1)
BUDGET_YEAR = (
    build_financing,
    build_budget_versions,
    build_frame_bridge,
    build_investments,
    build_budget_years,
    build_budget_preparation,
    build_budget_process,
    build_proposals,
    build_meetings,
    build_budget_rules,
    adopt_budget_versions,
    settle_budget_years,
)
"""In the order in which a budget is made: each builds on those before."""
FOLLOW_UP = (build_forecasts, build_measures, build_assessments, build_rounds, build_reports)
"""The follow-up of the example's year, in the order in which each builds on those before."""


def build_example(*, scale: str, through: Month, say: Callable[[str], None]) -> list[User]:
    """Make the example municipality, or find it made; returns its demo people."""
    person = system_user()
    for path in _files(scale, through, say):
        outcome = import_file(path, acting_user=person)
        state = "imported" if outcome.changed else "already there"
        say(f"{path.name}: {state}, batch {outcome.batch.number}, {outcome.batch.postings} postings")
    mark_as_example(KEY, acting_user=person)
    _import_tables(say, acting_user=person)
    people = register_demo_people(_people(), acting_user=person)
    _grant_mandates(people, acting_user=person)
    import_document_files(settings.RODER_HOME / "example", KEY, say)
    import_goal_files(settings.RODER_HOME / "example", KEY, people, say)
    for build in BUDGET_YEAR:
        build(KEY, people, say)
    build_example_plans(KEY, people, say)
    build_internal_budgets(KEY, people, say)
    for follow_up in FOLLOW_UP:
        follow_up(KEY, people, say)
    import_comparisons(settings.RODER_HOME / "example" / "kolada", say)
    return people


def _files(scale: str, through: Month, say: Callable[[str], None]) -> list[Path]:
    folder: Path = settings.RODER_HOME / "example" / f"{scale}-{through}"
    stamp = folder / "written.json"
    if stamp.exists():
        return [folder / name for name in json.loads(stamp.read_text("utf-8"))]
    say(f"writing the example ledger ({scale}) as SIE files under {folder}")
    paths = write_example_files(folder, scale=Scale(scale), through=through)
    stamp.write_text(json.dumps([path.name for path in paths]), "utf-8")
    return paths


def _import_tables(say: Callable[[str], None], *, acting_user: User) -> None:
    """Import the tree and the frames that are not here yet; what a person has changed since stands."""
    folder: Path = settings.RODER_HOME / "example"
    tree = written_table(folder, ORGANISATION_FILE)
    frame_files = {year: written_table(folder, name) for year, name in FRAME_FILES.items()}
    if not bodies(KEY):
        plan = import_organisation(KEY, tree, file_name=tree.name, acting_user=acting_user)
        require_no_fault(tree, plan.problems)
        say(f"{tree.name}: imported, {len(plan.bodies)} bodies")
    for year, path in frame_files.items():
        if not frames(KEY, year):
            require_no_fault(path, import_frames(KEY, year, path, acting_user=acting_user).problems)
            say(f"{path.name}: imported")


def _people() -> list[DemoPerson]:
    people = []
    for row in load_people():
        first, _space, last = row.name.partition(" ")
        people.append(DemoPerson(row.username, first, last, row.title))
    return people


def _grant_mandates(people: list[User], *, acting_user: User) -> None:
    by_name = {person.username: person for person in people}
    for row in load_people():
        for role in row.roles:
            mandate = Mandate(Role(role), KEY if row.body else "", row.body, row.party, MANDATES_BEGIN)
            grant_mandate(by_name[row.username], mandate, acting_user=acting_user)
