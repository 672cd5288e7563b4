"""The volume model and the indexes of an organisation, as values for the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.budgets.models import BodyIndex
from roder.apps.budgets.models import IndexPart
from roder.apps.budgets.models import VolumeRow
from roder.domain.indexation import in_force
from roder.domain.indexation import index_rate
from roder.domain.volumes import VolumeBook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal


@dataclass(frozen=True)
class IndexRate:
    """What an index is in a year, in per cent, and what it rests on."""

    index_name: str
    rate: Decimal
    source: str
    is_example: bool


def volume_book(organisation: str) -> VolumeBook:
    """Return the whole volume model of an organisation."""
    return VolumeBook(row.as_value() for row in VolumeRow.objects.filter(organisation=organisation))


def index_names(organisation: str) -> list[str]:
    """Return the names of the indexes that an organisation keeps."""
    rows = IndexPart.objects.filter(organisation=organisation)
    return sorted(set(rows.values_list("index_name", flat=True)))


def index_parts(organisation: str) -> list[IndexPart]:
    """Return the dated parts of all indexes, by name, year and component."""
    return list(IndexPart.objects.filter(organisation=organisation))


def index_of(organisation: str, index_name: str, year: int) -> IndexRate | None:
    """Return an index in a year, ``None`` when it has no parts yet then; raises ``IndexWeightsError``."""
    rows = list(IndexPart.objects.filter(organisation=organisation, index_name=index_name, year__lte=year))
    parts = in_force([(row.year, row.as_value()) for row in rows], year)
    if not parts:
        return None
    newest = max(row.year for row in rows)
    latest = [row for row in rows if row.year == newest]
    sources = dict.fromkeys(row.source for row in latest if row.source)
    return IndexRate(
        index_name, index_rate(parts), "; ".join(sources)[:200], any(row.is_example for row in latest)
    )


def body_indexes(organisation: str) -> dict[str, str]:
    """Return the index that is chosen for a body, by code; others follow the one for all."""
    rows = BodyIndex.objects.filter(organisation=organisation)
    return dict(rows.values_list("body_code", "index_name"))


def index_rates(organisation: str, index_name: str, bodies: Iterable[str], year: int) -> dict[str, IndexRate]:
    """Return each body's index in a year; a body whose index has no parts then is not in the answer."""
    chosen = body_indexes(organisation)
    names = {body: chosen.get(body, index_name) for body in bodies}
    rates = {name: index_of(organisation, name, year) for name in set(names.values())}
    return {body: rate for body, name in names.items() if (rate := rates[name]) is not None}
