"""Statistics Sweden's database by PxWebApi 2: search for tables, their variables, and values as json-stat2.

Limits of the office: 30 questions in ten seconds, 150 000 cells in an answer; the data are free (CC0).
The older version 1, which some offices still run, is asked by POST (docs/formats/pxweb.md).
"""

from __future__ import annotations

import json
import re
from collections import deque
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from urllib.parse import quote
from urllib.parse import urlencode

from roder.sources.faults import SourceAnswerError
from roder.sources.faults import SourceRefusedError
from roder.sources.faults import TooManyCellsError
from roder.sources.json_reading import day
from roder.sources.json_reading import document
from roder.sources.json_reading import text
from roder.sources.json_stat import dataset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

    from roder.sources.json_stat import Dataset
    from roder.sources.web import Web

TABLE_ID = re.compile(r"TAB\d{1,6}\Z")
EXPRESSION = re.compile(
    r"(?:\*|[^\s&=#%(),\[\]]+|(?:from|to|top|bottom)\([^\s&=#%(),\[\]]+\)|range\([^\s&=#%(),\[\]]+,[^\s&=#%(),\[\]]+\))\Z"
)
"""A value's code, or an expression: ``*``, ``from(2010)``, ``to(2018)``, ``top(5)``, ``bottom(5)``, ``range(2010,2018)``."""

VARIABLE = re.compile(r"[^\s&=#%(),\[\]]{1,60}\Z")
CALLS = 30
SECONDS = 10
TABLES_SHOWN = 50
FORBIDDEN = "403 "


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the database: its id, its name, and the periods it spans."""

    id: str
    title: str
    first_period: str
    last_period: str
    updated_on: date | None


@dataclass
class PxWeb:
    """Asks the database at ``base`` (``https://…/api/v2``); every question raises ``SourceError``."""

    web: Web
    base: str
    language: str = "sv"
    _calls: deque[float] = field(default_factory=lambda: deque(maxlen=CALLS), repr=False)

    def search(self, words: str) -> list[Table]:
        """Return tables of an id (``TAB638``) or with the words in their description, at most fifty."""
        if not words.strip():
            return []
        if TABLE_ID.match(words.strip().upper()):
            try:
                found, where = self._get(f"tables/{words.strip().upper()}", {})
            except SourceRefusedError:
                return []
            return _tables([document(found, where)], where)
        found, where = self._get("tables", {"query": words.strip(), "pageSize": str(TABLES_SHOWN)})
        rows = document(found, where).get("tables")
        if not isinstance(rows, list):
            raise SourceAnswerError(where, "no list of tables")
        return _tables(rows, where)

    def variables(self, table: str) -> Dataset:
        """Return a table's variables and their values, without figures."""
        body, where = self._get(f"tables/{_table(table, self.base)}/metadata", {"outputFormat": "json-stat2"})
        return dataset(body, where)

    def values(self, table: str, selection: Mapping[str, Sequence[str]]) -> Dataset:
        """Return the cells of a selection: a variable's code to codes or expressions.

        A variable that is left out is summed over, where the office allows that. Raises
        ``TooManyCellsError`` when the office says that the selection is too large.
        """
        query = {
            f"valueCodes[{variable}]": ",".join(codes)
            for variable, codes in _checked(selection, self.base).items()
        }
        try:
            body, where = self._get(f"tables/{_table(table, self.base)}/data", query | _AS_JSON_STAT)
        except SourceRefusedError as refused:
            if refused.detail.startswith(FORBIDDEN):
                raise TooManyCellsError(refused.where, refused.detail) from None
            raise
        return dataset(body, where)

    def _get(self, path: str, query: dict[str, str]) -> tuple[bytes, str]:
        self._keep_pace()
        asked = urlencode({"lang": self.language} | query, safe="[]*(),", quote_via=quote)
        address = f"{self.base.rstrip('/')}/{path}?{asked}"
        return self.web.get(address), address

    def _keep_pace(self) -> None:
        """Wait until one more question stays within the office's limit."""
        if len(self._calls) == CALLS:
            self.web.pause(self._calls[0] + SECONDS - self.web.clock())
        self._calls.append(self.web.clock())


_AS_JSON_STAT = {"outputFormat": "json-stat2"}


def ask_version_1(web: Web, address: str, selection: Mapping[str, Sequence[str]]) -> Dataset:
    """Return the cells of a selection from a table of PxWebApi 1, asked by POST at the table's own address.

    ``["*"]`` means every value of a variable; other expressions belong to version 2.
    """
    query = [
        {
            "code": variable,
            "selection": {
                "filter": "all" if list(codes) == ["*"] else "item",
                "values": list(codes),
            },
        }
        for variable, codes in _checked(selection, address).items()
    ]
    asked = {"query": query, "response": {"format": "json-stat2"}}
    return dataset(web.post(address, json.dumps(asked).encode()), address)


def _checked(selection: Mapping[str, Sequence[str]], where: str) -> Mapping[str, Sequence[str]]:
    for variable, codes in selection.items():
        for each in (variable, *codes):
            form = VARIABLE if each == variable else EXPRESSION
            if not form.match(each):
                raise SourceRefusedError(where, f"{each[:40]!r} is no code of a table")
    return selection


def _table(table: str, where: str) -> str:
    if not TABLE_ID.match(table):
        raise SourceRefusedError(where, f"{table[:40]!r} is no table")
    return table


def _tables(rows: list[object], where: str) -> list[Table]:
    if not all(isinstance(row, dict) for row in rows):
        raise SourceAnswerError(where, "a table without its description")
    return [
        Table(
            id=text(row, "id"),
            title=text(row, "label"),
            first_period=text(row, "firstPeriod"),
            last_period=text(row, "lastPeriod"),
            updated_on=day(row, "updated"),
        )
        for row in rows
        if isinstance(row, dict) and TABLE_ID.match(text(row, "id"))
    ]
