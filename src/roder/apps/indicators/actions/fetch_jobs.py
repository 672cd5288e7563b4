"""Fetching as background work: by a person for what they chose, each night for everything that is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils import timezone

from roder.apps.indicators import fetch_clients
from roder.apps.indicators.actions.fetches import store_fetched
from roder.apps.indicators.asking import Answered
from roder.apps.indicators.asking import ask_kolada
from roder.apps.indicators.asking import ask_scb
from roder.apps.indicators.fetch_access import KIND
from roder.apps.indicators.fetch_matching import matched
from roder.apps.indicators.fetch_queries import compared_places
from roder.apps.indicators.fetch_queries import fetched_indicators
from roder.apps.indicators.fetch_queries import last_fetched
from roder.apps.indicators.fetch_queries import own_place
from roder.apps.indicators.fetch_summary import empty_summary
from roder.apps.indicators.fetch_summary import with_stored
from roder.apps.jobs.actions import enqueue
from roder.apps.jobs.models import Job
from roder.domain.indicators import IndicatorSource
from roder.sources.faults import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from roder.apps.identity.models import User
    from roder.apps.indicators.fetch_summary import Stored
    from roder.apps.indicators.models import Indicator
    from roder.apps.jobs.actions import Progress
    from roder.domain.problems import Problem

FETCHING = "fetching"
WAITING = "waiting_for_source"


class NoPlaceError(Exception):
    """Nobody has said which municipality this is at the sources."""


def start_fetch(indicators: Sequence[Indicator], *, acting_user: User) -> Job:
    """Queue a fetch of the indicators."""
    return enqueue(KIND, {"indicators": [each.pk for each in indicators]}, acting_user=acting_user)


def fetch_statistics(job: Job, progress: Progress) -> dict[str, Any]:
    """Fetch what was chosen, or, by the clock, everything but examples. Run again it changes nothing more.

    Each source is stored by itself. When one of them cannot be used the others have been stored, and the
    work fails with that source's reason, so that it is seen and can be tried again.
    """
    chosen = job.arguments.get("indicators")
    found = fetched_indicators().filter(pk__in=chosen) if chosen is not None else fetched_indicators()
    indicators = list(found if chosen is not None else found.filter(is_example=False))
    if chosen is None and own_place() is None:
        return empty_summary()
    summary, fault = fetch_indicators(indicators, progress=progress, acting_user=job.created_by)
    if fault is not None:
        Job.objects.filter(pk=job.pk).update(result=summary)
        raise fault
    return summary


def fetch_indicators(
    indicators: Sequence[Indicator],
    *,
    progress: Callable[[str, int], None],
    acting_user: User,
) -> tuple[dict[str, Any], SourceError | None]:
    """Fetch the indicators from their sources and store what came.

    Returns the summary of what changed, and why a source could not be used when one could not; what the
    others gave is stored all the same. Raises ``NoPlaceError``.
    """
    own = own_place()
    if own is None:
        raise NoPlaceError
    summary, failed = empty_summary(), None
    done = 0
    for source in (IndicatorSource.KOLADA, IndicatorSource.SCB):
        some = [each for each in indicators if each.source == source]
        if not some:
            continue
        meter = _Meter(progress, done, len(indicators))
        try:
            stored, problems = _fetch_from(source, some, own.code, meter, acting_user=acting_user)
        except SourceError as fault:
            failed = failed or fault
        else:
            summary = with_stored(summary, some, stored, problems)
        done += len(some)
    return summary, failed


class _Meter:
    """Shows how far a fetch is. A sign of life differs from the one before, so that it is written."""

    def __init__(self, progress: Callable[[str, int], None], before: int, total: int) -> None:
        self._progress, self._before, self._total = progress, before, max(1, total)
        self._done = before
        self._turn = False

    def part(self, done: int) -> None:
        """So many indicators of this source are done."""
        self._done = self._before + done
        self.beat()

    def beat(self) -> None:
        """Time has passed."""
        self._turn = not self._turn
        self._progress(FETCHING if self._turn else WAITING, self._done * 99 // self._total)


def _fetch_from(
    source: IndicatorSource, indicators: Sequence[Indicator], own: str, meter: _Meter, *, acting_user: User
) -> tuple[Stored, list[Problem]]:
    places = [place.code for place in compared_places()]
    references = sorted({each.source_reference for each in indicators})
    answered = _ask(source, references, [own, *places], indicators, meter)
    by_reference: dict[str, list[Indicator]] = {}
    for each in indicators:
        by_reference.setdefault(each.source_reference, []).append(each)
    rows, problems = matched(answered.values, by_reference, own, set(places), answered.published)
    stored = store_fetched(rows, source=source, fetched_at=timezone.now(), acting_user=acting_user)
    return stored, [*answered.problems, *problems]


def _ask(
    source: IndicatorSource,
    references: Sequence[str],
    places: Sequence[str],
    indicators: Sequence[Indicator],
    meter: _Meter,
) -> Answered:
    if source is IndicatorSource.SCB:
        return ask_scb(fetch_clients.scb(meter.beat), references, places, on_part=meter.part)
    kolada = fetch_clients.kolada(meter.beat)
    return ask_kolada(kolada, references, places, last=last_fetched(indicators), on_part=meter.part)
