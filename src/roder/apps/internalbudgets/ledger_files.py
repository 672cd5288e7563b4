"""Decided internal budgets as files for the ledger system: of a unit, of a body, or of all bodies of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from roder import __version__
from roder.apps.internalbudgets.columns import books_of
from roder.apps.internalbudgets.queries import DECIDED_STATES
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import current_lines
from roder.apps.internalbudgets.queries import internal_budgets
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.names import newest_account_names
from roder.domain.internal_budget_columns import ledger_cells
from roder.domain.internal_budget_columns import ledger_code
from roder.domain.periods import FiscalYear
from roder.formats.sie.budget_file import BudgetBooks
from roder.formats.sie.budget_file import write_budget_sie
from roder.formats.tabular.ledger_budget import write_ledger_budget

if TYPE_CHECKING:
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.domain.internal_budget_columns import LedgerCell
    from roder.domain.organisation import OrganisationTree

PROGRAM = "Roder"


@dataclass(frozen=True)
class LedgerBudget:
    """What goes to a ledger system: the books it belongs to, and the amounts in ledger sign.

    ``left_out`` are the bodies whose internal budgets are not in it: not adopted yet, or with books of their own.
    """

    books: BudgetBooks
    cells: dict[LedgerCell, int]
    left_out: list[str]

    @property
    def sum_ore(self) -> int:
        """The sum of all amounts, ledger sign: what a program that reads the file shall come to."""
        return sum(self.cells.values())

    def as_sie(self) -> bytes:
        """Return SIE type 3: by month, account and responsibility (docs/formats/internal-budget-to-ledger.md)."""
        amounts: dict[tuple[int, str, str], int] = {}
        for (month, account, code, *_rest), ore in self.cells.items():
            amounts[month, account, code] = amounts.get((month, account, code), 0) + ore
        return write_budget_sie(self.books, amounts)

    def as_table(self) -> bytes:
        """Return the canonical ledger table: by month and whole code string."""
        return write_ledger_budget(self.cells, self.books.number).content


def ledger_budget(organisation: str, year: int, body: str = "", unit: str = "") -> LedgerBudget | None:
    """Return the decided budget of a unit or body, else of all that stand in the organisation's books.

    ``None`` when nothing of it has been adopted.
    """
    bodies = bodies_of_year(organisation, year)
    books = books_of(organisation, body, bodies) if body else organisation
    asked = internal_budgets(organisation, year)
    asked = asked.filter(body_code=body) if body else asked
    taken: list[InternalBudget] = []
    left: list[InternalBudget] = []
    for budget in asked:
        is_here = books_of(organisation, budget.body_code, bodies) == books
        (taken if is_here and budget.state in DECIDED_STATES else left).append(budget)
    if not taken:
        return None
    cells: dict[LedgerCell, int] = {}
    for budget in taken:
        lines = current_lines(budget, [unit] if unit else None)
        for cell, ore in ledger_cells(lines, year, bodies.bodies).items():
            cells[cell] = cells.get(cell, 0) + ore
    return LedgerBudget(
        _books(organisation, books, body, year, bodies, cells, taken),
        cells,
        [budget.body_code for budget in left],
    )


def _books(
    organisation: str,
    books: str,
    body: str,
    year: int,
    bodies: OrganisationTree,
    cells: dict[LedgerCell, int],
    taken: list[InternalBudget],
) -> BudgetBooks:
    row = LedgerOrganisation.objects.filter(key=books).first()
    its = bodies.bodies.get(body)
    is_company = books != organisation
    own_name = its.name if its and is_company else ""
    codes = {ledger_code(code, bodies.bodies): each.name for code, each in bodies.bodies.items()}
    return BudgetBooks(
        number=(row.number if row else "") or (its.organisation_number if its and is_company else books),
        name=(row.name if row else "") or own_name or books,
        is_company=is_company,
        year=FiscalYear(date(year, 1, 1), date(year, 12, 31)),
        program=PROGRAM,
        program_version=__version__,
        generated=timezone.localdate(),  # house: allow clock: the day on which the file is written
        accounts=newest_account_names(row, year, {cell[1] for cell in cells}) if row else {},
        responsibilities=codes,
        prose=(
            _("Internal budget %(year)s of %(bodies)s")
            % {"year": year, "bodies": ", ".join(budget.body_code for budget in taken)},
        ),
    )
