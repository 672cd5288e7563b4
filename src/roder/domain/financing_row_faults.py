"""What can be wrong with a row of a file of financing, in both languages (docs/formats/financing.md)."""

from __future__ import annotations

from typing import Final

from roder.domain.problems import Problem
from roder.domain.problems import Severity

MESSAGES: Final = {
    "financing_no_years": (
        Severity.ERROR,
        "No column of the file is a year. Give each year a column with the year as its heading, as 2019, or name the columns in a mapping file.",
        "Ingen av filens kolumner är ett år. Ge varje år en kolumn med året som rubrik, till exempel 2019, eller ange kolumnerna i en mappningsfil.",
    ),
    "financing_row_unknown": (
        Severity.ERROR,
        "“{name}” is no line and no input of the financing sheet. Correct the name, or write “grant” as its key if it is a general grant.",
        "”{name}” är varken en rad eller ett antagande i finansieringen. Rätta namnet, eller skriv ”bidrag” som nyckel om det är ett generellt bidrag.",
    ),
    "financing_row_twice": (
        Severity.ERROR,
        "{name} has two values for {year}. Keep one of them.",
        "{name} har två värden för {year}. Behåll ett av dem.",
    ),
    "financing_not_a_number": (
        Severity.ERROR,
        "“{value}” for {name} in {year} is no number. Write it as 1 250,5 or leave the cell empty.",
        "”{value}” för {name} år {year} är inget tal. Skriv det som 1 250,5 eller lämna cellen tom.",
    ),
    "financing_unit_unknown": (
        Severity.ERROR,
        "The unit “{unit}” does not fit {name}. Use {known}.",
        "Enheten ”{unit}” passar inte {name}. Använd {known}.",
    ),
    "financing_rounded": (
        Severity.INFO,
        "{name} in {year} had more decimals than are kept and was rounded half up.",
        "{name} år {year} hade fler decimaler än vad som sparas och har avrundats.",
    ),
    "financing_total_differs": (
        Severity.WARNING,
        "The file says {stated} kronor for {name} in {year}, but the lines make {found}. The lines are kept.",
        "Filen anger {stated} kronor för {name} år {year}, men raderna ger {found}. Raderna gäller.",
    ),
}
"""Code to weight, English and Swedish sentence."""


def row_fault(code: str, line: int | None, **facts: str | int) -> Problem:
    """Return the problem of a code with its facts.

    >>> row_fault("financing_row_unknown", 4, name="Skat").line
    4
    """
    severity, english, swedish = MESSAGES[code]
    return Problem(severity, code, line, english.format(**facts), swedish.format(**facts), values=facts)
