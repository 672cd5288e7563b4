"""What is said of a steering document and of an edition, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.decisions import faults as decision_faults
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping
    from datetime import date

    from roder.domain.decisions import DecisionFacts
    from roder.domain.steering_documents import DocumentKind

_CODE = re.compile(r"[^\W_](?:[\w.\-]{0,38}[^\W_])?\Z")
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What stands in the register of a document, whatever edition is in force.

    ``owner_body`` is the code of the body that answers for it, empty for the whole municipality; ``owner`` the
    user name of who keeps it, ``owner_title`` their role.
    """

    code: str
    title: str
    kind: DocumentKind
    title_en: str = ""
    owner_body: str = ""
    owner: str = ""
    owner_title: str = ""
    summary: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """An edition: its days in force, a note, and the decision that adopts it; a draft has none."""

    in_force_from: date | None = None
    in_force_to: date | None = None
    note: str = ""
    decision: DecisionFacts | None = None


def document_faults(
    facts: DocumentFacts, bodies: Collection[str], *, known_owner: str = "", line: int | None = None
) -> list[Problem]:
    """Return what is wrong with a document's facts; ``bodies`` are the codes of those in force.

    ``known_owner`` is the body that already stands there: one that has since ended may stay.

    >>> from roder.domain.steering_documents import DocumentKind
    >>> [problem.code for problem in document_faults(DocumentFacts("", "", DocumentKind.PLAN), ["100"])]
    ['document_bad_code', 'document_without_title']
    """
    found = []
    if not _CODE.match(facts.code):
        found.append(document_problem("document_bad_code", line, code=facts.code))
    if not facts.title.strip():
        found.append(document_problem("document_without_title", line))
    if max(len(facts.title), len(facts.title_en)) > _LONGEST_TITLE:
        found.append(document_problem("document_long_title", line, limit=_LONGEST_TITLE))
    if facts.owner_body and facts.owner_body not in {*bodies, known_owner}:
        found.append(document_problem("document_unknown_body", line, body=facts.owner_body))
    return found


def edition_faults(facts: EditionFacts, bodies: Collection[str], *, line: int | None = None) -> list[Problem]:
    """Return what is wrong with an edition: an adopted one needs a whole decision and a first day.

    >>> from datetime import date
    >>> [problem.code for problem in edition_faults(EditionFacts(date(2018, 1, 2), date(2018, 1, 1)), [])]
    ['edition_ends_before_it_begins']
    """
    found = []
    begins, ends, decision = facts.in_force_from, facts.in_force_to, facts.decision
    if begins is not None and ends is not None and ends < begins:
        found.append(document_problem("edition_ends_before_it_begins", line))
    if begins is None and ends is not None:
        found.append(document_problem("edition_ends_without_beginning", line))
    if decision is None:
        return found
    if begins is None:
        found.append(document_problem("edition_without_first_day", line))
    elif begins < decision.meeting_date:
        found.append(document_problem("edition_begins_before_its_decision", line))
    if decision.body_code and decision.body_code not in bodies:
        found.append(document_problem("document_unknown_body", line, body=decision.body_code))
    return found + [_on_line(problem, line) for problem in decision_faults(decision)]


def replacement_faults(
    document: str, by: str, replaced_by: Mapping[str, str], *, line: int | None = None
) -> list[Problem]:
    """Return why a document cannot be replaced by another; ``replaced_by`` is what already replaces what.

    >>> [problem.code for problem in replacement_faults("A", "B", {"B": "A"})]
    ['documents_replace_each_other']
    """
    step: str | None = by
    while step is not None:
        if step == document:
            return [document_problem("documents_replace_each_other", line, code=document, by=by)]
        step = replaced_by.get(step)
    return []


def _on_line(problem: Problem, line: int | None) -> Problem:
    return Problem(problem.severity, problem.code, line, problem.message_en, problem.message_sv)


def document_problem(code: str, line: int | None = None, /, **values: str | int) -> Problem:
    """Return the fault of this code, with its sentence in both languages.

    >>> document_problem("document_without_title", 3).message("sv")
    'Skriv dokumentets titel.'
    """
    severity, english, swedish = _MESSAGES[code]
    return Problem(severity, code, line, english.format(**values), swedish.format(**values), values=values)


_MESSAGES: Mapping[str, tuple[Severity, str, str]] = {
    "document_bad_code": (
        Severity.ERROR,
        "“{code}” cannot be a document's code. Use letters, figures, hyphens and full stops, at most 40.",
        "”{code}” kan inte vara ett dokuments beteckning. Använd bokstäver, siffror, bindestreck och punkt, högst 40.",
    ),
    "document_code_taken": (
        Severity.ERROR,
        "There is a document with the code {code} already. Choose another code.",
        "Det finns redan ett dokument med beteckningen {code}. Välj en annan.",
    ),
    "document_without_title": (Severity.ERROR, "Write the document's title.", "Skriv dokumentets titel."),
    "document_long_title": (
        Severity.ERROR,
        "The title is longer than {limit} characters. Shorten it.",
        "Titeln är längre än {limit} tecken. Korta den.",
    ),
    "document_unknown_body": (
        Severity.ERROR,
        "There is no body with the code {body}. Use a code of the organisation.",
        "Det finns inget organ med koden {body}. Använd en kod i organisationen.",
    ),
    "document_unknown_person": (
        Severity.ERROR,
        "There is nobody with the user name {person}. Write one that is in Roder, or leave it empty.",
        "Det finns ingen med användarnamnet {person}. Skriv ett som finns i Roder, eller lämna tomt.",
    ),
    "document_unknown_successor": (
        Severity.ERROR,
        "There is no document with the code {code} to take its place. Register that one too.",
        "Det finns inget dokument med beteckningen {code} som kan ersätta det. Registrera också det.",
    ),
    "documents_replace_each_other": (
        Severity.ERROR,
        "{by} cannot take the place of {code}, which takes the place of {by} itself. Correct one of them.",
        "{by} kan inte ersätta {code}, som självt ersätter {by}. Rätta ett av dem.",
    ),
    "document_end_before_beginning": (
        Severity.ERROR,
        "The last day lies before the document came into force. Give a later day.",
        "Sista dagen ligger före den dag då dokumentet började gälla. Ange en senare dag.",
    ),
    "edition_ends_before_it_begins": (
        Severity.ERROR,
        "The edition ends before it begins. Correct the days.",
        "Utgåvan upphör innan den börjar gälla. Rätta dagarna.",
    ),
    "edition_ends_without_beginning": (
        Severity.ERROR,
        "A last day needs a first day. Give both, or neither.",
        "En sista dag kräver en första dag. Ange båda eller ingen.",
    ),
    "edition_without_first_day": (
        Severity.ERROR,
        "Say from which day the adopted edition is in force.",
        "Ange från vilken dag den antagna utgåvan gäller.",
    ),
    "edition_begins_before_its_decision": (
        Severity.WARNING,
        "The edition is in force from a day before it was decided. See that both days are right.",
        "Utgåvan gäller från en dag före beslutet. Kontrollera att båda dagarna är rätt.",
    ),
    "edition_is_adopted": (
        Severity.ERROR,
        "Edition {number} is adopted and is never edited. Add a new edition.",
        "Utgåva {number} är antagen och ändras aldrig. Lägg till en ny utgåva.",
    ),
    "edition_number_taken": (
        Severity.ERROR,
        "Edition {number} stands twice. Each edition has a number of its own.",
        "Utgåva {number} står två gånger. Varje utgåva har ett eget nummer.",
    ),
    "edition_has_a_file": (
        Severity.ERROR,
        "Edition {number} is adopted and has its file already. Add a new edition.",
        "Utgåva {number} är antagen och har redan sin fil. Lägg till en ny utgåva.",
    ),
    "document_rows_differ": (
        Severity.ERROR,
        (
            "{code} stands on several lines that say different things of the document ({field}). "
            "Let them agree: only the edition may differ."
        ),
        (
            "{code} står på flera rader som säger olika saker om dokumentet ({field}). "
            "Låt dem säga detsamma: bara utgåvan får skilja."
        ),
    ),
    "edition_bad_number": (
        Severity.ERROR,
        "“{number}” is no number of an edition. Write 1, 2, 3 …",
        "”{number}” är inget nummer på en utgåva. Skriv 1, 2, 3 …",
    ),
    "edition_decision_without_day": (
        Severity.ERROR,
        "A decision needs the day of its meeting. Give the day, or take the rest of the decision away.",
        "Ett beslut kräver sammanträdets datum. Ange det, eller ta bort det övriga om beslutet.",
    ),
    "document_is_a_draft": (
        Severity.INFO,
        "{code} has no decision in the table and counts as a draft.",
        "{code} har inget beslut i tabellen och räknas som utkast.",
    ),
}
