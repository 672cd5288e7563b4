"""Kolada's JSON, version 3 and version 2, from answers and from stored files: bytes to values.

Shapes: docs/formats/kolada.md. Version 3 says ``next_url``, ``isdeleted`` and a true or false for
``is_divided_by_gender``; version 2 says ``next_page``, ``is_deleted`` and 1 or 0. Both are read alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import parse_qs
from urllib.parse import urlsplit

from roder.domain.indicators import Sex
from roder.sources.faults import SourceAnswerError
from roder.sources.json_reading import day
from roder.sources.json_reading import document
from roder.sources.json_reading import number
from roder.sources.json_reading import text
from roder.sources.observed import ObservedValue

if TYPE_CHECKING:
    from datetime import date

KPI_ID = re.compile(r"[NU]\d{5}\Z")
AREA_ID = re.compile(r"(?:\d{4}|G\d{1,9})\Z")
YEAR = re.compile(r"(?:19|20)\d\d\Z")
COUNTRY = "0000"
SEXES = {"T": Sex.ALL, "K": Sex.WOMEN, "M": Sex.MEN, "F": Sex.WOMEN}
"""Data say K; the description of version 2 says F for the same."""
STATUS_LENGTH = 40
UNITS = re.compile(
    r"\(%\)|\b(?:kr|tkr|mnkr|kWh|MWh|kg|meter|antal)/(?:\d+ )?\w+|\bantal \w+\Z|\bantal\b|\bkr\b|index\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Kpi:
    """A key figure of Kolada: its words and when its values are published.

    ``of`` is K for municipalities, L for regions, A for both.
    """

    id: str
    title: str
    definition: str = ""
    is_divided_by_sex: bool = False
    of: str = ""
    area_of_work: str = ""
    published_on: date | None = None
    next_published_on: date | None = None
    published_period: str = ""

    @property
    def unit(self) -> str:
        """The unit that the title ends with, empty when it names none; a proposal for a person to look at.

        >>> Kpi("N15027", "Kostnad grundskola, kr/elev").unit, Kpi("N00090", "Sjukfrånvaro, andel (%)").unit
        ('kr/elev', '%')
        """
        found = [match[0] for match in UNITS.finditer(self.title)]
        return found[-1].strip("()").removeprefix("antal ") if found else ""


@dataclass(frozen=True, slots=True)
class Area:
    """A municipality (kind K), a region (L), or a group of them with its members."""

    id: str
    title: str
    kind: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer: its rows, and the number of the next page when there is one."""

    rows: list[dict[str, Any]]
    next: str
    where: str


def page(body: bytes, where: str) -> Page:
    """Return a page of any of Kolada's answers; raises ``SourceAnswerError``.

    >>> page(b'{"values": [], "count": 0, "next_url": null}', "a.json").next
    ''
    """
    found = document(body, where)
    rows = found.get("values")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SourceAnswerError(where, "no list of values")
    onwards = text(found, "next_url") or text(found, "next_page")
    return Page(rows, _page_number(onwards), where)


def _page_number(address: str) -> str:
    """Return the page that the next address names. The address itself is not followed: it is another's word."""
    try:
        numbers = parse_qs(urlsplit(address).query).get("page", [])
    except ValueError:
        return ""
    return numbers[0] if numbers and numbers[0].isascii() and numbers[0].isdigit() else ""


def kpis(found: Page) -> list[Kpi]:
    """Return the key figures of a page of ``/kpi``; rows of another form than we can ask for are left out."""
    return [
        Kpi(
            id=text(row, "id"),
            title=text(row, "title"),
            definition=text(row, "definition") or text(row, "description"),
            is_divided_by_sex=bool(row.get("is_divided_by_gender")),
            of=text(row, "municipality_type"),
            area_of_work=text(row, "operating_area"),
            published_on=day(row, "publication_date"),
            next_published_on=day(row, "prel_publication_date"),
            published_period=text(row, "publ_period"),
        )
        for row in _described(found, KPI_ID)
    ]


def areas(found: Page) -> list[Area]:
    """Return the areas of a page of ``/municipality`` or ``/municipality_groups``, as ``kpis`` does."""
    return [
        Area(
            id=text(row, "id"),
            title=text(row, "title"),
            kind=text(row, "type"),
            members=tuple(text(each, "id") for each in _members(row)),
        )
        for row in _described(found, AREA_ID)
    ]


def _members(row: dict[str, Any]) -> list[dict[str, Any]]:
    members = row.get("members")
    return [each for each in members if isinstance(each, dict)] if isinstance(members, list) else []


def _described(found: Page, form: re.Pattern[str]) -> list[dict[str, Any]]:
    """Return the rows with an id of the form; when there are rows and none has, the answer is another's."""
    rows = [row for row in found.rows if form.match(text(row, "id"))]
    if found.rows and not rows:
        raise SourceAnswerError(found.where, "no row has an id of Kolada's form")
    return rows


def values(found: Page) -> list[ObservedValue]:
    """Return the values of a page of ``/data``; null stays null, with the source's word for it."""
    return [
        _value(row, each, found.where) for row in found.rows for each in _list(row.get("values"), found.where)
    ]


def _value(row: dict[str, Any], each: dict[str, Any], where: str) -> ObservedValue:
    period = str(row.get("period", ""))
    sex = SEXES.get(text(each, "gender"))
    if not YEAR.match(period) or sex is None:
        raise SourceAnswerError(where, f"a value of {period[:20]!r} and {each.get('gender')!r}"[:120])
    count = each.get("count")
    return ObservedValue(
        indicator=_id(row, KPI_ID, where, "kpi"),
        area=_id(row, AREA_ID, where, "municipality"),
        period=period,
        sex=sex,
        value=number(each.get("value"), where),
        status=text(each, "status").strip()[:STATUS_LENGTH],
        members=count if isinstance(count, int) and not isinstance(count, bool) and count >= 0 else 1,
        is_deleted=bool(each.get("isdeleted", each.get("is_deleted"))),
    )


def _list(rows: Any, where: str) -> list[dict[str, Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SourceAnswerError(where, "a row without its list of values")
    return rows


def _id(row: dict[str, Any], form: re.Pattern[str], where: str, name: str) -> str:
    found = text(row, name)
    if not form.match(found):
        raise SourceAnswerError(where, f"{name} {str(row.get(name))[:40]!r} is none of Kolada's")
    return found
