from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import connection

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.audit.queries import chain_head
from roder.apps.audit.row_guards import unguarded
from roder.config.history_health import history_checks
from roder.config.management.commands.check import published_head
from roder.domain.audit_chain import Head

if TYPE_CHECKING:
    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


def act(person: User) -> AuditEntry:
    return record(AuditEntry.Event.FRAMES_SET, "0181 2018", acting_user=person)


def test_the_check_names_the_first_row_that_does_not_hold(
    karin: User, home: object, capsys: pytest.CaptureFixture[str]
) -> None:
    first = act(karin)
    act(karin)
    with unguarded(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditentry SET person = 'nils' WHERE number = %s", [first.number])
    with pytest.raises(SystemExit):
        call_command("check")
    printed = capsys.readouterr().out
    assert f"händelse {first.number} i historiken är inte som den skrevs" in printed


def test_a_whole_history_shows_its_head_and_passes_the_published_ones(karin: User) -> None:
    earlier = chain_head()
    act(karin)
    chain, guard = history_checks([earlier])
    assert chain.ok
    assert f"{chain_head().number}:{chain_head().hash}" in chain.detail
    assert guard.ok
    forged = Head(earlier.number, "ab" * 32)
    assert not next(iter(history_checks([forged]))).ok


def test_a_database_without_its_triggers_is_reported_and_repaired(karin: User) -> None:
    with unguarded(connection):
        assert not list(history_checks())[1].ok
        assert list(history_checks(repair=True))[1].ok
    assert list(history_checks())[1].ok


def test_a_head_is_read_as_it_is_shown() -> None:
    assert published_head("12:" + "ab" * 32) == Head(12, "ab" * 32)
    for odd in ("", "12", "12:ab", "0:" + "ab" * 32, "x:" + "ab" * 32):
        with pytest.raises(ArgumentTypeError):
            published_head(odd)
