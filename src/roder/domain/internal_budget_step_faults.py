"""What keeps an internal budget, or a unit's part of it, from being taken further, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.money import kronor_text
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from roder.domain.internal_budgets import DifferingNode


def differing_fault(node: DifferingNode) -> Problem:
    """Return that a node is not exactly what it was given, with both amounts and the difference.

    >>> from roder.domain.internal_budgets import DifferingNode
    >>> differing_fault(DifferingNode("3020", 400, 500)).code
    'internal_budget_differs'
    """
    given, budgeted, left = (_kr(ore) for ore in (node.given_ore, node.budgeted_ore, node.left_ore))
    return _fault(
        "internal_budget_differs",
        f"{node.code} was given {given} kr and budgets {budgeted} kr: {left} kr is left. It must be 0.",
        f"{node.code} har fått {given} kr och budgeterar {budgeted} kr: {left} kr är kvar. Det ska vara 0.",
    )


def over_fault(unit: str, given_ore: int, budgeted_ore: int) -> Problem:
    """Return that a unit's lines exceed what it was given, and that it must say why.

    >>> over_fault("3011", 100, 200).code
    'part_over_without_reason'
    """
    given, budgeted = _kr(given_ore), _kr(budgeted_ore)
    return _fault(
        "part_over_without_reason",
        f"{unit} was given {given} kr and budgets {budgeted} kr. Say why, or fit the lines to what was given.",
        f"{unit} har fått {given} kr och budgeterar {budgeted} kr. Ange varför, eller anpassa raderna till det som getts.",
    )


def change_fault(code: str, first_ore: int = 0, second_ore: int = 0, unit: str = "") -> Problem:
    """Return what keeps a change of an adopted internal budget from being made, by its code.

    >>> change_fault("internal_transfer_not_zero", 500).message_en
    'What is moved must sum to zero; it sums to 5,00 kr.'
    """
    english, swedish = _CHANGE_TEXTS[code]
    values = {"first": _kr(first_ore), "second": _kr(second_ore), "unit": unit}
    return _fault(code, english.format(**values), swedish.format(**values))


_CHANGE_TEXTS = {
    "internal_change_is_empty": (
        "Nothing is moved. Write an amount.",
        "Inget flyttas. Skriv ett belopp.",
    ),
    "internal_transfer_not_zero": (
        "What is moved must sum to zero; it sums to {first} kr.",
        "Det som flyttas ska summera till noll; summan är {first} kr.",
    ),
    "internal_frame_unchanged": (
        "The frame is used to the krona. There is no change of it to put on lines.",
        "Ramen är utlagd på kronan. Det finns ingen ändring av den att lägga på rader.",
    ),
    "internal_amendment_differs": (
        "The frame has changed so that the lines must change by {first} kr; these change it by {second} kr.",
        "Ramen har ändrats så att raderna ska ändras med {first} kr; de här ändrar med {second} kr.",
    ),
    "internal_change_of_strange_unit": (
        "The unit {unit} has no part of this internal budget.",
        "Enheten {unit} har ingen del av den här internbudgeten.",
    ),
}


def _kr(ore: int) -> str:
    return kronor_text(ore).replace(".", ",").replace("-", "−")


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


WRONG_STATE = _fault(
    "internal_budget_in_another_state",
    "It is in another state by now. Look at it as it stands.",
    "Läget har ändrats under tiden. Se hur det är nu.",
)
BUDGET_NOT_DRAFT = _fault(
    "internal_budget_is_closed",
    "The internal budget is approved or adopted. Have it sent back first, or change it by a transfer.",
    "Internbudgeten är godkänd eller antagen. Låt den gå tillbaka först, eller ändra genom en omfördelning.",
)
OWN_WORK = _fault(
    "part_own_work",
    "You handed in this part yourself. Someone else must approve it: four eyes.",
    "Du har själv lämnat in den här delen. Någon annan måste godkänna den: fyra ögon.",
)
NO_REASON = _fault("internal_step_without_reason", "Say why.", "Ange varför.")
NOT_APPROVED = _fault(
    "parts_not_approved",
    "Some units' parts are not approved yet.",
    "Alla enheters delar är inte godkända än.",
)
NO_FRAME = _fault(
    "internal_budget_without_frame",
    "No frame is set for this year, so there is nothing to compare the sum with.",
    "Ingen ram är satt för året, så det finns inget att jämföra summan med.",
)
NO_DECISION = _fault(
    "internal_budget_without_decision",
    "An internal budget is adopted by a decision of its committee or board. Choose the decision.",
    "En internbudget antas genom beslut av sin nämnd eller styrelse. Välj beslutet.",
)
OTHERS_DECISION = _fault(
    "internal_decision_of_another_body",
    "The decision was made by another body. Choose one of this committee or board.",
    "Beslutet är fattat av ett annat organ. Välj ett av den här nämnden eller styrelsen.",
)
BEFORE_ITS_YEAR = _fault(
    "internal_budget_before_its_year",
    "The budget's year has not begun.",
    "Budgetåret har inte börjat.",
)
AFTER_ITS_YEAR = _fault(
    "internal_budget_year_not_over",
    "The budget's year is not over yet.",
    "Budgetåret är inte slut än.",
)
NOT_DECIDED = _fault(
    "internal_budget_not_decided",
    "The internal budget is not adopted yet. Change its lines instead.",
    "Internbudgeten är inte antagen än. Ändra raderna i stället.",
)
