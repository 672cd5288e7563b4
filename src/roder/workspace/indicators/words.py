"""Indicators in words and with their addresses: for their pages, and for the pages of others that name one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.utils.translation import pgettext_lazy

from roder.apps.indicators.queries import reason_of
from roder.domain.attainment import DataState
from roder.domain.disclosure import HIDDEN
from roder.domain.indicators import Sex
from roder.domain.indicators import TargetKind
from roder.ui.formatting import number_text
from roder.ui.formatting import percent_text
from roder.ui.states import state_of

if TYPE_CHECKING:
    from decimal import Decimal

    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.queries import IndicatorCell
    from roder.domain.attainment import TargetValue
    from roder.ui.states import State

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A period's value as it is read: its text, what is said of it, its target, and how it stands to that."""

    period: str
    text: str
    note: str
    state: str
    target: str
    status: str
    why: str
    is_judged: bool


def language() -> str:
    """Return the language of the page."""
    return get_language() or "sv"


def is_swedish() -> bool:
    """Return whether the page is read in Swedish."""
    return language().startswith("sv")


def indicator_title(indicator: Indicator) -> str:
    """Return the title in the language of the page; the Swedish is the one that was decided."""
    return indicator.title if is_swedish() else indicator.title_en or indicator.title


def indicator_url(indicator: Indicator) -> str:
    """Return the address of an indicator's page."""
    return reverse("workspace:indicator", args=[indicator.code])


def sex_name(sex: str) -> str:
    """Return all, women or men in words."""
    return {
        Sex.ALL: pgettext("sex", "All"),
        Sex.WOMEN: pgettext("sex", "Women"),
        Sex.MEN: pgettext("sex", "Men"),
    }[Sex(sex)]


def number(value: Decimal | None, indicator: Indicator) -> str:
    """Return a value with the indicator's decimals."""
    return number_text(value, indicator.decimals, language())


def target_text(target: TargetValue | None, indicator: Indicator) -> str:
    """Return a target as it stands in a table; empty when there is none."""
    if target is None:
        return ""
    text = number(target.value, indicator)
    return f"{text}–{number(target.upper, indicator)}" if target.kind is TargetKind.RANGE else text


def target_sentence(target: TargetValue | None, indicator: Indicator) -> str:
    """Return what a target asks, with its sign: at least, at most, between."""
    if target is None:
        return ""
    facts = {"value": number(target.value, indicator), "upper": number(target.upper, indicator)}
    if target.kind is TargetKind.RANGE:
        return _("between %(value)s and %(upper)s") % facts
    sentences = {
        ("up", TargetKind.REACH): _("reach at least %(value)s"),
        ("up", TargetKind.KEEP): _("keep at least %(value)s"),
        ("down", TargetKind.REACH): _("come down to at most %(value)s"),
        ("down", TargetKind.KEEP): _("keep at most %(value)s"),
    }
    return sentences.get((indicator.direction, target.kind), _("lie at %(value)s")) % facts


def state_word(state: DataState) -> str:
    """Return what a table says beside or instead of a value; nothing of one that is simply there."""
    return str(_STATE_WORDS.get(state, ""))


_STATE_WORDS = {
    DataState.REVISED: pgettext_lazy("value", "revised"),
    DataState.MISSING: pgettext_lazy("value", "missing"),
    DataState.LATE: pgettext_lazy("value", "late"),
    DataState.NOT_DUE: pgettext_lazy("value", "not due yet"),
    DataState.HIDDEN: pgettext_lazy("value", "not shown: few people"),
}
"""Looked up for every cell of a page: translated when it is needed, not all of them each time."""


def shown_cell(indicator: Indicator, cell: IndicatorCell) -> ShownCell:
    """Return a cell as it is read. A hidden value is two dots, a missing one empty: they are not the same."""
    text = HIDDEN if cell.state is DataState.HIDDEN else ""
    return ShownCell(
        cell.period,
        text if cell.value is None else number(cell.value, indicator),
        state_word(cell.state),
        cell.state.value,
        target_text(cell.target, indicator),
        f"attainment_{cell.attainment.status.value}",
        reason_of(indicator, cell).text(language()),
        cell.value is not None,
    )


def status_of(cell: IndicatorCell) -> State:
    """Return the computed status of a cell as word, icon and tone."""
    return state_of(f"attainment_{cell.attainment.status.value}")


def ratio_text(ratio: Decimal | None) -> str:
    """Return a ratio in per cent; a dash when there is none."""
    return percent_text(None if ratio is None else int(ratio * MILLION), MILLION, language())


def direction_name(direction: str) -> str:
    """Return which way is better, in words."""
    return {
        "up": _("Higher is better"),
        "down": _("Lower is better"),
        "interval": _("Best inside an interval"),
    }[direction]


def kind_name(kind: str) -> str:
    """Return what an indicator is to the goals."""
    return {
        "measure": _("Measure of a goal"),
        "key_figure": _("Key figure that only tells"),
    }[kind]


def source_name(source: str) -> str:
    """Return where the values come from."""
    return {
        "kolada": "Kolada (RKA)",
        "scb": "SCB",
        "survey": _("Own survey"),
        "own": _("Own count"),
        "ledger": _("The ledger"),
        "other": _("Other source"),
    }[source]


def period_kind_name(kind: str) -> str:
    """Return how often there is a value."""
    return {
        "year": _("Every year"),
        "school_year": _("Every school year"),
        "tertial": _("Every tertial"),
        "quarter": _("Every quarter"),
        "month": _("Every month"),
    }[kind]


def target_kind_name(kind: str) -> str:
    """Return what a target asks."""
    return {
        "reach": _("Reach a value"),
        "keep": _("Keep a value"),
        "range": _("Lie in a range"),
    }[kind]
