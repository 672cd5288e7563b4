"""Trends, consequences and ideas go as docs/algorithms/preparation.md says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.worked_tables import worked_table

from roder.domain.preparation import ConsequenceText
from roder.domain.preparation import IdeaReply
from roder.domain.preparation import TrendState
from roder.domain.preparation import approval_faults
from roder.domain.preparation import consequence_faults
from roder.domain.preparation import consequence_states
from roder.domain.preparation import idea_change_faults
from roder.domain.preparation import idea_faults
from roder.domain.preparation import reply_faults
from roder.domain.preparation import support_faults
from roder.domain.preparation import trace_faults
from roder.domain.preparation import trend_faults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.domain.problems import Problem

PAGE = "preparation"


def codes(faults: Iterable[Problem]) -> str:
    return " ".join(fault.code for fault in faults) or "-"


def text_of(cell: str) -> str:
    return "" if cell == "-" else cell


def test_what_is_missing_is_seen_by_trend_and_committee() -> None:
    for trends, found, states in worked_table(PAGE, "trends"):
        trend, touched = trends.split(":")
        written = {
            (int(place.split("/")[0]), place.split("/")[1]): approved == "yes"
            for place, approved in (each.split("=") for each in text_of(found).split())
        }
        given = consequence_states({int(trend): text_of(touched).split()}, ["400", "500"], written)
        assert ", ".join(f"{at}/{body} {state}" for (at, body), state in given.items()) == states


def test_a_trend_and_a_consequence_say_what_they_must() -> None:
    for title, source, state, faults in worked_table(PAGE, "title"):
        assert codes(trend_faults(text_of(title), text_of(source), TrendState(state))) == faults
    assert codes(consequence_faults(ConsequenceText(money="5"))) == "consequence_without_activity"
    assert codes(consequence_faults(ConsequenceText("More pupils"))) == "-"
    for writer, approver, approved, faults in worked_table(PAGE, "writer"):
        assert codes(approval_faults(writer, approver, is_approved=approved == "yes")) == faults


def test_ideas_are_changed_supported_answered_and_traced_as_the_page_says() -> None:
    for case, author, person, reply, faults in worked_table(PAGE, "changing"):
        assert codes(idea_change_faults(author, person, IdeaReply(reply))) == faults, case
    for case, author, person, supported, faults in worked_table(PAGE, "supporting"):
        assert codes(support_faults(author, person, has_supported=supported == "yes")) == faults, case
    for reply, reason, faults in worked_table(PAGE, "reply"):
        assert codes(reply_faults(IdeaReply(reply), text_of(reason))) == faults
    assert codes(idea_faults("Title", "")) == "idea_without_text"
    assert codes(trace_faults("", "")) == "idea_trace_without_place"
    assert codes(trace_faults("12", "")) == "-"
