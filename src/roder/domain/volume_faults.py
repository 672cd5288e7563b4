"""What the rows of the volume model must hold before anything is reckoned from them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.volumes import MONTHS
from roder.domain.volumes import OLDEST
from roder.domain.volumes import VolumeRowKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.frame_changes import YearBodies
    from roder.domain.volumes import VolumeFact

WHOLE: Final = Decimal(100)
MESSAGES: Final = {
    "volume_key_missing": (
        Severity.ERROR,
        "The row says no key, as preschool. Only population has none.",
        "Raden saknar nyckel, till exempel förskola. Bara befolkning är utan.",
    ),
    "volume_ages_unusable": (
        Severity.ERROR,
        "The ages {low}–{high} cannot be: they go from 0 to {oldest}, the lower first. Correct them.",
        "Åldrarna {low}–{high} går inte: de ska vara 0 till {oldest}, den lägre först. Rätta dem.",
    ),
    "volume_percent_unusable": (
        Severity.ERROR,
        "A part of all is between 0 and 100 per cent; the row says {number}. Correct it.",
        "En andel är mellan 0 och 100 procent; raden säger {number}. Rätta den.",
    ),
    "volume_negative": (
        Severity.ERROR,
        "People, users and prices are 0 or more; the row says {number}. Correct it.",
        "Invånare, brukare och priser är 0 eller fler; raden säger {number}. Rätta den.",
    ),
    "volume_day_missing": (
        Severity.ERROR,
        "A measured volume needs the day on which it was counted, in its own year. Add the day.",
        "En uppmätt volym behöver den dag då den räknades, under sitt eget år. Lägg till dagen.",
    ),
    "volume_months_unusable": (
        Severity.ERROR,
        "A measured volume stands for 1 to 12 months; the row says {months}. Correct it.",
        "En uppmätt volym står för 1 till 12 månader; raden säger {months}. Rätta det.",
    ),
    "volume_body_missing": (
        Severity.ERROR,
        "A part, a volume and a count are a body's. Say which.",
        "En andel, en volym och en räkning gäller en nämnd. Ange vilken.",
    ),
    "volume_body_unknown": (
        Severity.ERROR,
        "“{body}” is not a body of the organisation in {year}. Correct the code, or add the body first.",
        "”{body}” är inte ett organ i organisationen {year}. Rätta koden, eller lägg först till organet.",
    ),
    "volume_year_unusable": (
        Severity.ERROR,
        "“{year}” is not a year. Write it with four figures.",
        "”{year}” är inget år. Skriv det med fyra siffror.",
    ),
    "volume_ages_unreadable": (
        Severity.ERROR,
        "“{ages}” is no age. Write 7, 1–5 or 90+.",
        "”{ages}” är ingen ålder. Skriv 7, 1–5 eller 90+.",
    ),
    "volume_value_missing": (
        Severity.ERROR,
        "The row has no value. What is not known is left out.",
        "Raden har inget värde. Det som inte är känt utelämnas.",
    ),
    "volume_price_parts": (
        Severity.ERROR,
        "The price {number} is not in whole öre. Write two decimals at most.",
        "Prislappen {number} är inte i hela ören. Skriv högst två decimaler.",
    ),
    "volume_row_twice": (
        Severity.ERROR,
        "The row says the same as the one on line {other_line}: same year, key, body, ages and day. Keep one of them.",
        "Raden gäller samma sak som rad {other_line}: samma år, nyckel, organ, åldrar och dag. Behåll en av dem.",
    ),
}
"""Code to weight, English and Swedish sentence; documented in docs/formats/volumes.md."""

_OF_BODIES = {VolumeRowKind.SHARE, VolumeRowKind.VOLUME, VolumeRowKind.MEASURED}
_PER_CENT = {VolumeRowKind.USE, VolumeRowKind.SHARE}


def volume_fault(code: str, line: int | None, **facts: str | int) -> Problem:
    """Return the problem of a code with its facts.

    >>> volume_fault("volume_key_missing", 2).line
    2
    """
    severity, english, swedish = MESSAGES[code]
    return Problem(severity, code, line, english.format(**facts), swedish.format(**facts), values=facts)


def fact_faults(fact: VolumeFact, line: int | None = None) -> list[Problem]:
    """Return what keeps a row from being used, apart from whose it is.

    >>> from roder.domain.volumes import VolumeFact
    >>> fact_faults(VolumeFact(VolumeRowKind.PRICE, 2019))[0].code
    'volume_key_missing'
    """
    problems = []
    if not fact.key and fact.kind is not VolumeRowKind.POPULATION:
        problems.append(volume_fault("volume_key_missing", line))
    if not 0 <= fact.age_from <= fact.age_to <= OLDEST:
        facts = {"low": fact.age_from, "high": fact.age_to, "oldest": OLDEST}
        problems.append(volume_fault("volume_ages_unusable", line, **facts))
    if fact.number < 0 or fact.amount_ore < 0:
        problems.append(volume_fault("volume_negative", line, number=str(min(fact.number, fact.amount_ore))))
    elif fact.kind in _PER_CENT and fact.number > WHOLE:
        problems.append(volume_fault("volume_percent_unusable", line, number=str(fact.number)))
    if not fact.body and fact.kind in _OF_BODIES:
        problems.append(volume_fault("volume_body_missing", line))
    if fact.kind is VolumeRowKind.MEASURED:
        problems += _measured_faults(fact, line)
    return problems


def _measured_faults(fact: VolumeFact, line: int | None) -> list[Problem]:
    problems = []
    if fact.measured_on is None or fact.measured_on.year != fact.year:
        problems.append(volume_fault("volume_day_missing", line))
    if not 1 <= fact.months <= MONTHS:
        problems.append(volume_fault("volume_months_unusable", line, months=fact.months))
    return problems


def table_faults(rows: Sequence[tuple[int, VolumeFact]], bodies: dict[int, YearBodies]) -> list[Problem]:
    """Return what is wrong with rows by line: each for itself, whose it is, and what is said twice.

    ``bodies`` are those of each year that the rows speak of.
    """
    problems: list[Problem] = []
    seen: dict[tuple[str, int, str, str, int, int, str], int] = {}
    for line, fact in rows:
        problems += fact_faults(fact, line)
        if fact.body and bodies[fact.year].find(fact.body) is None:
            problems.append(volume_fault("volume_body_unknown", line, body=fact.body, year=fact.year))
        if fact.identity in seen:
            problems.append(volume_fault("volume_row_twice", line, other_line=seen[fact.identity]))
        seen.setdefault(fact.identity, line)
    return problems
