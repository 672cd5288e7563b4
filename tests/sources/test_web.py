from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from tests.sources.recorded_source import Answer
from tests.sources.recorded_source import as_json

from roder.sources.faults import SourceAddressError
from roder.sources.faults import SourceAnswerError
from roder.sources.faults import SourceBusyError
from roder.sources.faults import SourceRefusedError
from roder.sources.faults import SourceUnreachableError
from roder.sources.web import Web
from roder.sources.web import is_safe
from roder.sources.web import seconds_to_wait

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sources.recorded_source import RecordedSource


class Patient:
    """A web whose pauses are noted and take no time."""

    def __init__(self, largest: int = 10_000_000, clock: Callable[[], float] = lambda: 0) -> None:
        self.pauses: list[float] = []
        self.beats = 0
        self.web = Web("Roder-test", self.beat, self.pauses.append, clock, largest=largest, timeout=5)

    def beat(self) -> None:
        self.beats += 1


def test_only_safe_addresses_are_asked() -> None:
    for address in (
        "http://api.kolada.se/v3",
        "ftp://127.0.0.1/a",
        "file:///etc/hosts",
        "https://",
        "http://[",
        "",
    ):
        assert not is_safe(address), address
        with pytest.raises(SourceAddressError):
            Patient().web.get(address)
    assert is_safe("https://api.kolada.se/v3")
    assert is_safe("http://[::1]:8000/")


def test_a_source_may_not_send_us_on_to_an_unsafe_place(source: RecordedSource) -> None:
    source.spoiled = [Answer(b"", 302, {"Location": "http://example.com/kpi"})]
    with pytest.raises(SourceAddressError, match=r"example\.com"):
        Patient().web.get(f"{source.kolada}/kpi")
    source.spoiled = [Answer(b"", 302, {"Location": f"{source.kolada}/municipality"})]
    assert b"0181" in Patient().web.get(f"{source.kolada}/kpi")


def test_a_busy_source_is_asked_again_when_it_said(source: RecordedSource) -> None:
    patient = Patient()
    source.spoiled = [as_json({}, 429, Retry_After="7"), as_json({}, 503), as_json({}, 500)]
    assert b"N00090" in patient.web.get(f"{source.kolada}/kpi")
    assert patient.pauses == [7, 2, 4]
    assert len(source.asked) == 4
    assert source.agents == {"Roder-test"}


def test_a_long_pause_is_taken_in_pieces_with_signs_of_life(source: RecordedSource) -> None:
    patient = Patient()
    source.spoiled = [as_json({}, 429, Retry_After="25")]
    patient.web.get(f"{source.kolada}/kpi")
    assert patient.pauses == [10, 10, 5]
    assert patient.beats == 5


def test_without_another_clock_it_is_time_itself_that_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[float] = []
    monkeypatch.setattr("time.sleep", passed.append)
    Web("Roder-test").pause(12)
    assert passed == [10, 2]


def test_a_source_that_stays_busy_is_left_in_peace(source: RecordedSource) -> None:
    patient = Patient()
    source.spoiled = [as_json({}, 500)] * 9
    with pytest.raises(SourceBusyError, match="500"):
        patient.web.get(f"{source.kolada}/kpi")
    assert len(source.asked) == 5
    assert patient.pauses == [1, 2, 4, 8]
    source.spoiled = [as_json({}, 429, Retry_After="86400")]
    with pytest.raises(SourceBusyError, match="429"):
        patient.web.get(f"{source.kolada}/kpi")
    assert len(source.asked) == 6


def test_a_refusal_is_not_asked_again_and_says_why(source: RecordedSource) -> None:
    patient = Patient()
    with pytest.raises(SourceRefusedError, match=r"404.*not found"):
        patient.web.get(f"{source.kolada}/data/wrong/")
    assert len(source.asked) == 1
    assert patient.pauses == []


def test_an_answer_that_was_cut_off_is_never_used(source: RecordedSource) -> None:
    patient = Patient()
    whole = Answer(b'{"values": []}           ')
    source.spoiled = [Answer(whole.body, cut=11)]
    assert b"N00090" in patient.web.get(f"{source.kolada}/kpi")
    source.spoiled = [Answer(whole.body, cut=11)] * 5
    with pytest.raises(SourceAnswerError, match="cut off after 14 of 25"):
        patient.web.get(f"{source.kolada}/kpi")


def test_an_answer_has_a_largest_size_and_a_longest_time(source: RecordedSource) -> None:
    with pytest.raises(SourceAnswerError, match="larger than 100 bytes"):
        Patient(largest=100).web.get(f"{source.kolada}/kpi")
    hours = iter(range(0, 100_000, 3600))
    with pytest.raises(SourceUnreachableError, match="did not come to its end"):
        Patient(clock=lambda: next(hours)).web.get(f"{source.kolada}/kpi")


def test_nobody_at_the_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    patient = Patient()
    with pytest.raises(SourceUnreachableError) as refused:
        patient.web.get(f"http://127.0.0.1:{port}/v3/kpi")
    assert len(patient.pauses) == 4
    assert "importera" not in refused.value.message("sv")
    assert "läs in en sparad fil" in refused.value.message("sv-SE")
    assert "import a stored file" in refused.value.message("en")


@pytest.mark.parametrize(
    ("said", "answered", "seconds"),
    [
        (None, None, 0),
        ("", None, 0),
        ("soon", "Sat, 01 Sep 2018 00:00:00 GMT", 0),
        ("Sat, 01 Sep 2018 00:01:00 GMT", None, 0),
        ("Sat, 01 Sep 2018 00:01:00 -0000", "Sat, 01 Sep 2018 00:00:00 GMT", 60),
        ("Sat, 01 Sep 2018 00:00:00 GMT", "Sat, 01 Sep 2018 00:01:00 GMT", 0),
        ("-5", None, 0),
    ],
)
def test_how_long_to_wait(said: str | None, answered: str | None, seconds: int) -> None:
    assert seconds_to_wait(said, answered) == seconds
