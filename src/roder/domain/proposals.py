"""A proposal is a set of signed changes against one base; any two can therefore be compared line by line."""

from __future__ import annotations

from enum import StrEnum


class ProposalOwner(StrEnum):
    """Whose proposal it is: the administration's, the executive board's, a party's."""

    ADMINISTRATION = "administration"
    EXECUTIVE_BOARD = "executive_board"
    PARTY = "party"


class ProposalState(StrEnum):
    """Private while it is a draft; handed in it is everybody's to read and fixed; the vote ends it."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"
    WITHDRAWN = "withdrawn"
    WON = "won"
    LOST = "lost"


class ChangeTarget(StrEnum):
    """What a change changes: money of a part of the budget, the tax rate, a goal's text, an assignment."""

    FRAME = "frame"
    CENTRAL = "central"
    FINANCING = "financing"
    FINANCIAL = "financial"
    INVESTMENT = "investment"
    TAX_RATE = "tax_rate"
    GOAL = "goal"
    ASSIGNMENT = "assignment"


class ImbalanceReason(StrEnum):
    """What the law lets a budget without a surplus rest on (KL 11 ch. 5 §)."""

    RESULT_RESERVE = "result_reserve"
    EXCEPTIONAL_REASONS = "exceptional_reasons"
