"""What the ledger has used by project: net cost by responsibility, project and month."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from roder.apps.ledger.lines import line_of_account
from roder.apps.ledger.names import object_names
from roder.apps.ledger.queries import pointers
from roder.apps.ledger.store import ledger_store
from roder.columnstore.cells import CellFilter
from roder.columnstore.cubes import outturn_by
from roder.domain.accounts import BALANCE
from roder.domain.accounts import EXCLUDED
from roder.domain.facts import POSTINGS
from roder.domain.facts import PROJECT
from roder.domain.facts import RESPONSIBILITY
from roder.domain.periods import Month

if TYPE_CHECKING:
    from roder.apps.ledger.models import LedgerOrganisation
    from roder.apps.ledger.queries import FiscalYearRow

MOST_KEPT = 64


@dataclass(frozen=True, slots=True)
class UseRow:
    """Net cost (cost less income) of a responsibility code and project in a month, whole öre."""

    responsibility: str
    project: str
    month: Month
    used_ore: int


@dataclass(frozen=True)
class ProjectUse:
    """The months that the ledger covers, what they used by project, and which of the projects it knows."""

    months: list[Month]
    rows: list[UseRow]
    projects: frozenset[str]


def project_use(
    organisation: LedgerOrganisation, year: FiscalYearRow, projects: frozenset[str]
) -> ProjectUse | None:
    """Return the use of some projects from the year's first month to its newest; ``None`` without months."""
    if year.last_month is None:
        return None
    months = [month for month in year.months if month <= year.last_month]
    where = pointers().get(POSTINGS, "")
    rows = _rows(where, organisation, year.fiscal_year, months[0], months[-1], tuple(sorted(projects)))
    named = object_names(organisation, year.fiscal_year, PROJECT, projects)
    return ProjectUse(months, list(rows), frozenset({row.project for row in rows} | named.keys()))


@lru_cache(maxsize=MOST_KEPT)
def _rows(
    _where: str,
    organisation: LedgerOrganisation,
    fiscal_year: int,
    first: Month,
    last: Month,
    projects: tuple[str, ...],
) -> tuple[UseRow, ...]:
    """Ask once for each state of the ledger: where its postings lie is part of the key, so no answer is stale."""
    cell = CellFilter(
        organisation=organisation.key,
        fiscal_years=(fiscal_year,),
        first_month=first.number,
        last_month=last.number,
        project=projects,
    )
    line_of = line_of_account(organisation, fiscal_year)
    sums: dict[tuple[str, str, int], int] = {}
    for row in outturn_by(ledger_store(), cell, [RESPONSIBILITY, PROJECT, "month", "account"]):
        responsibility, project, month, account = row.keys
        if line_of(str(account)) not in {BALANCE, EXCLUDED}:
            key = (str(responsibility), str(project), int(month or 0))
            sums[key] = sums.get(key, 0) + row.amount_ore
    # Ledger sign counts cost as plus and income as minus: that is net cost already.
    return tuple(
        UseRow(responsibility, project, Month.from_number(month), ore)
        for (responsibility, project, month), ore in sorted(sums.items())
    )
