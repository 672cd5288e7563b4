"""The example's bodies, units, responsibility codes and frames."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from roder.devtools.example.data_files import read_rows
from roder.domain.money import ORE_PER_UNIT

CENTRAL_BODY = "200"
"""The body that sells internal services to the others."""

ORGANISATION_FILE = "organisation.csv"
FRAME_FILES = {2017: "frames_2017.csv", 2018: "frames_2018.csv"}


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One node of the tree. ``valid_to`` is the last day, ``None`` while the node lives on."""

    code: str
    name: str
    kind: str
    parent: str
    responsibility_prefixes: tuple[str, ...]
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class FrameRow:
    """A body's frame for a year: net cost in öre, with where the figure comes from."""

    code: str
    name: str
    kind: str
    frame_ore: int
    status: str


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """A responsibility code of the ledger, with what drives its example postings.

    ``weight`` is its share of the body's net cost against the others'; ``activities`` are codes
    with their shares; ``internal_sales_weight`` is above zero for sellers of internal services.
    """

    code: str
    name: str
    unit: str
    model: str
    weight: int
    activities: tuple[tuple[str, int], ...]
    project: str
    internal_sales_weight: int


@cache
def load_organisation() -> list[OrganisationRow]:
    """Return the tree, parents before children. Companies carry no ledger prefixes."""
    return [
        OrganisationRow(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            parent=row["parent"],
            responsibility_prefixes=tuple(row["responsibility_prefixes"].split()),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in read_rows(ORGANISATION_FILE)
    ]


@cache
def load_frame_rows(year: int = 2018) -> list[FrameRow]:
    """Return every body's frame of a year; raises ``ValueError`` for a year without example frames."""
    if year not in FRAME_FILES:
        raise ValueError(f"the example has frames for 2017 and 2018, not {year}")
    return [
        FrameRow(
            code=row["code"],
            name=row["committee_sv"],
            kind=row["kind"],
            frame_ore=int(row["frame_tkr"]) * ORE_PER_UNIT["tkr"],
            status=row["status"],
        )
        for row in read_rows(FRAME_FILES[year])
    ]


def load_frames(year: int = 2018) -> dict[str, int]:
    """Return the frame in öre (a net cost, positive) of each body's code."""
    return {row.code: row.frame_ore for row in load_frame_rows(year)}


@cache
def load_responsibilities() -> list[ResponsibilityRow]:
    """Return the ledger's responsibility codes in order."""
    return [
        ResponsibilityRow(
            code=row["code"],
            name=row["name"],
            unit=row["unit"],
            model=row["model"],
            weight=int(row["weight"]),
            activities=_activity_shares(row["activities"]),
            project=row["project"],
            internal_sales_weight=int(row["internal_sales_weight"] or "0"),
        )
        for row in read_rows("responsibilities.csv")
    ]


def _activity_shares(text: str) -> tuple[tuple[str, int], ...]:
    pairs = (part.partition(":") for part in text.split("|"))
    return tuple((code, int(share or "1")) for code, _, share in pairs)
