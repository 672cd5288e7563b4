"""Shared by all tests: a home of its own for each test that stores anything, and named people."""

from __future__ import annotations

import os
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from roder.apps.answer_memory import forget
from roder.apps.audit.row_guards import unguarded
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

# A test worker has no main file; the Spark client then takes itself to be in its own doctests,
# unless the interpreter looks interactive.
vars(sys).setdefault("ps1", "")

# A slow or busy machine is no fault in what is tested.
property_settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("any-machine")

SIE = Path(__file__).parent / "data" / "sie"


WAYS_TO_THE_DATABASE = {"db", "transactional_db", "live_server", "database_server"}
"""There are no others: pytest-django stops them inside Django, and a process that a test starts finds no
address in its environment (``_no_address_in_the_environment``). tests/house/test_database_tests.py proves it."""


UNMEASURED = [
    Path(__file__).parent / name for name in ("browser", "config", "devtools", "house", "ui", "workspace")
]
"""What these reach of floors 1 and 2, the tests of those floors and of the apps reach too; to trace pages, commands
and the books of the example line by line takes half as long again."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what can come out differently on another database (``make test-postgres`` runs nothing else).

    And let coverage look away from what is long and reaches nothing new.
    """
    for item in items:
        if reaches_the_database(item):
            item.add_marker("database")
        if not is_measured(item):
            item.add_marker("no_cover")


def is_measured(item: pytest.Item) -> bool:
    """Whether coverage counts what the test reaches of floors 1 and 2."""
    return not any(item.path.is_relative_to(folder) for folder in UNMEASURED)


def reaches_the_database(item: pytest.Item) -> bool:
    """Whether the test asks for the database itself, by its class, or by a fixture, however far away."""
    in_django_class = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    is_marked = item.get_closest_marker("django_db") is not None
    asks = not WAYS_TO_THE_DATABASE.isdisjoint(getattr(item, "fixturenames", ()))
    return in_django_class or is_marked or asks


_server = pytest.StashKey[str]()


@pytest.fixture(scope="session", autouse=True)
def _no_address_in_the_environment(pytestconfig: pytest.Config) -> None:
    """A process that a test starts inherits no server: what is on PostgreSQL asks for ``database_server``."""
    pytestconfig.stash[_server] = os.environ.pop("DATABASE_URL", "")


@pytest.fixture(scope="session")
def database_server(pytestconfig: pytest.Config) -> str:
    """The address of the PostgreSQL server that the suite runs on; empty on SQLite."""
    return pytestconfig.stash[_server]


_database_case: Any = TransactionTestCase
_empty_the_tables = _database_case._fixture_teardown


def _empty_the_tables_unguarded(self: TransactionTestCase) -> None:
    """A test that commits leaves rows, and the audit's are refused removal: for this once, let go.

    What migrations put in is put in again, since the next test in this process begins with it.
    """
    with unguarded(connection):
        _empty_the_tables(self)
        for name in ("identity.migrations.0002_system_user", "audit.migrations.0006_chain_rows"):
            migration = import_module(f"roder.apps.{name}").Migration
            migration.operations[0].code(apps, connection.schema_editor())


_database_case._fixture_teardown = _empty_the_tables_unguarded


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    """An answer in English leaves its language behind, and one that is not read to its end what it remembers."""
    yield
    translation.deactivate()
    forget()


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
