"""By which words indicators are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.indicators.models import Indicator
from roder.domain.search_words import SearchText

if TYPE_CHECKING:
    from collections.abc import Iterator

INDICATOR = "indicator"
CHUNK = 500


def indicator_text(indicator: Indicator) -> SearchText:
    """Return by what an indicator is found: titles, code, definition, and what its source calls it."""
    parts = (indicator.definition, indicator.source_reference, indicator.source_note, indicator.title_en)
    return SearchText(
        INDICATOR,
        f"{indicator.organisation}/{indicator.code}",
        f"{indicator.title} ({indicator.code})",
        "\n".join(part for part in parts if part),
        indicator.organisation,
    )


def indicator_texts() -> Iterator[SearchText]:
    """Return everything by which indicators can be found, as it stands now."""
    for indicator in Indicator.objects.order_by("pk").iterator(chunk_size=CHUNK):
        yield indicator_text(indicator)
