"""A small municipality with a base for 2019, two parties, and a controller: for tests of proposals and their pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from roder.apps.budgets.models import BudgetLine
from roder.apps.budgets.models import BudgetVersion
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.apps.proposals.actions.handing_in import hand_in
from roder.apps.proposals.actions.writing import ProposalWords
from roder.apps.proposals.actions.writing import begin_proposal
from roder.apps.proposals.actions.writing import put_rows
from roder.apps.proposals.actions.writing import write_proposal
from roder.domain.budget_versions import VersionKind
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposalOwner
from roder.domain.proposals import ProposedRow

if TYPE_CHECKING:
    from roder.apps.proposals.models import Proposal

KEY = "2120000159"
YEAR = 2019
TKR = 100_000
FRAME = ChangeTarget.FRAME
LINES = (
    ("frame", "300", "", -900),
    ("frame", "400", "", -300),
    ("central", "", "central_pensions", -50),
    ("financing", "", "municipal_tax", 1000),
    ("financing", "", "income_equalisation", 300),
    ("financial", "", "interest_income", 5),
    ("investment", "", "P1", -80),
)
BODIES = [
    Body("100", "Fullmäktige", BodyKind.COUNCIL, prefixes=("10",)),
    Body("300", "Utbildningsnämnden", BodyKind.COMMITTEE, "100", ("30",)),
    Body("400", "Socialnämnden", BodyKind.COMMITTEE, "100", ("40",)),
    Body("411", "Enheten", BodyKind.UNIT, "400", ("41",)),
]


@dataclass
class ProposalWorld:
    """Ann and Bo write for different parties, Karin for the officials; Rut is auditor and Lea only reads."""

    base: BudgetVersion
    ann: User
    bo: User
    karin: User
    rut: User
    lea: User


def make_proposal_world() -> ProposalWorld:
    replace_organisation(KEY, BODIES, acting_user=system_user())
    return ProposalWorld(
        make_base("Underlag"),
        _person("ann", Role.POLITICIAN, "Apartiet"),
        _person("bo", Role.POLITICIAN, "Bpartiet"),
        _person("karin_ek", Role.CENTRAL_CONTROLLER),
        _person("rut", Role.AUDITOR),
        _person("lea", Role.READER),
    )


def _person(username: str, role: Role, party: str = "") -> User:
    person = User.objects.create(username=username, first_name=username.title(), title="Test")
    grant_mandate(person, Mandate(role, party=party, valid_from=date(2017, 1, 1)), acting_user=system_user())
    return person


def make_base(name: str, *, more: dict[str, int] | None = None, year: int = YEAR) -> BudgetVersion:
    """Make a base for three years, in tkr; ``more`` adds to a body's frame."""
    made = BudgetVersion.objects.create(
        organisation=KEY, name=name, kind=VersionKind.BASE, year=year, tax_rate=Decimal("20.00")
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(
            budget_version=made,
            year=each,
            section=section,
            body_code=body,
            line_key=line,
            amount_ore=(tkr - (more or {}).get(body, 0)) * TKR,
        )
        for each in range(year, year + 3)
        for section, body, line, tkr in LINES
    )
    return made


def frame_row(body: str, *tkr: int, why: str = "", text: str = "", goal: str = "") -> ProposedRow:
    """Return a row of a frame: thousands of kronor more (+) or less (−) in each year from the first."""
    values = tuple((YEAR + at, -each * TKR) for at, each in enumerate(tkr))
    return ProposedRow(FRAME, body, text, values, why, goal)


def make_draft(
    person: User, party: str, title: str, *rows: ProposedRow, base: BudgetVersion | None = None
) -> Proposal:
    """Begin a party's draft with rows and a motivation."""
    made = begin_proposal(KEY, YEAR, ProposalOwner.PARTY, title, party=party, base=base, acting_user=person)
    put_rows(made, rows, acting_user=person)
    words = ProposalWords(title, motivation=f"{title} vill mer")
    write_proposal(made, words, seen_version=made.version, acting_user=person)
    return made


def make_handed_in(person: User, party: str, title: str, *rows: ProposedRow) -> Proposal:
    """Begin a party's proposal and hand it in."""
    return hand_in(make_draft(person, party, title, *rows), acting_user=person)
