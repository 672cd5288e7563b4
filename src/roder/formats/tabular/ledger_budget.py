"""A budget by month as rows of the canonical ledger table (docs/formats/tabular.md), for a ledger system to read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.facts import ACTIVITY
from roder.domain.facts import COUNTERPARTY
from roder.domain.facts import PROJECT
from roder.domain.facts import RESPONSIBILITY
from roder.domain.periods import Month
from roder.formats.tabular.fields import BUDGET
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.writing import write_table

if TYPE_CHECKING:
    from collections.abc import Mapping as Dictionary

    from roder.formats.tabular.writing import WrittenTable

    LedgerCell = tuple[int, str, str, str, str, str]
    """Month YYYYMM, account, responsibility, activity, project, counterparty."""

FORM = Mapping(
    {
        "organisation": "organisationsnummer",
        "period": "period",
        RESPONSIBILITY: "ansvar",
        "account": "konto",
        ACTIVITY: "verksamhet",
        PROJECT: "projekt",
        COUNTERPARTY: "motpart",
        "amount": "belopp",
        "kind": "typ",
    }
)
"""The headers of the canonical form: a file with them is read without a mapping."""


def write_ledger_budget(cells: Dictionary[LedgerCell, int], number: str) -> WrittenTable:
    r"""Return a budget as CSV in ledger sign, one row for each code string and month.

    ``number`` is the organisation number of whose books it is.

    >>> cells = {(201801, "5020", "4110", "407", "", ""): 12_50}
    >>> write_ledger_budget(cells, "212000-0159").content.decode("utf-8-sig").splitlines()[1]
    '212000-0159;2018-01;4110;5020;407;;;12,50;BUDGET'
    """
    rows = [
        {
            "organisation": number,
            "period": Month.from_number(month),
            "account": account,
            RESPONSIBILITY: code,
            ACTIVITY: activity,
            PROJECT: project,
            COUNTERPARTY: counterparty,
            "amount": cells[month, account, code, activity, project, counterparty],
            "kind": BUDGET,
        }
        for month, account, code, activity, project, counterparty in sorted(cells)
    ]
    return write_table(rows, LEDGER_FIELDS, FORM)
