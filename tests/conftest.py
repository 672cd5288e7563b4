"""Shared by all tests: a home of its own for each test that stores anything, and named people."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from roder.apps.audit.append_only import unguarded
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

# A test worker has no main file; the Spark client then takes itself to be in its own doctests,
# unless the interpreter looks interactive.
vars(sys).setdefault("ps1", "")

SIE = Path(__file__).parent / "data" / "sie"


_database_case: Any = TransactionTestCase
_empty_the_tables = _database_case._fixture_teardown


def _empty_the_tables_unguarded(self: TransactionTestCase) -> None:
    """A test that commits leaves rows, and the audit's are refused removal: for this once, let go."""
    with unguarded(connection):
        _empty_the_tables(self)


_database_case._fixture_teardown = _empty_the_tables_unguarded


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """A fresh RODER_HOME: no test sees another's ledger."""
    folder = tmp_path / "home"
    folder.mkdir()
    settings.RODER_HOME = folder
    settings.RODER_LEDGER_ROOT = str(folder / "ledger")
    settings.RODER_UPLOADS = folder / "uploads"
    settings.RODER_DOCUMENTS = folder / "documents"
    return folder


@pytest.fixture
def karin(db: None) -> User:
    """Karin, central controller of the whole."""
    del db
    person = User.objects.create(username="karin", first_name="Karin", last_name="Ek", title="Controller")
    grant_mandate(
        person, Mandate(Role.CENTRAL_CONTROLLER, valid_from=date(2017, 1, 1)), acting_user=system_user()
    )
    return person
