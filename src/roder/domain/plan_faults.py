"""What keeps a plan from being built, written, revised or divided: rules of docs/algorithms/plans.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.goal_funding_faults import YEARS_OF_A_TREE
from roder.domain.plans import PlanState
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection

    from roder.domain.plans import PlanKind


def build_faults(
    kind: PlanKind | None, year: int, tree_year: int, *, is_adopted: bool, exists: bool
) -> list[Problem]:
    """Return what keeps a plan from being built; ``kind`` is ``None`` for a body that makes none.

    The goals must be adopted and for the plan's year: a Mål och budget is for its year and two plan years.

    >>> [fault.code for fault in build_faults(None, 2018, 2018, is_adopted=True, exists=False)]
    ['plan_of_no_such_body']
    """
    checks = [
        (kind is None, _NO_SUCH_BODY),
        (not is_adopted, _GOALS_NOT_ADOPTED),
        (year not in range(tree_year, tree_year + YEARS_OF_A_TREE), _OUTSIDE_THE_YEARS),
        (exists, _THERE_IS_ONE),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def writing_faults(state: PlanState) -> list[Problem]:
    """Return what keeps a plan from being written in: only a draft is.

    >>> writing_faults(PlanState.DRAFT)
    []
    """
    return [] if state is PlanState.DRAFT else [_NOT_A_DRAFT]


def revision_faults(state: PlanState, *, is_newest: bool) -> list[Problem]:
    """Return what keeps a plan from being revised: only what is adopted or in force is, and once at a time.

    >>> [fault.code for fault in revision_faults(PlanState.DRAFT, is_newest=True)]
    ['plan_not_to_be_revised']
    """
    may = state in {PlanState.ADOPTED, PlanState.IN_FORCE} and is_newest
    return [] if may else [_NOT_TO_BE_REVISED]


def allocation_faults(amounts: Collection[int], frame_ore: int | None) -> list[Problem]:
    """Return what is wrong with how a plan divides its frame; less than all is a gap, no fault.

    >>> [fault.code for fault in allocation_faults([600, 500], 1000)]
    ['plan_distributes_too_much']
    """
    if any(amount < 0 for amount in amounts):
        return [_NEGATIVE_PART]
    return [_TOO_MUCH] if frame_ore is not None and sum(amounts) > frame_ore else []


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


_NO_SUCH_BODY = _fault(
    "plan_of_no_such_body",
    "No committee, company or unit of that code is in force that year.",
    "Det finns ingen nämnd, inget bolag och ingen enhet med den koden det året.",
)
_GOALS_NOT_ADOPTED = _fault(
    "plan_of_goals_not_adopted",
    "The goals are not adopted yet. A plan is built from adopted goals.",
    "Målen är inte fastställda än. En plan byggs av fastställda mål.",
)
_OUTSIDE_THE_YEARS = _fault(
    "plan_outside_the_years",
    "The goals are for other years. Choose the Mål och budget of the plan's year.",
    "Målen gäller andra år. Välj den Mål och budget som gäller planens år.",
)
_THERE_IS_ONE = _fault(
    "plan_there_is_one",
    "There is a plan of that body and year already. Revise it instead.",
    "Det finns redan en plan för organet och året. Revidera den i stället.",
)
_NOT_A_DRAFT = _fault(
    "plan_not_a_draft",
    "Only a draft can be written in. Let it be returned, or begin a revision.",
    "Bara ett utkast kan skrivas i. Låt planen lämnas tillbaka, eller börja en revidering.",
)
_NOT_TO_BE_REVISED = _fault(
    "plan_not_to_be_revised",
    "Only the newest plan is revised, once it is adopted or in force.",
    "Bara den senaste planen revideras, när den är antagen eller gällande.",
)
_NEGATIVE_PART = _fault(
    "plan_gives_less_than_nothing", "No part can be given less than 0.", "Ingen del kan få mindre än 0."
)
_TOO_MUCH = _fault(
    "plan_distributes_too_much",
    "The parts together are more than the frame.",
    "Delarna är tillsammans mer än ramen.",
)
