from __future__ import annotations

import re
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from tests.formats.calendar_reading import content_lines
from tests.formats.calendar_reading import events

from roder.formats.icalendar import CalendarEvent
from roder.formats.icalendar import calendar_file

NOON = datetime(2018, 9, 1, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
text = st.text(max_size=200)


def test_an_empty_calendar_is_a_calendar() -> None:
    assert events(calendar_file("Roder", [], stamp=NOON)) == []


def test_an_event_is_an_all_day_event_that_takes_up_no_time() -> None:
    event = CalendarEvent(
        "x-2018-08@roder", date(2018, 12, 31), "Uppföljning", "Rad 1\nRad 2", "https://x.example/a"
    )
    file = calendar_file("Anna; Ek, controller", [event], stamp=NOON)
    assert events(file) == [
        {
            "UID": "x-2018-08@roder",
            "DTSTAMP": "20180901T100000Z",
            "DTSTART;VALUE=DATE": "20181231",
            "DTEND;VALUE=DATE": "20190101",
            "SUMMARY": "Uppföljning",
            "DESCRIPTION": "Rad 1\nRad 2",
            "URL": "https://x.example/a",
            "TRANSP": "TRANSPARENT",
        }
    ]
    assert ("X-WR-CALNAME", "Anna; Ek, controller") in content_lines(file)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), text, text, text)
def test_any_text_comes_back_as_it_was(day: date, name: str, summary: str, description: str) -> None:
    event = CalendarEvent("u", day, summary, description)
    [found] = events(calendar_file(name, [event], stamp=datetime(2018, 1, 1, tzinfo=UTC)))
    assert found["SUMMARY"] == plain(summary)
    assert found.get("DESCRIPTION", "") == plain(description)
    assert found["DTEND;VALUE=DATE"] == f"{day + timedelta(days=1):%Y%m%d}"


def plain(value: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", value.replace("\r\n", "\n").replace("\r", "\n"))
