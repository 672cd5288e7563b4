"""The day on which the municipality is looked at: today, or the end of books that ended long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.signals import request_finished
from django.core.signals import request_started
from django.db import close_old_connections
from django.utils import timezone
from tests.ledger_files import sie_file

from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.steering_days import steering_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_signals() -> Iterator[None]:
    """The signals of a request, which here must leave the test's own connection alone."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_day_is_today_until_there_are_books_that_ended_long_ago(karin: User, home: Path) -> None:
    assert steering_day() == timezone.localdate()
    import_file(sie_file(home, [("20180131", "4110", 100), ("20180831", "4110", 50)]), acting_user=karin)
    assert steering_day().isoformat() == "2018-08-31"


def test_the_books_are_looked_at_once_for_each_answer(
    home: Path, request_signals: None, django_assert_num_queries: Any
) -> None:
    del home, request_signals
    with django_assert_num_queries(2):
        steering_day()
        steering_day()
    request_started.send(sender=None, environ={"REQUEST_METHOD": "GET"})
    with django_assert_num_queries(1):
        assert steering_day() == steering_day()
    request_finished.send(sender=None)
    with django_assert_num_queries(1):
        steering_day()
