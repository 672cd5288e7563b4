"""What runs on PostgreSQL is chosen by machine: all that can reach the database, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ENVIRONMENT = {
    "DATABASE_URL": "postgres://nowhere/roder",
    "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    "COLUMNS": "200",
}
CONFTEST = """
from tests.conftest import _no_address_in_the_environment, database_server, pytest_collection_modifyitems
"""

PLANTED = '''
import os
import pytest
from django.test import TestCase
from roder.apps.identity.models import User

@pytest.fixture
def person(db): return User.objects.create(username="eva")

@pytest.fixture
def persons_page(person): return person.username

def test_asks_for_db(db): assert not User.objects.exists()
def test_asks_for_commits(transactional_db): assert not User.objects.exists()
def test_asks_for_a_server(live_server): assert live_server.url
def test_asks_through_fixtures(persons_page): assert persons_page == "eva"
def test_asks_for_the_address(database_server): assert database_server == "postgres://nowhere/roder"

@pytest.mark.django_db
def test_is_marked(): assert not User.objects.exists()

@pytest.mark.django_db
class TestMarkedClass:
    def test_in_marked_class(self): assert not User.objects.exists()

class Case(TestCase):
    def test_in_case(self): assert not User.objects.exists()

def test_is_pure(tmp_path): assert tmp_path.exists()
def test_finds_no_address(): assert "DATABASE_URL" not in os.environ
def test_goes_astray(): User.objects.exists()

def adds(a, b):
    """
    >>> adds(1, 2)
    3
    """
    return a + b
'''
PURE = {"test_is_pure", "test_finds_no_address", "test_goes_astray", "test_planted.adds"}


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_planted.py").write_text(PLANTED)
    return tmp_path


def pytest_in(folder: Path, *arguments: str) -> list[str]:
    ours = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), "-p", "no:cacheprovider", "-q"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *ours, *arguments, str(folder)],
        env=os.environ | ENVIRONMENT,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines()


def test_all_that_reaches_the_database_is_chosen_and_nothing_else(planted: Path) -> None:
    lines = pytest_in(planted, "--collect-only", "-m", "database")
    chosen = {line.rpartition("::")[2] for line in lines if "::" in line}
    asking = {line.split("(")[0].split()[-1] for line in PLANTED.splitlines() if "def test_" in line}
    assert len(asking) == 11
    assert chosen == asking - PURE, "\n".join(lines)


def test_what_is_not_chosen_cannot_reach_the_database_by_another_way(planted: Path) -> None:
    lines = pytest_in(planted, "-m", "not database", "-rA")
    passed = {line.rpartition("::")[2] for line in lines if line.startswith("PASSED")}
    failed = [line for line in lines if line.startswith("FAILED")]
    assert passed == PURE - {"test_goes_astray"}, "\n".join(lines)
    assert len(failed) == 1
    assert "test_goes_astray - RuntimeError: Database access not allowed" in failed[0]


def test_no_test_opens_the_database_behind_the_fixtures() -> None:
    others = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    assert len(others) > 100
    for path in others:
        text = path.read_text("utf-8")
        assert "django_db_blocker" not in text, path
        assert "getfixturevalue" not in text, path
