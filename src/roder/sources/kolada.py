"""Kolada, the municipalities' own statistics (RKA): search, areas, groups and values, version 3 of its API.

Free to use without a key; name the source "Kolada (RKA)". At most 25 ids stand in each part of an address,
5000 rows on a page (docs/formats/kolada.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from roder.sources.faults import SourceAnswerError
from roder.sources.faults import SourceRefusedError
from roder.sources.kolada_shapes import AREA_ID
from roder.sources.kolada_shapes import KPI_ID
from roder.sources.kolada_shapes import YEAR
from roder.sources.kolada_shapes import areas
from roder.sources.kolada_shapes import kpis
from roder.sources.kolada_shapes import page
from roder.sources.kolada_shapes import values

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from collections.abc import Sequence
    from datetime import date

    from roder.sources.kolada_shapes import Area
    from roder.sources.kolada_shapes import Kpi
    from roder.sources.kolada_shapes import Page
    from roder.sources.observed import ObservedValue
    from roder.sources.web import Web

IDS_PER_PART = 25
ROWS_PER_PAGE = 5000
MOST_PAGES = 1000


@dataclass(frozen=True)
class Kolada:
    """Asks Kolada at ``base`` (with its version, ``https://…/v3``); every question raises ``SourceError``."""

    web: Web
    base: str

    def search(self, words: str) -> list[Kpi]:
        """Return the key figures of an id (``N00090``) or with all the words in their title, by id."""
        asked = words.split()
        if not asked:
            return []
        if len(asked) == 1 and KPI_ID.match(asked[0].upper()):
            try:
                return self.kpis([asked[0].upper()])
            except SourceRefusedError:
                return []
        found = self._all_kpis("kpi", title=max(asked, key=len))
        folded = [word.casefold() for word in asked]
        return sorted(
            (kpi for kpi in found if all(word in kpi.title.casefold() for word in folded)),
            key=lambda kpi: kpi.id,
        )

    def kpis(self, ids: Sequence[str]) -> list[Kpi]:
        """Return the key figures of the ids; one that no longer exists is absent."""
        return [
            kpi for part in _parts(ids, KPI_ID, self.base) for kpi in self._all_kpis(f"kpi/{','.join(part)}")
        ]

    def areas(self, title: str = "") -> list[Area]:
        """Return municipalities and regions, those with the text in their name when one is given."""
        return self._all_areas("municipality", title)

    def groups(self, title: str = "") -> list[Area]:
        """Return groups of municipalities with their members, such as "Liknande kommuner"."""
        return self._all_areas("municipality_groups", title)

    def values(
        self,
        kpis: Sequence[str],
        areas: Sequence[str],
        *,
        years: Sequence[str] = (),
        since: date | None = None,
    ) -> Iterator[ObservedValue]:
        """Yield the values of key figures and areas; of some years, or as they have changed since a day.

        The id of a group stands among the areas; its value is the unweighted average of ``members``.
        """
        query = {"from_date": since.isoformat()} if since else {}
        for some in _parts(kpis, KPI_ID, self.base):
            for where in _parts(areas, AREA_ID, self.base):
                path = f"data/kpi/{','.join(some)}/municipality/{','.join(where)}"
                for part in _parts(years, YEAR, self.base) or [()]:
                    full = f"{path}/year/{','.join(part)}" if part else path
                    for found in self._pages(full, query):
                        yield from values(found)

    def _all_kpis(self, path: str, **query: str) -> list[Kpi]:
        return [kpi for found in self._pages(path, query) for kpi in kpis(found)]

    def _all_areas(self, path: str, title: str) -> list[Area]:
        query = {"title": title} if title else {}
        return [area for found in self._pages(path, query) for area in areas(found)]

    def _pages(self, path: str, query: dict[str, str]) -> Iterator[Page]:
        number = ""
        for _ in range(MOST_PAGES):
            asked = query | {"per_page": str(ROWS_PER_PAGE)} | ({"page": number} if number else {})
            address = f"{self.base.rstrip('/')}/{path}?{urlencode(asked)}"
            found = page(self.web.get(address), address)
            yield found
            if not found.next or found.next == number:
                return
            number = found.next
        raise SourceAnswerError(self.base, f"more than {MOST_PAGES} pages")


def _parts(ids: Sequence[str], form: re.Pattern[str], where: str) -> list[tuple[str, ...]]:
    """Return the ids in parts that fit in an address; raises ``SourceRefusedError`` for one of another form."""
    for each in ids:
        if not form.match(each):
            raise SourceRefusedError(where, f"{each[:40]!r} is none of Kolada's codes")
    unique = list(dict.fromkeys(ids))
    return [tuple(unique[start : start + IDS_PER_PART]) for start in range(0, len(unique), IDS_PER_PART)]
