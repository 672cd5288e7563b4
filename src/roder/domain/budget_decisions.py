"""What the council may decide of a budget, and when: the ordinary case and the legal odd ones.

A budget, a tax rate alone in November, a prolonged budget (last year's frames go on), a revision, and the board's own
decision on its proposal. What cannot be done is an error; what breaks a date of the law is a warning with its
paragraph, never a stop and never hidden. Sources: KL 11 ch. 5, 8, 10-11 §§, 5 ch. 9 §. Worked tables:
docs/algorithms/votes.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.domain.organisation import BodyKind
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

ELECTION_PERIOD, FIRST_ELECTION = 4, 2


class BudgetDecisionKind(StrEnum):
    """What is decided of a budget year."""

    BUDGET = "budget"
    TAX_RATE_ALONE = "tax_rate_alone"
    PROLONGED = "prolonged"
    REVISION = "revision"
    BOARD_PROPOSAL = "board_proposal"


NEEDS_PROPOSALS = frozenset(
    {BudgetDecisionKind.BUDGET, BudgetDecisionKind.REVISION, BudgetDecisionKind.BOARD_PROPOSAL}
)
"""Decisions in which proposals are put against one another; the others are put as one question."""
NEEDS_REASON = frozenset(
    {BudgetDecisionKind.TAX_RATE_ALONE, BudgetDecisionKind.PROLONGED, BudgetDecisionKind.REVISION}
)


@dataclass(frozen=True, slots=True)
class BudgetDecisionFacts:
    """What is known when a budget is to be decided on a day by a body.

    ``has_adopted`` is whether a budget of the year is adopted (a prolonged one is none); ``has_previous`` whether the
    year before has one. ``rate_alone`` and its day are of a decision in November on the tax rate alone.
    ``result_ore`` is the budgeted result; ``surplus_reason`` what a budget without surplus rests on.
    """

    kind: BudgetDecisionKind
    year: int
    day: date
    body: BodyKind
    has_adopted: bool = False
    has_previous: bool = True
    tax_rate: Decimal | None = None
    rate_alone: Decimal | None = None
    rate_alone_on: date | None = None
    result_ore: int = 1
    surplus_reason: str = ""
    reason: str = ""


def is_election_year(year: int) -> bool:
    """Return whether councils are elected that year.

    >>> is_election_year(2018), is_election_year(2017)
    (True, False)
    """
    return year % ELECTION_PERIOD == FIRST_ELECTION


def budget_decision_faults(facts: BudgetDecisionFacts) -> list[Problem]:
    """Return why it cannot be decided (errors), and which dates of the law it breaks (warnings).

    >>> facts = BudgetDecisionFacts(BudgetDecisionKind.BUDGET, 2019, date(2018, 12, 17), BodyKind.COUNCIL)
    >>> [fault.code for fault in budget_decision_faults(facts)]
    ['budget_without_tax_rate', 'budget_after_november']
    """
    return [*_errors(facts), *_warnings(facts)]


def carried_forward_lines(lines: Iterable[VersionLine], year: int) -> list[VersionLine]:
    """Return what a prolonged budget for a year says: last year's lines moved to it, investments apart.

    >>> line = VersionLine(2017, BudgetSection.FRAME, -5, "300")
    >>> carried_forward_lines([line, replace(line, year=2018)], 2018)[0].year
    2018
    """
    return [
        replace(line, year=year)
        for line in lines
        if line.year == year - 1 and line.section is not BudgetSection.INVESTMENT
    ]


def _errors(facts: BudgetDecisionFacts) -> list[Problem]:
    kind = facts.kind
    is_board = kind is BudgetDecisionKind.BOARD_PROPOSAL
    right_body = BodyKind.EXECUTIVE_BOARD if is_board else BodyKind.COUNCIL
    sets_rate = kind in {BudgetDecisionKind.BUDGET, BudgetDecisionKind.TAX_RATE_ALONE}
    checks = [
        (facts.body is not right_body, _ANOTHER_BODY),
        (facts.has_adopted and kind is not BudgetDecisionKind.REVISION, _DECIDED_ALREADY),
        (not facts.has_adopted and kind is BudgetDecisionKind.REVISION, _NOTHING_TO_REVISE),
        (not facts.has_previous and kind is BudgetDecisionKind.PROLONGED, _NOTHING_TO_PROLONG),
        (facts.tax_rate is None and sets_rate, _NO_RATE),
        (not facts.reason.strip() and kind in NEEDS_REASON, _NO_REASON),
        (_lacks_surplus(facts), _NO_SURPLUS),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def _lacks_surplus(facts: BudgetDecisionFacts) -> bool:
    counts = facts.kind in {BudgetDecisionKind.BUDGET, BudgetDecisionKind.REVISION}
    return counts and facts.result_ore <= 0 and not facts.surplus_reason


def _warnings(facts: BudgetDecisionFacts) -> list[Problem]:
    before, kind = facts.year - 1, facts.kind
    november, december = date(before, 11, 30), date(before, 12, 31)
    is_budget = kind is BudgetDecisionKind.BUDGET
    new_council = date(before, 10, 15)
    decides = kind in {BudgetDecisionKind.BUDGET, BudgetDecisionKind.TAX_RATE_ALONE}
    rate_in_time = facts.rate_alone_on is not None and facts.rate_alone_on <= november
    changes_rate = facts.rate_alone is not None and facts.tax_rate not in {None, facts.rate_alone}
    checks = [
        (
            is_budget and november < facts.day <= december and not rate_in_time,
            _AFTER_NOVEMBER,
        ),
        (is_budget and facts.day > december, _AFTER_THE_YEAR),
        (kind is BudgetDecisionKind.TAX_RATE_ALONE and facts.day > november, _RATE_AFTER_NOVEMBER),
        (decides and is_election_year(before) and facts.day < new_council, _OLD_COUNCIL),
        (
            kind is BudgetDecisionKind.BOARD_PROPOSAL and facts.day > date(before, 10, 31),
            _BOARD_AFTER_OCTOBER,
        ),
        (is_budget and changes_rate, _RATE_AGAIN),
    ]
    return [problem for is_so, problem in checks if is_so]


def _fault(code: str, english: str, swedish: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(severity, code, None, english, swedish)


_ANOTHER_BODY = _fault(
    "budget_of_another_body",
    "The council decides the budget, the executive board its proposal for it (KL 11 ch. 8 and 10 §§).",
    "Fullmäktige beslutar om budgeten, kommunstyrelsen om sitt förslag till den (KL 11 kap. 8 och 10 §§).",
)
_DECIDED_ALREADY = _fault(
    "budget_decided_already",
    "The budget of the year is adopted. What changes it is a revision.",
    "Årets budget är fastställd. Det som ändrar den är en revidering.",
)
_NOTHING_TO_REVISE = _fault(
    "budget_nothing_to_revise",
    "No budget of the year is adopted yet, so there is nothing to revise.",
    "Ingen budget är fastställd för året, så det finns inget att revidera.",
)
_NOTHING_TO_PROLONG = _fault(
    "budget_nothing_to_prolong",
    "The year before has no adopted budget here whose frames could go on.",
    "Året före har ingen fastställd budget här vars ramar kan fortsätta.",
)
_NO_RATE = _fault(
    "budget_without_tax_rate",
    "The decision states the tax rate (KL 11 ch. 6 §). Write it.",
    "Beslutet ska ange skattesatsen (KL 11 kap. 6 §). Skriv den.",
)
_NO_REASON = _fault(
    "budget_decision_without_reason",
    "Say why: this decision rests on special reasons.",
    "Ange varför: det här beslutet vilar på särskilda skäl.",
)
_NO_SURPLUS = _fault(
    "budget_without_surplus",
    "The budget has no surplus, and no reason that the law accepts is stated (KL 11 ch. 5 §).",
    "Budgeten saknar överskott, och inget skäl som lagen godtar är angivet (KL 11 kap. 5 §).",
)
_AFTER_NOVEMBER = _fault(
    "budget_after_november",
    "The budget is adopted before the end of November. Later asks for special reasons, and that the tax rate was set "
    "in November (KL 11 ch. 10-11 §§).",
    "Budgeten ska fastställas före november månads utgång. Senare kräver särskilda skäl och att skattesatsen "
    "fastställdes i november (KL 11 kap. 10–11 §§).",
    Severity.WARNING,
)
_AFTER_THE_YEAR = _fault(
    "budget_after_december",
    "The budget is adopted before the end of December at the very latest (KL 11 ch. 11 §).",
    "Budgeten ska fastställas allra senast före december månads utgång (KL 11 kap. 11 §).",
    Severity.WARNING,
)
_RATE_AFTER_NOVEMBER = _fault(
    "tax_rate_after_november",
    "The tax rate is set within November also when the budget comes later (KL 11 ch. 11 §).",
    "Skattesatsen ska fastställas inom november även när budgeten dröjer (KL 11 kap. 11 §).",
    Severity.WARNING,
)
_OLD_COUNCIL = _fault(
    "budget_by_the_old_council",
    "In an election year the newly elected council, from 15 October, adopts the budget (KL 5 ch. 9 § and 11 ch. 10 §).",
    "Valår fastställs budgeten av det nyvalda fullmäktige, från den 15 oktober (KL 5 kap. 9 § och 11 kap. 10 §).",
    Severity.WARNING,
)
_BOARD_AFTER_OCTOBER = _fault(
    "board_proposal_after_october",
    "The board draws up its proposal before the end of October. In November it needs special reasons, and the tax rate "
    "is proposed in October (KL 11 ch. 8 §).",
    "Styrelsen ska upprätta sitt förslag före oktober månads utgång. I november krävs särskilda skäl, och skattesatsen "
    "föreslås i oktober (KL 11 kap. 8 §).",
    Severity.WARNING,
)
_RATE_AGAIN = _fault(
    "tax_rate_set_again",
    "The tax rate differs from the one set in November, and takes its place (KL 11 ch. 11 §).",
    "Skattesatsen är en annan än den som fastställdes i november, och ersätter den (KL 11 kap. 11 §).",
    Severity.INFO,
)
WARNINGS = {
    problem.code: problem
    for problem in (
        _AFTER_NOVEMBER,
        _AFTER_THE_YEAR,
        _RATE_AFTER_NOVEMBER,
        _OLD_COUNCIL,
        _BOARD_AFTER_OCTOBER,
        _RATE_AGAIN,
    )
}
"""What a decision may have been made in spite of, by code: a decision keeps the codes."""
