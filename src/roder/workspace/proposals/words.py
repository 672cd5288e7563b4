"""What the pages of proposals call things: whose they are, their lines, their years' outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.domain.budget_versions import BudgetSection
from roder.domain.financing_parameters import sheet_lines
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposalOwner
from roder.domain.proposals import ProposalState
from roder.domain.proposals import TextAct
from roder.ui.formatting import amount_with_unit
from roder.ui.formatting import decimal_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from django.utils.functional import Promise

    from roder.apps.proposals.models import Proposal
    from roder.domain.proposal_lines import YearSums

TARGETS: Mapping[ChangeTarget, str | Promise] = {
    ChangeTarget.FRAME: gettext_lazy("Frames"),
    ChangeTarget.CENTRAL: gettext_lazy("Central items"),
    ChangeTarget.FINANCING: gettext_lazy("Tax and grants"),
    ChangeTarget.FINANCIAL: gettext_lazy("Financial items"),
    ChangeTarget.INVESTMENT: gettext_lazy("Investments"),
    ChangeTarget.TAX_RATE: gettext_lazy("Tax rate"),
    ChangeTarget.GOAL: gettext_lazy("Goals"),
    ChangeTarget.ASSIGNMENT: gettext_lazy("Assignments"),
}
HINTS: Mapping[ChangeTarget, str | Promise] = {
    ChangeTarget.FRAME: gettext_lazy("Plus gives the committee more money, minus takes away."),
    ChangeTarget.CENTRAL: gettext_lazy("Plus is more cost, minus is less."),
    ChangeTarget.FINANCING: gettext_lazy("Plus is more income, minus is less."),
    ChangeTarget.FINANCIAL: gettext_lazy("Plus is more income or less interest, minus the other way."),
    ChangeTarget.INVESTMENT: gettext_lazy(
        "Plus spends more on the project. Investments are no part of the result."
    ),
    ChangeTarget.TAX_RATE: gettext_lazy(
        "Kronor per hundred: 0,10 is a tenth of a krona more. The tax follows by itself."
    ),
}
ACTS: Mapping[TextAct, str | Promise] = {
    TextAct.ADD: gettext_lazy("New"),
    TextAct.CHANGE: gettext_lazy("New wording"),
    TextAct.REMOVE: gettext_lazy("Taken away"),
}
STATES: Mapping[ProposalState, str | Promise] = {
    ProposalState.DRAFT: gettext_lazy("Draft, seen by you alone"),
    ProposalState.HANDED_IN: gettext_lazy("Handed in"),
    ProposalState.WITHDRAWN: gettext_lazy("Withdrawn at the meeting"),
    ProposalState.WON: gettext_lazy("Adopted by the council"),
    ProposalState.LOST: gettext_lazy("Not adopted"),
}
SECTION_NAMES: Mapping[BudgetSection, str | Promise] = {
    BudgetSection.FRAME: gettext_lazy("Frame"),
    BudgetSection.CENTRAL: gettext_lazy("Central item"),
    BudgetSection.OPERATION: gettext_lazy("Operation"),
    BudgetSection.DEPRECIATION: gettext_lazy("Depreciation"),
    BudgetSection.FINANCING: gettext_lazy("Tax and grants"),
    BudgetSection.FINANCIAL: gettext_lazy("Financial item"),
    BudgetSection.INVESTMENT: gettext_lazy("Investment"),
}
RATE_PLACES = 2


def owner_name(owner: str, party: str = "") -> str:
    """Return whose a proposal is."""
    if owner == ProposalOwner.PARTY:
        return party
    return _("The executive board") if owner == ProposalOwner.EXECUTIVE_BOARD else _("The administration")


def proposal_label(proposal: Proposal) -> str:
    """Return a proposal's name with whose it is, as a heading of a column has it."""
    return f"{proposal.title} ({owner_name(proposal.owner, proposal.party)})"


def line_names() -> dict[str, str]:
    """Return the names of the lines of the financing sheet by key."""
    language = get_language() or "sv"
    return {line.key: line.name(language) for line in sheet_lines()}


def rate_text(rate: Decimal | None) -> str:
    """Return a tax rate or a change of one as people write it: 20,15."""
    if rate is None:
        return "–"
    places = max(RATE_PLACES, -int(rate.normalize().as_tuple().exponent))
    return decimal_text(int(rate.scaleb(places)), places, get_language() or "sv")


def share_text(share: Decimal | None) -> str:
    """Return the result's share of tax and grants in per cent with one sign more than whole."""
    if share is None:
        return "–"
    return _("%(share)s %%") % {"share": decimal_text(int(share.scaleb(2)), 2, get_language() or "sv")}


def outcome_text(sums: YearSums) -> str:
    """Return in words whether a year has the surplus that the law wants."""
    left = amount_with_unit(abs(sums.room_ore), "tkr", get_language() or "sv")
    if sums.is_in_surplus:
        return _("Income exceeds costs. %(left)s are left to share out before the result is nothing.") % {
            "left": left
        }
    if sums.result_ore == 0:
        return _("Income and costs are equal. The law wants a surplus.")
    return _("Costs exceed income: %(left)s are lacking.") % {"left": left}
