"""Indicators with targets and outcomes as a file: the same form goes out as comes in, small numbers hidden."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.indicators.kept_rows import definition_row
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.indicators.models import Target
from roder.apps.indicators.suppression import HiddenPlace
from roder.apps.indicators.suppression import hidden_places
from roder.apps.indicators.suppression import stored_values
from roder.formats.tabular.decimals import HIDDEN
from roder.formats.tabular.decimals import NO_VALUE_STATED
from roder.formats.tabular.goal_fields import NO
from roder.formats.tabular.goal_fields import YES
from roder.formats.tabular.indicator_fields import DIRECTION_WORDS
from roder.formats.tabular.indicator_fields import INDICATOR_FIELDS
from roder.formats.tabular.json_rows import write_json
from roder.formats.tabular.writing import write_table
from roder.formats.tabular.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    Row = dict[str, Any]
    Place = tuple[str, str, str]


def exported_indicators(
    organisation: str, goals: Mapping[str, Sequence[str]], *, form: str = "csv"
) -> tuple[bytes, int]:
    """Return the file and its number of rows; ``goals`` are the goals of each code, as ``version/goal``.

    Values of places that are compared with are left out: they come from their sources.
    """
    found = Indicator.objects.filter(organisation=organisation).select_related("owner").order_by("code")
    rows = [_texts(row) for row in _rows(list(found), goals)]
    if form == "json":
        return write_json(rows, INDICATOR_FIELDS), len(rows)
    if form == "xlsx":
        return write_workbook(rows, INDICATOR_FIELDS, sheet="Mätvärden").content, len(rows)
    return write_table(rows, INDICATOR_FIELDS).content, len(rows)


def _rows(indicators: Sequence[Indicator], goals: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    outcomes = _outcomes(indicators)
    targets = _targets(indicators)
    for indicator in indicators:
        yield {
            "code": indicator.code,
            **definition_row(indicator),
            "direction": DIRECTION_WORDS[indicator.direction][0],
            "goals": " ".join(goals.get(indicator.code, ())),
        }
        mine, aimed = outcomes[indicator.pk], targets[indicator.pk]
        for place in sorted({*mine, *aimed}):
            yield {
                "code": indicator.code,
                **dict(zip(("place", "period", "sex"), place, strict=True)),
                **mine.get(place, {}),
                **aimed.get(place, {}),
                # An outcome's own mark goes before a target's: they are most often made together.
                "example": mine.get(place, aimed.get(place, {}))["example"],
            }


def _outcomes(indicators: Sequence[Indicator]) -> dict[int, dict[Place, Row]]:
    stored = stored_values(indicators, None)
    hidden = hidden_places(indicators, stored)
    current = {row.pk: row for row in stored if row.is_current}
    more = _notes({indicator.pk for indicator in indicators})
    found: dict[int, dict[Place, Row]] = defaultdict(dict)
    for pk, row in current.items():
        spot = (row.place, row.period, row.sex)
        is_hidden = HiddenPlace(row.indicator, *spot) in hidden
        value = NO_VALUE_STATED if row.value is None else row.value
        size = "" if row.group_size is None or is_hidden else str(row.group_size)
        found[row.indicator][spot] = {"value": HIDDEN if is_hidden else value, "group_size": size, **more[pk]}
    return found


def _notes(indicators: set[int]) -> dict[int, Row]:
    rows = Observation.objects.filter(is_current=True)
    rows = rows.exclude(place_kind=Observation.PLACE)
    return {
        pk: {"note": note, "published_on": day, "example": is_example}
        for pk, indicator, note, day, is_example in rows.values_list(
            "pk", "indicator_id", "source_note", "published_on", "is_example"
        ).iterator()
        if indicator in indicators
    }


def _targets(indicators: Sequence[Indicator]) -> dict[int, dict[Place, Row]]:
    found: dict[int, dict[Place, Row]] = defaultdict(dict)
    keys = {indicator.pk for indicator in indicators}
    for row in Target.objects.all().iterator():
        if row.indicator_id in keys:
            found[row.indicator_id]["", row.period, row.sex] = {
                "target": row.value,
                "target_kind": row.kind,
                "upper": row.upper,
                "limit": row.limit,
                "example": row.is_example,
            }
    return found


def _texts(row: Mapping[str, Any]) -> Row:
    written: Row = {}
    for name, value in row.items():
        if isinstance(value, bool):
            written[name] = YES if value else NO
        elif isinstance(value, int):
            written[name] = str(value)
        else:
            written[name] = value
    return written
