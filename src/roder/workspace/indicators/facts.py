"""What an indicator is and where its values come from, as its page tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.goals.indicator_queries import goals_of_indicator
from roder.domain.disclosure import HIDDEN
from roder.ui.formatting import date_text
from roder.workspace.goal_words import goal_link
from roder.workspace.indicators.words import direction_name
from roder.workspace.indicators.words import kind_name
from roder.workspace.indicators.words import number
from roder.workspace.indicators.words import period_kind_name
from roder.workspace.indicators.words import sex_name
from roder.workspace.indicators.words import source_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.value_history import ValueOrigin


def shown_facts(
    indicator: Indicator, origins: Sequence[ValueOrigin], bodies: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return label and text of each fact that there is."""
    current = [origin for origin in origins if origin.is_current]
    fetched = max((origin.fetched_at for origin in current if origin.fetched_at), default=None)
    published = max((origin.published_on for origin in current if origin.published_on), default=None)
    owner = str(indicator.owner) if indicator.owner else indicator.owner_title
    facts = [
        (_("Direction"), direction_name(indicator.direction)),
        (_("Kind"), kind_name(indicator.kind)),
        (_("Area"), indicator.area),
        (_("How often"), period_kind_name(indicator.period_kind)),
        (_("Responsible"), bodies.get(indicator.responsible_body, indicator.responsible_body)),
        (_("Owner"), owner),
        (_("Source"), source_name(indicator.source)),
        (_("Name at the source"), indicator.source_reference),
        (_("Note on the source"), indicator.source_note),
        (_("Fetched"), date_text(fetched.date()) if fetched else ""),
        (_("Published by the source"), date_text(published) if published else ""),
        (
            _("By sex"),
            _("Yes") if indicator.is_by_sex else _("No: %(reason)s") % {"reason": indicator.no_sex_reason},
        ),
        (_("Smallest group that is shown"), str(indicator.smallest_group)),
        (_("Retired from"), date_text(indicator.retired_on) if indicator.retired_on else ""),
    ]
    return [(label, text) for label, text in facts if text]


def shown_origin(indicator: Indicator, origin: ValueOrigin) -> dict[str, Any]:
    """Return a value that has been replaced, as the page tells it."""
    missing = _("no value")
    return {
        "period": origin.period,
        "sex": sex_name(origin.sex),
        "text": HIDDEN
        if origin.is_hidden
        else missing
        if origin.value is None
        else number(origin.value, indicator),
        "source": source_name(origin.source),
        "note": origin.source_note,
        "entered_by": origin.entered_by,
        "entered_at": origin.entered_at,
    }


def goals_served(indicator: Indicator) -> list[dict[str, str]]:
    """Return the goals that the indicator tells of, as links, the latest tree first."""
    return [goal_link(goal) | {"tree": goal.tree.code} for goal in goals_of_indicator(indicator)]
