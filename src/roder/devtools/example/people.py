"""Invented people who show what each role may see and do."""

from __future__ import annotations

from dataclasses import dataclass

from roder.devtools.example.data_files import read_rows


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A demo person. ``body`` is the code of the body their roles are for, ``""`` for the whole."""

    username: str
    name: str
    title: str
    roles: tuple[str, ...]
    body: str
    party: str


def load_people() -> list[PersonRow]:
    """Return the demo people."""
    return [
        PersonRow(
            username=row["username"],
            name=row["name"],
            title=row["title"],
            roles=tuple(row["roles"].split()),
            body=row["body"],
            party=row["party"],
        )
        for row in read_rows("people.csv")
    ]
