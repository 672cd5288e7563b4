"""What the law asks Mål och budget to hold, and whether it does (KL 11 ch. 5–6 a §§).

The list is shown, never blocking: a municipality may decide an incomplete book, but not without seeing it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roder.domain.budget_versions import YEARS_OF_A_BUDGET

COMPANIES_FROM = 2024
"""The first budget year that must account for the economy of the companies (KL 11 ch. 6 a §)."""


class BookPart(StrEnum):
    """A part of Mål och budget that the law names."""

    TAX_RATE = "tax_rate"
    APPROPRIATIONS = "appropriations"
    FINANCING = "financing"
    POSITION = "position"
    SURPLUS = "surplus"
    FINANCIAL_GOALS = "financial_goals"
    ACTIVITY_GOALS = "activity_goals"
    GUIDELINES = "guidelines"
    THREE_YEARS = "three_years"
    COMPANIES = "companies"


PARAGRAPHS = {
    BookPart.SURPLUS: "KL 11:5",
    BookPart.GUIDELINES: "KL 11:1, 11:6",
    BookPart.COMPANIES: "KL 11:6 a",
}
"""The paragraph of each part where it is another than 11:6."""


class PartState(StrEnum):
    """Whether a part is there: ``NOT_YET_REQUIRED`` is missing in a year for which the law did not ask for it."""

    OK = "ok"
    MISSING = "missing"
    NOT_YET_REQUIRED = "not_yet_required"


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What is known of a version's book: counts and answers only, so that the rule needs no models.

    ``result_ore`` is the budget year's result; ``has_imbalance_reason`` whether a legal reason is given for a budget
    without surplus; ``years`` how many years the version has lines for.
    """

    year: int
    has_tax_rate: bool = False
    frames: int = 0
    financing_lines: int = 0
    has_balance: bool = False
    result_ore: int = 0
    has_imbalance_reason: bool = False
    financial_goals: int = 0
    activity_goals: int = 0
    guidelines: int = 0
    years: int = 0
    companies: int = 0


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """A part and how it stands."""

    part: BookPart
    state: PartState

    @property
    def paragraph(self) -> str:
        """The paragraph that asks for it."""
        return PARAGRAPHS.get(self.part, "KL 11:6")


def checked_parts(facts: BookFacts) -> list[CheckedPart]:
    """Return every part that the law asks for, in its order, and whether it is there.

    >>> found = {each.part: each.state for each in checked_parts(BookFacts(2018, frames=16))}
    >>> found[BookPart.APPROPRIATIONS].value, found[BookPart.COMPANIES].value
    ('ok', 'not_yet_required')
    """
    is_there = {
        BookPart.TAX_RATE: facts.has_tax_rate,
        BookPart.APPROPRIATIONS: facts.frames > 0,
        BookPart.FINANCING: facts.financing_lines > 0,
        BookPart.POSITION: facts.has_balance,
        BookPart.SURPLUS: facts.result_ore > 0 or facts.has_imbalance_reason,
        BookPart.FINANCIAL_GOALS: facts.financial_goals > 0,
        BookPart.ACTIVITY_GOALS: facts.activity_goals > 0,
        BookPart.GUIDELINES: facts.guidelines > 0,
        BookPart.THREE_YEARS: facts.years >= YEARS_OF_A_BUDGET,
        BookPart.COMPANIES: facts.companies > 0,
    }
    return [CheckedPart(part, _state(part, facts.year, is_there=found)) for part, found in is_there.items()]


def _state(part: BookPart, year: int, *, is_there: bool) -> PartState:
    if is_there:
        return PartState.OK
    if part is BookPart.COMPANIES and year < COMPANIES_FROM:
        return PartState.NOT_YET_REQUIRED
    return PartState.MISSING
