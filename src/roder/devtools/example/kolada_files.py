"""Answers of Kolada and Statistics Sweden in their real form, with example values, for the demo and the tests.

The figures are invented round a level; they say so in the files (``note``) and where a person sees them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any
from zlib import crc32

from roder.devtools.example.data_files import read_rows

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "Exempeldata: värdena är påhittade. Example values, invented."
OWN = "0181"
COUNTY = "0001"
COUNTRY = "0000"
GROUP = "G37329"
COMPARED = (GROUP, COUNTY, COUNTRY)
YEARS = range(2013, 2018)
MEMBERS = ["0181", "0114", "0127", "0140", "0192", "0484", "0580", "1980"]
AREAS = {
    "0181": "Södertälje",
    "0114": "Upplands Väsby",
    "0127": "Botkyrka",
    "0140": "Nykvarn",
    "0192": "Nynäshamn",
    "0484": "Eskilstuna",
    "0580": "Linköping",
    "1980": "Västerås",
    "0001": "Region Stockholm",
    "0000": "Riket",
}
REGIONS = {COUNTY, COUNTRY}
GROUP_TITLE = "Liknande kommuner, övergripande, Södertälje, 2017"
VALUES_FILE = "kolada_values.json"
COMPARISON_FILE = "kolada_comparison.json"
KPI_FILE = "kolada_kpi.json"
AREA_FILE = "kolada_municipality.json"
GROUP_FILE = "kolada_municipality_groups.json"
POPULATION_FILE = "scb_TAB638.json"


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A key figure of the example: its level in 2017 for all, women, men and elsewhere, and its yearly step."""

    kpi: str
    title: str
    area_of_work: str
    levels: dict[str, Decimal]
    yearly: Decimal
    group: Decimal
    country: Decimal
    decimals: int
    missing: frozenset[str]


def load_kpis() -> list[KpiRow]:
    """Return the key figures of the example."""
    return [
        KpiRow(
            kpi=row["kpi"],
            title=row["title"],
            area_of_work=row["area_of_work"],
            levels={
                sex: Decimal(row[name])
                for sex, name in (("T", "total"), ("K", "women"), ("M", "men"))
                if row[name]
            },
            yearly=Decimal(row["yearly"]),
            group=Decimal(row["group"]),
            country=Decimal(row["country"]),
            decimals=int(row["decimals"]),
            missing=frozenset(row["missing"].split()),
        )
        for row in read_rows("kolada_example.csv")
    ]


def kpi_rows() -> list[dict[str, Any]]:
    """Return the rows of ``/kpi``."""
    return [
        {
            "id": row.kpi,
            "title": row.title,
            "description": f"{row.title}. {NOTE}",
            "definition": row.title,
            "is_divided_by_gender": len(row.levels) > 1,
            "municipality_type": "K",
            "auspice": "E",
            "operating_area": row.area_of_work,
            "perspective": "",
            "publication_date": "2018-06-15",
            "prel_publication_date": None,
            "publ_period": "2017",
            "ou_publication_date": None,
            "has_ou_data": False,
        }
        for row in load_kpis()
    ]


def area_rows() -> list[dict[str, Any]]:
    """Return the rows of ``/municipality``."""
    return [
        {"id": code, "title": title, "type": "L" if code in REGIONS else "K"} for code, title in AREAS.items()
    ]


def group_rows() -> list[dict[str, Any]]:
    """Return the rows of ``/municipality_groups``."""
    members = [{"id": code, "title": AREAS[code]} for code in MEMBERS]
    return [{"id": GROUP, "title": GROUP_TITLE, "members": members}]


def value_rows(areas: tuple[str, ...] = (OWN, *COMPARED)) -> list[dict[str, Any]]:
    """Return the rows of ``/data`` for the municipality, its group, its county and the country."""
    return [
        {
            "kpi": row.kpi,
            "municipality": area,
            "period": year,
            "values": [_value(row, area, year, sex) for sex in row.levels],
        }
        for row in load_kpis()
        for area in areas
        for year in YEARS
    ]


def _value(row: KpiRow, area: str, year: int, sex: str) -> dict[str, Any]:
    is_missing = area == OWN and bool({str(year), f"{year}{sex}"} & row.missing)
    return {
        "gender": sex,
        "count": len(MEMBERS) if area == GROUP else 1,
        "status": "Missing" if is_missing else "",
        "value": None if is_missing else float(_level(row, area, year, sex)),
        "isdeleted": False,
    }


def _level(row: KpiRow, area: str, year: int, sex: str) -> Decimal:
    apart = row.levels[sex] - row.levels["T"]
    base = {OWN: row.levels["T"], GROUP: row.group, COUNTRY: row.country}
    base[COUNTY] = (row.group + row.country) / 2
    steps = year - YEARS[-1]
    wobble = Decimal(crc32(f"{row.kpi} {area} {year}".encode()) % 7 - 3) / 10 if steps else Decimal(0)
    pace = Decimal(1) if area == OWN else Decimal("0.5")
    return round(base[area] + apart + row.yearly * (steps * pace + wobble), row.decimals)


def kolada_document(rows: list[dict[str, Any]], next_url: str | None = None) -> dict[str, Any]:
    """Return rows as an answer of version 3, with the note that they are examples."""
    return {"values": rows, "count": len(rows), "next_url": next_url, "previous_url": None, "note": NOTE}


def population_document() -> dict[str, Any]:
    """Return the population by sex as json-stat2, as table TAB638 gives it."""
    rows = read_rows("scb_population_example.csv")
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Folkmängd efter region, kön, tabellinnehåll och år",
        "source": "SCB",
        "updated": "2018-02-21T08:30:00Z",
        "note": [NOTE],
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "id": ["Region", "Kon", "ContentsCode", "Tid"],
        "size": [2, 2, 1, len(rows)],
        "dimension": {
            "Region": _dimension("region", {"00": "Riket", OWN: AREAS[OWN]}, elimination=True),
            "Kon": _dimension("kön", {"1": "män", "2": "kvinnor"}, elimination=True),
            "ContentsCode": _dimension("tabellinnehåll", {"BE0101N1": "Folkmängd"}, unit="antal"),
            "Tid": _dimension("år", {row["year"]: row["year"] for row in rows}),
        },
        "value": [
            int(row[column]) for column in ("country_men", "country_women", "men", "women") for row in rows
        ],
        "extension": {"px": {"tableid": "TAB638", "decimals": 0}},
    }


def _dimension(
    label: str, values: dict[str, str], *, elimination: bool = False, unit: str = ""
) -> dict[str, Any]:
    category: dict[str, Any] = {"index": {code: place for place, code in enumerate(values)}, "label": values}
    if unit:
        category["unit"] = {code: {"base": unit, "decimals": 0} for code in values}
    return {"label": label, "category": category, "extension": {"elimination": elimination}}


def write_statistics_files(folder: Path) -> dict[str, Path]:
    """Write the stored answers, each as its source would send it, and return them by name."""
    documents = {
        KPI_FILE: kolada_document(kpi_rows()),
        AREA_FILE: kolada_document(area_rows()),
        GROUP_FILE: kolada_document(group_rows()),
        VALUES_FILE: kolada_document(value_rows()),
        COMPARISON_FILE: kolada_document(value_rows(COMPARED)),
        POPULATION_FILE: population_document(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        (folder / name).write_text(f"{text}\n", encoding="utf-8")
    return {name: folder / name for name in documents}
