"""The changes of a proposal as a table: one row for each change and year; comes in and goes out alike."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.problems import refuses
from roder.domain.proposal_lines import as_shown
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposedChange
from roder.formats.tabular.fields import Choice
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.rows import RowReader
from roder.formats.tabular.writing import write_table
from roder.formats.tabular.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from pathlib import Path

    from roder.formats.tabular.writing import WrittenTable

_TARGETS = (
    Choice(ChangeTarget.FRAME, ("ram", "kommunbidrag", "nämnd", "frame"), "ram"),
    Choice(ChangeTarget.CENTRAL, ("central post", "centralt", "central item"), "central post"),
    Choice(ChangeTarget.FINANCING, ("finansiering", "skatt och bidrag", "financing"), "finansiering"),
    Choice(ChangeTarget.FINANCIAL, ("finansnetto", "finansiell post", "financial item"), "finansiell post"),
    Choice(ChangeTarget.INVESTMENT, ("investering", "investment"), "investering"),
    Choice(ChangeTarget.TAX_RATE, ("skattesats", "utdebitering", "tax rate"), "skattesats"),
)


def _field(
    name: str, kind: FieldKind, swedish: str, english: str, *aliases: str, required: bool = False
) -> Field:
    return Field(name, kind, swedish, english, required, (swedish.lower(), english.lower(), *aliases))


PROPOSAL_FIELDS: tuple[Field, ...] = (
    Field(
        "target",
        FieldKind.CHOICE,
        "Slag",
        "Kind",
        aliases=("slag", "vad", "kind", "target"),
        choices=_TARGETS,
        default=ChangeTarget.FRAME,
    ),
    _field("key", FieldKind.TEXT, "Kod", "Code", "nämnd", "rad", "projekt", "organ", "body", "line"),
    _field("name", FieldKind.TEXT, "Namn", "Name", "benämning"),
    _field("year", FieldKind.CODE, "År", "Year", "budgetår", required=True),
    _field("amount", FieldKind.AMOUNT, "Ändring", "Change", "belopp", "amount", "förändring"),
    _field("rate", FieldKind.NUMBER, "Skattesats", "Tax rate", "kr per hundra", "rate"),
    _field("text", FieldKind.TEXT, "Rubrik", "Heading", "ändringens namn", "text"),
    _field("motivation", FieldKind.TEXT, "Motivering", "Motivation", "varför", "why"),
    _field("goal", FieldKind.TEXT, "Mål", "Goal", "målkod", "goal code"),
)
"""The row of a table of changes (docs/formats/proposals.md)."""


@dataclass(frozen=True, slots=True)
class ProposalTable:
    """A table read to its end; when any problem refuses it, nothing of it may be used."""

    changes: list[ProposedChange]
    problems: list[Problem]
    sha256: str

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)


def read_changes(
    content: Path | bytes, mapping: Mapping | None = None, find_body: Callable[[str], str] = str
) -> ProposalTable:
    r"""Return the changes of a CSV file or workbook in öre of report sign, and everything that is wrong with it.

    Amounts stand as people say them: more to a committee, a cost or a project is plus, and so is more income; with
    ``sign = "report"`` they are in report sign. ``find_body`` turns a committee's name into its code.

    >>> read_changes("Kod;År;Ändring tkr;Motivering\n300;2019;10;Lärare\n".encode()).changes[0].amount_ore
    -1000000
    """
    reader = RowReader(content, mapping, PROPOSAL_FIELDS)
    is_report = reader.mapping is not None and reader.mapping.sign == "report"
    changes: list[ProposedChange] = []
    problems: list[Problem] = []
    for chunk in reader.chunks():
        for index, line in enumerate(chunk.lines):
            row = {name: values[index] for name, values in chunk.columns.items()}
            if str(row["year"]).isdigit():
                changes.append(_change(row, find_body, is_report=is_report))
            else:
                problems.append(_bad_year(line, str(row["year"])))
    problems = [*reader.log.listed(), *problems]
    return ProposalTable(changes, sorted(problems, key=lambda each: each.line or 0), reader.table.sha256)


def _change(row: dict[str, Any], find_body: Callable[[str], str], *, is_report: bool) -> ProposedChange:
    target = ChangeTarget(row.get("target") or ChangeTarget.FRAME)
    key = str(row.get("key") or row.get("name") or "").strip()
    is_rate = target is ChangeTarget.TAX_RATE
    amount = row.get("amount") or 0
    rate = row.get("rate")
    return ProposedChange(
        target,
        "" if is_rate else find_body(key) if target is ChangeTarget.FRAME else key,
        int(row["year"]),
        amount_ore=None if is_rate else amount if is_report else as_shown(target, amount),
        rate=(rate if isinstance(rate, Decimal) else Decimal(0)) if is_rate else None,
        text=(row.get("text") or "").strip(),
        motivation=(row.get("motivation") or "").strip(),
        goal_code=(row.get("goal") or "").strip(),
    )


def _bad_year(line: int, text: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "change_bad_year",
        line,
        f"“{text}” is no year. Write it with four digits.",
        f"”{text}” är inget år. Skriv det med fyra siffror.",
    )


def write_changes(
    changes: Iterable[ProposedChange], names: dict[str, str], *, as_workbook: bool = False
) -> WrittenTable:
    """Return changes of money and of the tax rate as a table, in tkr, that ``read_changes`` gives back unchanged.

    >>> change = ProposedChange(ChangeTarget.FRAME, "300", 2019, -1_000_000, motivation="Lärare")
    >>> write_changes([change], {}).content.decode("utf-8-sig").splitlines()[1]
    'ram;300;;2019;10;;;Lärare;'
    """
    rows = [
        {
            "target": each.target.value,
            "key": each.key,
            "name": names.get(each.key, ""),
            "year": str(each.year),
            "amount": None if each.amount_ore is None else as_shown(each.target, each.amount_ore),
            "rate": each.rate,
            "text": each.text,
            "motivation": each.motivation,
            "goal": each.goal_code,
        }
        for each in changes
    ]
    columns: dict[str, str | int] = {one.name: one.label_sv for one in PROPOSAL_FIELDS}
    form = Mapping(columns | {"amount": "Ändring tkr"}, unit="tkr")
    if as_workbook:
        return write_workbook(rows, PROPOSAL_FIELDS, form, sheet="Ändringar")
    return write_table(rows, PROPOSAL_FIELDS, form)
