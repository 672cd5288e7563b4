"""What is indexed is found, alike on SQLite and PostgreSQL, and follows what it is a copy of."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.db import transaction

from roder.apps.search.actions import index
from roder.apps.search.actions import index_all
from roder.apps.search.actions import rebuild_search
from roder.apps.search.actions import unindex
from roder.apps.search.models import SearchRow
from roder.apps.search.queries import differing_kinds
from roder.apps.search.queries import search
from roder.config.search_health import search_check
from roder.domain.search_words import SearchText

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
SODERTALJE = "2120000159"

TEXTS = [
    SearchText("document", "1", "Cykelplanen", "Hur kommunen bygger för dem som cyklar.", SODERTALJE),
    SearchText("document", "2", "VA-planen", "Vatten och avlopp till 2030.", SODERTALJE),
    SearchText("goal", "1", "Utbildning", "Skolornas resultat ska bli bättre för varje år.", SODERTALJE),
    SearchText("goal", "2", "En god skola", "Alla elever.", SODERTALJE),
    SearchText("indicator", "1", "Elever med mål uppnådda", "Andel i årskurs 9", SODERTALJE),
    SearchText("indicator", "2", "Malning av kaffe", "", SODERTALJE),
]


def the_texts() -> Iterator[SearchText]:
    yield from TEXTS


def keys(question: str, **options: Any) -> list[str]:
    return [f"{hit.kind} {hit.key}" for hit in search(question, **options).hits]


@pytest.fixture
def indexed() -> None:
    index_all(TEXTS)


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", set()),
        ("?!", set()),
        ("finns inte", set()),
        ("skola", {"goal 1", "goal 2"}),
        ("skolornas", {"goal 1", "goal 2"}),
        ("skolor elev", {"goal 2"}),
        ("mål", {"indicator 1"}),
        ("mal", {"indicator 2"}),
        ("plan", {"document 1", "document 2"}),
        ("va", {"document 2"}),
        ("cyklar", {"document 1"}),
        ("cykel", {"document 1"}),
        ("2030", {"document 2"}),
        ("' plan* NEAR( \" OR ", set()),
        ("plan & ! | :*", {"document 1", "document 2"}),
    ],
)
def test_a_question_finds(question: str, found: set[str]) -> None:
    assert set(keys(question)) == found


@pytest.mark.usefixtures("indexed")
def test_a_word_in_the_title_comes_before_the_same_word_in_the_text() -> None:
    assert keys("skola") == ["goal 2", "goal 1"]
    index("goal", "3", "Byggande", "Den som bygger ska ha en plan.", SODERTALJE)
    assert keys("plan")[-1] == "goal 3"


@pytest.mark.usefixtures("indexed")
def test_answers_are_counted_by_kind_and_narrowed_to_one() -> None:
    index("assignment", "7", "Bygg en skola", "", SODERTALJE)
    found = search("skola", kind="assignment")
    assert [hit.key for hit in found.hits] == ["7"]
    assert (found.counts, found.total, found.pages) == ({"assignment": 1, "goal": 2}, 3, 1)


@pytest.mark.usefixtures("indexed")
def test_a_hit_shows_where_the_word_stands() -> None:
    [hit] = search("skolor bättre").hits
    assert [piece.text for piece in hit.excerpt if piece.is_found] == ["Skolornas", "bättre"]
    assert search("plan", kind="document").hits[0].title[1].is_found


def test_a_thing_is_found_by_what_it_is_now_called_and_not_after_it_is_gone() -> None:
    unindex("goal", "1")
    index("goal", "1", "Demokrati", "", SODERTALJE)
    index("goal", "1", "Utbildning", "", SODERTALJE)
    assert keys("demokrati") == []
    assert keys("utbildningen") == ["goal 1"]
    unindex("goal", "1")
    assert keys("utbildningen") == []


def test_what_is_not_committed_is_not_found() -> None:
    with transaction.atomic():
        index("goal", "1", "Utbildning", "", SODERTALJE)
        assert keys("utbildning") == ["goal 1"]
        transaction.set_rollback(True)
    assert keys("utbildning") == []


def test_the_last_of_two_texts_with_one_key_holds() -> None:
    index_all(
        [SearchText("goal", "1", "Först", "", SODERTALJE), SearchText("goal", "1", "Sedan", "", SODERTALJE)]
    )
    assert SearchRow.objects.get().title == "Sedan"


def test_a_text_of_nothing_but_different_words_is_kept_within_what_the_database_takes() -> None:
    endless = " ".join(f"åäö{number:09d}" for number in range(200_000)) + "\x00"
    index("document", "9", "Lång", endless, SODERTALJE)
    assert keys("åäö000000007") == ["document 9"]
    assert keys("lång") == ["document 9"]


def test_the_check_finds_what_lies_behind_and_repairs_it(settings: Any) -> None:
    settings.SEARCH_SOURCES = {kind: f"{__name__}.{kind}_texts" for kind in ("goal", "document")}
    index("document", "1", "Cykelplanen", "", SODERTALJE)
    index("unknown", "1", "Kvar sedan förr", "", SODERTALJE)
    assert differing_kinds() == ["document", "goal", "unknown"]
    assert not search_check().ok
    assert "document, goal, unknown" in search_check().detail
    assert search_check(repair=True).ok
    assert keys("skolor") == ["goal 2", "goal 1"]
    assert keys("förr") == []


def goal_texts() -> Iterator[SearchText]:
    yield from (text for text in TEXTS if text.kind == "goal")


def document_texts() -> Iterator[SearchText]:
    yield from (text for text in TEXTS if text.kind == "document")


def test_twelve_thousand_things_cost_what_things_cost(settings: Any) -> None:
    settings.SEARCH_SOURCES = {}

    def seconds(many: int) -> float:
        began = process_time()
        index_all(
            SearchText(
                "indicator", str(number), f"Andel elever {number} i kommunens skolor", "Öppen", SODERTALJE
            )
            for number in range(many)
        )
        return process_time() - began

    tenth = seconds(1_200)
    # Ten times the things: ten times the time, and twice that for a busy machine. Anything squared would be a hundred.
    assert seconds(12_000) < 20 * tenth + 1
    found = search("elever skola", page=3)
    assert (found.total, found.pages, len(found.hits)) == (12_000, 600, 20)
    rebuild_search()
    assert search("elever").total == 0
