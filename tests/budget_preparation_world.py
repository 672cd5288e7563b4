"""A small municipality before a budget: two committees, a base with frames, a consultation, a trend and an idea."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roder.apps.budgetprocess.actions.consultation import ConsultationFacts
from roder.apps.budgetprocess.actions.consultation import draft_consultation
from roder.apps.budgetprocess.actions.consultation import send_consultation
from roder.apps.budgetprocess.actions.ideas import IdeaFacts
from roder.apps.budgetprocess.actions.ideas import hand_over_idea
from roder.apps.budgetprocess.actions.scan import TrendFacts
from roder.apps.budgetprocess.actions.scan import add_trend
from roder.apps.budgetprocess.models import Consultation
from roder.apps.budgetprocess.models import ConsultationAnswer
from roder.apps.budgetprocess.models import Idea
from roder.apps.budgetprocess.models import ScanTrend
from roder.apps.budgets.models import BudgetLine
from roder.apps.budgets.models import BudgetVersion
from roder.apps.identity.queries import system_user
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.preparation import CostDirection
from roder.domain.preparation import TrendState

if TYPE_CHECKING:
    from roder.apps.identity.models import User

YEAR = 2019
SENT_ON = date(2018, 6, 13)
DUE = date(2018, 9, 3)
QUESTIONS = ("What does the frame mean?", "What is at risk?")


@dataclass
class PreparationWorld:
    """What the tests of the preparation begin with."""

    base: BudgetVersion
    consultation: Consultation
    trend: ScanTrend
    idea: Idea

    def answer(self, body: str) -> ConsultationAnswer:
        return ConsultationAnswer.objects.get(consultation=self.consultation, body_code=body)


def make_base(key: str, frames: dict[str, int], *, year: int = YEAR) -> BudgetVersion:
    """A base whose frames are the same in its three years, öre."""
    base = BudgetVersion.objects.create(
        organisation=key, name=f"Base {year}", kind=VersionKind.BASE, year=year
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(
            budget_version=base,
            year=each,
            section=BudgetSection.FRAME,
            body_code=body,
            amount_ore=-amount,
        )
        for each in range(year, year + 3)
        for body, amount in frames.items()
    )
    return base


def make_preparation(
    key: str, bodies: tuple[str, ...], *, year: int = YEAR, author: User | None = None
) -> PreparationWorld:
    """A trend that touches the first body, a sent consultation of all, and an idea of the first."""
    system = system_user()
    base = make_base(key, dict.fromkeys(bodies, 50000000))
    facts = TrendFacts(
        "More elderly",
        "The number above 80 grows.",
        source="SCB",
        bodies=bodies[:1],
        cost_direction=CostDirection.HIGHER,
        trend_state=TrendState.TAKEN_UP,
    )
    trend = add_trend(key, year, facts, acting_user=system)
    asked = ConsultationFacts(
        "Answer on the base", "Read the base.", base, QUESTIONS, dict.fromkeys(bodies, DUE)
    )
    consultation = draft_consultation(key, year, asked, acting_user=system)
    consultation = send_consultation(consultation, today=SENT_ON, acting_user=system)
    idea = hand_over_idea(
        key, year, IdeaFacts("Share cars", "One pool for all.", bodies[0]), acting_user=author or system
    )
    return PreparationWorld(base, consultation, trend, idea)
