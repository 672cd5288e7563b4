"""By which words goals and the sections of the political platform are found."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.goals.models import Goal
from roder.apps.goals.models import PlatformSection
from roder.domain.search_words import SearchText

if TYPE_CHECKING:
    from collections.abc import Iterator

GOAL, SECTION = "goal", "platform"
CHUNK = 200


def goal_key(goal: Goal) -> str:
    """Return by what the search knows a goal: its organisation, version and code."""
    return f"{goal.tree.organisation}/{goal.tree.code}/{goal.code}"


def section_key(section: PlatformSection) -> str:
    """Return by what the search knows a section: its organisation, version and number."""
    return f"{section.tree.organisation}/{section.tree.code}/{section.pk}"


def goal_text(goal: Goal) -> SearchText:
    """Return by what a goal is found: its version, code, titles and texts."""
    body = "\n".join(part for part in (goal.text, goal.title_en, goal.text_en, goal.tree.title) if part)
    title = f"{goal.code} {goal.title} ({goal.tree.code})"
    return SearchText(GOAL, goal_key(goal), title, body, goal.tree.organisation)


def section_text(section: PlatformSection) -> SearchText:
    """Return by what a section of the platform is found: its headings and texts."""
    body = "\n".join(part for part in (section.text, section.heading_en, section.text_en) if part)
    title = f"{section.heading} ({section.tree.code})"
    return SearchText(SECTION, section_key(section), title, body, section.tree.organisation)


def goal_texts(organisation: str = "", *, tree: int | None = None) -> Iterator[SearchText]:
    """Return everything by which goals can be found, as it stands now; of all organisations, of one, or of one tree."""
    every = Goal.objects.select_related("tree").order_by("pk")
    for goal in every.filter(**_limits(organisation, tree)).iterator(chunk_size=CHUNK):
        yield goal_text(goal)


def section_texts(organisation: str = "", *, tree: int | None = None) -> Iterator[SearchText]:
    """Return everything by which sections can be found, as it stands now; of all organisations, of one, or of one tree."""
    every = PlatformSection.objects.select_related("tree").order_by("pk")
    for section in every.filter(**_limits(organisation, tree)).iterator(chunk_size=CHUNK):
        yield section_text(section)


def _limits(organisation: str, tree: int | None) -> dict[str, Any]:
    limits: dict[str, Any] = {"tree__organisation": organisation} if organisation else {}
    return limits | ({"tree": tree} if tree else {})
