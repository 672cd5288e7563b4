"""Takes up indicators that a source keeps, and says which municipality this is and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.indicators.fetch_queries import OWN
from roder.apps.indicators.indicator_search import indicator_text
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Place
from roder.apps.search.actions import index_all
from roder.domain.indicators import IndicatorKind
from roder.domain.indicators import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.identity.models import User
    from roder.domain.indicators import Direction
    from roder.domain.indicators import IndicatorSource

NOT_BY_SEX = "Källan redovisar inte per kön"
"""Content, as the source says it; the reason that an indicator without values by sex must have."""

CODE_LENGTH = 40
TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Followed:
    """What is taken up from a source. ``direction`` is said by a person, never guessed."""

    reference: str
    title: str
    unit: str
    direction: Direction
    decimals: int = 1
    definition: str = ""
    is_by_sex: bool = False
    period_kind: PeriodKind = PeriodKind.YEAR


@transaction.atomic
def follow_statistics(
    organisation: str, source: IndicatorSource, chosen: Sequence[Followed], *, acting_user: User
) -> list[Indicator]:
    """Return the organisation's indicators of the chosen key figures; those that are not here yet are made.

    One that is here already stays as it is, so that what a person has changed in it stands.
    """
    known = {
        each.source_reference: each
        for each in Indicator.objects.filter(organisation=organisation, source=source)
    }
    codes = set(Indicator.objects.filter(organisation=organisation).values_list("code", flat=True))
    made = []
    for each in chosen:
        if each.reference in known:
            continue
        known[each.reference] = _indicator(organisation, source, each, _free_code(each.reference, codes))
        known[each.reference].save()
        codes.add(known[each.reference].code)
        made.append(known[each.reference].code)
    if made:
        index_all(indicator_text(each) for each in known.values() if each.code in made)
        record(
            AuditEntry.Event.STATISTICS_FOLLOWED,
            f"{organisation} {source}",
            acting_user=acting_user,
            new={"key_figures": made},
        )
    return [known[each.reference] for each in chosen]


def _indicator(organisation: str, source: IndicatorSource, each: Followed, code: str) -> Indicator:
    return Indicator(
        organisation=organisation,
        code=code,
        title=each.title[:TITLE_LENGTH],
        definition=each.definition,
        kind=IndicatorKind.KEY_FIGURE,
        unit=each.unit,
        decimals=each.decimals,
        direction=each.direction,
        period_kind=each.period_kind,
        source=source,
        source_reference=each.reference,
        is_by_sex=each.is_by_sex,
        no_sex_reason="" if each.is_by_sex else NOT_BY_SEX,
    )


def _free_code(reference: str, taken: set[str]) -> str:
    """Return the source's own id as our code, with a number after it where that is taken."""
    base = reference.partition("?")[0][: CODE_LENGTH - 4]
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


@dataclass(frozen=True, slots=True)
class ChosenPlace:
    """A place by its code at Kolada, its name there, and what it is (``fetch_queries.KINDS``, or ``own``)."""

    code: str
    name: str
    kind: str


@transaction.atomic
def choose_places(own: ChosenPlace, compared: Sequence[ChosenPlace], *, acting_user: User) -> bool:
    """Say which municipality this is, and make the places it is compared with exactly these.

    A place that is no longer compared keeps its values. Returns whether anything changed.
    """
    before = _chosen()
    Place.objects.update(is_compared=False)
    Place.objects.filter(kind=OWN).exclude(code=own.code).update(kind="municipality")
    for each in (own, *compared):
        is_compared = each is not own
        Place.objects.update_or_create(
            code=each.code, defaults={"name": each.name, "kind": each.kind, "is_compared": is_compared}
        )
    after = _chosen()
    if before == after:
        return False
    record(AuditEntry.Event.PLACES_CHOSEN, own.code, acting_user=acting_user, old=before, new=after)
    return True


def _chosen() -> dict[str, str]:
    found = Place.objects.filter(is_compared=True) | Place.objects.filter(kind=OWN)
    return {place.code: place.name for place in found.order_by("code")}
