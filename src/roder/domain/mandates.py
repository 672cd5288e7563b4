"""Who may do what: roles, what each lets a person do, and mandates that hold for a part of the organisation and a time.

The table of docs/algorithms/roles.md is this module in prose; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Role(StrEnum):
    """What a person is to a part of the organisation (DOMAIN: reader, reporter, controller, auditor, …)."""

    READER = "reader"
    REPORTER = "reporter"
    APPROVER = "approver"
    COMMITTEE_CONTROLLER = "committee_controller"
    CENTRAL_CONTROLLER = "central_controller"
    COMMITTEE_SECRETARY = "committee_secretary"
    POLITICIAN = "politician"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that can be allowed or not. Each is asked for at one door or more."""

    READ_FOLLOW_UP = "read_follow_up"
    READ_VOUCHERS = "read_vouchers"
    READ_IMPORTS = "read_imports"
    IMPORT_LEDGER = "import_ledger"
    EDIT_ORGANISATION = "edit_organisation"
    SET_FRAMES = "set_frames"
    READ_HISTORY = "read_history"
    READ_JOBS = "read_jobs"
    STEER_JOBS = "steer_jobs"
    REGISTER_DATES = "register_dates"
    READ_MANDATES = "read_mandates"
    ADMINISTER_PEOPLE = "administer_people"
    READ_GOALS = "read_goals"
    EDIT_GOALS = "edit_goals"
    ANSWER_GOALS = "answer_goals"
    GIVE_ASSIGNMENTS = "give_assignments"
    REPORT_GOALS = "report_goals"
    EDIT_INDICATORS = "edit_indicators"
    FETCH_STATISTICS = "fetch_statistics"
    EDIT_DOCUMENTS = "edit_documents"
    EDIT_PLANS = "edit_plans"
    APPROVE_PLANS = "approve_plans"
    ADOPT_PLANS = "adopt_plans"
    READ_BUDGET = "read_budget"
    EDIT_BUDGET = "edit_budget"
    RUN_BUDGET_YEAR = "run_budget_year"
    CONTRIBUTE_IDEAS = "contribute_ideas"
    ANSWER_CONSULTATION = "answer_consultation"
    WRITE_PROPOSALS = "write_proposals"
    RECORD_VOTES = "record_votes"
    EDIT_INTERNAL_BUDGET = "edit_internal_budget"
    DIVIDE_FRAME = "divide_frame"
    APPROVE_INTERNAL_BUDGET = "approve_internal_budget"
    ADOPT_INTERNAL_BUDGET = "adopt_internal_budget"
    READ_WAGES = "read_wages"
    REPORT_FOLLOW_UP = "report_follow_up"
    APPROVE_REPORTS = "approve_reports"
    TREAT_REPORTS = "treat_reports"
    RUN_ROUNDS = "run_rounds"
    EDIT_MEASURES = "edit_measures"
    DECIDE_MEASURES = "decide_measures"
    ASK_ABOUT_REPORTS = "ask_about_reports"
    SIGN_EDITIONS = "sign_editions"


class MandateState(StrEnum):
    """Where a mandate is in its time, on a day."""

    COMING = "mandate_coming"
    IN_FORCE = "mandate_in_force"
    ENDED = "mandate_ended"


_READING = frozenset({Permission.READ_FOLLOW_UP, Permission.READ_GOALS, Permission.READ_BUDGET})
_READING_TO_THE_VOUCHER = _READING | {Permission.READ_VOUCHERS}
_REPORTING = _READING_TO_THE_VOUCHER | {
    Permission.REPORT_GOALS,
    Permission.EDIT_PLANS,
    Permission.CONTRIBUTE_IDEAS,
    Permission.EDIT_INTERNAL_BUDGET,
    Permission.READ_WAGES,
    Permission.REPORT_FOLLOW_UP,
    Permission.EDIT_MEASURES,
}

_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.READER: _READING,
    Role.REPORTER: _REPORTING,
    Role.APPROVER: _REPORTING
    | {
        Permission.APPROVE_PLANS,
        Permission.APPROVE_INTERNAL_BUDGET,
        Permission.APPROVE_REPORTS,
        Permission.DECIDE_MEASURES,
    },
    Role.COMMITTEE_CONTROLLER: _REPORTING
    | {
        Permission.ANSWER_GOALS,
        Permission.GIVE_ASSIGNMENTS,
        Permission.EDIT_INDICATORS,
        Permission.EDIT_DOCUMENTS,
        Permission.APPROVE_PLANS,
        Permission.ANSWER_CONSULTATION,
        Permission.DIVIDE_FRAME,
        Permission.APPROVE_INTERNAL_BUDGET,
        Permission.APPROVE_REPORTS,
        Permission.SIGN_EDITIONS,
    },
    Role.CENTRAL_CONTROLLER: frozenset(Permission) - {Permission.ADMINISTER_PEOPLE},
    Role.COMMITTEE_SECRETARY: _READING
    | {
        Permission.GIVE_ASSIGNMENTS,
        Permission.EDIT_DOCUMENTS,
        Permission.ADOPT_PLANS,
        Permission.CONTRIBUTE_IDEAS,
        Permission.ANSWER_CONSULTATION,
        Permission.RECORD_VOTES,
        Permission.ADOPT_INTERNAL_BUDGET,
        Permission.TREAT_REPORTS,
        Permission.DECIDE_MEASURES,
    },
    Role.POLITICIAN: _READING | {Permission.WRITE_PROPOSALS, Permission.ASK_ABOUT_REPORTS},
    Role.AUDITOR: frozenset(
        {
            *_READING_TO_THE_VOUCHER,
            Permission.READ_IMPORTS,
            Permission.READ_HISTORY,
            Permission.READ_JOBS,
            Permission.READ_MANDATES,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.EDIT_ORGANISATION,
            Permission.READ_JOBS,
            Permission.STEER_JOBS,
            Permission.READ_MANDATES,
            Permission.ADMINISTER_PEOPLE,
        }
    ),
}

ROLES_OF_THE_WHOLE = frozenset({Role.CENTRAL_CONTROLLER, Role.AUDITOR, Role.ADMINISTRATOR})
"""Roles that cannot be held for a part: their acts touch everybody's books."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """A role that a person holds for a part of the organisation, from a day to a day, both included.

    ``organisation`` is the key of a ledger organisation and ``body`` the code of a body in its tree, with
    everything below it. Without a body the mandate is for that whole organisation; without either it is for
    the whole: every organisation here. ``valid_to`` is ``None`` while no end is set.
    """

    role: Role
    organisation: str = ""
    body: str = ""
    party: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_of_the_whole(self) -> bool:
        """Whether the mandate is for every organisation and body here."""
        return not self.organisation and not self.body

    def in_force(self, day: date) -> bool:
        """Return whether the mandate holds on the day. It ends by itself: nobody has to act.

        >>> from datetime import date
        >>> mandate = Mandate(Role.READER, valid_from=date(2018, 1, 1), valid_to=date(2018, 8, 31))
        >>> mandate.in_force(date(2018, 8, 31)), mandate.in_force(date(2018, 9, 1))
        (True, False)
        """
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def state(self, day: date) -> MandateState:
        """Return whether the mandate has begun and not ended on the day.

        >>> from datetime import date
        >>> Mandate(Role.READER, valid_to=date(2018, 8, 31)).state(date(2018, 9, 1)).value
        'mandate_ended'
        """
        if self.valid_to is not None and self.valid_to < day:
            return MandateState.ENDED
        return MandateState.IN_FORCE if self.in_force(day) else MandateState.COMING

    def gives(self, permission: Permission, day: date) -> bool:
        """Return whether the mandate gives the permission, for its part, on the day."""
        return permission in permissions_of(self.role) and self.in_force(day)


def permissions_of(role: Role) -> frozenset[Permission]:
    """Return what a role may do within its mandate.

    >>> Permission.READ_VOUCHERS in permissions_of(Role.READER)
    False
    """
    return _PERMISSIONS[role]


def giving(mandates: Iterable[Mandate], permission: Permission, day: date) -> list[Mandate]:
    """Return the mandates that give the permission on the day.

    >>> from datetime import date
    >>> giving([Mandate(Role.READER)], Permission.IMPORT_LEDGER, date(2018, 8, 31))
    []
    """
    return [mandate for mandate in mandates if mandate.gives(permission, day)]


def may_approve(author: str, approver: str) -> bool:
    """Return whether a person may approve what another did: four eyes, so never one's own.

    Both are user names. Holding the right role is asked for separately.

    >>> may_approve("nils.berg", "nils.berg")
    False
    """
    return author != approver


def faults(mandate: Mandate) -> list[Problem]:
    """Return what is wrong with a mandate as it is meant to be granted; empty when it can be.

    >>> [problem.code for problem in faults(Mandate(Role.POLITICIAN))]
    ['mandate_without_party']
    """
    checks = [
        (mandate.role in ROLES_OF_THE_WHOLE and not mandate.is_of_the_whole, _ONLY_WHOLE),
        (bool(mandate.body) and not mandate.organisation, _BODY_ALONE),
        (mandate.role is Role.POLITICIAN and not mandate.party, _NO_PARTY),
        (mandate.role is not Role.POLITICIAN and bool(mandate.party), _PARTY_OF_NO_POLITICIAN),
        (
            mandate.valid_from is not None
            and mandate.valid_to is not None
            and mandate.valid_to < mandate.valid_from,
            _BACKWARDS,
        ),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


_ONLY_WHOLE = Problem(
    Severity.ERROR,
    "mandate_only_for_the_whole",
    None,
    "This role is held for the whole. Leave out the part of the organisation, or choose another role.",
    "Den här rollen gäller hela kommunen. Välj ingen del av organisationen, eller välj en annan roll.",
)
_BODY_ALONE = Problem(
    Severity.ERROR,
    "mandate_body_without_organisation",
    None,
    "Say which organisation the body belongs to.",
    "Ange vilken organisation enheten hör till.",
)
_NO_PARTY = Problem(
    Severity.ERROR,
    "mandate_without_party",
    None,
    "A politician has a mandate for a party. Write the party's name or letter.",
    "En förtroendevald har sitt uppdrag för ett parti. Skriv partiets namn eller bokstav.",
)
_PARTY_OF_NO_POLITICIAN = Problem(
    Severity.ERROR,
    "mandate_party_of_no_politician",
    None,
    "Only a politician's mandate names a party. Take the party out, or choose the role of politician.",
    "Bara en förtroendevalds behörighet har ett parti. Ta bort partiet eller välj rollen förtroendevald.",
)
_BACKWARDS = Problem(
    Severity.ERROR,
    "mandate_ends_before_it_begins",
    None,
    "The last day comes before the first. Choose a last day on or after the first, or none.",
    "Sista dagen ligger före den första. Välj en sista dag från och med den första, eller ingen.",
)
