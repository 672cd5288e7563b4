"""Takes in a source's answer that was kept as a file, by the same rules as one that is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils import timezone

from roder.apps.indicators.actions.fetch_jobs import NoPlaceError
from roder.apps.indicators.actions.fetches import store_fetched
from roder.apps.indicators.fetch_matching import matched
from roder.apps.indicators.fetch_queries import compared_places
from roder.apps.indicators.fetch_queries import fetched_indicators
from roder.apps.indicators.fetch_queries import own_place
from roder.apps.indicators.fetch_summary import empty_summary
from roder.apps.indicators.fetch_summary import with_stored
from roder.apps.indicators.stored_files import read_stored

if TYPE_CHECKING:
    from roder.apps.identity.models import User
    from roder.apps.indicators.models import Indicator


def import_stored_file(content: bytes, name: str, *, acting_user: User) -> dict[str, Any]:
    """Store the values of a file for the indicators that are here, and return the summary of what changed.

    A file that says that it is example data gives values that are marked so. Raises ``SourceError`` when
    the file cannot be used, and ``NoPlaceError`` before anyone has said which municipality this is.
    """
    own = own_place()
    if own is None:
        raise NoPlaceError
    indicators = list(fetched_indicators())
    answer = read_stored(content, name, indicators)
    places = {place.code for place in compared_places()}
    by_reference: dict[str, list[Indicator]] = {}
    for each in indicators:
        if each.source == answer.source:
            by_reference.setdefault(each.source_reference, []).append(each)
    rows, problems = matched(answer.values, by_reference, own.code, places, {})
    stored = store_fetched(
        rows,
        source=answer.source,
        fetched_at=timezone.now(),
        is_example=answer.is_example,
        acting_user=acting_user,
    )
    of_the_file = sorted(
        {row.indicator.pk: row.indicator for row in rows}.values(), key=lambda each: each.code
    )
    return with_stored(empty_summary(), of_the_file, stored, [*answer.problems, *problems])
