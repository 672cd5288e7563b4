"""Goal trees: levels, states, what may be changed when. Overarching goals weigh the same; there is no weight.

The rule of docs/algorithms/goal-tree.md in code. Lineage, coverage and the composite have modules of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.goal_faults import BAD_CODE
from roder.domain.goal_faults import BAD_TREE
from roder.domain.goal_faults import LEVEL_IN_USE
from roder.domain.goal_faults import LEVEL_TWICE
from roder.domain.goal_faults import LEVEL_WITHOUT_NAME
from roder.domain.goal_faults import NO_GOAL_TITLE
from roder.domain.goal_faults import NO_REASON
from roder.domain.goal_faults import NO_SUCH_LEVEL
from roder.domain.goal_faults import NO_TREE_DECISION
from roder.domain.goal_faults import NOT_OVERALL
from roder.domain.goal_faults import OVERALL_OF_A_BODY
from roder.domain.goal_faults import TAKEN_TREE_CODE
from roder.domain.goal_faults import TREE_ADOPTED
from roder.domain.goal_faults import TREE_ARCHIVED
from roder.domain.goal_faults import TREE_EMPTY
from roder.domain.goal_faults import TREE_IS_DRAFT
from roder.domain.goal_faults import WRONG_PARENT

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.problems import Problem


class TreeState(StrEnum):
    """A tree is written, then adopted by the council and fixed, then taken over by a later one."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    ARCHIVED = "archived"


class TreeAct(StrEnum):
    """What can be done to a whole tree or to the goals in it."""

    EDIT_COUNCIL_GOALS = "edit_council_goals"
    ANSWER = "answer"
    JUDGE = "judge"
    ADOPT = "adopt"
    ARCHIVE = "archive"
    COPY = "copy"


class AnswerKind(StrEnum):
    """How a body answers an overarching goal without a goal of its own."""

    CONTRIBUTES = "contributes"
    NOT_CONCERNED = "not_concerned"


OVERALL = "overall"
COMMITTEE = "committee"
CODE = re.compile(r"[0-9A-Za-zÅÄÖåäö][0-9A-Za-zÅÄÖåäö._-]{0,19}")
"""What a code may hold: it stands in addresses and in files, so no spaces and no slash."""

YEARS = range(1990, 2100)

_ALLOWED: dict[TreeState, frozenset[TreeAct]] = {
    TreeState.DRAFT: frozenset(
        {TreeAct.EDIT_COUNCIL_GOALS, TreeAct.ANSWER, TreeAct.ADOPT, TreeAct.COPY},
    ),
    TreeState.ADOPTED: frozenset({TreeAct.ANSWER, TreeAct.JUDGE, TreeAct.ARCHIVE, TreeAct.COPY}),
    TreeState.ARCHIVED: frozenset({TreeAct.COPY}),
}

_CLOSED = {
    TreeState.DRAFT: TREE_IS_DRAFT,
    TreeState.ADOPTED: TREE_ADOPTED,
    TreeState.ARCHIVED: TREE_ARCHIVED,
}


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A goal as it is written: where it stands in its tree, whose it is, and what it says.

    ``body_code`` is empty for the council's goals. ``parent_level`` is the level of the goal above, empty
    for none. ``is_financial`` marks the goals of sound financial management (KL 11:6).
    """

    code: str
    level: str
    title: str
    body_code: str = ""
    parent_level: str = ""
    text: str = ""
    title_en: str = ""
    text_en: str = ""
    owner_title: str = ""
    is_financial: bool = False


@dataclass(frozen=True, slots=True)
class TreeFacts:
    """A goal tree as it is made: the version as people say it, its budget year, and its title."""

    code: str
    year: int
    title: str
    title_en: str = ""
    is_example: bool = False


def default_levels() -> list[dict[str, str]]:
    """Return the levels a new tree has until it names its own: overarching goals, committee goals.

    >>> [level["key"] for level in default_levels()]
    ['overall', 'committee']
    """
    return [
        {"key": OVERALL, "name": "Övergripande mål", "name_en": "Overarching goal"},
        {"key": COMMITTEE, "name": "Nämndmål", "name_en": "Committee goal"},
    ]


def allows(state: TreeState, act: TreeAct) -> bool:
    """Return whether a tree in the state lets the act be done.

    >>> allows(TreeState.ADOPTED, TreeAct.EDIT_COUNCIL_GOALS)
    False
    """
    return act in _ALLOWED[state]


def state_faults(state: TreeState, act: TreeAct) -> list[Problem]:
    """Return why the act cannot be done to a tree in the state; empty when it can.

    >>> [problem.code for problem in state_faults(TreeState.ARCHIVED, TreeAct.ANSWER)]
    ['goal_tree_archived']
    """
    if allows(state, act):
        return []
    return [_CLOSED[state]]


def tree_faults(facts: TreeFacts, taken: Collection[str]) -> list[Problem]:
    """Return what is wrong with a tree as it is to be made; ``taken`` are the codes of the trees there are.

    >>> [problem.code for problem in tree_faults(TreeFacts("2018-2020", 2018, "Goals"), {"2018-2020"})]
    ['goal_tree_code_taken']
    """
    is_whole = CODE.fullmatch(facts.code) and facts.title.strip() and facts.year in YEARS
    return ([] if is_whole else [BAD_TREE]) + ([TAKEN_TREE_CODE] if facts.code in taken else [])


def next_goal_code(body_code: str, taken: Collection[str]) -> str:
    """Return the first free code for a body's next goal.

    >>> next_goal_code("300", {"1", "300-1"})
    '300-2'
    """
    number = 1
    while (code := f"{body_code}-{number}") in taken:
        number += 1
    return code


def adoption_faults(state: TreeState, overarching: int, *, has_decision: bool) -> list[Problem]:
    """Return why the council's tree cannot be adopted: not a draft, no overarching goal, no decision.

    >>> [problem.code for problem in adoption_faults(TreeState.DRAFT, 0, has_decision=True)]
    ['goal_tree_empty']
    """
    found = state_faults(state, TreeAct.ADOPT)
    found += [] if overarching else [TREE_EMPTY]
    return found + ([] if has_decision else [NO_TREE_DECISION])


def level_keys(levels: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the keys of a tree's levels, from the top."""
    return [level["key"] for level in levels]


def level_faults(levels: Sequence[Mapping[str, str]], used: Collection[str]) -> list[Problem]:
    """Return what is wrong with the levels of a tree; ``used`` are the keys that its goals stand on.

    >>> [problem.code for problem in level_faults(default_levels()[:1], {"committee"})]
    ['goal_level_in_use']
    """
    keys = level_keys(levels)
    checks = [
        (keys[:1] == [OVERALL], NOT_OVERALL),
        (len(keys) == len(set(keys)) and all(CODE.fullmatch(key) for key in keys), LEVEL_TWICE),
        (all(level.get("name", "").strip() for level in levels), LEVEL_WITHOUT_NAME),
        (set(used) <= set(keys), LEVEL_IN_USE),
    ]
    return [problem for holds, problem in checks if not holds]


def goal_faults(facts: GoalFacts, levels: Sequence[Mapping[str, str]]) -> list[Problem]:
    """Return what is wrong with a goal as it is meant to stand in a tree with these levels.

    >>> [problem.code for problem in goal_faults(GoalFacts("1", "overall", ""), default_levels())]
    ['goal_without_title']
    """
    keys = level_keys(levels)
    if facts.level not in keys:
        return [NO_SUCH_LEVEL]
    is_overall = facts.level == OVERALL
    stands_below = facts.parent_level in keys and keys.index(facts.parent_level) < keys.index(facts.level)
    checks = [
        (CODE.fullmatch(facts.code) is not None, BAD_CODE),
        (bool(facts.title.strip()), NO_GOAL_TITLE),
        (not (is_overall and facts.body_code), OVERALL_OF_A_BODY),
        (not facts.parent_level if is_overall else stands_below, WRONG_PARENT),
    ]
    return [problem for holds, problem in checks if not holds]


def text_faults(text: str) -> list[Problem]:
    """Return the fault of an answer or a verdict without its reason.

    >>> [problem.code for problem in text_faults(" ")]
    ['reason_missing']
    """
    return [] if text.strip() else [NO_REASON]
