"""Invented people who show what each role may see and do."""

from __future__ import annotations

from dataclasses import dataclass

from roder.devtools.example.data_files import read_rows


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A demo person. ``responsible_for`` is the code of a body or unit, ``""`` for all of it."""

    username: str
    name: str
    title: str
    role: str
    responsible_for: str


def load_people() -> list[PersonRow]:
    """Return the demo people."""
    return [PersonRow(**row) for row in read_rows("people.csv")]
