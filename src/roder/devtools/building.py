"""Builds the example municipality through the doors that a user's own data go through."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.identity.actions import DemoPerson
from roder.apps.identity.actions import register_demo_people
from roder.apps.identity.queries import system_user
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.actions.organisations import mark_as_example
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.devtools.example.ledger import Scale
from roder.devtools.example.organisation import FRAME_FILES
from roder.devtools.example.organisation import load_frame_rows
from roder.devtools.example.organisation import load_organisation
from roder.devtools.example.people import load_people
from roder.devtools.example.sie_files import ORGANISATION_NUMBER
from roder.devtools.example.sie_files import write_example_files
from roder.domain.budget_lines import ProfileKind
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.domain.periods import Month

KEY = "".join(filter(str.isdigit, ORGANISATION_NUMBER))
MANDATES_BEGIN = date(2017, 1, 1)


def build_example(*, scale: str, through: Month, say: Callable[[str], None]) -> list[User]:
    """Make the example municipality, or find it made; returns its demo people."""
    person = system_user()
    for path in _files(scale, through, say):
        outcome = import_file(path, acting_user=person)
        state = "imported" if outcome.changed else "already there"
        say(f"{path.name}: {state}, batch {outcome.batch.number}, {outcome.batch.postings} postings")
    mark_as_example(KEY, acting_user=person)
    replace_organisation(KEY, _bodies(), acting_user=person)
    for year in FRAME_FILES:
        set_frames(KEY, year, _frames(year), acting_user=person)
    people = register_demo_people(_people(), acting_user=person)
    _grant_mandates(people, acting_user=person)
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


def _bodies() -> list[Body]:
    return [
        Body(
            code=row.code,
            name=row.name,
            kind=BodyKind(row.kind),
            parent=row.parent,
            prefixes=row.responsibility_prefixes,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in load_organisation()
    ]


def _frames(year: int) -> list[FrameRow]:
    first = min(FRAME_FILES)
    profile = ProfileKind.FLAT if year == first else ProfileKind.LAST_YEAR
    return [FrameRow(row.code, row.frame_ore, row.status, profile) for row in load_frame_rows(year)]


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
