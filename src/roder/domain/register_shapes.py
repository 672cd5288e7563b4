"""Which facts each register of the budget has: investment projects, fees, companies' budgets, owner directives.

The facts have the names of the columns of their tables and of the fields of their models; amounts end in ``_ore``.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum

from roder.domain.investments import ProjectFunding
from roder.domain.investments import ProjectKind
from roder.domain.investments import ProjectStatus


class RegisterKind(StrEnum):
    """What a register is of."""

    PROJECT = "project"
    FEE = "fee"
    COMPANY = "company"
    DIRECTIVE = "directive"


class DirectiveKind(StrEnum):
    """Whether an owner directive is for all companies or for one."""

    GENERAL = "general"
    SPECIAL = "special"


DECISION = ("decision_body", "decision_date", "paragraph", "case_number", "decision_title")
"""How a table says which decision an entry rests on."""


@dataclass(frozen=True, slots=True)
class RegisterShape:
    """A register's facts: ``texts`` with the most letters of each, ``numbers`` with their bounds, ``amounts`` once and by year.

    ``choices`` are the values of the texts that are chosen; ``usual`` what a new entry has when nothing is said.
    """

    texts: dict[str, int]
    numbers: dict[str, tuple[int, int]] = field(default_factory=dict)
    amounts: tuple[str, ...] = ()
    yearly: tuple[str, ...] = ()
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    usual: dict[str, str | int] = field(default_factory=dict)
    signed: frozenset[str] = frozenset()
    has_decision: bool = True

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact that is said once of an entry, the decision apart."""
        return (*self.texts, *self.numbers, *self.amounts)


_YEARS = (1990, 2199)
_NAME, _CODE, _TEXT = 200, 20, 10_000

SHAPES: dict[RegisterKind, RegisterShape] = {
    RegisterKind.PROJECT: RegisterShape(
        texts={
            "name": _NAME,
            "body_code": _CODE,
            "kind": _CODE,
            "goal": _CODE,
            "funding": _CODE,
            "status": _CODE,
            "text": _TEXT,
        },
        numbers={
            "starts": _YEARS,
            "ends": _YEARS,
            "in_use_year": _YEARS,
            "lifetime_years": (0, 100),
        },
        amounts=("decided_ore", "spent_before_ore"),
        yearly=("expenditure_ore", "income_ore", "running_cost_ore"),
        choices={
            "kind": tuple(ProjectKind),
            "funding": tuple(ProjectFunding),
            "status": tuple(ProjectStatus),
        },
        usual={
            "kind": ProjectKind.REPLACEMENT.value,
            "funding": ProjectFunding.OWN_FUNDS.value,
            "status": ProjectStatus.PLANNED.value,
            "lifetime_years": 0,
            "spent_before_ore": 0,
        },
        signed=frozenset({"running_cost_ore"}),
    ),
    RegisterKind.FEE: RegisterShape(
        texts={"name": _NAME, "area": 80, "unit": 80, "body_code": _CODE, "basis": 500},
        yearly=("amount_ore", "volume_ore"),
    ),
    RegisterKind.COMPANY: RegisterShape(
        texts={"name": _NAME, "text": _TEXT},
        yearly=(
            "turnover_ore",
            "result_ore",
            "investments_ore",
            "dividend_ore",
            "group_contribution_ore",
            "equity_ore",
            "assets_ore",
        ),
        signed=frozenset({"result_ore", "equity_ore", "group_contribution_ore"}),
        has_decision=False,
    ),
    RegisterKind.DIRECTIVE: RegisterShape(
        texts={"name": _NAME, "kind": _CODE, "body_code": _CODE, "text": _TEXT, "document": _CODE},
        numbers={"from_year": _YEARS, "to_year": _YEARS},
        choices={"kind": tuple(DirectiveKind)},
        usual={"kind": DirectiveKind.SPECIAL.value},
    ),
}
"""The shape of each register (docs/formats/budget-registers.md)."""
