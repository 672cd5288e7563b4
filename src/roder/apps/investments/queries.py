"""What the registers hold, as entries and as values for the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.investments.models import StatementBasis
from roder.apps.investments.registers import REGISTERS
from roder.apps.investments.registers import entry_of
from roder.domain.investments import InvestmentPlan
from roder.domain.investments import ProjectKind
from roder.domain.investments import ProjectStatus
from roder.domain.investments import ProjectYear
from roder.domain.register_shapes import RegisterKind

if TYPE_CHECKING:
    from roder.apps.budgets.models import BudgetVersion
    from roder.domain.budget_registers import RegisterEntry


def entries(organisation: str, kind: RegisterKind) -> dict[str, RegisterEntry]:
    """Return the entries of a register by code, in their order."""
    register = REGISTERS[kind]
    return {row.code: entry_of(register, row) for row in register.rows(organisation)}


def row_of(organisation: str, kind: RegisterKind, code: str) -> Any:
    """Return the row of a code, ``None`` when there is none."""
    return REGISTERS[kind].rows(organisation).filter(code=code).first()


def projects(organisation: str) -> list[InvestmentPlan]:
    """Return the projects for the rules."""
    return [project_of(entry) for entry in entries(organisation, RegisterKind.PROJECT).values()]


def project_of(entry: RegisterEntry) -> InvestmentPlan:
    """Return an entry of the project register as a project."""
    facts = entry.facts
    return InvestmentPlan(
        entry.code,
        entry.name,
        str(facts.get("body_code") or ""),
        ProjectKind(facts["kind"]),
        facts.get("decided_ore"),
        facts.get("spent_before_ore") or 0,
        facts.get("lifetime_years") or 0,
        facts.get("in_use_year"),
        is_cancelled=facts["status"] == ProjectStatus.CANCELLED,
        years=[ProjectYear(year, **amounts) for year, amounts in entry.years.items()],
    )


def basis_of(version: BudgetVersion) -> StatementBasis | None:
    """Return what a version's balance sheet and cash flow rest on: its own, else that of what it was made from."""
    seen: set[int] = set()
    one: BudgetVersion | None = version
    while one is not None and one.pk not in seen:
        seen.add(one.pk)
        found = StatementBasis.objects.filter(budget_version=one).first()
        if found is not None:
            return found
        one = one.made_from
    return None


def own_basis_of(version: BudgetVersion) -> StatementBasis | None:
    """Return what is said of the version itself, ``None`` when it takes over that of what it was made from."""
    return StatementBasis.objects.filter(budget_version=version).first()
