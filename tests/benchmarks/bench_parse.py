"""How fast a SIE 4 file becomes Arrow, beside reading the same rows as CSV and beside plain Python.

``measure`` runs the contenders in turn, round by round, so that all meet the same machine.
"""

from __future__ import annotations

import importlib.util
import re
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import duckdb

from roder.formats.sie.scan import postings_table
from roder.formats.sie.warm import warm

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
POSTINGS = 1_000_000
ROUNDS = 5
CSV_TARGET = 0.5
REGEX_TARGET = 18.0
_CSV_TYPES = {
    "series": "VARCHAR",
    "voucher": "VARCHAR",
    "voucher_date": "DATE",
    "voucher_text": "VARCHAR",
    "registered": "DATE",
    "voucher_signature": "VARCHAR",
    "account": "VARCHAR",
    "amount": "DECIMAL(18,2)",
    "responsibility": "VARCHAR",
    "project": "VARCHAR",
    "activity": "VARCHAR",
    "subactivity": "VARCHAR",
    "cost_object": "VARCHAR",
    "counterparty": "VARCHAR",
    "posting_date": "DATE",
    "posting_text": "VARCHAR",
    "quantity": "DECIMAL(18,6)",
    "posting_signature": "VARCHAR",
}
_FIELD = r'(?:\s+(?:"((?:[^"\\]|\\.)*)"|(\S+)))?'
_TRANS = re.compile(r"\s*#TRANS\s+\"?(\w+)\"?\s+\{([^}]*)\}\s+(-?\d+)(?:\.(\d{1,2}))?" + _FIELD * 4 + r"\s*$")
_VER = re.compile(r"#VER" + _FIELD * 6 + r"\s*$")
_PAIR = re.compile(r'(\d+)\s+(?:"([^"]*)"|(\S+))')
_DIMENSIONS = ("1", "6", "20", "21", "22", "23")


def files(postings: int = POSTINGS) -> tuple[Path, Path]:
    """Return the SIE file and the CSV of the same rows, written when they are not there yet."""
    folder = ROOT / "var" / "bench"
    sie, csv = folder / f"sie_{postings}.se", folder / f"sie_{postings}.csv"
    if not sie.exists() or not csv.exists():
        spec = importlib.util.spec_from_file_location("make_sie", ROOT / "tools" / "make_sie.py")
        assert spec is not None
        assert spec.loader is not None
        maker = importlib.util.module_from_spec(spec)
        sys.modules["make_sie"] = maker
        spec.loader.exec_module(maker)
        maker.write_files(sie, csv, postings)
    return sie, csv


def read_csv(csv: Path) -> Any:
    """Read the CSV with DuckDB to an Arrow table: every column typed, order kept, two threads."""
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.execute("set preserve_insertion_order = true")
    relation = connection.read_csv(
        str(csv), header=True, delimiter=",", quotechar='"', escapechar='"', columns=_CSV_TYPES
    )
    return relation.to_arrow_table()


def read_with_regex(sie: Path) -> dict[str, list[Any]]:
    """Read the file line by line in plain Python, one compiled expression per kind of line."""
    names = ["account", "ore", "date", "text", "quantity", "signature", "head", *_DIMENSIONS]
    columns: dict[str, list[Any]] = {name: [] for name in names}
    head: tuple[Any, ...] = ()
    with sie.open(encoding="cp437", newline="\n") as lines:
        for line in lines:
            match = _TRANS.match(line)
            if match is not None:
                _add(columns, match, head)
            elif line.startswith("#VER"):
                match = _VER.match(line)
                if match is not None:
                    texts = _texts(match.groups())
                    head = (*texts[:2], _date(texts[2]), texts[3], _date(texts[4]), texts[5])
    return columns


def _texts(groups: tuple[str | None, ...]) -> list[str]:
    pairs = zip(groups[::2], groups[1::2], strict=True)
    return [quoted.replace('\\"', '"') if quoted else bare or "" for quoted, bare in pairs]


def _date(text: str) -> date | None:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8])) if text else None


def _add(columns: dict[str, list[Any]], match: re.Match[str], head: tuple[Any, ...]) -> None:
    account, objects, whole, part, *optional = match.groups()
    ore = abs(int(whole)) * 100 + int((part or "").ljust(2, "0"))
    day, text, quantity, signature = _texts(tuple(optional))
    columns["account"].append(account)
    columns["ore"].append(-ore if whole.startswith("-") else ore)
    columns["date"].append(_date(day))
    columns["text"].append(text)
    columns["quantity"].append(quantity)
    columns["signature"].append(signature)
    columns["head"].append(head)
    known = {number: quoted or bare for number, quoted, bare in _PAIR.findall(objects)}
    for number in _DIMENSIONS:
        columns[number].append(known.get(number, ""))


def _seconds(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def check(sie: Path, csv: Path) -> None:
    """Raise ``ValueError`` unless all three readers give the same rows and the same sum of öre."""
    table, rows, plain = postings_table(sie), read_csv(csv), read_with_regex(sie)
    ours = [abs(ore) for ore in table["amount_ore"].to_pylist()]
    theirs = [abs(int(amount * 100)) for amount in rows["amount"].to_pylist()]
    if not ours == theirs == [abs(ore) for ore in plain["ore"]]:
        msg = "the readers disagree on the amounts"
        raise ValueError(msg)
    if table["posting_text"].to_pylist() != [text or "" for text in rows["posting_text"].to_pylist()]:
        msg = "the readers disagree on the texts"
        raise ValueError(msg)


def measure(postings: int = POSTINGS, rounds: int = ROUNDS) -> list[dict[str, Any]]:
    """Return the two ratios with their targets, medians over the rounds."""
    sie, csv = files(postings)
    warm()
    check(sie, csv)
    ours: list[float] = []
    by_csv: list[float] = []
    by_regex: list[float] = []
    for _ in range(rounds):
        ours.append(_seconds(lambda: postings_table(sie)))
        by_csv.append(_seconds(lambda: read_csv(csv)))
        by_regex.append(_seconds(lambda: read_with_regex(sie)))
    middle, csv_middle, regex_middle = (statistics.median(times) for times in (ours, by_csv, by_regex))
    runs = {
        "ours_s": [round(each, 4) for each in ours],
        "duckdb_csv_s": [round(each, 4) for each in by_csv],
        "regex_s": [round(each, 4) for each in by_regex],
    }
    return [
        {
            "name": "sie_to_arrow",
            "against": "DuckDB reading the same rows from a typed CSV (share of its time)",
            "ratio": round(middle / csv_middle, 3),
            "target": CSV_TARGET,
            "higher_is_better": False,
            "runs": runs,
        },
        {
            "name": "sie_to_arrow_regex",
            "against": "one compiled regular expression per line in plain Python (times faster)",
            "ratio": round(regex_middle / middle, 1),
            "target": REGEX_TARGET,
            "higher_is_better": True,
            "runs": runs,
        },
    ]


if __name__ == "__main__":
    for row in measure():
        sys.stdout.write(f"{row}\n")
