"""The table that people type into: a row for an indicator and a sex, a column for a period, target above outcome."""

from __future__ import annotations

import json
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.apps.indicators.queries import indicator_rows
from roder.apps.indicators.queries import targets_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.attainment import DataState
from roder.domain.disclosure import HIDDEN
from roder.domain.indicators import TargetKind
from roder.ui.formatting import exact_number_text
from roder.workspace.indicators.words import indicator_title
from roder.workspace.indicators.words import indicator_url
from roder.workspace.indicators.words import language
from roder.workspace.indicators.words import sex_name
from roder.workspace.indicators.words import state_word

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.models import Target
    from roder.apps.indicators.queries import IndicatorCell
    from roder.apps.indicators.queries import IndicatorRow
    from roder.domain.indicators import Sex

VALUE, TARGET = "v", "t"


@dataclass(frozen=True, slots=True)
class TypedField:
    """One input: its name, the text in it, what stood there, and what is wrong with it."""

    name: str
    label: str
    text: str
    stood: str
    seen: int
    fault: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the person has written something else than what stood there."""
        return self.text.strip() != self.stood


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A period of a row: the target above, the outcome below; an input only where the person may write."""

    period: str
    state: str
    note: str
    target_text: str
    value_text: str
    target: TypedField | None
    value: TypedField | None


@dataclass(frozen=True, slots=True)
class TypedRow:
    """An indicator and a sex."""

    indicator: Indicator
    sex: Sex
    title: str
    sex_name: str
    url: str
    is_first: bool
    cells: Sequence[TypedCell]


@dataclass(frozen=True, slots=True)
class Around:
    """What the table is of and who writes in it: the place, what was sent, what was seen, what is wrong."""

    place: str = ""
    targets_within: Container[str] = ()
    values_within: Container[str] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


def typed_rows(indicators: Sequence[Indicator], periods: Sequence[str], around: Around) -> list[TypedRow]:
    """Return the table as it stands now, with what was sent in its inputs."""
    targets = targets_of(indicators, periods)
    return [
        _row(row, targets, around, is_first=row.sex == "T")
        for row in indicator_rows(indicators, periods, place=around.place, today=steering_day())
    ]


def fields_of(rows: Sequence[TypedRow]) -> list[TypedField]:
    """Return every input of the table, in reading order."""
    return [one for row in rows for cell in row.cells for one in (cell.target, cell.value) if one is not None]


def seen_text(rows: Sequence[TypedRow]) -> str:
    """Return what stands in the table, for the form to carry: what the person has seen of each cell."""
    return json.dumps({one.name: [one.seen, one.stood] for one in fields_of(rows)}, ensure_ascii=False)


def read_seen_text(text: str) -> dict[str, tuple[int, str]]:
    """Return what the person had seen; of a form that does not say it, nothing."""
    try:
        found = json.loads(text)
        return {str(name): (int(seen), str(stood)) for name, (seen, stood) in found.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def exact_target_text(target: Target | None, indicator: Indicator) -> str:
    """Return a target with all its decimals, as its input holds it."""
    if target is None:
        return ""
    lower = exact_number_text(target.value, indicator.decimals, language())
    upper = exact_number_text(target.upper, indicator.decimals, language())
    return f"{lower}–{upper}" if target.kind == TargetKind.RANGE else lower


def _row(
    row: IndicatorRow, targets: Mapping[tuple[int, str, str], Target], around: Around, *, is_first: bool
) -> TypedRow:
    indicator = row.indicator
    may_value = (around.place or indicator.responsible_body) in around.values_within
    may_target = not around.place and indicator.responsible_body in around.targets_within
    cells = []
    for cell in row.cells:
        held = targets.get((indicator.pk, cell.period, row.sex))
        target_text, value_text = exact_target_text(held, indicator), _value_text(indicator, cell)
        cells.append(
            TypedCell(
                cell.period,
                cell.state.value,
                state_word(cell.state),
                target_text,
                value_text,
                _field(TARGET, row, cell, target_text, held.version if held else 0, around)
                if may_target
                else None,
                _field(VALUE, row, cell, value_text, cell.observation or 0, around) if may_value else None,
            )
        )
    title = indicator_title(indicator)
    return TypedRow(indicator, row.sex, title, sex_name(row.sex), indicator_url(indicator), is_first, cells)


def _value_text(indicator: Indicator, cell: IndicatorCell) -> str:
    if cell.state is DataState.HIDDEN:
        return HIDDEN
    return exact_number_text(cell.value, indicator.decimals, language())


def _field(
    kind: str, row: IndicatorRow, cell: IndicatorCell, stood: str, seen: int, around: Around
) -> TypedField:
    name = f"{kind}-{row.indicator.pk}-{row.sex.value}-{cell.period}"
    label = _("Target") if kind == TARGET else _("Outcome")
    return TypedField(
        name,
        f"{label}, {indicator_title(row.indicator)}, {sex_name(row.sex)}, {cell.period}",
        around.given.get(name, stood),
        stood,
        seen,
        around.faults.get(name, ""),
    )
