"""What the example's key figures are compared with, in as stored answers of Kolada: no network is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.queries import system_user
from roder.apps.indicators.actions.following import ChosenPlace
from roder.apps.indicators.actions.following import choose_places
from roder.apps.indicators.actions.stored_file_imports import import_stored_file
from roder.apps.indicators.fetch_queries import OWN as OWN_KIND
from roder.apps.indicators.fetch_queries import kind_of
from roder.apps.indicators.fetch_queries import own_place
from roder.devtools.example.kolada_files import AREAS
from roder.devtools.example.kolada_files import COMPARED
from roder.devtools.example.kolada_files import COMPARISON_FILE
from roder.devtools.example.kolada_files import GROUP
from roder.devtools.example.kolada_files import GROUP_TITLE
from roder.devtools.example.kolada_files import OWN
from roder.devtools.example.kolada_files import write_statistics_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def import_comparisons(folder: Path, say: Callable[[str], None]) -> None:
    """Choose the places, unless a person has, and take in their example values; real values are left alone."""
    path = write_statistics_files(folder)[COMPARISON_FILE]
    person = system_user()
    if own_place() is None:
        names = AREAS | {GROUP: GROUP_TITLE}
        compared = [ChosenPlace(code, names[code], kind_of(code)) for code in COMPARED]
        choose_places(ChosenPlace(OWN, names[OWN], OWN_KIND), compared, acting_user=person)
    summary = import_stored_file(path.read_bytes(), path.name, acting_user=person)
    say(f"{path.name}: imported, {summary['observations']} values of {summary['indicators']} indicators")
