"""A source on loopback that answers over real HTTP: the example's Kolada and Statistics Sweden, and whatever a test spoils."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import parse_qs
from urllib.parse import urlsplit

from roder.devtools.example.kolada_files import area_rows
from roder.devtools.example.kolada_files import group_rows
from roder.devtools.example.kolada_files import kolada_document
from roder.devtools.example.kolada_files import kpi_rows
from roder.devtools.example.kolada_files import population_document
from roder.devtools.example.kolada_files import value_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

IDS_AT_MOST = 25


@dataclass
class Answer:
    """What is sent: ``cut`` bytes fewer than are promised when it is given."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0


def as_json(document: Any, status: int = 200, **headers: str) -> Answer:
    return Answer(json.dumps(document).encode(), status, headers)


@dataclass
class RecordedSource:
    """``spoiled`` answers come first, one for each request; ``values`` are what Kolada says now."""

    url: str
    rows_per_page: int = 5000
    spoiled: list[Answer] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    posted: list[bytes] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=value_rows)
    changed_since: list[dict[str, Any]] = field(default_factory=list)
    population: dict[str, Any] = field(default_factory=population_document)
    retired: set[str] = field(default_factory=set)

    @property
    def kolada(self) -> str:
        return f"{self.url}/v3"

    @property
    def scb(self) -> str:
        return f"{self.url}/api/v2"

    def set_value(self, kpi: str, period: int, sex: str, value: float | None, status: str = "") -> None:
        """Let Kolada say another value of the municipality from now on."""
        for row in self.values:
            if (row["kpi"], row["municipality"], row["period"]) == (kpi, "0181", period):
                row["values"] = [
                    each | {"value": value, "status": status} if each["gender"] == sex else each
                    for each in row["values"]
                ]

    def delete(self, kpi: str, period: int) -> None:
        """Let Kolada take the municipality's values of a year back."""
        gone = [
            row
            for row in self.values
            if (row["kpi"], row["municipality"], row["period"]) == (kpi, "0181", period)
        ]
        self.values = [row for row in self.values if row not in gone]
        self.changed_since += [
            row | {"values": [each | {"isdeleted": True, "value": None} for each in row["values"]]}
            for row in gone
        ]

    def answer(self, path: str, query: dict[str, list[str]]) -> Answer:
        """Return what the sources say of an address."""
        if path.startswith("/api/v2/tables"):
            return self._scb(path.removeprefix("/api/v2/tables").strip("/").split("/"), query)
        parts = path.removeprefix("/v3/").split("/")
        if any(part.count(",") >= IDS_AT_MOST for part in parts):
            return as_json({"detail": f"at most {IDS_AT_MOST} ids"}, 400)
        rows = self._rows(parts, query)
        return as_json({"detail": "not found"}, 404) if rows is None else self._page(path, rows, query)

    def _rows(self, parts: list[str], query: dict[str, list[str]]) -> list[dict[str, Any]] | None:
        title = query.get("title", [""])[0].casefold()
        tables: dict[str, Callable[[], list[dict[str, Any]]]] = {
            "kpi": kpi_rows,
            "municipality": area_rows,
            "municipality_groups": group_rows,
        }
        if parts[0] in tables:
            rows = [row for row in tables[parts[0]]() if title in row["title"].casefold()]
            asked = parts[1].split(",") if len(parts) > 1 else []
            return [
                row for row in rows if row["id"] not in self.retired and (not asked or row["id"] in asked)
            ]
        if parts[:2] != ["data", "kpi"] or self.retired & set(parts[2].split(",")):
            return None
        rows = self.changed_since if "from_date" in query else self.values
        years = parts[6].split(",") if len(parts) > 6 else []
        return [
            row
            for row in rows
            if row["kpi"] in parts[2].split(",")
            and row["municipality"] in parts[4].split(",")
            and (not years or str(row["period"]) in years)
        ]

    def _page(self, path: str, rows: list[dict[str, Any]], query: dict[str, list[str]]) -> Answer:
        size = min(self.rows_per_page, int(query.get("per_page", ["5000"])[0]))
        number = int(query.get("page", ["1"])[0])
        more = len(rows) > number * size
        onwards = f"https://api.kolada.se{path}?page={number + 1}&per_page={size}" if more else None
        return as_json(kolada_document(rows[(number - 1) * size : number * size], onwards))

    def _scb(self, parts: list[str], query: dict[str, list[str]]) -> Answer:
        table = {
            "type": "Table",
            "id": "TAB638",
            "label": "Folkmängden efter region, kön och år",
            "updated": "2018-02-21T07:00:00Z",
            "firstPeriod": "1968",
            "lastPeriod": "2017",
        }
        if parts == [""]:
            word = query["query"][0].casefold()
            return as_json({"tables": [table] if word in str(table["label"]).casefold() else [], "page": {}})
        if parts[0] != "TAB638":
            return as_json({"type": "Parameter error", "title": "Non-existent table", "status": 404}, 404)
        if len(parts) == 1:
            return as_json(table)
        if parts[1] == "metadata":
            return as_json({name: part for name, part in self.population.items() if name != "value"})
        return as_json(self.population if "valueCodes[Kon]" in query else both_sexes(self.population))


def both_sexes(document: dict[str, Any]) -> dict[str, Any]:
    """Return the population as the office gives it when sex is left out: summed by the office."""
    years = document["size"][-1]
    cells = document["value"]
    sums = [
        men + women
        for start in (0, 2 * years)
        for men, women in zip(
            cells[start : start + years], cells[start + years : start + 2 * years], strict=True
        )
    ]
    dimension = {code: part for code, part in document["dimension"].items() if code != "Kon"}
    return document | {
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [2, 1, years],
        "dimension": dimension,
        "value": sums,
    }


@contextmanager
def recorded_source() -> Iterator[RecordedSource]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            source.asked.append(self.path)
            source.agents.add(self.headers["User-Agent"])
            parts = urlsplit(self.path)
            given = source.spoiled.pop(0) if source.spoiled else None
            self._send(given or source.answer(parts.path, parse_qs(parts.query)))

        def do_POST(self) -> None:
            source.asked.append(self.path)
            source.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self._send(as_json(source.population))

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) - answer.cut])

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    source = RecordedSource(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield source
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
