"""What a proposal's changes can point at, and what people call it: bodies, lines of the base, projects, goals."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from roder.apps.goals.queries import goals_of
from roder.apps.goals.queries import trees
from roder.apps.organisation.queries import bodies
from roder.apps.proposals.queries import base_lines
from roder.apps.proposals.queries import years_of_proposal
from roder.domain.frame_changes import YearBodies
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.proposal_lines import SECTIONS
from roder.domain.proposal_lines import amounts
from roder.domain.proposal_rules import KnownPlaces
from roder.domain.proposals import ChangeTarget

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.apps.proposals.models import Proposal


@dataclass(frozen=True)
class Places:
    """Bodies, lines and goals by code, in the order in which they are shown; ``lines`` by target."""

    years: list[int]
    bodies: dict[str, str]
    lines: dict[ChangeTarget, list[str]]
    goals: dict[str, str]
    line_words: dict[str, str] = field(default_factory=dict)

    @property
    def known(self) -> KnownPlaces:
        """The places for the rules."""
        pairs = {(target, key) for target, keys in self.lines.items() for key in keys}
        return KnownPlaces(set(self.bodies), pairs, set(self.goals), set(self.years))

    @property
    def names(self) -> dict[str, str]:
        """What people call each key."""
        return {**self.line_words, **self.goals, **self.bodies}


def places_of(proposal: Proposal) -> Places:
    """Return what the changes of a proposal can point at."""
    lines = base_lines(proposal.base)
    found: dict[ChangeTarget, list[str]] = {}
    for target, section in SECTIONS.items():
        keys = dict.fromkeys(key for part, key, _year in amounts(lines) if part is section and key)
        found[target] = list(keys)
    tree = tree_of_year(proposal.organisation, proposal.year)
    words = {each.line: each.text for each in lines if each.line and each.text}
    return Places(
        years_of_proposal(proposal),
        holders(proposal.organisation, proposal.year, found[ChangeTarget.FRAME]),
        found,
        {goal.code: goal.title for goal in goals_shown(tree)},
        words,
    )


def holders(organisation: str, year: int, with_frames: list[str]) -> dict[str, str]:
    """Return the bodies that hold frames in a year by code, and any other that the base gives one."""
    every = bodies(organisation)
    of_year = YearBodies(every, year)
    found = {
        body.code: body.name
        for body in every
        if body.kind in FRAME_HOLDERS and of_year.find(body.code) is body
    }
    return dict(sorted({**{code: code for code in with_frames}, **found}.items()))


def tree_of_year(organisation: str, year: int) -> GoalTree | None:
    """Return the goals that a proposal for a year speaks of: the year's own tree, else the latest before it."""
    return trees(organisation).filter(year__lte=year).first()


def goals_shown(tree: GoalTree | None) -> list[Goal]:
    """Return the goals of a tree in their order; none without a tree."""
    return [] if tree is None else list(goals_of(tree).filter(body_code=""))
