"""Reads the data files that the example municipality is made of."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = resources.files("roder.devtools") / "data"


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV data file, keyed by its header."""
    return list(csv.DictReader((_FOLDER / name).read_text(encoding="utf-8").splitlines()))


def read_settings(name: str) -> dict[str, Any]:
    """Return the content of a TOML data file."""
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def written_table(folder: Path, name: str) -> Path:
    """Return a CSV data file as a file that a user can look at and change; one that is there is left alone."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes((_FOLDER / name).read_bytes())
    return path
