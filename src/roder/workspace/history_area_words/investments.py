from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.PROJECT_REGISTERED: Words(
        _("Investment project registered"), _("%(person)s registered the investment project %(subject)s.")
    ),
    Event.PROJECT_CHANGED: Words(
        _("Investment project changed"), _("%(person)s changed the investment project %(subject)s.")
    ),
    Event.PROJECT_REMOVED: Words(
        _("Investment project removed"), _("%(person)s removed the investment project %(subject)s.")
    ),
    Event.PROJECTS_PUT_IN: Words(
        _("Investments put into a budget version"),
        _("%(person)s put the investments into the budget version %(subject)s."),
    ),
    Event.FEE_REGISTERED: Words(_("Fee registered"), _("%(person)s registered the fee %(subject)s.")),
    Event.FEE_CHANGED: Words(_("Fee changed"), _("%(person)s changed the fee %(subject)s.")),
    Event.FEE_REMOVED: Words(_("Fee removed"), _("%(person)s removed the fee %(subject)s.")),
    Event.COMPANY_BUDGET_REGISTERED: Words(
        _("Budget of a company registered"), _("%(person)s registered the budget of the company %(subject)s.")
    ),
    Event.COMPANY_BUDGET_CHANGED: Words(
        _("Budget of a company changed"), _("%(person)s changed the budget of the company %(subject)s.")
    ),
    Event.COMPANY_BUDGET_REMOVED: Words(
        _("Budget of a company removed"), _("%(person)s removed the budget of the company %(subject)s.")
    ),
    Event.DIRECTIVE_REGISTERED: Words(
        _("Owner directive registered"), _("%(person)s registered the owner directive %(subject)s.")
    ),
    Event.DIRECTIVE_CHANGED: Words(
        _("Owner directive changed"), _("%(person)s changed the owner directive %(subject)s.")
    ),
    Event.DIRECTIVE_REMOVED: Words(
        _("Owner directive removed"), _("%(person)s removed the owner directive %(subject)s.")
    ),
    Event.REGISTER_IMPORTED: Words(
        _("Register of the budget imported"), _("%(person)s imported the register %(subject)s.")
    ),
    Event.STATEMENT_BASIS_SET: Words(
        _("Basis of balance sheet and cash flow set"),
        _("%(person)s set what balance sheet and cash flow of %(subject)s rest on."),
    ),
}

FIELDS: dict[str, Promise] = {
    "body_code": _("body"),
    "goal": _("goal"),
    "funding": _("funding"),
    "starts": _("first year"),
    "ends": _("final year"),
    "in_use_year": _("in use"),
    "lifetime_years": _("lifetime"),
    "decided_ore": _("decided whole"),
    "spent_before_ore": _("spent before"),
    "area": _("area"),
    "basis": _("basis"),
    "from_year": _("from year"),
    "to_year": _("to year"),
    "opening": _("opening balance"),
    "opening_source": _("source of the opening balance"),
    "assumed": _("assumptions"),
}
