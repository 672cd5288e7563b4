"""The registers of the budget as one: which models hold each, and their rows as entries for the rules and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.audit.models import AuditEntry
from roder.apps.investments.models import CompanyBudget
from roder.apps.investments.models import CompanyBudgetYear
from roder.apps.investments.models import Fee
from roder.apps.investments.models import FeeYear
from roder.apps.investments.models import InvestmentProject
from roder.apps.investments.models import InvestmentYear
from roder.apps.investments.models import OwnerDirective
from roder.domain.budget_registers import RegisterEntry
from roder.domain.register_shapes import SHAPES
from roder.domain.register_shapes import RegisterKind

if TYPE_CHECKING:
    from django.db.models import Model
    from django.db.models import QuerySet

    from roder.domain.register_shapes import RegisterShape

Event = AuditEntry.Event
RegisterModel = InvestmentProject | Fee | CompanyBudget | OwnerDirective


@dataclass(frozen=True)
class Register:
    """A register: its models, and the acts that its history knows."""

    kind: RegisterKind
    model: type[RegisterModel]
    year_model: type[Model] | None
    registered: AuditEntry.Event
    changed: AuditEntry.Event
    removed: AuditEntry.Event

    @property
    def shape(self) -> RegisterShape:
        """Which facts an entry has."""
        return SHAPES[self.kind]

    def rows(self, organisation: str) -> QuerySet[Any]:
        """Return the rows of an organisation with what makes their entries."""
        rows: QuerySet[Any] = self.model._default_manager.filter(organisation=organisation)  # noqa: SLF001 - Django's own name
        if self.shape.has_decision:
            rows = rows.select_related("decision")
        return rows.prefetch_related("years") if self.year_model else rows


REGISTERS: dict[RegisterKind, Register] = {
    each.kind: each
    for each in (
        Register(
            RegisterKind.PROJECT,
            InvestmentProject,
            InvestmentYear,
            Event.PROJECT_REGISTERED,
            Event.PROJECT_CHANGED,
            Event.PROJECT_REMOVED,
        ),
        Register(RegisterKind.FEE, Fee, FeeYear, Event.FEE_REGISTERED, Event.FEE_CHANGED, Event.FEE_REMOVED),
        Register(
            RegisterKind.COMPANY,
            CompanyBudget,
            CompanyBudgetYear,
            Event.COMPANY_BUDGET_REGISTERED,
            Event.COMPANY_BUDGET_CHANGED,
            Event.COMPANY_BUDGET_REMOVED,
        ),
        Register(
            RegisterKind.DIRECTIVE,
            OwnerDirective,
            None,
            Event.DIRECTIVE_REGISTERED,
            Event.DIRECTIVE_CHANGED,
            Event.DIRECTIVE_REMOVED,
        ),
    )
}


def entry_of(register: Register, row: Any) -> RegisterEntry:
    """Return a row as an entry: what is said once of it, its decision, its amounts by year."""
    facts: dict[str, Any] = {name: getattr(row, name) for name in register.shape.facts}
    if register.shape.has_decision and row.decision is not None:
        facts |= {
            "decision_body": row.decision.body_code,
            "decision_date": row.decision.meeting_date,
            "paragraph": row.decision.paragraph,
            "case_number": row.decision.case_number,
            "decision_title": row.decision.title,
        }
    if row.is_example:
        facts["example"] = "yes"
    years: dict[int, dict[str, int]] = {}
    if register.year_model:
        for each in row.years.all():
            amounts = {name: getattr(each, name) for name in register.shape.yearly}
            years[each.year] = {name: amount for name, amount in amounts.items() if amount is not None}
    return RegisterEntry(row.code, facts, years)
