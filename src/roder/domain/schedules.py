"""When work that comes back is due: a rule of weekdays and a local time, the clock handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from datetime import time
from datetime import timedelta
from zoneinfo import ZoneInfo

DAYS_PER_WEEK = 7
STOCKHOLM = "Europe/Stockholm"


@dataclass(frozen=True, slots=True)
class ScheduleRule:
    """A local time on some weekdays (Monday is 0); every day when no weekday is named."""

    at: time
    weekdays: frozenset[int] = frozenset(range(DAYS_PER_WEEK))
    zone: str = STOCKHOLM

    def latest(self, now: datetime) -> datetime:
        """Return the last moment at or before ``now`` when the work was due, in the rule's zone.

        The local time holds in summer and winter alike. A moment that a clock change skips is the one
        after the change; one that comes twice is due the first time.

        >>> monday = ScheduleRule(time(6), frozenset({0}))
        >>> monday.latest(datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("UTC"))).isoformat()
        '2026-11-23T06:00:00+01:00'
        """
        zone = ZoneInfo(self.zone)
        today = now.astimezone(zone).date()
        days = (today - timedelta(days=back) for back in range(DAYS_PER_WEEK + 1))
        moments = (datetime.combine(day, self.at, zone) for day in days if day.weekday() in self.weekdays)
        return next(moment for moment in moments if moment.timestamp() <= now.timestamp())
