from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from roder.apps.audit.actions import record
from roder.apps.audit.append_only import guard
from roder.apps.audit.append_only import unguard
from roder.apps.audit.models import AuditEntry
from roder.apps.audit.queries import chain_head
from roder.apps.audit.queries import verify_chain
from roder.domain.audit_chain import GENESIS

if TYPE_CHECKING:
    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


def test_rows_from_before_the_chain_are_chained_in_the_order_they_were_written(karin: User) -> None:
    for number in range(3):
        record(AuditEntry.Event.FRAMES_SET, f"{number}", acting_user=karin, new={"300": number})
    before = chain_head()
    unguard(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditentry SET chain_hash = '', person = '', number = number + 1000")
        cursor.execute("UPDATE audit_chainhead SET number = 0, chain_hash = %s", [GENESIS])
    then = MigrationLoader(connection).project_state(("audit", "0005_chain_columns")).apps
    migration = import_module("roder.apps.audit.migrations.0006_chain_rows")
    migration.chain(then, SimpleNamespace(connection=connection))
    guard(connection)
    assert chain_head() == before
    assert verify_chain([before]).first_break is None
