"""Trends, what they mean, analyses and ideas are written by some and approved or answered by others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from tests.apps.budgetprocess.test_consultations import KEY
from tests.apps.budgetprocess.test_consultations import world
from tests.budget_preparation_world import YEAR
from tests.budget_process_world import make_process_year

from roder.apps.budgetprocess.actions.analysis import AnalysisFacts
from roder.apps.budgetprocess.actions.analysis import write_analysis
from roder.apps.budgetprocess.actions.answers import hand_in_answer
from roder.apps.budgetprocess.actions.answers import take_back_answer
from roder.apps.budgetprocess.actions.consultation import extend_deadline
from roder.apps.budgetprocess.actions.ideas import IdeaFacts
from roder.apps.budgetprocess.actions.ideas import change_idea
from roder.apps.budgetprocess.actions.ideas import hand_over_idea
from roder.apps.budgetprocess.actions.ideas import reply_to_idea
from roder.apps.budgetprocess.actions.ideas import support_idea
from roder.apps.budgetprocess.actions.ideas import trace_idea
from roder.apps.budgetprocess.actions.ideas import untrace_idea
from roder.apps.budgetprocess.actions.ideas import withdraw_support
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.actions.scan import TrendFacts
from roder.apps.budgetprocess.actions.scan import approve_consequence
from roder.apps.budgetprocess.actions.scan import change_trend
from roder.apps.budgetprocess.actions.scan import write_consequence
from roder.apps.budgetprocess.consultation_queries import bodies_asked
from roder.apps.budgetprocess.idea_queries import holding_words
from roder.apps.budgetprocess.idea_queries import ideas
from roder.apps.budgetprocess.idea_queries import ideas_behind
from roder.apps.budgetprocess.preparation_access import access_answering
from roder.apps.budgetprocess.preparation_access import access_preparing
from roder.apps.budgetprocess.preparation_access import may_for_part
from roder.apps.budgetprocess.preparation_access import may_see_author
from roder.apps.budgetprocess.scan_queries import analyses
from roder.apps.budgetprocess.scan_queries import consequences
from roder.apps.budgetprocess.scan_queries import states_by_body
from roder.apps.budgetprocess.scan_queries import trends
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.budget_steps import StepKey
from roder.domain.mandates import Mandate
from roder.domain.mandates import Permission
from roder.domain.mandates import Role
from roder.domain.preparation import ConsequenceText
from roder.domain.preparation import IdeaReply
from roder.domain.preparation import IdeaTarget
from roder.domain.preparation import TrendState
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Callable


def person(name: str, role: Role, body: str) -> User:
    made = User.objects.create(username=name)
    mandate = Mandate(role, KEY, body, valid_from=date(2017, 1, 1))
    grant_mandate(made, mandate, acting_user=system_user())
    return made


def test_a_trend_asks_each_committee_what_it_means(karin: User) -> None:
    made = world(karin)
    nils = person("nils", Role.REPORTER, "400")
    found = list(trends(KEY, YEAR))
    assert states_by_body(found, ["400", "500"]) == {
        (made.trend.pk, "400"): "missing",
        (made.trend.pk, "500"): "not_touched",
    }
    with pytest.raises(ProcessRefusedError):
        write_consequence(made.trend, "400", ConsequenceText(), acting_user=nils)
    first = write_consequence(made.trend, "400", ConsequenceText("More places"), acting_user=nils)
    with pytest.raises(ProcessRefusedError):
        approve_consequence(first, seen_version=1, acting_user=nils)
    approve_consequence(first, seen_version=1, acting_user=karin)
    assert states_by_body(found, ["400"]) == {(made.trend.pk, "400"): "approved"}
    again = ConsequenceText("More places", staff="Two more")
    with pytest.raises(StaleVersionError):
        write_consequence(made.trend, "400", again, seen_version=1, acting_user=nils)
    kept = write_consequence(made.trend, "400", again, seen_version=2, acting_user=nils)
    assert kept.text == again
    assert kept == write_consequence(made.trend, "400", again, seen_version=3, acting_user=nils)
    assert [row.approved_by for row in consequences(KEY, YEAR)] == [None]
    with pytest.raises(ProcessRefusedError):
        change_trend(made.trend, TrendFacts(""), seen_version=1, acting_user=karin)
    aside = TrendFacts("More elderly", trend_state=TrendState.SET_ASIDE, bodies=("400", "500"))
    assert change_trend(made.trend, aside, seen_version=1, acting_user=karin)
    states = states_by_body(list(trends(KEY, YEAR)), ["400", "500"])
    assert [state.value for state in states.values()] == ["written", "not_touched"]


def test_an_analysis_is_kept_with_its_indicators(karin: User) -> None:
    facts = AnalysisFacts("Dear and good.", "N00097", ("N15507",))
    first = write_analysis(KEY, YEAR, "400", facts, acting_user=karin)
    assert write_analysis(KEY, YEAR, "400", facts, seen_version=1, acting_user=karin) == first
    done = replace(facts, is_done=True)
    write_analysis(KEY, YEAR, "400", done, seen_version=1, acting_user=karin)
    with pytest.raises(StaleVersionError):
        write_analysis(KEY, YEAR, "400", facts, seen_version=1, acting_user=karin)
    assert analyses(KEY, YEAR)["400"].is_done


def test_an_idea_is_supported_answered_and_traced(karin: User) -> None:
    made = world(karin)
    nils, eva = person("nils", Role.REPORTER, "400"), person("eva", Role.REPORTER, "500")
    facts = IdeaFacts("Lend out bicycles", "To home care.", "400", amount_ore=-300_000_00)
    with pytest.raises(ProcessRefusedError):
        hand_over_idea(KEY, YEAR, replace(facts, text=""), acting_user=nils)
    idea = hand_over_idea(KEY, YEAR, facts, acting_user=nils)
    with pytest.raises(ProcessRefusedError):
        support_idea(idea, acting_user=nils)
    support_idea(idea, acting_user=eva)
    with pytest.raises(ProcessRefusedError):
        support_idea(idea, acting_user=eva)
    assert [each.pk for each in ideas(KEY, YEAR)] == [idea.pk, made.idea.pk]
    assert list(holding_words(ideas(KEY, YEAR), "bicycles home")) == [idea]
    withdraw_support(idea, acting_user=eva)
    withdraw_support(idea, acting_user=eva)
    with pytest.raises(ProcessRefusedError):
        change_idea(idea, facts, seen_version=1, acting_user=eva)
    assert change_idea(idea, replace(facts, activity="Home care"), seen_version=1, acting_user=nils)
    with pytest.raises(ProcessRefusedError):
        reply_to_idea(idea, IdeaReply.NOT_NOW, "", seen_version=2, acting_user=karin)
    assert reply_to_idea(idea, IdeaReply.PARTLY, "As a trial.", seen_version=2, acting_user=karin)
    assert not reply_to_idea(idea, IdeaReply.PARTLY, "As a trial.", seen_version=3, acting_user=karin)
    with pytest.raises(ProcessRefusedError):
        change_idea(idea, facts, seen_version=3, acting_user=nils)
    trace = trace_idea(idea, IdeaTarget.PROPOSAL, "7/12", acting_user=karin)
    assert trace == trace_idea(idea, IdeaTarget.PROPOSAL, " 7/12", acting_user=karin)
    assert [each.idea for each in ideas_behind(KEY, IdeaTarget.PROPOSAL, "7/12")] == [idea]
    untrace_idea(trace, acting_user=karin)
    assert ideas_behind(KEY, IdeaTarget.PROPOSAL, "7/12") == []


def test_doors_open_by_reach(karin: User) -> None:
    made = world(karin)
    bodies = bodies_asked(made.consultation)
    nils = person("nils", Role.COMMITTEE_CONTROLLER, "400")
    eva = person("eva", Role.REPORTER, "500")
    access_preparing(karin)
    for who, body in ((nils, "500"), (eva, "500")):
        with pytest.raises(PermissionDenied):
            access_answering(who, body, bodies)
    with pytest.raises(PermissionDenied):
        access_preparing(nils)
    assert access_answering(nils, "400", bodies) == nils
    assert [may_for_part(who, Permission.EDIT_INDICATORS, "", bodies) for who in (karin, nils)] == [
        True,
        False,
    ]
    idea = hand_over_idea(KEY, YEAR, IdeaFacts("A", "B", "400"), acting_user=karin)
    assert [may_see_author(who, idea, bodies) for who in (karin, nils, eva)] == [True, True, False]


def test_what_the_year_has_passed_is_locked(karin: User) -> None:
    made = world(karin)
    written = write_consequence(made.trend, "400", ConsequenceText("More"), acting_user=system_user())
    make_process_year(StepKey.CONSULTATION)
    answer = made.answer("400")
    acts: list[Callable[[], object]] = [
        lambda: change_trend(made.trend, TrendFacts("Other"), seen_version=1, acting_user=karin),
        lambda: write_consequence(made.trend, "500", ConsequenceText("More"), acting_user=karin),
        lambda: approve_consequence(written, seen_version=1, acting_user=karin),
        lambda: write_analysis(KEY, YEAR, "400", AnalysisFacts("Late"), acting_user=karin),
        lambda: hand_over_idea(KEY, YEAR, IdeaFacts("A", "B", "400"), acting_user=karin),
        lambda: support_idea(made.idea, acting_user=karin),
        lambda: extend_deadline(answer, date(2018, 9, 17), "Time", acting_user=karin),
        lambda: hand_in_answer(answer, None, today=date(2018, 9, 1), acting_user=karin),
        lambda: take_back_answer(answer, "Wrong", acting_user=karin),
    ]
    for act in acts:
        with pytest.raises(ProcessRefusedError) as refused:
            act()
        assert refused.value.problems[0].code == "locked_with_its_step"
    assert reply_to_idea(made.idea, IdeaReply.TAKEN_UP, "", seen_version=1, acting_user=karin)
