"""A decision is registered once, whole, and never otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from roder.apps.audit.models import AuditEntry
from roder.apps.decisions.access import access_decision_registering
from roder.apps.decisions.access import access_decisions
from roder.apps.decisions.actions import DecisionRefusedError
from roder.apps.decisions.actions import register_decision
from roder.apps.decisions.queries import decisions
from roder.apps.identity.models import User
from roder.domain.decisions import DecisionFacts

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision

BUDGET = DecisionFacts("KF", date(2017, 11, 27), "210", "Mål och budget 2018–2020", "KS 17/101")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (replace(BUDGET, body_code=""), "decision_without_body"),
        (replace(BUDGET, paragraph=" "), "decision_without_paragraph"),
        (replace(BUDGET, title=""), "decision_without_title"),
    ],
)
def test_a_decision_that_is_not_whole_is_refused(karin: User, facts: DecisionFacts, code: str) -> None:
    with pytest.raises(DecisionRefusedError) as refused:
        register_decision("k", facts, acting_user=karin)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert not decisions("k").exists()


def test_a_decision_is_registered_once_and_recorded(karin: User) -> None:
    first = register_decision("k", BUDGET, acting_user=karin)
    again = register_decision("k", BUDGET, acting_user=karin)
    assert first.pk == again.pk
    entry = AuditEntry.objects.get(event=AuditEntry.Event.DECISION_REGISTERED)
    assert entry.subject == "KF 2017-11-27 § 210"


def test_the_same_paragraph_with_another_matter_is_refused(karin: User) -> None:
    register_decision("k", BUDGET, acting_user=karin)
    with pytest.raises(DecisionRefusedError, match="Mål och budget"):
        register_decision("k", replace(BUDGET, title="Tariffs"), acting_user=karin)


def test_decisions_are_read_latest_first_and_by_body(karin: User) -> None:
    def register(body: str, day: date) -> Decision:
        return register_decision("k", replace(BUDGET, body_code=body, meeting_date=day), acting_user=karin)

    older, newer = register("KF", date(2016, 11, 28)), register("KS", date(2017, 11, 1))
    assert list(decisions("k")) == [newer, older]
    assert list(decisions("k", body_code="KF")) == [older]


def test_a_stranger_reads_nothing_and_karin_registers(karin: User) -> None:
    stranger = User.objects.create(username="stranger")
    for door in (access_decisions, access_decision_registering):
        with pytest.raises(PermissionDenied):
            door(stranger)
    assert access_decisions(karin) == karin
    assert access_decision_registering(karin).mandates
