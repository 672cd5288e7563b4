"""Every fault: brought about, on its line, explained in both languages and in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.formats.sie.faults import SOUND
from tests.formats.sie.faults import examples

from roder.domain.problems import Severity
from roder.formats.sie.checks import prove
from roder.formats.sie.messages import LISTED
from roder.formats.sie.messages import TEXTS
from roder.formats.sie.messages import ProblemLog
from roder.formats.sie.reader import read_sie

DOCUMENT = Path(__file__).parents[3] / "docs" / "formats" / "sie.md"
EXAMPLES = examples()


def test_the_sound_books_have_no_fault_and_prove_themselves() -> None:
    file = read_sie(SOUND.encode())
    assert file.problems == []
    assert [proof.ok for proof in prove(file)] == [True, True, True]


def test_every_code_has_an_example() -> None:
    assert set(EXAMPLES) == set(TEXTS)


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_fault_is_found_on_its_line(code: str) -> None:
    data, line = EXAMPLES[code]
    found = [problem for problem in read_sie(data).problems if problem.code == code]
    assert [problem.line for problem in found] == [line]
    assert found[0].severity is TEXTS[code][0]


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_only_faults_weighed_as_errors_refuse(code: str) -> None:
    problems = read_sie(EXAMPLES[code][0]).problems
    weights = {problem.code: problem.severity for problem in problems}
    if weights[code] is not Severity.ERROR:
        refusing = {other for other, weight in weights.items() if weight is Severity.ERROR}
        assert refusing <= {"amount_unreadable", "row_incomplete", "checksum_mismatch"}


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_sentences_are_whole_in_both_languages(code: str) -> None:
    for problem in read_sie(EXAMPLES[code][0]).problems:
        for sentence in (problem.message("en"), problem.message("sv")):
            assert sentence[0].isupper() or sentence[0] in "#“”"
            assert sentence.endswith(".")
            assert not re.search(r"\{[a-z_]+\}|\{\{|\}\}", sentence)
        assert problem.message_en != problem.message_sv


def test_documentation_lists_every_code_with_its_weight() -> None:
    table = dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", DOCUMENT.read_text("utf-8"), flags=re.MULTILINE))
    assert table == {code: severity.value for code, (severity, _en, _sv) in TEXTS.items()}


def test_like_faults_are_cut_and_counted_in_any_order() -> None:
    forwards, backwards = ProblemLog(), ProblemLog()
    for number in range(1, 1001):
        forwards.add("voucher_empty", number, voucher="A")
        backwards.add("voucher_empty", 1001 - number, voucher="A")
    rows = forwards.problems()
    assert rows == backwards.problems()
    assert [row.line for row in rows] == [*range(1, LISTED + 1), None]
    assert rows[-1].count == 1000 - LISTED
    assert "900" in rows[-1].message_sv


def test_a_thing_used_many_times_is_one_row() -> None:
    rows = "".join(
        f"#VER C {n} 20180601\n{{\n#TRANS 1999 {{}} 1\n#TRANS 3010 {{}} -1\n}}\n" for n in range(5)
    )
    problems = read_sie((SOUND + rows).encode()).problems
    assert [(problem.code, problem.count) for problem in problems] == [("account_undeclared", 5)]
