"""What an indicator takes from a table of Statistics Sweden, written as one line, and read out of the cells.

``TAB638?ContentsCode=BE0101N1&Kon=1,2`` is the population by sex: the table, and the values of its
variables. Region and time are filled in when it is fetched. A variable with several values must be sex;
all others are one value, or are left out so that the office sums over them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from roder.domain.indicators import Sex
from roder.sources.faults import SourceAnswerError
from roder.sources.faults import SourceRefusedError
from roder.sources.observed import ObservedValue
from roder.sources.pxweb import EXPRESSION
from roder.sources.pxweb import TABLE_ID
from roder.sources.pxweb import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.sources.json_stat import Cell
    from roder.sources.json_stat import Dataset
    from roder.sources.json_stat import Dimension

_PART_OF_YEAR = re.compile(r"(\d{4})([KM])(\d{1,2})\Z")
REGION = "Region"
TIME = "Tid"
SEX = "Kon"
SEXES = {"1": Sex.MEN, "2": Sex.WOMEN, "1+2": Sex.ALL, "TOT": Sex.ALL}
"""The office's codes of its variable Kon. A table may name another code as its total."""

COUNTRY = "00"
COUNTRY_OF_ROWS = "0000"


@dataclass(frozen=True, slots=True)
class TableSeries:
    """A table and the values chosen in its variables, without region and time."""

    table: str
    chosen: Mapping[str, tuple[str, ...]]

    @property
    def key(self) -> str:
        """The one line that ``parse`` reads, variables in order."""
        chosen = "&".join(f"{variable}={','.join(codes)}" for variable, codes in sorted(self.chosen.items()))
        return f"{self.table}?{chosen}" if chosen else self.table

    @property
    def by_sex(self) -> bool:
        """Whether women and men are told apart."""
        return len(self.chosen.get(SEX, ())) > 1

    @property
    def both_sexes(self) -> TableSeries:
        """The same series with the sexes together, for tables that the office sums itself."""
        return TableSeries(
            self.table, {variable: codes for variable, codes in self.chosen.items() if variable != SEX}
        )

    def selection(self, regions: tuple[str, ...], periods: str) -> dict[str, tuple[str, ...]]:
        """Return what to ask for: ``periods`` is an expression such as ``from(2010)``."""
        return {REGION: tuple(map(office_region, regions)), TIME: (periods,), **self.chosen}


def parse(key: str) -> TableSeries:
    """Return the series of a line; raises ``SourceRefusedError`` that says what is wrong with it.

    >>> parse("TAB638?ContentsCode=BE0101N1&Kon=1,2").by_sex
    True
    """
    table, _mark, query = key.strip().partition("?")
    if not TABLE_ID.match(table):
        raise SourceRefusedError(key[:80], "a series begins with a table such as TAB638")
    chosen: dict[str, tuple[str, ...]] = {}
    for variable, codes in parse_qsl(query, keep_blank_values=True):
        if variable in {REGION, TIME}:
            raise SourceRefusedError(key[:80], f"{variable} is filled in when the series is fetched")
        values = tuple(codes.split(","))
        if not VARIABLE.match(variable) or not all(EXPRESSION.match(each) for each in values):
            raise SourceRefusedError(key[:80], f"{variable[:40]}={codes[:40]} is no choice of a variable")
        if len(values) > 1 and variable != SEX:
            raise SourceRefusedError(key[:80], f"{variable} may have one value; several are for {SEX} only")
        chosen[variable] = values
    return TableSeries(table, chosen)


def office_region(area: str) -> str:
    """Return how the office writes an area that we write as Kolada does.

    >>> office_region("0181"), office_region("0000"), office_region("0001")
    ('0181', '00', '01')
    """
    return area.removeprefix("00")


def our_area(region: str) -> str:
    """Return how we write the office's region.

    >>> our_area("00"), our_area("01"), our_area("0181")
    ('0000', '0001', '0181')
    """
    return f"00{region}" if len(region) == len(COUNTRY) else region


def our_period(period: str) -> str:
    """Return how we write the office's period; a year is written alike.

    >>> our_period("2018"), our_period("2018K3"), our_period("2018M08")
    ('2018', '2018Q3', '2018-08')
    """
    match = _PART_OF_YEAR.match(period)
    if match is None:
        return period
    return f"{match[1]}Q{match[3]}" if match[2] == "K" else f"{match[1]}-{match[3]}"


def observations(found: Dataset, series: TableSeries) -> list[ObservedValue]:
    """Return the values of a table as observations; raises ``SourceAnswerError`` when they are not one series."""
    region = found.dimension("geo", REGION)
    time = found.dimension("time", TIME)
    if time is None:
        raise SourceAnswerError(found.where, "the table has no time")
    sex = found.dimension("", SEX)
    apart = {each.code for each in (region, time, sex) if each is not None}
    for each in found.dimensions:
        if each.code not in apart and len(each.values) > 1:
            raise SourceAnswerError(found.where, f"{each.code} has {len(each.values)} values; choose one")
    place = {each.code: position for position, each in enumerate(found.dimensions)}
    return [_observed(cell, series, place, (region, time, sex), found.where) for cell in found.cells()]


def _observed(
    cell: Cell,
    series: TableSeries,
    place: dict[str, int],
    dimensions: tuple[Dimension | None, Dimension, Dimension | None],
    where: str,
) -> ObservedValue:
    region, time, sex = dimensions
    whose = _sex(cell.codes[place[sex.code]], sex.total, where) if sex else Sex.ALL
    return ObservedValue(
        indicator=series.key,
        area=our_area(cell.codes[place[region.code]]) if region else COUNTRY_OF_ROWS,
        period=cell.codes[place[time.code]],
        sex=whose,
        value=cell.value,
        status=cell.status,
    )


def _sex(code: str, total: str, where: str) -> Sex:
    if total and code == total:
        return Sex.ALL
    if code.upper() not in SEXES:
        raise SourceAnswerError(where, f"{code[:20]!r} is no sex that is known")
    return SEXES[code.upper()]
