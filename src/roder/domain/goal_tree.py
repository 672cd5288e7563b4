"""Goal trees: levels, states, how a body answers a goal. Overarching goals weigh the same; there is no weight.

The rule of docs/algorithms/goal-tree.md in code.
"""

from __future__ import annotations

from enum import StrEnum


class TreeState(StrEnum):
    """A tree is written, then adopted by the council and fixed, then taken over by a later one."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    ARCHIVED = "archived"


class AnswerKind(StrEnum):
    """How a body answers an overarching goal without a goal of its own."""

    CONTRIBUTES = "contributes"
    NOT_CONCERNED = "not_concerned"


OVERALL = "overall"
COMMITTEE = "committee"


def default_levels() -> list[dict[str, str]]:
    """Return the levels a new tree has until it names its own: overarching goals, committee goals.

    >>> [level["key"] for level in default_levels()]
    ['overall', 'committee']
    """
    return [
        {"key": OVERALL, "name": "Övergripande mål", "name_en": "Overarching goal"},
        {"key": COMMITTEE, "name": "Nämndmål", "name_en": "Committee goal"},
    ]
