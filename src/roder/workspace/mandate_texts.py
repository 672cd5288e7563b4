"""What roles, permissions and parts of the organisation are called where people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.apps.ledger.queries import organisations_known
from roder.apps.organisation.queries import bodies
from roder.domain.mandates import Permission
from roder.domain.mandates import Role
from roder.domain.mandates import permissions_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.apps.identity.models import Mandate


def role_name(role: str) -> str:
    names = {
        Role.READER: pgettext("role", "Reader"),
        Role.REPORTER: pgettext("role", "Reporter"),
        Role.APPROVER: pgettext("role", "Approver"),
        Role.COMMITTEE_CONTROLLER: pgettext("role", "Committee controller"),
        Role.CENTRAL_CONTROLLER: pgettext("role", "Central controller"),
        Role.COMMITTEE_SECRETARY: pgettext("role", "Committee secretary"),
        Role.POLITICIAN: pgettext("role", "Politician"),
        Role.AUDITOR: pgettext("role", "Auditor"),
        Role.ADMINISTRATOR: pgettext("role", "Administrator"),
    }
    return names[Role(role)]


def permission_text(permission: Permission) -> str:
    texts = {
        Permission.READ_FOLLOW_UP: _("See budget, outturn, variance and forecast"),
        Permission.READ_VOUCHERS: _("Go down to accounts and vouchers"),
        Permission.READ_IMPORTS: _("See which files the ledger comes from, and their proofs"),
        Permission.IMPORT_LEDGER: _("Import ledger files, and undo an import"),
        Permission.EDIT_ORGANISATION: _("Change the organisation and its ledger codes"),
        Permission.SET_FRAMES: _("Enter the frames that the council has decided"),
        Permission.READ_HISTORY: _("See who changed what, and when"),
        Permission.READ_JOBS: _("See background work"),
        Permission.STEER_JOBS: _("Try background work again, and cancel it"),
        Permission.REGISTER_DATES: _("Register when the reports of the law were handed over"),
        Permission.READ_MANDATES: _("See who has which role"),
        Permission.ADMINISTER_PEOPLE: _("Give people roles, and end them"),
        Permission.READ_GOALS: _("See goals, assignments, indicators, documents and plans"),
        Permission.EDIT_GOALS: _("Enter the goals that the council decides"),
        Permission.ANSWER_GOALS: _("Enter committee goals, contributions and activities"),
        Permission.GIVE_ASSIGNMENTS: _("Register assignments and the decisions that gave them"),
        Permission.REPORT_GOALS: _("Report states, values and verdicts"),
        Permission.EDIT_INDICATORS: _("Define indicators and set their targets"),
        Permission.FETCH_STATISTICS: _("Fetch official statistics"),
        Permission.EDIT_DOCUMENTS: _("Keep the register of steering documents"),
        Permission.EDIT_PLANS: _("Write plans"),
        Permission.APPROVE_PLANS: _("Examine and approve plans"),
        Permission.ADOPT_PLANS: _("Register that a plan is adopted"),
    }
    return (texts | _money_texts())[permission]


def _money_texts() -> dict[Permission, str]:
    """Return the texts of what is done with budgets and their follow-up."""
    return {
        Permission.READ_BUDGET: _("See goals and budget: financing, frames, proposals and decisions"),
        Permission.EDIT_BUDGET: _("Work on financing, frames, investments and fees"),
        Permission.RUN_BUDGET_YEAR: _("Run the budget year: its steps, dates and consultations"),
        Permission.CONTRIBUTE_IDEAS: _("Contribute knowledge and ideas to goals and budget"),
        Permission.ANSWER_CONSULTATION: _("Answer the consultation for a committee or board"),
        Permission.WRITE_PROPOSALS: _("Build a proposal for goals and budget"),
        Permission.RECORD_VOTES: _("Record proposals, votes and decisions of a meeting"),
        Permission.EDIT_INTERNAL_BUDGET: _("Fill in internal budgets"),
        Permission.DIVIDE_FRAME: _("Divide a frame to units"),
        Permission.APPROVE_INTERNAL_BUDGET: _("Approve internal budgets and send them back"),
        Permission.ADOPT_INTERNAL_BUDGET: _("Register that an internal budget is adopted or changed"),
        Permission.READ_WAGES: _("See single positions and wages"),
        Permission.REPORT_FOLLOW_UP: _("State forecasts, explain and hand in reports"),
        Permission.APPROVE_REPORTS: _("Approve reports and send them back"),
        Permission.TREAT_REPORTS: _(
            "Register that a committee, the board or the council has treated a report"
        ),
        Permission.RUN_ROUNDS: _("Open, close, publish and lock follow-up rounds"),
        Permission.EDIT_MEASURES: _("Propose measures and follow them up"),
        Permission.DECIDE_MEASURES: _("Register that measures and petitions are decided"),
        Permission.ASK_ABOUT_REPORTS: _("Ask questions about reports"),
        Permission.SIGN_EDITIONS: _("Sign editions of reports"),
    }


def permission_texts(role: str) -> list[str]:
    """Return what a role may do, in the order of the permissions."""
    allowed = permissions_of(Role(role))
    return [permission_text(permission) for permission in Permission if permission in allowed]


class PartNames:
    """What the part that a mandate is for is called; each organisation's bodies are read once."""

    def __init__(self, mandates: Iterable[Mandate]) -> None:
        keys = {mandate.organisation for mandate in mandates} - {""}
        self._organisations = {row.key: row.name for row in organisations_known() if row.key in keys}
        self._bodies = {(key, body.code): body.name for key in keys for body in bodies(key)}

    def name(self, mandate: Mandate) -> str:
        if not mandate.organisation:
            return _("The whole")
        if not mandate.body:
            return self._organisations.get(mandate.organisation, mandate.organisation)
        name = self._bodies.get((mandate.organisation, mandate.body))
        return f"{mandate.body} {name}" if name else mandate.body
