"""Reads the data files that the example municipality is made of."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources
from typing import Any

_FOLDER = resources.files("roder.devtools") / "data"


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV data file, keyed by its header."""
    return list(csv.DictReader((_FOLDER / name).read_text(encoding="utf-8").splitlines()))


def read_settings(name: str) -> dict[str, Any]:
    """Return the content of a TOML data file."""
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
