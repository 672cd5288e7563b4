"""What the rows of a table of goals are set against, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.goal_rows import KEYS
from roder.domain.goal_rows import GoalRowKind
from roder.domain.row_changes import value_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

    from roder.domain.organisation import OrganisationTree
    from roder.domain.problems import Problem
    from roder.domain.row_changes import RowKey

    Place = tuple[GoalRowKind, RowKey]
    Levels = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class GoalWorld:
    """What the rows are set against: the rows kept, and what they may name.

    ``find_body`` returns the code of a body by code or name, ``None`` when there is none, and
    ``tree_on`` the organisation of a day; both are ``None`` when there is no organisation. ``scale`` are the keys of the verdict scale with their names.
    """

    kept: Mapping[Place, Mapping[str, Any]]
    find_body: Callable[[str], str | None] | None = None
    tree_on: Callable[[date], OrganisationTree] | None = None
    users: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    scale: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tree: str = ""
    new_year: int = 2018


@dataclass
class SettledRows:
    """The rows with their keys, laid over what is kept, in order; and everything that is wrong with them."""

    rows: dict[Place, dict[str, Any]] = field(default_factory=dict)
    lines: dict[Place, int | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def row_key(kind: GoalRowKind, values: Mapping[str, Any]) -> RowKey:
    """Return what tells a row apart from others of its kind.

    >>> row_key(GoalRowKind.ANSWER, {"tree": "2018", "goals": ("1",), "body": "300"})
    ('2018', '1', '300')
    """
    return tuple(value_text(values.get(name)) for name in KEYS[kind])
