"""A table of a register of the budget: its rows gathered to entries, laid over what is kept, and what is wrong.

A table never takes away: an entry or a year that is missing stays, an empty cell says nothing. Rows of one code are
years of one entry; what is said once of it may stand on any of them. docs/formats/budget-registers.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from roder.domain.organisation_differences import DifferenceKind
from roder.domain.organisation_differences import FieldChange
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.register_shapes import DECISION
from roder.domain.register_shapes import SHAPES
from roder.domain.register_shapes import RegisterKind
from roder.domain.row_changes import RowDifference
from roder.domain.row_changes import is_stated
from roder.domain.row_changes import value_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

LONGEST_CODE = 20
YEARS = range(1990, 2200)

MESSAGES: Final = {
    "entry_says_two_things": (
        "{code} has two values of {field}; the other stands on line {other_line}. Keep one of them.",
        "{code} har två värden för {field}; det andra står på rad {other_line}. Behåll ett av dem.",
    ),
    "entry_without_name": (
        "{code} is new and has no name. Write one.",
        "{code} är ny och har inget namn. Skriv ett.",
    ),
    "entry_code_too_long": (
        "The code {code} is longer than {limit} characters. Shorten it.",
        "Koden {code} är längre än {limit} tecken. Korta den.",
    ),
    "entry_text_too_long": (
        "{field} of {code} is longer than {limit} characters. Shorten it.",
        "{field} för {code} är längre än {limit} tecken. Korta texten.",
    ),
    "entry_choice_unknown": (
        "{code}: “{value}” is no {field}. Choose one of {known}.",
        "{code}: ”{value}” är inget värde för {field}. Välj något av {known}.",
    ),
    "entry_number_out_of_bounds": (
        "{field} of {code} must be a whole number between {lowest} and {highest}. Correct it.",
        "{field} för {code} ska vara ett heltal mellan {lowest} och {highest}. Rätta det.",
    ),
    "entry_amount_negative": (
        "{field} of {code} is negative. Write it without a minus.",
        "{field} för {code} är negativt. Skriv beloppet utan minus.",
    ),
    "entry_year_unknown": (
        "{code}: “{value}” is no year. Write a year of four digits.",
        "{code}: ”{value}” är inget år. Skriv ett år med fyra siffror.",
    ),
    "entry_amount_without_year": (
        "{code} has amounts on a row without a year. Write the year.",
        "{code} har belopp på en rad utan år. Skriv året.",
    ),
    "entry_body_unknown": (
        "{code}: “{value}” is no body of the organisation. Correct the code or the name.",
        "{code}: ”{value}” är inget organ i organisationen. Rätta koden eller namnet.",
    ),
    "entry_decision_not_whole": (
        "The decision of {code} lacks body, day or paragraph. Write all three or none.",
        "Beslutet för {code} saknar organ, dag eller paragraf. Skriv alla tre eller inget.",
    ),
    "project_decided_without_decision": (
        "{code} has a decided whole but no decision. Say which body decided it, when and in which paragraph.",
        "{code} har en beslutad totalutgift men inget beslut. Ange vilket organ som beslutade, när och i vilken paragraf.",
    ),
    "project_ends_before_it_starts": (
        "{code} ends before it starts. Correct one of the years.",
        "{code} slutar innan det börjar. Rätta ett av åren.",
    ),
    "project_money_outside_its_years": (
        "{code} has expenditure in {year}, outside its first and last year. Correct the amount or the years.",
        "{code} har utgifter {year}, utanför projektets första och sista år. Rätta beloppet eller åren.",
    ),
    "entry_code_taken": (
        "The code {code} is taken. Choose another, or change the entry that has it.",
        "Koden {code} är upptagen. Välj en annan eller ändra posten som har den.",
    ),
    "project_cancelled_without_reason": (
        "Say why {code} is cancelled.",
        "Ange varför {code} avbryts.",
    ),
    "project_decided_is_not_removed": (
        "{code} has a decided whole and cannot be removed. Cancel it instead, with the reason.",
        "{code} har en beslutad totalutgift och kan inte tas bort. Avbryt det i stället, med skäl.",
    ),
    "directive_without_company": (
        "{code} is a special directive and must name its company. Write the company's code.",
        "{code} är ett särskilt ägardirektiv och måste ange sitt bolag. Skriv bolagets kod.",
    ),
}
"""Code to English and Swedish sentence; every one refuses (docs/formats/budget-registers.md)."""


def entry_fault(code: str, line: int | None, /, **facts: str | int) -> Problem:
    """Return the problem of a code with its facts.

    >>> entry_fault("entry_without_name", 2, code="P1").message("en")
    'P1 is new and has no name. Write one.'
    """
    english, swedish = MESSAGES[code]
    return Problem(Severity.ERROR, code, line, english.format(**facts), swedish.format(**facts), values=facts)


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An entry of a register: what is said once of it, and its amounts by year; see ``register_shapes``."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    years: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    line: int | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.facts.get("name", ""))


@dataclass(slots=True)
class _Gathering:
    """The rows of one code as they come: where each fact was said first."""

    code: str
    line: int | None
    facts: dict[str, Any] = field(default_factory=dict)
    years: dict[int, dict[str, int]] = field(default_factory=dict)
    places: dict[tuple[int, str], int] = field(default_factory=dict)


def gathered(
    kind: RegisterKind,
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    kept: Mapping[str, RegisterEntry],
    find_body: Callable[[str], str | None],
) -> tuple[list[RegisterEntry], list[Problem]]:
    """Return the entries that a table's rows make over the kept ones, and everything that is wrong with them.

    >>> rows = [(2, {"code": "P1", "name": "School", "year": "2019", "expenditure_ore": 5})]
    >>> gathered(RegisterKind.PROJECT, rows, {}, lambda text: text)[0][0].years
    {2019: {'expenditure_ore': 5}}
    """
    found: dict[str, _Gathering] = {}
    problems: list[Problem] = []
    for line, row in rows:
        code = str(row.get("code", ""))
        one = found.setdefault(code, _Gathering(code, line))
        problems += _taken_in(kind, one, line, row)
    entries = []
    for one in found.values():
        entry, faults = _over(kind, one, kept.get(one.code), find_body)
        entries.append(entry)
        problems += faults
    return entries, problems


def _taken_in(kind: RegisterKind, one: _Gathering, line: int, row: Mapping[str, Any]) -> list[Problem]:
    shape = SHAPES[kind]
    problems = []
    facts = {name: row.get(name) for name in (*shape.facts, *DECISION, "example")}
    for name, value in facts.items():
        if is_stated(value):
            problems += _said(one, one.facts, (0, name), value, line)
    amounts = {name: row[name] for name in shape.yearly if row.get(name) is not None}
    text = str(row.get("year") or "").strip()
    if text and not (text.isascii() and text.isdecimal() and int(text) in YEARS):
        return [*problems, entry_fault("entry_year_unknown", line, code=one.code, value=text)]
    if amounts and not text:
        return [*problems, entry_fault("entry_amount_without_year", line, code=one.code)]
    for name, value in amounts.items():
        problems += _said(one, one.years.setdefault(int(text), {}), (int(text), name), value, line)
    return problems


def _said(
    one: _Gathering, into: dict[str, Any], place: tuple[int, str], value: Any, line: int
) -> list[Problem]:
    name = place[1]
    if name in into and into[name] != value:
        other = one.places[place]
        return [entry_fault("entry_says_two_things", line, code=one.code, field=name, other_line=other)]
    into[name] = value
    one.places.setdefault(place, line)
    return []


def _over(
    kind: RegisterKind, one: _Gathering, kept: RegisterEntry | None, find_body: Callable[[str], str | None]
) -> tuple[RegisterEntry, list[Problem]]:
    shape = SHAPES[kind]
    facts: dict[str, Any] = {**(shape.usual if kept is None else kept.facts), **one.facts}
    problems = []
    for name in ("body_code", "decision_body"):
        if one.facts.get(name):
            body = find_body(str(one.facts[name]))
            facts[name] = body or facts[name]
            if body is None:
                problems.append(
                    entry_fault("entry_body_unknown", one.line, code=one.code, value=str(one.facts[name]))
                )
    if kind is RegisterKind.COMPANY and find_body(one.code) is None:
        problems.append(entry_fault("entry_body_unknown", one.line, code=one.code, value=one.code))
    years = {year: dict(values) for year, values in (kept.years if kept else {}).items()}
    for year, values in one.years.items():
        years[year] = {**years.get(year, {}), **values}
    entry = RegisterEntry(one.code, facts, dict(sorted(years.items())), one.line)
    return entry, [*problems, *entry_faults(kind, entry)]


def entry_faults(kind: RegisterKind, entry: RegisterEntry) -> list[Problem]:
    """Return what keeps an entry from being saved.

    >>> [fault.code for fault in entry_faults(RegisterKind.FEE, RegisterEntry("F1"))]
    ['entry_without_name']
    """
    shape = SHAPES[kind]
    code, line = entry.code, entry.line
    problems = []
    if not entry.name.strip():
        problems.append(entry_fault("entry_without_name", line, code=code))
    if len(code) > LONGEST_CODE:
        problems.append(entry_fault("entry_code_too_long", line, code=code, limit=LONGEST_CODE))
    for name, limit in shape.texts.items():
        if len(str(entry.facts.get(name) or "")) > limit:
            problems.append(entry_fault("entry_text_too_long", line, code=code, field=name, limit=limit))
    for name, known in shape.choices.items():
        value = str(entry.facts.get(name) or "")
        if value not in known:
            facts = {"code": code, "field": name, "value": value, "known": ", ".join(known)}
            problems.append(entry_fault("entry_choice_unknown", line, **facts))
    problems += _wrong_numbers(kind, entry)
    decision = [entry.facts.get(name) for name in DECISION[:3]]
    if any(decision) and not all(decision):
        problems.append(entry_fault("entry_decision_not_whole", line, code=code))
    return [*problems, *_OWN.get(kind, _nothing)(entry)]


def _wrong_numbers(kind: RegisterKind, entry: RegisterEntry) -> list[Problem]:
    shape = SHAPES[kind]
    code, line = entry.code, entry.line
    problems = []
    for name, (lowest, highest) in shape.numbers.items():
        value = entry.facts.get(name)
        if value is not None and not (isinstance(value, int) and lowest <= value <= highest):
            facts: dict[str, str | int] = {
                "code": code,
                "field": name,
                "lowest": lowest,
                "highest": highest,
            }
            problems.append(entry_fault("entry_number_out_of_bounds", line, **facts))
    once = {name: entry.facts.get(name) for name in shape.amounts}
    for amounts in (once, *entry.years.values()):
        for name, amount in amounts.items():
            if name not in shape.signed and (amount or 0) < 0:
                problems.append(entry_fault("entry_amount_negative", line, code=code, field=name))
    return problems


def _nothing(_entry: RegisterEntry) -> list[Problem]:
    return []


def _project_faults(entry: RegisterEntry) -> list[Problem]:
    code, line, facts = entry.code, entry.line, entry.facts
    problems = []
    if facts.get("decided_ore") is not None and not facts.get("decision_date"):
        problems.append(entry_fault("project_decided_without_decision", line, code=code))
    starts, ends = facts.get("starts"), facts.get("ends")
    if isinstance(starts, int) and isinstance(ends, int) and ends < starts:
        return [*problems, entry_fault("project_ends_before_it_starts", line, code=code)]
    for year, amounts in entry.years.items():
        is_early = isinstance(starts, int) and year < starts
        is_late = isinstance(ends, int) and year > ends
        if amounts.get("expenditure_ore") and (is_early or is_late):
            problems.append(entry_fault("project_money_outside_its_years", line, code=code, year=year))
    return problems


def _directive_faults(entry: RegisterEntry) -> list[Problem]:
    if entry.facts.get("kind") == "special" and not entry.facts.get("body_code"):
        return [entry_fault("directive_without_company", entry.line, code=entry.code)]
    return []


_OWN: dict[RegisterKind, Callable[[RegisterEntry], list[Problem]]] = {
    RegisterKind.PROJECT: _project_faults,
    RegisterKind.DIRECTIVE: _directive_faults,
}


def entry_differences(
    kind: RegisterKind, kept: Mapping[str, RegisterEntry], entries: Sequence[RegisterEntry]
) -> list[RowDifference]:
    """Return what entries add to the kept ones or change in them; a field of a year is ``field year``.

    >>> entry_differences(RegisterKind.FEE, {}, [RegisterEntry("F1", {"name": "Water"})])[0].kind.value
    'added'
    """
    found = []
    for entry in entries:
        before = kept.get(entry.code)
        changes = _changes(before, entry) if before else ()
        if before and not changes:
            continue
        what = DifferenceKind.CHANGED if before else DifferenceKind.ADDED
        found.append(RowDifference(what, kind.value, entry.code, entry.name, changes))
    return found


def _changes(before: RegisterEntry, after: RegisterEntry) -> tuple[FieldChange, ...]:
    old, new = flat(before), flat(after)
    pairs = ((name, value_text(old.get(name)), value_text(value)) for name, value in new.items())
    return tuple(FieldChange(name, was, is_now) for name, was, is_now in pairs if was != is_now)


def flat(entry: RegisterEntry) -> dict[str, Any]:
    """Return facts and yearly amounts in one, the latter under ``field year``.

    >>> flat(RegisterEntry("F1", {"name": "Water"}, {2018: {"amount_ore": 5}}))
    {'name': 'Water', 'amount_ore 2018': 5}
    """
    yearly = {f"{name} {year}": amount for year, row in entry.years.items() for name, amount in row.items()}
    return {**entry.facts, **yearly}
