"""What is searched for at a source, and the rows that a person ticks."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.apps.indicators.actions.following import Followed
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorSource

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping
    from collections.abc import Sequence

    from django.http import QueryDict

    from roder.sources.kolada_shapes import Kpi

SHOWN = 100
KRONOR = ("kr", "tkr", "mnkr", "antal")
LONGEST_UNIT = 40


@dataclass(frozen=True, slots=True)
class Question:
    """Words for a source; nothing is asked while there are none."""

    source: IndicatorSource = IndicatorSource.KOLADA
    words: str = ""

    @classmethod
    def of(cls, sent: QueryDict) -> Question:
        """Return the question of an address or a form."""
        source = IndicatorSource.SCB if sent.get("source") == "scb" else IndicatorSource.KOLADA
        return cls(source, sent.get("words", "").strip()[:100])


@dataclass
class KpiRow:
    """A key figure among the answers, with what a person has said of it."""

    kpi: Kpi
    is_followed: bool
    is_ticked: bool = False
    unit: str = ""
    direction: str = ""
    faults: list[str] = field(default_factory=list)

    @property
    def decimals(self) -> int:
        """How many decimals its values are first shown with; kronor and counts have none."""
        return 0 if self.unit.split("/")[0].split(" ")[0] in KRONOR else 1

    def followed(self) -> Followed:
        """Return what is taken up; only for a row without faults."""
        return Followed(
            reference=self.kpi.id,
            title=self.kpi.title,
            unit=self.unit,
            direction=Direction(self.direction) if self.direction else Direction.UP,
            decimals=self.decimals,
            definition=self.kpi.definition,
            is_by_sex=self.kpi.is_divided_by_sex,
        )


def kpi_rows(
    kpis: Sequence[Kpi], followed: Collection[str], sent: Mapping[str, str], ticked: set[str]
) -> list[KpiRow]:
    """Return the rows of an answer; a row that is ticked and new must say unit and direction."""
    rows = []
    for kpi in kpis:
        row = KpiRow(
            kpi,
            is_followed=kpi.id in followed,
            is_ticked=kpi.id in ticked,
            unit=sent.get(f"unit-{kpi.id}", kpi.unit).strip()[:LONGEST_UNIT],
            direction=sent.get(f"direction-{kpi.id}", ""),
        )
        row.faults = _faults(row)
        rows.append(row)
    return rows


def _faults(row: KpiRow) -> list[str]:
    if row.is_followed or not row.is_ticked:
        return []
    faults = []
    if row.direction not in set(Direction):
        faults.append(_("Say which way is better."))
    if not row.unit:
        faults.append(_("Say the unit."))
    return faults
