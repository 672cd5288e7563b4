from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.search_excerpts import excerpt
from roder.domain.search_excerpts import found_in
from roder.domain.search_words import MOST_TERMS
from roder.domain.search_words import folded
from roder.domain.search_words import inner_parts
from roder.domain.search_words import plain_text
from roder.domain.search_words import stem
from roder.domain.search_words import terms
from roder.domain.search_words import words


def is_found(question: str, word: str) -> bool:
    """Whether the database would find the word: it begins, or is, as one of the term's beginnings."""
    [term] = terms(question)
    [stored] = words(word)
    return any(stored == one if term.is_whole else stored.startswith(one) for one in term.beginnings)


@pytest.mark.parametrize("row", worked_table("search", "question"), ids=lambda row: row[0])
def test_the_worked_table_of_questions(row: list[str]) -> None:
    question, found, not_found = row
    assert [word for word in found.split() if not is_found(question, word)] == []
    assert [word for word in not_found.split() if is_found(question, word)] == []


def test_the_worked_table_of_excerpts() -> None:
    for text, question, wanted in worked_table("search", "text"):
        pieces = excerpt(text, terms(question))
        assert "".join(f"[{one.text}]" if one.is_found else one.text for one in pieces) == wanted


def test_small_words_are_left_out_unless_they_are_all_that_was_asked() -> None:
    assert [one.beginnings for one in terms("En plan för av i")] == [("plan",)]
    assert [(one.beginnings, one.is_whole) for one in terms("av för")] == [(("av",), True), (("för",), True)]
    assert terms("  – !") == []


def test_a_question_asks_for_each_word_once_and_for_no_more_than_it_may() -> None:
    assert len(terms("skola skola")) == 1
    assert len(terms(" ".join(f"ord{number}" for number in range(40)))) == MOST_TERMS


def test_a_word_with_a_figure_is_kept_whole() -> None:
    assert stem("2016ars") == "2016ars"
    assert terms("2016-2018")[0].beginnings == ("2016",)


def test_a_text_from_a_broken_line_a_decomposed_letter_and_a_control_sign() -> None:
    assert plain_text("Fo\u0308rskole-\nklass\x00\tVA-\nplanen") == "Förskoleklass VA- planen"
    assert folded("İstanbul Å") == "istanbul å"
    assert words("Ü\u0308 straße") == ["u", "straße"]


def test_the_ends_of_long_words_are_sought_inside_titles_only_when_the_word_is_long_enough() -> None:
    assert "planen" in inner_parts(["cykelplanen"])
    assert inner_parts(["plan", "planer"]) == []
    assert [one.is_sought_inside for one in terms("plan va")] == [True, False]
    marked = found_in("Cykelplanen", terms("plan"), inside=True)
    assert [(one.text, one.is_found) for one in marked] == [("Cykel", False), ("planen", True)]
    assert found_in("Cykelplanen", terms("plan"))[0].is_found is False


def test_an_excerpt_of_a_long_text_stands_around_the_first_word_found() -> None:
    text = "inledning " * 50 + "här står biblioteket " + "avslutning " * 50
    shown = "".join(one.text for one in excerpt(text.strip(), terms("bibliotek"), 60))
    assert (shown[0], shown[-1]) == ("…", "…")
    assert "biblioteket" in shown
    assert excerpt("", terms("bibliotek")) == []
    assert excerpt("utan fråga", []) == found_in("utan fråga", [])
    solid = "".join(one.text for one in excerpt("x" * 500, terms("bibliotek"), 60))
    assert solid == "x" * 60 + "…"


@given(st.text())
def test_folding_keeps_every_letter_in_its_place_and_never_fails(text: str) -> None:
    assert len(folded(text)) == len(text)
    plain = plain_text(text)
    assert plain_text(plain) == plain
    assert all(word == folded(word) for word in words(text))


@given(st.text(alphabet="abcdeilnorstyåäö", min_size=1, max_size=14))
def test_a_word_is_always_found_by_itself(word: str) -> None:
    assert is_found(word, word)


@given(st.text(), st.text())
def test_an_excerpt_holds_nothing_that_the_text_does_not(text: str, question: str) -> None:
    plain = plain_text(text)
    shown = "".join(one.text for one in excerpt(plain, terms(question)))
    assert shown.strip("…") in plain.strip("…")
