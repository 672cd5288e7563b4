"""Goals in words and with their addresses: for the goal pages, their blocks, and others that name a goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.domain.goal_coverage import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.apps.goals.models import GoalVerdict
    from roder.apps.indicators.models import VerdictLevel

ICONS = {"good": "check", "warn": "warning", "bad": "cross"}
ANSWER_ICONS = {
    Answer.OWN_GOAL: "check",
    Answer.CONTRIBUTES: "right",
    Answer.NOT_CONCERNED: "cross",
    Answer.UNANSWERED: "circle",
}
ANSWER_TONES = {
    Answer.OWN_GOAL: "good",
    Answer.CONTRIBUTES: "live",
    Answer.NOT_CONCERNED: "quiet",
    Answer.UNANSWERED: "warn",
}


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """A verdict of a goal: its word, tone and icon, who signed it and when."""

    word: str
    tone: str
    icon: str
    verdict: GoalVerdict | None = None


def is_swedish() -> bool:
    """Return whether the page is read in Swedish."""
    return (get_language() or "sv").startswith("sv")


def in_language(row: Any, name: str) -> str:
    """Return a text that may exist in English too; the Swedish is the one that was decided."""
    swedish: str = getattr(row, name)
    return swedish if is_swedish() else getattr(row, f"{name}_en") or swedish


def level_name(tree: GoalTree, key: str) -> str:
    """Return what the tree calls a level of its goals."""
    level: dict[str, str] = next((each for each in tree.levels if each["key"] == key), {"name": key})
    return level["name"] if is_swedish() else level.get("name_en") or level["name"]


def tree_url(tree: GoalTree) -> str:
    """Return the address of the tiles of a tree."""
    return reverse("workspace:goal_tiles", args=[tree.code])


def goal_url(goal: Goal) -> str:
    """Return the address of a goal's page."""
    return reverse("workspace:goal", args=[goal.tree.code, goal.code])


def goal_link(goal: Goal) -> dict[str, str]:
    """Return a goal as a link: title, code, address."""
    return {"title": in_language(goal, "title"), "code": goal.code, "url": goal_url(goal)}


def shown_verdict(scale: Iterable[VerdictLevel], verdict: GoalVerdict | None) -> ShownVerdict:
    """Return a verdict in the words of the scale; one that is not given yet says so."""
    level = next((each for each in scale if verdict is not None and each.key == verdict.level), None)
    if verdict is None:
        return ShownVerdict(_("Not judged yet"), "quiet", "clock")
    if level is None:
        return ShownVerdict(verdict.level, "quiet", "info", verdict)
    return ShownVerdict(in_language(level, "name"), level.tone, ICONS.get(level.tone, "info"), verdict)


def answer_word(answer: Answer, own_goals: int = 0) -> str:
    """Return what a body has answered, in words."""
    if answer is Answer.OWN_GOAL and own_goals > 1:
        return _("%(count)s own goals") % {"count": own_goals}
    return {
        Answer.OWN_GOAL: _("Own goal"),
        Answer.CONTRIBUTES: _("Contributes"),
        Answer.NOT_CONCERNED: _("Not concerned"),
        Answer.UNANSWERED: _("Not answered"),
    }[answer]
