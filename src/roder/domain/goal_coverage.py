"""Which committee and company has answered which overarching goal (docs/algorithms/goal-tree.md, "Coverage")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.domain.goal_tree import AnswerKind
    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree

ANSWERING = frozenset(
    {BodyKind.EXECUTIVE_BOARD, BodyKind.COMMITTEE, BodyKind.DISTRICT_COMMITTEE, BodyKind.COMPANY}
)
"""Kinds of body that the council's goals are put to; the council itself sets them."""


class Answer(StrEnum):
    """What a body has said to an overarching goal."""

    OWN_GOAL = "own_goal"
    CONTRIBUTES = "contributes"
    NOT_CONCERNED = "not_concerned"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class CoverageSum:
    """How many cells of a row, a column or the whole hold each answer. Every cell counts once."""

    own_goal: int = 0
    contributes: int = 0
    not_concerned: int = 0
    unanswered: int = 0

    @property
    def answered(self) -> int:
        """Cells in which the body has said something, be it that the goal does not concern it."""
        return self.own_goal + self.contributes + self.not_concerned

    @property
    def cells(self) -> int:
        """All cells."""
        return self.answered + self.unanswered


def answer(own_goals: int, contribution: AnswerKind | None) -> Answer:
    """Return what a body has answered: a goal of its own says more than a contribution.

    >>> from roder.domain.goal_tree import AnswerKind
    >>> answer(0, None).value, answer(2, AnswerKind.CONTRIBUTES).value
    ('unanswered', 'own_goal')
    """
    if own_goals:
        return Answer.OWN_GOAL
    return Answer(contribution.value) if contribution is not None else Answer.UNANSWERED


def coverage_sum(answers: Iterable[Answer]) -> CoverageSum:
    """Return the answers counted.

    >>> coverage_sum([Answer.OWN_GOAL, Answer.UNANSWERED]).answered
    1
    """
    found = list(answers)
    return CoverageSum(*(found.count(one) for one in Answer))


def answering_bodies(tree: OrganisationTree) -> list[Body]:
    """Return the bodies that the council's goals are put to, in code order, companies last.

    >>> from datetime import date
    >>> from roder.domain.organisation import Body, OrganisationTree
    >>> bodies = [Body("1", "Council", BodyKind.COUNCIL), Body("2", "Schools", BodyKind.COMMITTEE, "1")]
    >>> [body.code for body in answering_bodies(OrganisationTree(bodies, date(2018, 1, 1)))]
    ['2']
    """
    found = [body for body in tree.bodies.values() if body.kind in ANSWERING]
    return sorted(found, key=lambda body: (body.kind is BodyKind.COMPANY, body.code))
