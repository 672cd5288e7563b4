"""The audit table: appended to by one at a time, changed by nobody, and any change of it found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError
from django.db import connection
from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import record_reading
from roder.apps.audit.append_only import guard
from roder.apps.audit.append_only import is_guarded
from roder.apps.audit.append_only import unguard
from roder.apps.audit.models import AppendOnlyError
from roder.apps.audit.models import AuditEntry
from roder.apps.audit.queries import chain_head
from roder.apps.audit.queries import verify_chain
from roder.apps.audit.row_guards import unguarded
from roder.domain.audit_chain import ChainBreak
from roder.domain.audit_chain import Damage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db

FRAMES = AuditEntry.Event.FRAMES_SET


def acts(person: User, count: int) -> list[AuditEntry]:
    return [record(FRAMES, f"{n}", acting_user=person, old={"a": n}, new={"a": n + 1}) for n in range(count)]


def test_code_cannot_change_or_remove_an_act(karin: User) -> None:
    entry = acts(karin, 1)[0]
    entry.subject = "annat"
    for forbidden in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(subject="annat"),
        lambda: AuditEntry.objects.bulk_update([entry], ["subject"]),
        lambda: AuditEntry.objects.bulk_create([entry]),
    ):
        with pytest.raises(AppendOnlyError), transaction.atomic():
            forbidden()
    assert AuditEntry.objects.get(pk=entry.pk).subject == "0"


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_auditentry SET subject = 'annat'", "DELETE FROM audit_auditentry"]
)
def test_the_database_itself_refuses_too(karin: User, statement: str) -> None:
    acts(karin, 2)
    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert {entry.subject for entry in AuditEntry.objects.filter(event=FRAMES)} == {"0", "1"}


def test_the_triggers_come_back_after_a_migration_that_lost_them(karin: User) -> None:
    unguard(connection)
    assert not is_guarded(connection)
    guard(connection)
    assert is_guarded(connection)


def test_each_act_continues_the_chain_and_the_whole_holds(karin: User) -> None:
    before = chain_head()
    entries = acts(karin, 5)
    assert [entry.number for entry in entries] == [before.number + n for n in range(1, 6)]
    assert chain_head().hash == entries[-1].chain_hash
    assert verify_chain().first_break is None
    assert verify_chain([before]).first_break is None


def test_an_act_that_is_taken_back_with_its_transaction_leaves_no_gap(karin: User) -> None:
    before = chain_head()
    with transaction.atomic():
        acts(karin, 1)
        transaction.set_rollback(True)
    assert chain_head() == before
    acts(karin, 1)
    assert verify_chain().head.number == before.number + 1


def test_odd_values_come_back_as_they_were_chained(karin: User) -> None:
    odd: dict[str, Any] = {
        "day": date(2018, 9, 5), "share": 0.1, "exact": Decimal("1.10"), "åäö": "\ud800 – 漢",
        "nul": "a\x00b", "large": 10**15, "nothing": None, "list": [1, {"b": 2, "a": 1}],
    }  # fmt: skip
    record(FRAMES, "udda", acting_user=karin, new=odd)
    assert verify_chain().first_break is None
    kept = AuditEntry.objects.get(subject="udda").new
    assert kept["day"] == "2018-09-05"
    assert kept["share"] == "0.1"
    assert kept["nothing"] is None


@pytest.fixture
def open_table(karin: User) -> Iterator[list[AuditEntry]]:
    """Five acts, in a table whose triggers somebody has taken away."""
    with unguarded(connection):
        yield acts(karin, 5)


def change(statement: str, *values: str | int) -> ChainBreak | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    return verify_chain().first_break


def test_a_row_changed_behind_the_back_is_named(open_table: list[AuditEntry]) -> None:
    target = open_table[2]
    found = change("UPDATE audit_auditentry SET subject = 'annat' WHERE number = %s", target.number)
    assert found == ChainBreak(target.number, Damage.ALTERED)


def test_a_changed_person_old_or_new_is_named(open_table: list[AuditEntry]) -> None:
    target = open_table[1]
    new = json.dumps({"a": 7})
    found = change("UPDATE audit_auditentry SET new = %s WHERE number = %s", new, target.number)
    assert found == ChainBreak(target.number, Damage.ALTERED)


def test_a_row_taken_away_is_named(open_table: list[AuditEntry]) -> None:
    target = open_table[3]
    found = change("DELETE FROM audit_auditentry WHERE number = %s", target.number)
    assert found == ChainBreak(target.number, Damage.MISSING)


def test_the_last_row_taken_away_is_missed(open_table: list[AuditEntry]) -> None:
    target = open_table[-1]
    found = change("DELETE FROM audit_auditentry WHERE number = %s", target.number)
    assert found == ChainBreak(target.number, Damage.CUT_SHORT)


def test_reading_is_recorded_once_per_person_object_and_hour(karin: User) -> None:
    for _again in range(3):
        record_reading("L 1", acting_user=karin)
    record_reading("L 2", acting_user=karin)
    read = AuditEntry.objects.filter(event=AuditEntry.Event.READ_PROTECTED).order_by("number")
    # An hour may have turned between two of the calls above; then the first is there twice.
    assert [entry.subject for entry in read][:1] == ["L 1"]
    assert 2 <= read.count() <= 3


@pytest.fixture
def own_database(tmp_path: Path, database_server: str) -> Iterator[dict[str, str]]:
    """An empty installation that other processes can open, on the kind of database that the suite runs on."""
    environment = os.environ | {
        "RODER_HOME": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[3] / "src"),
    }
    if not database_server:
        yield environment
        return
    name = f"chain_{uuid4().hex[:12]}"
    with psycopg.connect(database_server, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    yield environment | {"DATABASE_URL": f"{database_server.rsplit('/', 1)[0]}/{name}"}
    with psycopg.connect(database_server, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_writers_at_the_same_time_never_fork_the_chain(own_database: dict[str, str]) -> None:
    driver = Path(__file__).parent / "writers.py"
    done = subprocess.run(
        [sys.executable, str(driver), "4", "50"],
        env=own_database,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["ended"] == [0, 0, 0, 0], done.stderr
    assert found["rows"] == 200
    assert found["in_order"]
    assert found["head"] >= 200
    assert found["first_break"] is None
