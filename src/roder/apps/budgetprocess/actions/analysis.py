"""To write what is concluded of a body's earlier years of cost and quality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import write_seen
from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.refusals import require
from roder.apps.budgetprocess.models import CostQualityAnalysis
from roder.apps.budgetprocess.queries import lock_problems
from roder.domain.budget_locks import LockedThing

if TYPE_CHECKING:
    from roder.apps.identity.models import User

Event = AuditEntry.Event


@dataclass(frozen=True)
class AnalysisFacts:
    """What is concluded, from which indicators of the register, and whether the analysis is done."""

    conclusion: str = ""
    cost_indicator: str = ""
    quality_indicators: tuple[str, ...] = ()
    is_done: bool = False

    @property
    def columns(self) -> dict[str, object]:
        """The facts as the row keeps them."""
        return {
            "conclusion": self.conclusion,
            "cost_indicator": self.cost_indicator,
            "quality_indicators": list(self.quality_indicators),
            "is_done": self.is_done,
        }


@transaction.atomic
def write_analysis(
    organisation: str,
    year: int,
    body_code: str,
    facts: AnalysisFacts,
    *,
    seen_version: int = 0,
    is_example: bool = False,
    acting_user: User,
) -> CostQualityAnalysis:
    """Write the analysis of a body before a budget; ``seen_version`` is 0 for the first text.

    Raises ``ProcessRefusedError`` once the step is passed, and ``StaleVersionError``.
    """
    require(lock_problems(organisation, year, LockedThing.ANALYSIS))
    place = {"organisation": organisation, "year": year, "body_code": body_code}
    found = CostQualityAnalysis.objects.filter(**place).first()
    before: dict[str, object] = {}
    if found is None:
        found = CostQualityAnalysis.objects.create(
            **place, **facts.columns, written_by=acting_user, is_example=is_example
        )
    else:
        before = write_seen(
            found,
            facts.columns,
            seen_version=seen_version,
            event=Event.ANALYSIS_WRITTEN,
            subject=found.subject,
        )
        if not before:
            return found
        found.written_by = acting_user
        found.save(update_fields=["written_by"])
    new = {name: value for name, value in facts.columns.items() if not before or name in before}
    record(Event.ANALYSIS_WRITTEN, found.subject, acting_user=acting_user, old=before, new=new)
    return found
