"""What a command line names: indicators that are here or become so, and the places."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.indicators import fetch_clients
from roder.apps.indicators.actions.following import ChosenPlace
from roder.apps.indicators.actions.following import Followed
from roder.apps.indicators.actions.following import choose_places
from roder.apps.indicators.actions.following import follow_statistics
from roder.apps.indicators.fetch_queries import OWN
from roder.apps.indicators.fetch_queries import compared_places
from roder.apps.indicators.fetch_queries import fetched_indicators
from roder.apps.indicators.fetch_queries import kind_of
from roder.apps.indicators.fetch_queries import own_place
from roder.apps.indicators.fetch_queries import place_names
from roder.apps.ledger.queries import OrganisationChoiceError
from roder.apps.ledger.queries import tree_organisation
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorSource
from roder.sources.kolada_shapes import KPI_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.indicators.models import Indicator


def choose_named_places(municipality: str, compare: Sequence[str]) -> None:
    """Say which municipality this is and what it is compared with, as far as the command line names them."""
    if not municipality and not compare:
        return
    known, before = place_names(), own_place()
    code = municipality or (before.code if before else "")
    wrong = [each for each in (code, *compare) if not kind_of(each)]
    if wrong or kind_of(code) != "municipality":
        raise RefusedError(
            _("%(codes)s: give Kolada's codes, four digits for a municipality.")
            % {"codes": ", ".join(wrong) or code or "–"},
            "place_unknown",
        )
    codes = list(compare) or [place.code for place in compared_places()]
    compared = [ChosenPlace(each, known.get(each, each), kind_of(each)) for each in codes if each != code]
    choose_places(ChosenPlace(code, known.get(code, code), OWN), compared, acting_user=system_user())


def indicators_named(options: dict[str, Any]) -> list[Indicator]:
    """Return the indicators of the codes, all for none; new codes are taken up when it is said which way is better.

    Raises ``SourceError`` when Kolada must be asked of a new code and cannot be.
    """
    codes = [code if "?" in code else code.upper() for code in options["codes"]]
    found = list(fetched_indicators(codes))
    known = {each.code for each in found} | {each.source_reference for each in found}
    new = [code for code in codes if code not in known]
    if not new:
        return found
    if not options["better"] or not all(KPI_ID.match(code) for code in new):
        raise RefusedError(
            _(
                "%(codes)s: no indicators here. A key figure of Kolada is taken up with --better up, down or interval."
            )
            % {"codes": ", ".join(new)},
            "not_followed",
        )
    return found + _taken_up(new, options)


def _taken_up(new: Sequence[str], options: dict[str, Any]) -> list[Indicator]:
    try:
        organisation = tree_organisation(options["organisation"])
    except OrganisationChoiceError as error:
        raise RefusedError(
            _("Say whose indicators they are with --organisation. Known: %(known)s.")
            % {"known": ", ".join(error.known) or "–"},
            "organisation_unknown",
        ) from None
    kpis = fetch_clients.kolada().kpis(new)
    missing = set(new) - {kpi.id for kpi in kpis}
    unitless = [kpi.id for kpi in kpis if not (options["unit"] or kpi.unit)]
    if missing:
        raise RefusedError(
            _("Kolada has no key figure %(codes)s.") % {"codes": ", ".join(sorted(missing))}, "indicator_gone"
        )
    if unitless:
        raise RefusedError(
            _("%(codes)s: the title names no unit. Give it with --unit.") % {"codes": ", ".join(unitless)},
            "unit_missing",
        )
    chosen = [
        Followed(
            reference=kpi.id,
            title=kpi.title,
            unit=options["unit"] or kpi.unit,
            direction=Direction(options["better"]),
            definition=kpi.definition,
            is_by_sex=kpi.is_divided_by_sex,
        )
        for kpi in kpis
    ]
    return follow_statistics(organisation, IndicatorSource.KOLADA, chosen, acting_user=system_user())
