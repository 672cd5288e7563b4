"""Answers of the sources that were kept as files: what they are, and which indicators they are of."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.indicators import IndicatorSource
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.sources.faults import SourceAnswerError
from roder.sources.faults import SourceRefusedError
from roder.sources.json_reading import document
from roder.sources.json_stat import dataset
from roder.sources.kolada_shapes import kpis
from roder.sources.kolada_shapes import page
from roder.sources.kolada_shapes import values
from roder.sources.table_series import observations
from roder.sources.table_series import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.indicators.models import Indicator
    from roder.sources.json_stat import Dataset
    from roder.sources.kolada_shapes import Kpi
    from roder.sources.observed import ObservedValue
    from roder.sources.table_series import TableSeries

LARGEST = 20 * 1024 * 1024
EXAMPLE = "Exempeldata"
NAMED = 10


@dataclass
class StoredAnswer:
    """Values of a stored file by the source's names, and what could not be used."""

    source: IndicatorSource
    is_example: bool
    values: list[ObservedValue] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_stored(content: bytes, name: str, indicators: Sequence[Indicator]) -> StoredAnswer:
    """Return the values that a stored file has for the indicators; raises ``SourceError`` when it has none to give.

    Values of Kolada (version 3 or 2) are told by key figure, a table (json-stat2) by its id and its variables.
    """
    found = document(content, name)
    if found.get("class") == "dataset":
        return _table(dataset(content, name), _is_example(found), indicators)
    rows = found.get("values")
    if isinstance(rows, list) and any(isinstance(row, dict) and "kpi" not in row for row in rows):
        raise SourceAnswerError(
            name, "no values: a file of /data is needed, not of key figures or municipalities"
        )
    answer = StoredAnswer(IndicatorSource.KOLADA, _is_example(found), values(page(content, name)))
    followed = {each.source_reference for each in indicators if each.source == IndicatorSource.KOLADA}
    unknown = sorted({value.indicator for value in answer.values} - followed)
    if unknown:
        answer.problems.append(_not_followed(unknown))
    return answer


def stored_kpis(content: bytes, name: str, words: str) -> list[Kpi]:
    """Return the key figures of a stored ``/kpi`` file with all the words in id or title, by id."""
    folded = [word.casefold() for word in words.split()]
    return sorted(
        (
            kpi
            for kpi in kpis(page(content, name))
            if all(word in f"{kpi.id} {kpi.title}".casefold() for word in folded)
        ),
        key=lambda kpi: kpi.id,
    )


def _table(found: Dataset, is_example: bool, indicators: Sequence[Indicator]) -> StoredAnswer:  # noqa: FBT001 - a fact of the file
    answer = StoredAnswer(IndicatorSource.SCB, is_example)
    for indicator in indicators:
        series = _series_of(indicator)
        if series is not None and _fits(found, series):
            answer.values += observations(found, series)
    if not answer.values:
        raise SourceRefusedError(
            found.where, f"no indicator takes its values from {found.table or 'this table'}"
        )
    return answer


def _series_of(indicator: Indicator) -> TableSeries | None:
    if indicator.source != IndicatorSource.SCB:
        return None
    try:
        return parse(indicator.source_reference)
    except SourceRefusedError:
        return None


def _fits(found: Dataset, series: TableSeries) -> bool:
    """Whether the table is the series' and has the values that it chooses, and no others."""
    if found.table != series.table:
        return False
    by_code = {each.code: set(each.values) for each in found.dimensions}
    return all(by_code.get(variable, set()) <= set(codes) for variable, codes in series.chosen.items())


def _is_example(found: dict[str, Any]) -> bool:
    note = found.get("note")
    notes = note if isinstance(note, list) else [note]
    return any(isinstance(each, str) and each.startswith(EXAMPLE) for each in notes)


def _not_followed(unknown: Sequence[str]) -> Problem:
    shown = ", ".join(unknown[:NAMED]) + (" …" if len(unknown) > NAMED else "")
    return Problem(
        Severity.INFO,
        "not_followed",
        None,
        f"The file also has {len(unknown)} key figures that are no indicators here; they were left out: {shown}",
        f"Filen har också {len(unknown)} nyckeltal som inte är mätvärden här; de lämnades utanför: {shown}",
        count=len(unknown),
    )
