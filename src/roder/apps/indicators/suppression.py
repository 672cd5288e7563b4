"""Which stored values must not be shown: the rule of docs/algorithms/disclosure.md over what is kept."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import NamedTuple

from roder.apps.indicators.models import Observation
from roder.apps.organisation.queries import bodies
from roder.domain.disclosure import WHOLE
from roder.domain.disclosure import DisclosureRule
from roder.domain.disclosure import GroupValue
from roder.domain.disclosure import Spot
from roder.domain.disclosure import hidden_spots
from roder.domain.indicator_periods import IndicatorPeriod
from roder.domain.indicators import Sex
from roder.domain.organisation import OrganisationTree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from roder.apps.indicators.models import Indicator
    from roder.domain.organisation import Body

AT_A_TIME = 5_000
"""How many indicators are asked for in one question: databases limit the number of parameters."""


class StoredValue(NamedTuple):
    """A row of the table as it lies there. Only this module and its readers see it; pages never do."""

    pk: int
    indicator: int
    place: str
    period: str
    sex: str
    value: Decimal | None
    group_size: int | None
    state: str
    revises: int | None
    is_current: bool


class HiddenPlace(NamedTuple):
    """Where a value is hidden, with all its revisions."""

    indicator: int
    place: str
    period: str
    sex: str


def stored_values(indicators: Sequence[Indicator], periods: Iterable[str] | None) -> list[StoredValue]:
    """Return the values of the municipality and its bodies, the replaced ones too; all periods for ``None``."""
    found: list[StoredValue] = []
    for start in range(0, len(indicators), AT_A_TIME):
        rows = Observation.objects.filter(
            indicator__in=[each.pk for each in indicators[start : start + AT_A_TIME]],
            place_kind__in=(Observation.OWN, Observation.BODY),
        )
        if periods is not None:
            rows = rows.filter(period__in=list(periods))
        fields = ("pk", "indicator_id", "place", "period", "sex", "value", "group_size", "state")
        found += [
            StoredValue(*row)
            for row in rows.order_by("pk").values_list(*fields, "revises_id", "is_current").iterator()
        ]
    return found


def hidden_places(indicators: Sequence[Indicator], stored: Iterable[StoredValue]) -> frozenset[HiddenPlace]:
    """Return where the values of these indicators are hidden."""
    known = {indicator.pk: indicator for indicator in indicators}
    tables: dict[tuple[int, str], list[StoredValue]] = defaultdict(list)
    for row in stored:
        if row.value is not None:
            tables[row.indicator, row.period].append(row)
    trees = _Trees()
    hidden = set()
    for (pk, period), rows in tables.items():
        indicator = known[pk]
        rule = DisclosureRule(indicator.smallest_group, counts_people=indicator.counts_people)
        if not any(rule.size(GroupValue(row.value, row.group_size)) is not None for row in rows):
            continue
        above = trees.above(indicator.organisation, period) if any(row.place for row in rows) else {}
        hidden |= {
            HiddenPlace(pk, spot.place, period, spot.sex)
            for spot in hidden_spots(_cells(rows, rule), above, rule)
        }
    return frozenset(hidden)


def _cells(rows: Iterable[StoredValue], rule: DisclosureRule) -> dict[Spot, GroupValue]:
    """One value for each spot: what stands now, or a replaced one when that was too small to be shown."""
    cells: dict[Spot, GroupValue] = {}
    for row in rows:
        spot, cell = Spot(row.place, Sex(row.sex)), GroupValue(row.value, row.group_size)
        held = cells.get(spot)
        if held is None or rule.is_small(cell) or (row.is_current and not rule.is_small(held)):
            cells[spot] = cell
    return cells


class _Trees:
    """The organisation on the last day of a period, read once for each organisation."""

    def __init__(self) -> None:
        self._bodies: dict[str, list[Body]] = {}
        self._above: dict[tuple[str, date], Mapping[str, str]] = {}

    def above(self, organisation: str, period: str) -> Mapping[str, str]:
        day = IndicatorPeriod.parse(period).last_day
        if (organisation, day) not in self._above:
            found = self._bodies.setdefault(organisation, bodies(organisation))
            tree = OrganisationTree(found, day, organisation)
            self._above[organisation, day] = {
                code: body.parent or WHOLE for code, body in tree.bodies.items()
            }
        return self._above[organisation, day]
