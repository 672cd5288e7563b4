"""Asks the sources for indicators. What one of them refuses is a problem of that one; the others still come."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import timedelta
from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.sources.faults import SourceAnswerError
from roder.sources.faults import SourceError
from roder.sources.faults import SourceRefusedError
from roder.sources.faults import TooManyCellsError
from roder.sources.kolada import IDS_PER_PART
from roder.sources.table_series import observations
from roder.sources.table_series import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from datetime import date

    from roder.sources.kolada import Kolada
    from roder.sources.observed import ObservedValue
    from roder.sources.pxweb import PxWeb
    from roder.sources.table_series import TableSeries

PERIODS = "top(60)"
OVERLAP = timedelta(days=7)
"""Changes are asked for from a little before the last time, so that none falls between two clocks."""

GROUP_LETTER = "G"


@dataclass
class Answered:
    """What a source said: values by its own names, when they were published, and what it refused."""

    values: list[ObservedValue] = field(default_factory=list)
    published: dict[str, date] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def refused(reference: str, fault: SourceError) -> Problem:
    """Return a source's refusal of one indicator as a problem in both languages."""
    return Problem(
        Severity.WARNING,
        fault.code,
        None,
        f"{reference}: {fault.message('en')}",
        f"{reference}: {fault.message('sv')}",
        values={"reference": reference},
    )


def ask_kolada(
    kolada: Kolada,
    references: Sequence[str],
    places: Sequence[str],
    *,
    last: date | None = None,
    on_part: Callable[[int], None],
) -> Answered:
    """Return the values of key figures for places, and what Kolada has taken back since the last time.

    ``on_part`` is told how many of the key figures are done. Raises ``SourceError`` when Kolada cannot be used.
    """
    answered = Answered()
    for start in range(0, len(references), IDS_PER_PART):
        part = references[start : start + IDS_PER_PART]
        try:
            _kolada_part(kolada, part, places, last, answered)
        except SourceRefusedError:
            for reference in part:
                try:
                    _kolada_part(kolada, [reference], places, last, answered)
                except SourceRefusedError as fault:
                    answered.problems.append(refused(reference, fault))
        on_part(start + len(part))
    return answered


def _kolada_part(
    kolada: Kolada, references: Sequence[str], places: Sequence[str], last: date | None, answered: Answered
) -> None:
    described = kolada.kpis(references)
    found = list(kolada.values(references, places))
    if last is not None:
        now = {_key(value) for value in found}
        changed = kolada.values(references, places, since=last - OVERLAP)
        found += [value for value in changed if value.is_deleted and _key(value) not in now]
    known = {kpi.id for kpi in described}
    for reference in references:
        if reference not in known:
            answered.problems.append(_gone(reference))
    answered.published |= {kpi.id: kpi.published_on for kpi in described if kpi.published_on}
    answered.values += found


def _key(value: ObservedValue) -> tuple[str, str, str, str]:
    return value.indicator, value.area, value.period, value.sex


def _gone(reference: str) -> Problem:
    return Problem(
        Severity.WARNING,
        "indicator_gone",
        None,
        f"{reference}: Kolada no longer has this key figure. What was fetched before stands; search for what has taken its place.",
        f"{reference}: Kolada har inte längre nyckeltalet. Det som hämtats tidigare står kvar; sök efter vad som har ersatt det.",
        values={"reference": reference},
    )


def ask_scb(
    scb: PxWeb, references: Sequence[str], places: Sequence[str], *, on_part: Callable[[int], None]
) -> Answered:
    """Return the values of series for places; groups are Kolada's own and are left out.

    Raises ``SourceError`` when the office cannot be used at all.
    """
    answered = Answered()
    regions = tuple(place for place in places if not place.startswith(GROUP_LETTER))
    for done, reference in enumerate(references, start=1):
        try:
            _scb_series(scb, parse(reference), reference, regions, answered)
        except (SourceRefusedError, SourceAnswerError, TooManyCellsError) as fault:
            answered.problems.append(refused(reference, fault))
        on_part(done)
    return answered


def _scb_series(
    scb: PxWeb, series: TableSeries, reference: str, regions: tuple[str, ...], answered: Answered
) -> None:
    asked = [series]
    if series.by_sex:
        asked.append(series.both_sexes)
    for number, each in enumerate(asked):
        try:
            found = scb.values(each.table, each.selection(regions, PERIODS))
        except SourceRefusedError:
            if number == 0:
                raise
            continue  # the office does not sum this table over sex
        values = observations(found, series)
        sexes = {value.sex for value in answered.values if value.indicator == reference}
        answered.values += [value for value in values if number == 0 or value.sex not in sexes]
        if found.updated_on:
            answered.published[reference] = found.updated_on
