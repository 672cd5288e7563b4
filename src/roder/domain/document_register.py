"""A register of steering documents as values: what a table says of it, and what that would change.

A table adds and changes, it never removes: a document that it does not name stays, and so does an edition.
What is adopted is fixed, so a row that says otherwise of it is a fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.document_facts import document_faults
from roder.domain.document_facts import document_problem
from roder.domain.document_facts import edition_faults
from roder.domain.document_facts import replacement_faults
from roder.domain.organisation_differences import FieldChange

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

    from roder.domain.document_facts import DocumentFacts
    from roder.domain.document_facts import EditionFacts
    from roder.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document with all its editions. ``replaced_by`` is a code; ``line`` where a table first names it."""

    facts: DocumentFacts
    editions: tuple[EditionRecord, ...] = ()
    ended_on: date | None = None
    replaced_by: str = ""
    is_example: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """One edition by its number; ``line`` is where a table says it."""

    number: int
    facts: EditionFacts
    line: int | None = None


class DocumentChange(StrEnum):
    """What a table does to a document or an edition."""

    REGISTERED = "registered"
    CHANGED = "changed"
    EDITION_ADDED = "edition_added"
    EDITION_CHANGED = "edition_changed"
    EDITION_ADOPTED = "edition_adopted"
    ENDED = "ended"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """What becomes another in one document; ``edition`` is the number when it is one of its editions."""

    change: DocumentChange
    code: str
    title: str
    edition: int | None = None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a register's rows may name: bodies in force, bodies of any time, and user names."""

    bodies: Collection[str]
    bodies_ever: Collection[str]
    people: Collection[str]


def register_problems(
    old: Mapping[str, DocumentRecord], new: Sequence[DocumentRecord], known: Known
) -> list[Problem]:
    """Return everything that is wrong with the records of a table, set against the register as it stands."""
    found: list[Problem] = []
    replaced = {code: record.replaced_by for code, record in old.items() if record.replaced_by}
    replaced |= {record.facts.code: record.replaced_by for record in new if record.replaced_by}
    codes = {*old, *(record.facts.code for record in new)}
    for record in new:
        before = old.get(record.facts.code)
        found += _document_problems(record, before, known)
        found += _replacement_problems(record, codes, replaced)
        found += [problem for each in record.editions for problem in _edition_problems(each, before, known)]
    return sorted(found, key=lambda problem: problem.line or 0)


def _document_problems(record: DocumentRecord, before: DocumentRecord | None, known: Known) -> list[Problem]:
    facts, line = record.facts, record.line
    known_owner = before.facts.owner_body if before else ""
    found = document_faults(facts, known.bodies, known_owner=known_owner, line=line)
    if facts.owner and facts.owner not in known.people:
        found.append(document_problem("document_unknown_person", line, person=facts.owner))
    begins = [each.facts.in_force_from for each in record.editions if each.facts.decision]
    first = min((day for day in begins if day is not None), default=None)
    if record.ended_on is not None and first is not None and record.ended_on < first:
        found.append(document_problem("document_end_before_beginning", line))
    if not any(each.facts.decision for each in [*record.editions, *(before.editions if before else ())]):
        found.append(document_problem("document_is_a_draft", line, code=facts.code))
    return found


def _replacement_problems(
    record: DocumentRecord, codes: Collection[str], replaced: Mapping[str, str]
) -> list[Problem]:
    if not record.replaced_by:
        return []
    if record.replaced_by not in codes:
        return [document_problem("document_unknown_successor", record.line, code=record.replaced_by)]
    others = {code: by for code, by in replaced.items() if code != record.facts.code}
    return replacement_faults(record.facts.code, record.replaced_by, others, line=record.line)


def _edition_problems(each: EditionRecord, before: DocumentRecord | None, known: Known) -> Iterable[Problem]:
    kept = {edition.number: edition.facts for edition in before.editions} if before else {}
    adopted = kept.get(each.number)
    if adopted is not None and adopted.decision is not None:
        if _comparable(adopted) != _comparable(each.facts):
            yield document_problem("edition_is_adopted", each.line, number=each.number)
        return
    yield from edition_faults(each.facts, known.bodies_ever, line=each.line)


def _comparable(facts: EditionFacts) -> EditionFacts:
    """Return the edition without whether its decision is made up: a table says that of the document alone."""
    return replace(facts, decision=replace(facts.decision, is_example=False) if facts.decision else None)


def register_differences(
    old: Mapping[str, DocumentRecord], new: Sequence[DocumentRecord]
) -> list[DocumentDifference]:
    """Return what the records of a table change in the register, in the table's order; none when nothing does.

    >>> from roder.domain.document_facts import DocumentFacts
    >>> from roder.domain.steering_documents import DocumentKind
    >>> plan = DocumentRecord(DocumentFacts("A", "Plan", DocumentKind.PLAN))
    >>> [each.change.value for each in register_differences({}, [plan])]
    ['registered']
    """
    found: list[DocumentDifference] = []
    for record in new:
        before = old.get(record.facts.code)
        found += _of_document(before, record)
        kept = {each.number: each.facts for each in before.editions} if before else {}
        for each in record.editions:
            found += _of_edition(record, kept.get(each.number), each)
    return found


def _of_document(before: DocumentRecord | None, record: DocumentRecord) -> Iterable[DocumentDifference]:
    code, title = record.facts.code, record.facts.title
    if before is None:
        yield DocumentDifference(DocumentChange.REGISTERED, code, title)
    elif changed := changed_fields(before.facts, record.facts):
        yield DocumentDifference(DocumentChange.CHANGED, code, title, None, changed)
    for change, name in ((DocumentChange.REPLACED, "replaced_by"), (DocumentChange.ENDED, "ended_on")):
        was = _text(getattr(before, name)) if before else ""
        becomes = _text(getattr(record, name))
        if was != becomes:
            yield DocumentDifference(change, code, title, None, (FieldChange(name, was, becomes),))


def _of_edition(
    record: DocumentRecord, before: EditionFacts | None, each: EditionRecord
) -> Iterable[DocumentDifference]:
    code, title = record.facts.code, record.facts.title
    if before is None:
        yield DocumentDifference(DocumentChange.EDITION_ADDED, code, title, each.number)
    elif before.decision is None and (changed := changed_fields(before, each.facts)):
        is_adopted = each.facts.decision is not None
        change = DocumentChange.EDITION_ADOPTED if is_adopted else DocumentChange.EDITION_CHANGED
        yield DocumentDifference(change, code, title, each.number, changed)


def changed_fields(old: Any, new: Any) -> tuple[FieldChange, ...]:
    """Return the fields in which two values of the same class differ, as texts.

    >>> from roder.domain.document_facts import EditionFacts
    >>> changed_fields(EditionFacts(note="a"), EditionFacts(note="b"))
    (FieldChange(field='note', old='a', new='b'),)
    """
    pairs = (
        (each.name, _text(getattr(old, each.name)), _text(getattr(new, each.name))) for each in fields(new)
    )
    return tuple(FieldChange(name, was, becomes) for name, was, becomes in pairs if was != becomes)


def _text(value: Any) -> str:
    """Return a field as text: a day as it is written, a decision by body, day and paragraph."""
    if value is None:
        return ""
    if hasattr(value, "meeting_date"):
        return f"{value.body_code} {value.meeting_date.isoformat()} § {value.paragraph}"
    return str(value)
