"""The organisation as a table: one row for each body and span of days; comes in and goes out alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation_checks import organisation_problems
from roder.domain.problems import refuses
from roder.formats.tabular.fields import Choice
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.rows import RowReader
from roder.formats.tabular.writing import write_table
from roder.formats.tabular.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roder.domain.problems import Problem
    from roder.formats.tabular.mapping import Mapping
    from roder.formats.tabular.writing import WrittenTable

_PARTING = re.compile(r"[\s,;|/]+")
_NUMBER = re.compile(r"(?:16)?(\d{6})-?(\d{4})\Z", re.ASCII)

_KIND_WORDS = {
    BodyKind.COUNCIL: ("kommunfullmäktige", "fullmäktige", "kf", "municipal council"),
    BodyKind.EXECUTIVE_BOARD: ("kommunstyrelse", "kommunstyrelsen", "styrelse", "ks", "executive board"),
    BodyKind.COMMITTEE: ("nämnd", "facknämnd", "committee"),
    BodyKind.DISTRICT_COMMITTEE: ("kommundelsnämnd", "stadsdelsnämnd", "district committee"),
    BodyKind.DEPARTMENT: ("förvaltning", "kontor", "avdelning", "department"),
    BodyKind.UNIT: ("enhet", "unit"),
    BodyKind.COMPANY: ("bolag", "kommunalt bolag", "company"),
}

ORGANISATION_FIELDS: tuple[Field, ...] = (
    Field(
        "code",
        FieldKind.CODE,
        "Kod",
        "Code",
        required=True,
        aliases=("kod", "organkod", "enhetskod", "code", "body code"),
    ),
    Field(
        "name",
        FieldKind.TEXT,
        "Namn",
        "Name",
        required=True,
        aliases=("namn", "benämning", "organ", "enhet", "name", "body"),
    ),
    Field(
        "kind",
        FieldKind.CHOICE,
        "Slag",
        "Kind",
        required=True,
        aliases=("slag", "typ", "slag av organ", "kind", "type"),
        choices=tuple(Choice(kind.value, words, words[0]) for kind, words in _KIND_WORDS.items()),
    ),
    Field(
        "parent",
        FieldKind.CODE,
        "Överordnad",
        "Parent",
        aliases=("överordnad", "överordnad kod", "tillhör", "förälder", "parent", "parent code"),
    ),
    Field(
        "prefixes",
        FieldKind.TEXT,
        "Ansvar",
        "Ledger codes",
        aliases=(
            "ansvar",
            "ansvarskoder",
            "ansvarskod",
            "responsibility prefixes",
            "ledger codes",
            "prefixes",
            "responsibility",
        ),
    ),
    Field(
        "valid_from",
        FieldKind.DATE,
        "Från",
        "From",
        aliases=("från", "från och med", "gäller från", "giltig från", "valid from", "from"),
    ),
    Field(
        "valid_to",
        FieldKind.DATE,
        "Till",
        "To",
        aliases=("till", "till och med", "gäller till", "giltig till", "valid to", "to", "until"),
    ),
    Field(
        "organisation_number",
        FieldKind.TEXT,
        "Organisationsnummer",
        "Organisation number",
        aliases=("organisationsnummer", "orgnr", "org nr", "organisation number"),
    ),
)
"""The row of an organisation table (docs/formats/organisation.md)."""


@dataclass(frozen=True, slots=True)
class OrganisationTable:
    """A table read to its end: ``bodies`` are those of rows without fault, ``problems`` all faults.

    When any problem refuses the table, nothing of it may be used.
    """

    bodies: list[Body]
    problems: list[Problem]
    sha256: str

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)


def read_organisation(content: Path | bytes, mapping: Mapping | None = None) -> OrganisationTable:
    r"""Return the bodies of a CSV file or workbook, and everything that is wrong with it.

    The tree itself is judged only when every row could be read, so that one broken row does not
    make every body below it an orphan.

    >>> read_organisation("Kod;Namn;Slag\n100;Kommunfullmäktige;fullmäktige\n".encode()).bodies[0].kind.value
    'council'
    """
    reader = RowReader(content, mapping, ORGANISATION_FIELDS)
    bodies: list[Body] = []
    lines: list[int] = []
    for chunk in reader.chunks():
        for index, line in enumerate(chunk.lines):
            bodies.append(_body({name: values[index] for name, values in chunk.columns.items()}))
            lines.append(line)
    problems = reader.log.listed()
    if not reader.log.refuses:
        problems = [*problems, *organisation_problems(bodies, lines)]
    return OrganisationTable(bodies, problems, reader.table.sha256)


def _body(row: dict[str, Any]) -> Body:
    return Body(
        code=row["code"],
        name=row["name"],
        kind=BodyKind(row["kind"]),
        parent=row.get("parent", ""),
        prefixes=ledger_prefixes(row.get("prefixes", "")),
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
        organisation_number=plain_organisation_number(row.get("organisation_number", "")),
    )


def ledger_prefixes(text: str) -> tuple[str, ...]:
    """Return ledger codes written with spaces, commas or the like between them, each once, in order.

    >>> ledger_prefixes("30, 31  30")
    ('30', '31')
    """
    return tuple(sorted({part for part in _PARTING.split(text) if part}))


def plain_organisation_number(text: str) -> str:
    """Return an organisation number as ten figures with a hyphen; what is no such number is left as it is.

    >>> plain_organisation_number("16212000 0159"), plain_organisation_number("x")
    ('212000-0159', 'x')
    """
    match = _NUMBER.match("".join(text.split()))
    return f"{match[1]}-{match[2]}" if match else text.strip()


def write_organisation(bodies: Iterable[Body], *, as_workbook: bool = False) -> WrittenTable:
    """Return the bodies as a table that ``read_organisation`` gives back unchanged.

    >>> write_organisation([]).content.decode("utf-8-sig").strip()
    'Kod;Namn;Slag;Överordnad;Ansvar;Från;Till;Organisationsnummer'
    """
    rows = [
        {
            "code": body.code,
            "name": body.name,
            "kind": body.kind.value,
            "parent": body.parent,
            "prefixes": " ".join(body.prefixes),
            "valid_from": body.valid_from,
            "valid_to": body.valid_to,
            "organisation_number": body.organisation_number,
        }
        for body in bodies
    ]
    if as_workbook:
        return write_workbook(rows, ORGANISATION_FIELDS, sheet="Organisation")
    return write_table(rows, ORGANISATION_FIELDS)
