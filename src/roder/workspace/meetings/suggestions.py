"""What a decision would say and lead to, put in words from the facts; the secretary has the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.budgets.models import BudgetVersion
from roder.apps.goals.models import GoalTree
from roder.apps.meetings.queries import adopted_version
from roder.apps.proposals.queries import changes_of
from roder.apps.proposals.queries import proposal_lines
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import frames_of
from roder.domain.goal_tree import TreeState
from roder.domain.meeting_order import POSTPONE
from roder.domain.meeting_order import REJECT
from roder.domain.meeting_order import REMIT
from roder.domain.proposal_lines import tax_rate_of
from roder.domain.proposals import TEXT_TARGETS
from roder.ui.formatting import amount_with_unit
from roder.workspace.meetings.tables import body_names_of
from roder.workspace.meetings.words import AMOUNT_UNIT
from roder.workspace.meetings.words import rate_text

if TYPE_CHECKING:
    from decimal import Decimal

    from roder.apps.meetings.models import MeetingItem
    from roder.apps.meetings.models import PutProposal

Kind = BudgetDecisionKind


def suggested_rate(item: MeetingItem, winner: PutProposal | None) -> Decimal | None:
    """Return the tax rate that the winning proposal rests on, or what a matter of the rate alone is about."""
    if winner is None:
        return item.tax_rate
    proposal = winner.proposal
    return tax_rate_of(changes_of(proposal), item.year, proposal.base.tax_rate)


def suggested_version_name(item: MeetingItem) -> str:
    """Return what the version that the decision makes would be called."""
    organisation, year = item.meeting.organisation, item.year
    if item.kind == Kind.PROLONGED:
        return _("Prolonged budget %(year)s") % {"year": year}
    if item.kind == Kind.REVISION:
        earlier = BudgetVersion.objects.filter(organisation=organisation, year=year, kind=VersionKind.REVISED)
        return _("Goals and budget %(year)s, revision %(number)s") % {
            "year": year,
            "number": earlier.count() + 1,
        }
    return _("Goals and budget %(year)s") % {"year": year}


def suggested_wording(item: MeetingItem, option: str, winner: PutProposal | None) -> str:
    """Return the decision as it may stand in the minutes."""
    body = body_names_of(item).get(item.meeting.body_code, "")
    if option in {REMIT, POSTPONE}:
        return _delay_wording(item, option, body)
    if option == REJECT:
        return _("%(body)s rejects the proposal.") % {"body": body}
    if winner is None:
        return _alone_wording(item, body)
    if item.kind == Kind.BOARD_PROPOSAL:
        return _("%(body)s proposes that the council adopts “%(proposal)s” as goals and budget %(year)s.") % {
            "body": body,
            "proposal": winner,
            "year": item.year,
        }
    return _budget_wording(item, winner, body)


def _delay_wording(item: MeetingItem, option: str, body: str) -> str:
    if option == POSTPONE:
        return _("%(body)s postpones the matter to its next meeting.") % {"body": body}
    motion = item.motions.filter(kind=REMIT).first()
    return _("%(body)s remits the matter to the executive board: %(reason)s") % {
        "body": body,
        "reason": motion.reason if motion else "",
    }


def _alone_wording(item: MeetingItem, body: str) -> str:
    told = {"body": body, "year": item.year, "rate": rate_text(item.tax_rate), "last": item.year - 1}
    if item.kind == Kind.PROLONGED:
        return (
            _("%(body)s decides that the frames of %(last)s go on until a budget for %(year)s is adopted.")
            % told
        )
    return _("%(body)s sets the tax rate for %(year)s. The budget is decided later.") % told


def _budget_wording(item: MeetingItem, winner: PutProposal, body: str) -> str:
    names, language = body_names_of(item), get_language() or "sv"
    told = {"body": body, "proposal": winner, "year": item.year}
    parts = [
        _("%(body)s adopts “%(proposal)s” as goals and budget %(year)s with plan for the two years after.")
        % told,
        _("The tax rate for %(year)s is set to %(rate)s.")
        % {"year": item.year, "rate": rate_text(suggested_rate(item, winner))},
        _("The frames for %(year)s are:") % told,
    ]
    held = frames_of(proposal_lines(winner.proposal), item.year)
    parts += [
        f"– {names.get(code, code)}: {amount_with_unit(ore, AMOUNT_UNIT, language)}"
        for code, ore in held.items()
    ]
    return "\n".join(parts)


def consequences(item: MeetingItem, option: str, winner: PutProposal | None) -> list[str]:
    """Return what happens when the decision is registered, a sentence each."""
    told = {"name": suggested_version_name(item), "year": item.year, "proposal": winner}
    if option == REMIT:
        return [_("The matter goes back to the board, and can be put on another meeting's list.")]
    if option == POSTPONE:
        return [_("The matter can be put on the list of the next meeting.")]
    if option == REJECT:
        return [_("The matter ends here. Nothing of the budget changes.")]
    if item.kind == Kind.BOARD_PROPOSAL:
        return [_("“%(proposal)s” becomes the board's proposal and the council's main proposal.") % told]
    if item.kind == Kind.TAX_RATE_ALONE:
        return [_("The tax rate is kept, and the tax authority is to be told of it at once.")]
    return _of_a_budget(item, winner, told)


def _of_a_budget(item: MeetingItem, winner: PutProposal | None, told: dict[str, object]) -> list[str]:
    organisation = item.meeting.organisation
    found = [
        _("The version “%(name)s” is made and frozen: the database refuses every change of it.") % told,
        _("The frames for %(year)s come in force.") % told,
    ]
    if winner is not None:
        found.append(_("“%(proposal)s” has won. The others stay to be read and compared.") % told)
        drafts = GoalTree.objects.filter(organisation=organisation, year=item.year, state=TreeState.DRAFT)
        if drafts.exists():
            found.append(_("The goals for %(year)s are adopted and fixed.") % told)
        if any(each.target in TEXT_TARGETS for each in changes_of(winner.proposal)):
            found.append(
                _("What the proposal says of goals and assignments is carried out, or listed to be.")
            )
        found.append(_("The tax authority is to be told of the tax rate at once (1965:269, 3 a §)."))
    before = adopted_version(organisation, item.year)
    if before is not None:
        found.append(_("“%(version)s” stays as it was, and can be compared.") % {"version": before})
    return found
