"""The volume model as a table: people, use, prices, parts, volumes and counts; comes in and goes out alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.money import ORE_PER_KRONA
from roder.domain.problems import refuses
from roder.domain.volume_faults import volume_fault
from roder.domain.volumes import MONTHS
from roder.domain.volumes import OLDEST
from roder.domain.volumes import VolumeFact
from roder.domain.volumes import VolumeRowKind
from roder.formats.tabular.rows import RowReader
from roder.formats.tabular.volume_fields import KEY_WORDS
from roder.formats.tabular.volume_fields import VOLUME_FIELDS
from roder.formats.tabular.volume_fields import volume_key
from roder.formats.tabular.writing import write_table
from roder.formats.tabular.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roder.domain.problems import Problem
    from roder.formats.tabular.mapping import Mapping
    from roder.formats.tabular.writing import WrittenTable

YEARS = range(1990, 2100)
_AGES = re.compile(r"(\d{1,3})(?:\s*(?:(\+|år och äldre|and over)|[-–]\s*(\d{1,3})))?(?:\s*år)?\Z")
_SOURCE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class VolumeTable:
    """A table read to its end, each fact with its line; when any problem refuses it, nothing of it may be used."""

    rows: list[tuple[int, VolumeFact]]
    problems: list[Problem]
    sha256: str

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)


def read_volumes(content: Path | bytes, mapping: Mapping | None = None) -> VolumeTable:
    r"""Return the rows of a CSV file or workbook, and everything that is wrong with them.

    >>> text = "Slag;År;Nyckel;Ålder;Värde\nnyttjandegrad;2019;Förskola;1–5;84,5\n"
    >>> fact = read_volumes(text.encode()).rows[0][1]
    >>> fact.key, fact.age_to, fact.number
    ('preschool', 5, Decimal('84.5'))
    """
    reader = RowReader(content, mapping, VOLUME_FIELDS)
    rows: list[tuple[int, VolumeFact]] = []
    problems: list[Problem] = []
    for chunk in reader.chunks():
        for index, line in enumerate(chunk.lines):
            row = {name: values[index] for name, values in chunk.columns.items()}
            fact, faults = _fact(row, line)
            problems += faults
            rows += [(line, fact)] if fact else []
    found = sorted([*reader.log.listed(), *problems], key=lambda each: each.line or 0)
    return VolumeTable(rows, found, reader.table.sha256)


def _fact(row: dict[str, Any], line: int) -> tuple[VolumeFact | None, list[Problem]]:
    kind = VolumeRowKind(row["kind"])
    problems = []
    year, months = _whole(row["year"]), _whole(row.get("months", "") or str(MONTHS))
    if year not in YEARS:
        problems.append(volume_fault("volume_year_unusable", line, year=row["year"]))
    ages = _ages(row.get("ages", ""))
    if ages is None:
        problems.append(volume_fault("volume_ages_unreadable", line, ages=row["ages"]))
    value = row["value"]
    if not isinstance(value, Decimal):
        problems.append(volume_fault("volume_value_missing", line))
    elif kind is VolumeRowKind.PRICE and value * ORE_PER_KRONA % 1:
        problems.append(volume_fault("volume_price_parts", line, number=str(value)))
    if problems or ages is None:
        return None, problems
    is_price = kind is VolumeRowKind.PRICE
    return VolumeFact(
        kind,
        year,
        volume_key(row.get("key", "")),
        row.get("body", ""),
        Decimal(0) if is_price else value,
        int(value * ORE_PER_KRONA) if is_price else 0,
        *ages,
        measured_on=row.get("day"),
        months=months,
        source=row.get("source", "").strip()[:_SOURCE_LENGTH],
        is_example=row.get("example") == "yes",
    ), []


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else -1


def _ages(text: str) -> tuple[int, int] | None:
    if not text.strip():
        return 0, OLDEST
    match = _AGES.match(text.strip())
    if match is None:
        return None
    low = int(match[1])
    return low, OLDEST if match[2] else int(match[3] or low)


def write_volumes(facts: Iterable[VolumeFact], *, as_workbook: bool = False) -> WrittenTable:
    """Return the model as a table that ``read_volumes`` gives back unchanged.

    >>> fact = VolumeFact(VolumeRowKind.PRICE, 2019, "preschool", amount_ore=12_345_050)
    >>> write_volumes([fact]).content.decode("utf-8-sig").splitlines()[1]
    'prislapp;2019;förskola;;;123450,5;;;;'
    """
    rows = [_row(fact) for fact in facts]
    if as_workbook:
        return write_workbook(rows, VOLUME_FIELDS, sheet="Volymer")
    return write_table(rows, VOLUME_FIELDS)


def _row(fact: VolumeFact) -> dict[str, Any]:
    is_price = fact.kind is VolumeRowKind.PRICE
    return {
        "kind": fact.kind.value,
        "year": str(fact.year),
        "key": KEY_WORDS[fact.key][0] if fact.key in KEY_WORDS else fact.key,
        "body": fact.body,
        "ages": _ages_text(fact),
        "value": Decimal(fact.amount_ore) / ORE_PER_KRONA if is_price else fact.number,
        "day": fact.measured_on,
        "months": "" if fact.measured_on is None else str(fact.months),
        "source": fact.source,
        "example": "yes" if fact.is_example else None,
    }


def _ages_text(fact: VolumeFact) -> str:
    if (fact.age_from, fact.age_to) == (0, OLDEST):
        return ""
    if fact.age_to == OLDEST:
        return f"{fact.age_from}+"
    return str(fact.age_from) if fact.age_from == fact.age_to else f"{fact.age_from}–{fact.age_to}"
