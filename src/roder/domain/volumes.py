"""The volume model: how many will need a service, what each costs, and what that does to the frames.

Volumes are exact decimals, rates and parts are per cent, prices whole öre for one user and year. Rules and worked
tables: docs/algorithms/volumes.md (DOMAIN 2.5 c, d, f).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.whole_units import apportioned

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import date

OLDEST: Final = 120
MONTHS: Final = 12


class VolumeRowKind(StrEnum):
    """What a row of the volume model says."""

    POPULATION = "population"
    USE = "use"
    PRICE = "price"
    SHARE = "share"
    VOLUME = "volume"
    MEASURED = "measured"


AGE_KEYS: Final = {
    "preschool": (1, 5),
    "preschool_class": (6, 6),
    "compulsory_school": (7, 15),
    "after_school": (6, 12),
    "upper_secondary": (16, 18),
    "adult_support": (19, 64),
    "elderly_65": (65, 79),
    "elderly_80": (80, 84),
    "elderly_85": (85, 89),
    "elderly_90": (90, OLDEST),
}
"""The usual keys and their ages, both ends included; 19–64 is social support and LSS (DOMAIN 2.5)."""
PUPIL_KEYS: Final = ("preschool", "preschool_class", "compulsory_school", "after_school", "upper_secondary")


@dataclass(frozen=True, slots=True)
class VolumeFact:
    """One row of the model: a number or a price, of a year, and what it is about.

    ``number`` is people (population), per cent (use, share) or users (volume, measured); ``amount_ore`` a price for
    one user and year, of one body or (empty) of all. Ages have both ends included. A measured volume was counted on
    ``measured_on`` and stands for ``months`` of the year.
    """

    kind: VolumeRowKind
    year: int
    key: str = ""
    body: str = ""
    number: Decimal = Decimal(0)
    amount_ore: int = 0
    age_from: int = 0
    age_to: int = OLDEST
    measured_on: date | None = None
    months: int = MONTHS
    source: str = ""
    is_example: bool = False

    @property
    def identity(self) -> tuple[str, int, str, str, int, int, str]:
        """What tells one row of the model from another."""
        measured = self.measured_on.isoformat() if self.measured_on else ""
        return (self.kind, self.year, self.key, self.body, self.age_from, self.age_to, measured)


@dataclass(frozen=True, slots=True)
class VolumeChange:
    """What a changed volume gives a body: price × (volume − volume of the year before), in whole units of money."""

    key: str
    body: str
    year: int
    before: Decimal
    after: Decimal
    price_ore: int
    amount_ore: int


@dataclass(frozen=True, slots=True)
class VolumeCorrection:
    """What a measuring date corrects: price × (counted − budgeted) × months / 12, in whole units of money."""

    key: str
    body: str
    measured_on: date
    months: int
    budgeted: Decimal
    counted: Decimal
    price_ore: int
    amount_ore: int


class VolumeBook:
    """The rows of the model, asked by year. What is not known is ``None``, never 0.

    Use, prices and shares hold from their year until a later row says otherwise; population and volumes are of
    their own year only.
    """

    def __init__(self, facts: Iterable[VolumeFact]) -> None:
        self._by_kind: dict[VolumeRowKind, list[VolumeFact]] = defaultdict(list)
        for fact in facts:
            self._by_kind[fact.kind].append(fact)

    @property
    def keys(self) -> list[str]:
        """The keys that the model speaks of, the usual ones first."""
        named = {fact.key for facts in self._by_kind.values() for fact in facts if fact.key}
        return [key for key in AGE_KEYS if key in named] + sorted(named - set(AGE_KEYS))

    def people(self, year: int, age_from: int, age_to: int) -> Decimal | None:
        """Return how many people of these ages there are; ``None`` when an age is missing or lies across the end.

        >>> row = VolumeFact(VolumeRowKind.POPULATION, 2019, number=Decimal(500), age_from=1, age_to=5)
        >>> VolumeBook([row]).people(2019, 1, 5), VolumeBook([row]).people(2019, 1, 3)
        (Decimal('500'), None)
        """
        rows = [
            row
            for row in self._by_kind[VolumeRowKind.POPULATION]
            if row.year == year and row.age_from <= age_to and age_from <= row.age_to
        ]
        expected = age_from
        for row in sorted(rows, key=lambda row: row.age_from):
            if row.age_from != expected:
                return None
            expected = row.age_to + 1
        return sum((row.number for row in rows), Decimal(0)) if expected == age_to + 1 else None

    def need(self, key: str, year: int) -> Decimal | None:
        """Return how many will need a service: Σ people × use / 100 over its ages, exact (DOMAIN 2.5 d)."""
        uses = self._uses(key, year)
        found = [(self.people(year, row.age_from, row.age_to), row.number) for row in uses]
        if not found or any(people is None for people, _use in found):
            return None
        return sum(((people or Decimal(0)) * use / 100 for people, use in found), Decimal(0))

    def bodies(self, key: str) -> list[str]:
        """Return the bodies that the key's volumes lie on, in order of code."""
        kinds = (VolumeRowKind.SHARE, VolumeRowKind.VOLUME, VolumeRowKind.MEASURED)
        return sorted(
            {row.body for kind in kinds for row in self._by_kind[kind] if row.key == key and row.body}
        )

    def volume(self, key: str, body: str, year: int) -> Decimal | None:
        """Return a body's volume of a year: as it is stated, else its part of the need."""
        for row in self._by_kind[VolumeRowKind.VOLUME]:
            if (row.key, row.body, row.year) == (key, body, year):
                return row.number
        need = self.need(key, year)
        parts = [row for row in self._in_force(VolumeRowKind.SHARE, key, year) if row.body == body]
        return need * parts[0].number / 100 if need is not None and parts else None

    def price_ore(self, key: str, body: str, year: int) -> int | None:
        """Return what a user costs in a year: the body's own price, else the one for all."""
        found = {row.body: row.amount_ore for row in self._in_force(VolumeRowKind.PRICE, key, year)}
        return found.get(body, found.get(""))

    def share_sums(self, year: int) -> dict[str, Decimal]:
        """Return what the bodies' parts of each key sum to in per cent; anything but 100 is a fault."""
        sums = {}
        for key in self.keys:
            rows = self._in_force(VolumeRowKind.SHARE, key, year)
            if rows:
                sums[key] = sum((row.number for row in rows), Decimal(0))
        return sums

    def measured(self, year: int) -> list[VolumeFact]:
        """Return what was counted in a year, by day, key and body."""
        rows = [row for row in self._by_kind[VolumeRowKind.MEASURED] if row.year == year and row.measured_on]
        return sorted(rows, key=lambda row: (str(row.measured_on), row.key, row.body))

    def _uses(self, key: str, year: int) -> list[VolumeFact]:
        """Return the use of each age; a later year says all ages of the key anew."""
        rows = [row for row in self._by_kind[VolumeRowKind.USE] if row.key == key and row.year <= year]
        newest = max((row.year for row in rows), default=0)
        return [row for row in rows if row.year == newest]

    def _in_force(self, kind: VolumeRowKind, key: str, year: int) -> list[VolumeFact]:
        """Return each body's latest row up to the year."""
        rows = [row for row in self._by_kind[kind] if row.key == key and row.year <= year]
        latest = {row.body: row for row in sorted(rows, key=lambda row: row.year)}
        return [latest[body] for body in sorted(latest)]


def volume_changes(book: VolumeBook, year: int, unit_ore: int) -> list[VolumeChange]:
    """Return what each body's changed volumes give in a year, by key and body (DOMAIN 2.5 c).

    Amounts are in whole units of money; those of a key sum to its exact sum rounded half away from zero. What has
    no volume in either year, or no price, is not in the answer.

    >>> rows = [VolumeFact(VolumeRowKind.VOLUME, year, "preschool", "300", Decimal(number)) for year, number in
    ...     [(2018, 100), (2019, 110)]] + [VolumeFact(VolumeRowKind.PRICE, 2018, "preschool", amount_ore=12_000_000)]
    >>> volume_changes(VolumeBook(rows), 2019, 100_000)[0].amount_ore
    120000000
    """
    found = []
    for key in book.keys:
        known = []
        for body in book.bodies(key):
            before, after = book.volume(key, body, year - 1), book.volume(key, body, year)
            price = book.price_ore(key, body, year)
            if before is not None and after is not None and price is not None:
                known.append((body, before, after, price))
        exact = [Fraction(price) * Fraction(after - before) for _body, before, after, price in known]
        amounts = apportioned(exact, unit_ore)
        found += [
            VolumeChange(key, body, year, before, after, price, ore)
            for (body, before, after, price), ore in zip(known, amounts, strict=True)
        ]
    return found


def reconciliation(book: VolumeBook, year: int, unit_ore: int) -> list[VolumeCorrection]:
    """Return what the counted volumes of a year correct in the frames, by measuring date (DOMAIN 2.5 f).

    A count that has no budgeted volume or no price beside it is not in the answer.

    >>> reconciliation(VolumeBook([]), 2018, 1)
    []
    """
    known = []
    for row in book.measured(year):
        budgeted, price = book.volume(row.key, row.body, year), book.price_ore(row.key, row.body, year)
        if row.measured_on is not None and budgeted is not None and price is not None:
            known.append((row, row.measured_on, budgeted, price))
    exact = [
        Fraction(price) * Fraction(row.number - budgeted) * row.months / MONTHS
        for row, _day, budgeted, price in known
    ]
    return [
        VolumeCorrection(row.key, row.body, day, row.months, budgeted, row.number, price, ore)
        for (row, day, budgeted, price), ore in zip(known, apportioned(exact, unit_ore), strict=True)
    ]


def by_body(rows: Sequence[VolumeChange | VolumeCorrection]) -> dict[str, int]:
    """Return the amounts of changes or corrections summed by body, in öre.

    >>> by_body([])
    {}
    """
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        found[row.body] += row.amount_ore
    return dict(sorted(found.items()))
