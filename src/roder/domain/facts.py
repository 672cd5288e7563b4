"""Names of the facts: columns, dimensions and kinds shared by readers and the column store.

Amounts are int64 öre in ledger sign (debit +) and end in ``_ore``. Months are integers YYYYMM.
Quantities are int64 millionths and end in ``_micro``. Absent text is ``""``; absent numbers and
dates are null.
"""

from __future__ import annotations

from enum import StrEnum

POSTINGS = "postings"
BALANCES = "balances"
BUDGET_ROWS = "budget_rows"
INTERNAL_BUDGETS = "internal_budgets"
IMPORTED_TABLES = (POSTINGS, BALANCES, BUDGET_ROWS)
"""Tables whose rows come from imported files; an import replaces and an undo restores these."""
TABLES = (*IMPORTED_TABLES, INTERNAL_BUDGETS)
"""Every table of the store; the last is written from the internal budgets in force."""

RESPONSIBILITY = "responsibility"
ACTIVITY = "activity"
PROJECT = "project"
COUNTERPARTY = "counterparty"
SUBACTIVITY = "subactivity"
COST_OBJECT = "cost_object"

DIMENSION_COLUMNS = (RESPONSIBILITY, ACTIVITY, PROJECT, COUNTERPARTY, SUBACTIVITY, COST_OBJECT)
"""Columns of the code string: ansvar, verksamhet, projekt, motpart, aktivitet, objekt."""

DIMENSION_OF_NUMBER = {
    1: RESPONSIBILITY,
    6: PROJECT,
    20: ACTIVITY,
    21: SUBACTIVITY,
    22: COST_OBJECT,
    23: COUNTERPARTY,
}
"""SIE dimension number to column (DOMAIN 4.4, the suggested municipal mapping)."""

NUMBER_OF_DIMENSION = {column: number for number, column in DIMENSION_OF_NUMBER.items()}

OTHER_OBJECTS = "other_objects"
"""Objects of all other dimensions, as ``7=1001;10=F12``, sorted by number."""


class BalanceKind(StrEnum):
    """What a balance row states; the SIE label it comes from."""

    OPENING = "IB"
    CLOSING = "UB"
    RESULT = "RES"
    OBJECT_OPENING = "OIB"
    OBJECT_CLOSING = "OUB"
    PERIOD = "PSALDO"


class AccountType(StrEnum):
    """Kind of account, as #KTYP: asset, liability, cost, income."""

    ASSET = "T"
    LIABILITY = "S"
    COST = "K"
    INCOME = "I"
