"""What an answer remembers: within one request that reads, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.signals import request_finished
from django.core.signals import request_started
from django.db import close_old_connections

from roder.apps.answer_memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _connections_stay_open() -> Iterator[None]:
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    request_finished.send(sender=None)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def reads_of_two(method: str | None) -> int:
    """Return how often a fact is read that is asked for twice in a request of the method, or outside one."""
    reads: list[int] = []
    if method:
        request_started.send(sender=None, environ={"REQUEST_METHOD": method})
    for _turn in range(2):
        remembered("fact", lambda: reads.append(1))
    return len(reads)


def test_nothing_is_remembered_outside_a_request() -> None:
    assert reads_of_two(None) == 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_request_that_may_write_looks_each_time(method: str) -> None:
    assert reads_of_two(method) == 2


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_request_that_reads_looks_once_even_when_nothing_is_there(method: str) -> None:
    assert reads_of_two(method) == 1


def test_the_next_request_looks_anew() -> None:
    assert reads_of_two("GET") == 1
    assert reads_of_two("GET") == 1
    request_finished.send(sender=None)
    assert reads_of_two(None) == 2
