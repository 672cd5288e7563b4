"""A year's frames as a table: one row for each body, and maybe rows that sum; comes in and goes out alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.budget_lines import ProfileKind
from roder.domain.frame_changes import FrameProposal
from roder.domain.frame_changes import frame_fault
from roder.domain.problems import refuses
from roder.domain.signs import report_sign
from roder.formats.tabular.fields import Choice
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.rows import RowReader
from roder.formats.tabular.rows import is_sum
from roder.formats.tabular.values import amount_ore
from roder.formats.tabular.writing import cell
from roder.formats.tabular.writing import write_table
from roder.formats.tabular.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roder.domain.problems import Problem
    from roder.formats.tabular.writing import WrittenTable

_UNREADABLE = (-1,)
"""Weights that are no numbers; ``settled`` refuses them."""

FRAME_FIELDS: tuple[Field, ...] = (
    Field(
        "body",
        FieldKind.TEXT,
        "Kod",
        "Code",
        required=True,
        aliases=("kod", "nämndkod", "organkod", "code", "body", "nämnd", "organ", "committee"),
    ),
    Field(
        "name",
        FieldKind.TEXT,
        "Namn",
        "Name",
        aliases=("namn", "nämnd", "benämning", "organ", "name", "committee", "committee sv"),
    ),
    Field(
        "amount",
        FieldKind.AMOUNT,
        "Ram",
        "Frame",
        required=True,
        aliases=("ram", "kommunbidrag", "belopp", "rambelopp", "frame", "amount", "grant"),
    ),
    Field(
        "status",
        FieldKind.TEXT,
        "Status",
        "Status",
        aliases=("status", "anmärkning", "källa", "source"),
    ),
    Field(
        "profile",
        FieldKind.CHOICE,
        "Profil",
        "Profile",
        aliases=("profil", "månadsfördelning", "profile"),
        choices=(
            Choice(ProfileKind.FLAT.value, ("jämn", "jämnt", "tolftedelar", "even"), "jämn"),
            Choice(ProfileKind.LAST_YEAR.value, ("förra året", "som förra året", "last year"), "förra året"),
            Choice(ProfileKind.GIVEN.value, ("given", "egen"), "given"),
        ),
    ),
    Field(
        "weights",
        FieldKind.TEXT,
        "Vikter",
        "Weights",
        aliases=("vikter", "månadsvikter", "weights"),
    ),
)
"""The row of a table of frames (docs/formats/organisation.md)."""


@dataclass(frozen=True, slots=True)
class FrameTable:
    """A table read to its end; when any problem refuses it, nothing of it may be used."""

    proposals: list[FrameProposal]
    problems: list[Problem]
    sha256: str

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)


def read_frames(content: Path | bytes, mapping: Mapping | None = None) -> FrameTable:
    r"""Return the frames of a CSV file or workbook in öre, and everything that is wrong with it.

    With ``sign = "report"`` cost is minus in the file, so a frame stands there with a minus.

    >>> read_frames("Nämnd;Ram tkr\n150;14 000\nSumma;14 000\n".encode()).proposals[0].amount_ore
    1400000000
    """
    reader = RowReader(content, mapping, FRAME_FIELDS)
    flips = reader.mapping is not None and reader.mapping.sign == "report"
    proposals: list[FrameProposal] = []
    totals: list[tuple[int, int]] = []
    for chunk in reader.chunks():
        for index, line in enumerate(chunk.lines):
            row = {name: values[index] for name, values in chunk.columns.items()}
            row["amount"] = report_sign(row["amount"]) if flips else row["amount"]
            if is_sum(row["body"]):
                totals.append((line, row["amount"]))
            else:
                proposals.append(_proposal(row, line))
    totals.extend(_stated(reader, flips=flips))
    problems = [*reader.log.listed(), *_wrong_totals(proposals, totals)]
    return FrameTable(proposals, sorted(problems, key=lambda each: each.line or 0), reader.table.sha256)


def _proposal(row: dict[str, Any], line: int) -> FrameProposal:
    profile = ProfileKind(row["profile"]) if row.get("profile") else None
    weights = _weights(row["weights"]) if "weights" in row else None
    if not weights and profile is not ProfileKind.GIVEN:
        weights = None if profile is None else ()
    return FrameProposal(
        row["body"], row["amount"], row.get("name", ""), row.get("status"), profile, weights, line
    )


def _weights(text: str) -> tuple[int, ...]:
    parts = text.replace(";", " ").replace(",", " ").split()
    return tuple(map(int, parts)) if all(map(str.isdecimal, parts)) else _UNREADABLE


def _stated(reader: RowReader, *, flips: bool) -> Iterable[tuple[int, int]]:
    """Return the sums on lines without a body, which the reader has set apart."""
    form = reader.mapping or Mapping()
    for summary in reader.summaries:
        try:
            ore = amount_ore(summary.amounts.get("amount", ""), unit=form.unit, decimal=form.decimal)
        except ValueError:
            continue
        yield summary.line, report_sign(ore) if flips else ore


def _wrong_totals(proposals: list[FrameProposal], totals: list[tuple[int, int]]) -> Iterable[Problem]:
    """Find sums that are neither that of all rows nor that of the rows since the sum before."""
    begin = 0
    amounts = [(each.line or 0, each.amount_ore) for each in proposals]
    whole = sum(ore for _, ore in amounts)
    for line, stated in sorted(totals):
        part = sum(ore for at, ore in amounts if begin < at < line)
        if stated not in {part, whole}:
            shown = [cell(ore, _AMOUNT, "kr") for ore in (stated, part or whole)]
            yield frame_fault("frame_total_differs", line, stated=shown[0], found=shown[1])
        begin = line


_AMOUNT = next(one for one in FRAME_FIELDS if one.name == "amount")


def write_frames(frames: Iterable[FrameProposal], *, as_workbook: bool = False) -> WrittenTable:
    """Return the frames as a table, in tkr, that ``read_frames`` gives back unchanged.

    >>> write_frames([FrameProposal("150", 1_400_000_000)]).content.decode("utf-8-sig").splitlines()[1]
    '150;;14000;;;'
    """
    rows = [
        {
            "body": each.body,
            "name": each.name,
            "amount": each.amount_ore,
            "status": each.status,
            "profile": each.profile.value if each.profile else None,
            "weights": " ".join(map(str, each.weights or ())),
        }
        for each in frames
    ]
    columns: dict[str, str | int] = {one.name: one.label_sv for one in FRAME_FIELDS}
    form = Mapping(columns | {"amount": "Ram tkr"}, unit="tkr")
    if as_workbook:
        return write_workbook(rows, FRAME_FIELDS, form, sheet="Ramar")
    return write_table(rows, FRAME_FIELDS, form)
