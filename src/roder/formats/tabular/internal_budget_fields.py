"""The row of a table of internal budgets: what a line is for, and its months (docs/formats/internal-budget.md)."""

from __future__ import annotations

from roder.domain.internal_budget_files import MONTH_NAMES
from roder.domain.internal_budget_files import PLAN_NAMES
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind

CODE_LENGTH = 40
TEXT_LENGTH = 300
YEAR_NAME = "year"
AMOUNT = "amount"
MONTH = "month"
PLACE_NAMES = ("unit", "account", "activity", "project", "counterparty")
_MONTHS_SV = ("Jan", "Feb", "Mars", "April", "Maj", "Juni", "Juli", "Aug", "Sep", "Okt", "Nov", "Dec")
_MONTHS_LONG = (
    ("januari", "january"),
    ("februari", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("maj", "may"),
    ("jun", "june"),
    ("jul", "july"),
    ("augusti", "august"),
    ("september", "sept"),
    ("oktober", "october", "oct"),
    ("november",),
    ("december",),
)


def internal_budget_fields(year: int) -> tuple[Field, ...]:
    """Return the fields of a table of a year: headers may name the year and the plan years by their numbers.

    >>> [one.name for one in internal_budget_fields(2019)][:3]
    ['budget_year', 'unit', 'account']
    """
    return (
        Field("budget_year", FieldKind.YEAR, "Budgetår", "Budget year", aliases=("budgetår", "budget year")),
        _code("unit", "Enhet", "Unit", "enhet", "ansvar", "kostnadsställe", "enhetskod"),
        _code("account", "Konto", "Account", "konto", "kontonr", "kontonummer"),
        _code("activity", "Verksamhet", "Activity", "verksamhet", "verksamhetskod"),
        _code("project", "Projekt", "Project", "projekt", "projektkod"),
        _code("counterparty", "Motpart", "Counterparty", "motpart", "motpartskod"),
        Field(MONTH, FieldKind.TEXT, "Månad", "Month", aliases=("månad", "period")),
        Field(AMOUNT, FieldKind.PLAN_AMOUNT, "Belopp", "Amount", aliases=("belopp",)),
        *(_month(number, year) for number in range(1, len(MONTH_NAMES) + 1)),
        Field(
            YEAR_NAME,
            FieldKind.PLAN_AMOUNT,
            "Året",
            "The year",
            aliases=("året", "år", "helår", f"år {year}", f"budget {year}", f"helår {year}", str(year)),
        ),
        *(_plan(number, year + number) for number in range(1, len(PLAN_NAMES) + 1)),
        Field("text", FieldKind.TEXT, "Text", "Text", aliases=("text", "benämning", "anteckning")),
    )


def _code(name: str, swedish: str, english: str, *aliases: str) -> Field:
    return Field(name, FieldKind.NAME, swedish, english, aliases=aliases, limit=CODE_LENGTH)


def _month(number: int, year: int) -> Field:
    label = _MONTHS_SV[number - 1]
    words = (label.lower(), *_MONTHS_LONG[number - 1])
    dated = (f"{word} {year}" for word in words)
    aliases = (*words, *dated, f"{year}-{number:02}")
    return Field(MONTH_NAMES[number - 1], FieldKind.PLAN_AMOUNT, label, label, aliases=aliases)


def _plan(number: int, year: int) -> Field:
    aliases = (f"plan {year}", f"plan år {number}", str(year))
    return Field(
        PLAN_NAMES[number - 1], FieldKind.PLAN_AMOUNT, f"Plan {number}", f"Plan {number}", aliases=aliases
    )
