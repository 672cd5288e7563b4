"""The words of meetings: kinds, questions, options, how a thing was settled, and what the decision would say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext

from roder.apps.meetings.queries import put_proposals_of
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.meeting_order import ADOPT
from roder.domain.meeting_order import LATER
from roder.domain.meeting_order import POSTPONE
from roder.domain.meeting_order import REJECT
from roder.domain.meeting_order import REMIT
from roder.domain.meeting_order import TODAY
from roder.domain.meeting_order import MotionKind
from roder.domain.meeting_order import Question
from roder.domain.minutes import StatementKind
from roder.domain.votes import DecidedBy
from roder.domain.votes import VoteChoice
from roder.domain.votes import VoteMethod
from roder.ui.formatting import ABSENT
from roder.ui.formatting import decimal_text
from roder.ui.formatting import is_swedish

if TYPE_CHECKING:
    from decimal import Decimal

    from roder.apps.meetings.models import BallotRound
    from roder.apps.meetings.models import MeetingItem

AMOUNT_UNIT = "tkr"
RATE_DECIMALS = 2


def kind_name(kind: str) -> str:
    """Return what is to be decided, in words."""
    names = {
        BudgetDecisionKind.BUDGET: _("The budget"),
        BudgetDecisionKind.TAX_RATE_ALONE: _("The tax rate alone, the budget later"),
        BudgetDecisionKind.PROLONGED: _("Prolonged budget: last year's frames go on"),
        BudgetDecisionKind.REVISION: _("A revision of the adopted budget"),
        BudgetDecisionKind.BOARD_PROPOSAL: _("The board's proposal to the council"),
    }
    return names[BudgetDecisionKind(kind)]


def question_text(question: str) -> str:
    """Return a question as it is put to the meeting."""
    texts = {
        Question.DECIDE_TODAY: _("Is the matter to be decided today?"),
        Question.REMIT_OR_POSTPONE: _("Is the matter to be remitted or postponed?"),
        Question.COUNTER_PROPOSAL: _("Which proposal is to be the counter proposal?"),
        Question.MAIN: _("Which proposal is adopted?"),
    }
    return texts[Question(question)]


def option_names(item: MeetingItem) -> dict[str, str]:
    """Return what each option of a matter is called, by its key."""
    found = {
        TODAY: pgettext("option of a vote", "Decided today"),
        LATER: pgettext("option of a vote", "Not decided today"),
        REMIT: pgettext("option of a vote", "Remitted"),
        POSTPONE: pgettext("option of a vote", "Postponed"),
        ADOPT: pgettext("option of a vote", "Adopted"),
        REJECT: pgettext("option of a vote", "Rejected"),
    }
    return found | {put.key: str(put) for put in put_proposals_of(item)}


def method_name(method: str) -> str:
    """Return how a question was settled."""
    names = {
        VoteMethod.ACCLAMATION: _("Acclamation"),
        VoteMethod.ROLL_CALL: _("Roll call"),
        VoteMethod.BY_PARTY: _("Vote, recorded by party"),
    }
    return names[VoteMethod(method)]


def choice_name(choice: str) -> str:
    """Return what a member did in a vote."""
    names = {
        VoteChoice.YES: pgettext("vote", "Yes"),
        VoteChoice.NO: pgettext("vote", "No"),
        VoteChoice.ABSTAIN: pgettext("vote", "Abstains"),
        VoteChoice.ABSENT: pgettext("vote", "Absent"),
        VoteChoice.DISQUALIFIED: pgettext("vote", "Disqualified"),
    }
    return names[VoteChoice(choice)]


def motion_name(kind: str) -> str:
    """Return what was moved in place of a decision."""
    names = {
        MotionKind.REMIT: _("Remittal to the board"),
        MotionKind.POSTPONE: _("Postponement to the next meeting"),
    }
    return names[MotionKind(kind)]


def statement_name(kind: str) -> str:
    """Return what a statement in the minutes is called."""
    names = {
        StatementKind.RESERVATION: _("Reservation"),
        StatementKind.SPECIAL: _("Special statement"),
    }
    return names[StatementKind(kind)]


def outcome_text(held: BallotRound, names: dict[str, str]) -> str:
    """Return how a question ended, in words and numbers."""
    count, winner = held.count, names.get(held.winner, held.winner)
    if held.method == VoteMethod.ACCLAMATION:
        return _("By acclamation the chair found: %(winner)s.") % {"winner": winner}
    told = {
        "winner": winner,
        "yes": count.yes,
        "no": count.no,
        "yes_text": names.get(held.yes_option, ""),
        "no_text": names.get(held.no_option, ""),
    }
    numbers = _("%(yes)s yes (%(yes_text)s) against %(no)s no (%(no_text)s).") % told
    return f"{numbers} {_settled_by(held)} {_abstained(count.abstain)}".strip()


def _settled_by(held: BallotRound) -> str:
    if held.decided_by == DecidedBy.MINORITY:
        return _("One third of those present is enough for this (KL 5 ch. 50 §).")
    if held.decided_by == DecidedBy.CASTING_VOTE:
        return _("It was a tie, settled by the chair's casting vote (KL 5 ch. 54 §).")
    return ""


def _abstained(number: int) -> str:
    if not number:
        return ""
    return ngettext("%(number)s abstained.", "%(number)s abstained.", number) % {"number": number}


def rate_text(rate: Decimal | None) -> str:
    """Return a tax rate in kronor and öre per hundred, as 20:15 in Swedish; a dash when it is not known."""
    if rate is None:
        return ABSENT
    language = get_language() or "sv"
    text = decimal_text(int((rate * 100).to_integral_value()), RATE_DECIMALS, language)
    return text.replace(",", ":") if is_swedish(language) else text
