"""Internal budgets in words: what each step is called and leads to, and what a budget waits for."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.internal_budget_steps import InternalBudgetAct
from roder.domain.internal_budget_steps import NextAct
from roder.domain.internal_budget_steps import PartAct
from roder.domain.internal_transfers import InternalRight


def part_act_label(act: PartAct) -> str:
    """Return what a step with a unit's part is called on its button."""
    labels = {
        PartAct.SUBMIT: pgettext("step of a unit's part", "Hand in"),
        PartAct.TAKE_BACK: pgettext("step of a unit's part", "Take back"),
        PartAct.APPROVE: pgettext("step of a unit's part", "Approve the part"),
        PartAct.RETURN: pgettext("step of a unit's part", "Send back with a comment"),
    }
    return labels[act]


def part_act_consequence(act: PartAct) -> str:
    """Return what a step with a unit's part leads to, as a sentence."""
    texts = {
        PartAct.SUBMIT: _("The part goes to the department to be approved, and can no longer be written in."),
        PartAct.TAKE_BACK: _("The part can be written in again. It must be handed in anew."),
        PartAct.APPROVE: _("The part is done. It can be sent back until the whole budget is approved."),
        PartAct.RETURN: _("The part can be written in again. Your comment is shown to those who write it."),
    }
    return texts[act]


def budget_act_label(act: InternalBudgetAct) -> str:
    """Return what a step with the whole budget is called on its button."""
    labels = {
        InternalBudgetAct.APPROVE: pgettext("step of an internal budget", "Approve the internal budget"),
        InternalBudgetAct.SEND_BACK: pgettext("step of an internal budget", "Send back to draft"),
        InternalBudgetAct.ADOPT: pgettext("step of an internal budget", "Register as adopted"),
        InternalBudgetAct.BEGIN: pgettext("step of an internal budget", "Put in force"),
        InternalBudgetAct.END: pgettext("step of an internal budget", "End the internal budget"),
    }
    return labels[act]


def budget_act_consequence(act: InternalBudgetAct) -> str:
    """Return what a step with the whole budget leads to, as a sentence."""
    texts = {
        InternalBudgetAct.APPROVE: _("The budget goes to the committee or board to be adopted."),
        InternalBudgetAct.SEND_BACK: _(
            "The budget becomes a draft again. Parts that shall be written in are sent back one by one."
        ),
        InternalBudgetAct.ADOPT: _(
            "All lines are kept as they stand now, with a fingerprint. They are never changed; what changes later is a decided change beside them."
        ),
        InternalBudgetAct.BEGIN: _("The follow-up compares with this budget from now on."),
        InternalBudgetAct.END: _("The budget is closed for changes. It is kept, and can be read as it was."),
    }
    return texts[act]


def next_act_text(act: NextAct) -> str:
    """Return what an internal budget waits for."""
    texts = {
        NextAct.SET_FRAME: _("The frame is to be set"),
        NextAct.DIVIDE: _("The frame is to be divided to units"),
        NextAct.FILL_IN: _("Units fill in and hand in"),
        NextAct.APPROVE_PARTS: _("Parts handed in are to be approved"),
        NextAct.FIT: _("The sum is to be fitted to the frame"),
        NextAct.APPROVE: _("The department approves the whole"),
        NextAct.ADOPT: _("The committee or board adopts"),
        NextAct.BEGIN: _("To be put in force"),
        NextAct.AMEND: _("The frame has changed: put the change on lines"),
        NextAct.NOTHING: _("Nothing"),
    }
    return texts[act]


def right_text(right: InternalRight) -> str:
    """Return by whose right a change is decided."""
    texts = {
        InternalRight.UNIT: _("Within a unit: its manager decides."),
        InternalRight.DEPARTMENT: _("Within a department: whoever approves for its units decides."),
        InternalRight.COMMITTEE: _("Between departments: the committee or board decides."),
        InternalRight.FRAME: _("A changed frame: the committee or board decides where it goes."),
    }
    return texts[right]
