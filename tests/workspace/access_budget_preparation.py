"""What is gathered before a budget in the access world, and what its addresses are asked with."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from tests.budget_preparation_world import make_preparation

from roder.apps.budgetprocess.actions.scan import write_consequence
from roder.apps.budgetprocess.models import Consultation
from roder.apps.budgetprocess.models import Idea
from roder.apps.budgetprocess.models import ScanTrend
from roder.apps.identity.queries import system_user
from roder.domain.mandates import Role
from roder.domain.preparation import ConsequenceText

YEAR = 2020
"""A year that nobody has opened, so that nothing of it is locked."""


def make_budget_preparation(key: str) -> None:
    """A consultation of the unit within the mandates and of the committee beyond them; both have a consequence."""
    made = make_preparation(key, ("411", "500"), year=YEAR)
    for body in ("411", "500"):
        write_consequence(made.trend, body, ConsequenceText("More places"), acting_user=system_user())


def _year(*_asked: Any) -> list[Any]:
    return [YEAR]


def _trend(*_asked: Any) -> list[Any]:
    return [YEAR, ScanTrend.objects.get().pk]


def _consultation(*_asked: Any) -> list[Any]:
    return [YEAR, Consultation.objects.get().pk]


def _body(place: str) -> str:
    return "500" if place == "elsewhere" else "411"


def _trend_body(_world: Any, place: str) -> list[Any]:
    return [*_trend(), _body(place)]


def _answer(_world: Any, place: str) -> list[Any]:
    return [*_consultation(), _body(place)]


def _idea(*_asked: Any) -> list[Any]:
    return [YEAR, Idea.objects.exclude(title="Own").get().pk]


def _own_idea(world: Any, _place: str) -> list[Any]:
    """An idea of the central controller: nobody else changes it."""
    other = Idea.objects.exclude(title="Own").get()
    idea, _new = Idea.objects.get_or_create(
        organisation=other.organisation,
        year=YEAR,
        title="Own",
        text="Mine",
        body_code="411",
        author=world.people[Role.CENTRAL_CONTROLLER],
        defaults={"handed_over_at": timezone.now()},
    )
    return [YEAR, idea.pk]


ARGUMENTS: dict[str, Any] = {
    **{
        f"workspace:{name}": _year
        for name in (
            "budget_scan",
            "budget_scan_csv",
            "trend_add",
            "budget_analysis",
            "budget_consultation",
            "consultation_add",
            "budget_ideas",
            "budget_ideas_csv",
            "idea_add",
        )
    },
    **{f"workspace:{name}": _trend for name in ("trend", "trend_change")},
    **{f"workspace:{name}": _trend_body for name in ("consequence_write", "consequence_approve")},
    **{
        f"workspace:consultation_{name}": _consultation
        for name in ("csv", "change", "send", "close", "answers")
    },
    "workspace:consultation_answers_csv": lambda *_asked: [*_consultation(), "svar"],
    **{
        f"workspace:{name}": _answer
        for name in (
            "consultation_answer",
            "answer_write",
            "answer_hand_in",
            "answer_take_back",
            "answer_extend",
        )
    },
    "workspace:budget_analysis_csv": lambda *_asked: [YEAR, "lage"],
    "workspace:budget_analysis_body": lambda *_asked: [YEAR, "411"],
    "workspace:analysis_write": lambda _world, place: [YEAR, _body(place)],
    **{f"workspace:{name}": _idea for name in ("idea", "idea_support", "idea_reply", "idea_trace")},
    "workspace:idea_change": _own_idea,
}
SENT: dict[str, Any] = {}
