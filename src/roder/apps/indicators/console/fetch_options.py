"""The words of ``roder indicators search`` and ``roder indicators fetch``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from argparse import _SubParsersAction

SOURCES = ["kolada", "scb"]
DIRECTIONS = ["up", "down", "interval"]


def add_fetching(commands: _SubParsersAction[Any]) -> None:
    """Add the two commands that speak with the sources."""
    search: ArgumentParser = commands.add_parser("search", help="look for key figures or tables at a source")
    search.add_argument("words", nargs="+", metavar="WORD", help="a code, or words of the title")
    search.add_argument("--source", choices=SOURCES, default="kolada")
    search.add_argument("--from-file", type=Path, metavar="FILE", help="a stored answer of Kolada's /kpi")
    fetch: ArgumentParser = commands.add_parser(
        "fetch", help="fetch values; all that are followed without CODE"
    )
    fetch.add_argument("codes", nargs="*", metavar="CODE", help="ours, Kolada's id, or a series of a table")
    fetch.add_argument(
        "--from-file",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="stored answers instead of the sources",
    )
    fetch.add_argument("--better", choices=DIRECTIONS, help="which way is better, for codes that are new")
    fetch.add_argument("--unit", default="", help="the unit of codes that are new; else as the title says")
    fetch.add_argument("--organisation", default="", metavar="KEY", help="whose indicators new codes become")
    fetch.add_argument("--municipality", default="", metavar="CODE", help="which municipality this is: 0181")
    fetch.add_argument("--compare", nargs="+", default=[], metavar="CODE", help="places: G37329 0001 0000")
