"""A small municipality whose money names goals: bodies, frames, a tree of two goals, and books by project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from tests.ledger_files import sie_file

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.goals.actions.funding import FundingWish
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalTree
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.ledger.actions.imports import import_file
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.goal_funding import FundingKind
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from pathlib import Path

KEY = "2120000159"
TKR = 100_000
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL, prefixes=("10",)),
    Body("400", "Preschool committee", BodyKind.COMMITTEE, "100", ("41",)),
    Body("411", "Northern preschools", BodyKind.UNIT, "400", ("4110",)),
    Body("412", "Southern preschools", BodyKind.UNIT, "400", ("4120",)),
    Body("500", "Elderly committee", BodyKind.COMMITTEE, "100", ("42",)),
    Body("900", "Energy company", BodyKind.COMPANY, "100", organisation_number="556639-1537"),
]


@dataclass
class GoalMoneyWorld:
    """The tree with its goals, and an assignment of the preschool committee."""

    tree: GoalTree
    schools: Goal
    climate: Goal
    assignment: Assignment

    def wish(self, amount_tkr: int, kind: FundingKind = FundingKind.FRAME, **more: Any) -> FundingWish:
        """Return a wish of money for the schools, of the preschool committee in 2018, but for what is given."""
        asked: dict[str, Any] = {"goal": self.schools, "year": 2018, "body_code": "400", **more}
        return FundingWish(kind=kind, amount_ore=amount_tkr * TKR, **asked)


def make_goal_money_world() -> GoalMoneyWorld:
    """Organise, set frames of 1,200 and 2,400 tkr, and write a tree with two goals; no books yet."""
    system = system_user()
    assert replace_organisation(KEY, BODIES, acting_user=system) == []
    set_frames(KEY, 2018, [FrameRow("400", 1200 * TKR), FrameRow("500", 2400 * TKR)], acting_user=system)
    tree = GoalTree.objects.create(organisation=KEY, code="2018-2020", year=2018, title="Goals 2018–2020")
    schools = Goal.objects.create(tree=tree, code="1", level="overall", position=1, title="Schools")
    climate = Goal.objects.create(tree=tree, code="2", level="overall", position=2, title="Climate")
    assignment = Assignment.objects.create(
        organisation=KEY,
        code="A1",
        tree=tree,
        title="Two teachers",
        given_by="100",
        given_to="400",
        given_on=date(2017, 11, 27),
    )
    return GoalMoneyWorld(tree, schools, climate, assignment)


def import_books(home: Path) -> None:
    """Import January and February 2018: project 3001 in both committees, 3002 in one unit."""
    january, february = "20180131", "20180228"
    vouchers = [(january, "4110", 400), (february, "4200", 50)]
    by_project = [
        (january, "4110", "3001", 30_000),
        (february, "4120", "3001", 25_000),
        (february, "4200", "3001", 7_000),
        (february, "4110", "3002", 1_000),
    ]
    extra = "".join(_voucher(number, *row) for number, row in enumerate(by_project, 1))
    import_file(sie_file(home, vouchers, extra=extra), acting_user=system_user())


def import_company_books(home: Path) -> None:
    """Import the energy company's January, which has a project."""
    path = sie_file(
        home,
        [],
        number="556639-1537",
        name="Energibolaget AB",
        extra="#KPTYP EUBAS97\n" + _voucher(1, "20180131", "", "70", 2_000),
        file_name="company.se",
    )
    import_file(path, acting_user=system_user())


def _voucher(number: int, day: str, code: str, project: str, kronor: int) -> str:
    objects = f'{{1 "{code}" 6 "{project}"}}' if code else f'{{6 "{project}"}}'
    return (
        f'#VER P {number} {day} "Projekt"\n{{\n'
        f"#TRANS 5020 {objects} {kronor}.00 {day}\n"
        f"#TRANS 1930 {{}} -{kronor}.00 {day}\n}}\n"
    )


def make_person(username: str, role: Role, body: str = "") -> User:
    """Return a person who holds a role, for a body or for the whole."""
    person = User.objects.create(username=username, first_name=username.title(), last_name="Test")
    mandate = Mandate(role, KEY if body else "", body, valid_from=date(2017, 1, 1))
    grant_mandate(person, mandate, acting_user=system_user())
    return person
