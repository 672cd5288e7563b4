"""What a table of steering documents may say, and what it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from roder.domain.decisions import DecisionFacts
from roder.domain.document_facts import DocumentFacts
from roder.domain.document_facts import EditionFacts
from roder.domain.document_facts import document_problem
from roder.domain.document_facts import replacement_faults
from roder.domain.document_register import DocumentChange
from roder.domain.document_register import DocumentRecord
from roder.domain.document_register import EditionRecord
from roder.domain.document_register import Known
from roder.domain.document_register import register_differences
from roder.domain.document_register import register_problems
from roder.domain.steering_documents import DocumentKind
from roder.formats.tabular.document_table import read_documents
from roder.formats.tabular.document_table import without_lines
from roder.formats.tabular.document_table import write_documents

PLAN = DocumentFacts("SD-1", "Cykelplan", DocumentKind.PLAN, owner_body="400", owner="karin")
DECIDED = DecisionFacts("100", date(2017, 11, 27), "210", "Cykelplan", "KS 17/101")
ADOPTED = EditionFacts(date(2018, 1, 1), date(2020, 12, 31), "Första", DECIDED)
RECORD = DocumentRecord(PLAN, (EditionRecord(1, ADOPTED),))
KNOWN = Known({"100", "400"}, {"100", "400", "900"}, {"karin"})


def codes(old: list[DocumentRecord], *new: DocumentRecord) -> list[str]:
    kept = {record.facts.code: record for record in old}
    return [problem.code for problem in register_problems(kept, new, KNOWN)]


def changes(old: list[DocumentRecord], *new: DocumentRecord) -> list[str]:
    kept = {record.facts.code: record for record in old}
    return [each.change.value for each in register_differences(kept, new)]


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (replace(RECORD, facts=replace(PLAN, code="a b")), "document_bad_code"),
        (replace(RECORD, facts=replace(PLAN, title="")), "document_without_title"),
        (replace(RECORD, facts=replace(PLAN, owner_body="900")), "document_unknown_body"),
        (replace(RECORD, facts=replace(PLAN, owner="nils")), "document_unknown_person"),
        (replace(RECORD, ended_on=date(2017, 1, 1)), "document_end_before_beginning"),
        (replace(RECORD, replaced_by="SD-9"), "document_unknown_successor"),
        (replace(RECORD, replaced_by="SD-1"), "documents_replace_each_other"),
        (DocumentRecord(PLAN), "document_is_a_draft"),
        (DocumentRecord(PLAN, (EditionRecord(1, EditionFacts(note="x")),)), "document_is_a_draft"),
        (
            DocumentRecord(PLAN, (EditionRecord(1, replace(ADOPTED, in_force_from=None)),)),
            "edition_ends_without_beginning",
        ),
        (
            DocumentRecord(PLAN, (EditionRecord(1, replace(ADOPTED, in_force_from=date(2017, 1, 1))),)),
            "edition_begins_before_its_decision",
        ),
    ],
)
def test_a_record_with_a_fault(record: DocumentRecord, code: str) -> None:
    assert code in codes([], record)


def test_an_old_decision_may_be_of_a_body_that_has_ended() -> None:
    decision = replace(DECIDED, body_code="900")
    assert codes([], DocumentRecord(PLAN, (EditionRecord(1, replace(ADOPTED, decision=decision)),))) == []


def test_what_is_adopted_cannot_be_said_otherwise_and_the_same_again_changes_nothing() -> None:
    other = replace(RECORD, editions=(EditionRecord(1, replace(ADOPTED, note="Ändrad"), 7),))
    assert codes([RECORD], other) == ["edition_is_adopted"]
    case = replace(ADOPTED, decision=replace(DECIDED, case_number="KS 17/102"))
    assert codes([RECORD], replace(RECORD, editions=(EditionRecord(1, case),))) == ["edition_is_adopted"]
    made_up = replace(ADOPTED, decision=replace(DECIDED, is_example=True))
    same = replace(RECORD, editions=(EditionRecord(1, made_up),))
    assert (codes([RECORD], same), changes([RECORD], same)) == ([], [])


def test_a_table_registers_changes_adds_adopts_ends_and_replaces() -> None:
    draft = DocumentRecord(PLAN, (EditionRecord(1, EditionFacts(note="Utkast")),))
    assert changes([], RECORD) == ["registered", "edition_added"]
    assert changes([draft], RECORD) == ["edition_adopted"]
    redrafted = replace(draft, editions=(EditionRecord(1, EditionFacts(note="Nytt utkast")),))
    assert changes([draft], redrafted) == ["edition_changed"]
    renamed = replace(RECORD, facts=replace(PLAN, title="Cykelprogram"), ended_on=date(2020, 1, 1))
    other = replace(RECORD, facts=replace(PLAN, code="SD-2"), replaced_by="SD-1")
    assert changes([RECORD], renamed, other) == [
        "changed",
        "ended",
        "registered",
        "replaced",
        "edition_added",
    ]
    [difference] = register_differences({"SD-1": draft}, [redrafted])
    assert (difference.fields[0].old, difference.fields[0].new) == ("Utkast", "Nytt utkast")


def test_replacements_never_make_a_ring() -> None:
    assert replacement_faults("A", "B", {"B": "C"}) == []
    assert [one.code for one in replacement_faults("A", "B", {"B": "C", "C": "A"})] == [
        "documents_replace_each_other"
    ]


def test_acts_are_carried_out_in_an_order_in_which_each_finds_what_it_names() -> None:
    order = list(DocumentChange)
    assert order[0] is DocumentChange.REGISTERED
    assert order[-1] is DocumentChange.REPLACED


def table(*lines: str) -> bytes:
    return "\n".join(lines).encode()


HEAD = "Beteckning;Titel;Slag;Utgåva;Gäller från;Beslutat av;Beslutsdatum;Paragraf"


def test_rows_with_one_code_are_the_editions_of_one_document() -> None:
    read = read_documents(
        table(
            HEAD,
            "SD-1;Cykelplan;plan;2;2020-01-01;100;2019-11-25;§ 99",
            "SD-1;Cykelplan;plan;1;2018-01-01;100;2017-11-27;210",
            "SD-2;Policy;policy;;;;;",
        )
    )
    assert read.problems == []
    first, second = read.records
    assert [(each.number, each.line) for each in first.editions] == [(1, 3), (2, 2)]
    assert first.editions[1].facts.decision == DecisionFacts("100", date(2019, 11, 25), "99", "Cykelplan")
    assert (second.editions, second.line) == ((), 4)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("SD-1;Annan titel;plan;2;2020-01-01;100;2019-11-25;99", "document_rows_differ"),
        ("SD-1;Cykelplan;plan;1;2020-01-01;100;2019-11-25;99", "edition_number_taken"),
        ("SD-1;Cykelplan;plan;två;2020-01-01;100;2019-11-25;99", "edition_bad_number"),
        ("SD-1;Cykelplan;plan;0;2020-01-01;100;2019-11-25;99", "edition_bad_number"),
        ("SD-1;Cykelplan;plan;2;2020-01-01;100;;99", "edition_decision_without_day"),
        ("SD-1;Cykelplan;plan;2;i går;100;2019-11-25;99", "bad_date"),
        ("SD-1;Cykelplan;roman;2;2020-01-01;100;2019-11-25;99", "bad_choice"),
    ],
)
def test_a_row_with_a_fault_refuses_the_table_and_names_its_line(line: str, code: str) -> None:
    read = read_documents(table(HEAD, "SD-1;Cykelplan;plan;1;2018-01-01;100;2017-11-27;210", line))
    assert read.refused
    assert [(problem.code, problem.line) for problem in read.problems] == [(code, 3)]


@pytest.mark.parametrize("as_workbook", [False, True])
def test_what_goes_out_comes_in_alike(as_workbook: bool) -> None:  # noqa: FBT001 - a case of the test
    full = DocumentRecord(
        replace(PLAN, title_en="Cycling plan", summary='Fler; "cyklar"\nnu', review_on=date(2019, 5, 1)),
        (EditionRecord(1, ADOPTED), EditionRecord(2, EditionFacts(note="=utkast"))),
        date(2020, 6, 30),
        "SD-2",
    )
    records = [full, DocumentRecord(DocumentFacts("SD-2", "Taxa", DocumentKind.TARIFF))]
    written = write_documents(records, as_workbook=as_workbook)
    read = read_documents(written.content, written.mapping)
    assert read.problems == []
    assert without_lines(read.records) == records


def test_an_example_says_so_of_its_decisions_too() -> None:
    example = replace(RECORD, is_example=True)
    [read] = read_documents(write_documents([example]).content).records
    decision: Any = read.editions[0].facts.decision
    assert (read.is_example, decision.is_example) == (True, True)


def test_every_fault_has_both_sentences() -> None:
    problem = document_problem("edition_is_adopted", 3, number=2)
    assert (problem.line, problem.message_en[:9], problem.message_sv[:8]) == (3, "Edition 2", "Utgåva 2")
