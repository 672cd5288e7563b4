"""Steps of the bridge that are reckoned: what was decided carried on, index, efficiency, volumes, counts.

A reckoning replaces the lines that it made before, never those that a person typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions.bridge_lines import frame_values
from roder.apps.budgets.actions.bridge_lines import open_draft
from roder.apps.budgets.actions.bridge_lines import require_lines
from roder.apps.budgets.actions.bridge_lines import settle_bridge
from roder.apps.budgets.actions.bridge_lines import write_bridge_lines
from roder.apps.budgets.actions.refusals import require
from roder.apps.budgets.models import BudgetLine
from roder.apps.budgets.queries import frames
from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.budgets.volume_queries import index_rates
from roder.apps.budgets.volume_queries import volume_book
from roder.apps.budgets.volume_words import volume_key_name
from roder.domain.bridge_faults import bridge_fault
from roder.domain.bridge_reckoning import BridgeLine
from roder.domain.bridge_reckoning import by_rate
from roder.domain.bridge_reckoning import taken_back
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.budget_versions import frames_of
from roder.domain.frame_bridge import LineOrigin
from roder.domain.frame_bridge import budget_years
from roder.domain.money import ORE_PER_UNIT
from roder.domain.volumes import reconciliation
from roder.domain.volumes import volume_changes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.budgets.volume_queries import IndexRate
    from roder.apps.identity.models import User
    from roder.domain.volumes import VolumeChange
    from roder.domain.volumes import VolumeCorrection

Event = AuditEntry.Event
UNIT_ORE = ORE_PER_UNIT["tkr"]
"""Frames are decided in whole thousands of kronor."""


@transaction.atomic
def carry_last_frames(version: BudgetVersion, *, with_plan: bool = False, acting_user: User) -> int:
    """Make the last frames of a draft what was decided for the year before; returns how many bodies have one.

    That is the adopted budget of that year, else the frames in force. ``with_plan`` takes along what the adopted
    budget planned for the years that both have: its steps beyond the last frame. Refused when nothing is decided.
    """
    row = open_draft(version)
    decided = adopted_of_year(row.organisation, row.year - 1)
    lines = lines_of(decided) if decided else []
    amounts = frames_of(lines, row.year - 1) or {
        code: frame.original_ore for code, frame in frames(row.organisation, row.year - 1).items()
    }
    if not amounts:
        require([bridge_fault("bridge_nothing_decided", year=row.year - 1)])
    source = str(decided) if decided else _("Frames in force %(year)s") % {"year": row.year - 1}
    text = _("As decided")
    made = [
        BridgeLine(body, row.year, ChangeGroup.LAST_FRAME, ore, text, source) for body, ore in amounts.items()
    ]
    if with_plan:
        made += [
            BridgeLine(
                each.body,
                each.year,
                ChangeGroup(each.change_group),
                -each.amount_ore,
                each.text or text,
                source,
            )
            for each in lines
            if each.section is BudgetSection.FRAME
            and each.year in budget_years(row.year)
            and each.change_group not in {"", ChangeGroup.LAST_FRAME}
        ]
    of_frames = row.lines.filter(section=BudgetSection.FRAME)
    of_frames.filter(year=row.year, change_group=ChangeGroup.LAST_FRAME).delete()
    _replace(row, LineOrigin.CARRIED, made, acting_user=acting_user)
    settle_bridge(version, row)
    record(Event.BRIDGE_CARRIED, row.subject, acting_user=acting_user, new={"made_from": source, **amounts})
    return len(amounts)


@transaction.atomic
def reckon_index(version: BudgetVersion, index_name: str, *, acting_user: User) -> int:
    """Reckon the index step of all years for all bodies; returns what it gives the budget year in öre.

    A body follows the index that is chosen for it, else the one that is named. Raises ``IndexWeightsError`` when the
    weights of one do not make a whole.
    """
    row = open_draft(version)
    lines = frame_values(row, LineOrigin.INDEX)
    codes = {each.body for each in lines}
    rates = {year: index_rates(row.organisation, index_name, codes, year) for year in budget_years(row.year)}
    shown = {year: {body: rate.rate for body, rate in found.items()} for year, found in rates.items()}
    made = [
        BridgeLine(
            each.body, each.year, each.step, each.amount_ore, *_index_text(rates[each.year][each.body])
        )
        for each in by_rate(lines, row.year, shown, ChangeGroup.INDEX, UNIT_ORE)
    ]
    return _reckoned(version, row, LineOrigin.INDEX, made, acting_user, facts={"index": index_name})


def _index_text(rate: IndexRate) -> tuple[str, str]:
    return f"{rate.index_name} {rate.rate.normalize() + 0:f} %".replace(".", ","), rate.source


@transaction.atomic
def reckon_efficiency(
    version: BudgetVersion, percents: Mapping[int, Decimal], *, text: str = "", acting_user: User
) -> int:
    """Reckon savings as per cent of each body's frame, by year; returns what the budget year is lowered by, in öre (−)."""
    row = open_draft(version)
    lines = frame_values(row, LineOrigin.EFFICIENCY)
    codes = {each.body for each in lines}
    rates = {year: dict.fromkeys(codes, -percent) for year, percent in percents.items()}
    name = text.strip() or _("Efficiency requirement")
    made = [
        BridgeLine(
            each.body,
            each.year,
            each.step,
            each.amount_ore,
            f"{name} {percents[each.year].normalize() + 0:f} %".replace(".", ","),
        )
        for each in by_rate(lines, row.year, rates, ChangeGroup.SAVING, UNIT_ORE)
    ]
    facts = {f"{name} {year}": f"{percent} %" for year, percent in percents.items()}
    return _reckoned(version, row, LineOrigin.EFFICIENCY, made, acting_user, facts=facts)


@transaction.atomic
def reckon_volumes(version: BudgetVersion, *, acting_user: User) -> int:
    """Reckon the volume step of all years from the volume model; returns what it gives the budget year in öre."""
    row = open_draft(version)
    book = volume_book(row.organisation)
    changes = [each for year in budget_years(row.year) for each in volume_changes(book, year, UNIT_ORE)]
    made = [
        BridgeLine(each.body, each.year, ChangeGroup.VOLUME, each.amount_ore, _change_text(each))
        for each in changes
        if each.amount_ore
    ]
    return _reckoned(version, row, LineOrigin.VOLUME, made, acting_user)


@transaction.atomic
def reconcile_volumes(version: BudgetVersion, counted_year: int, *, acting_user: User) -> int:
    """Correct the budget year for the volumes counted in a year; the year after takes it back.

    Returns what the corrections give in öre.
    """
    row = open_draft(version)
    corrections = reconciliation(volume_book(row.organisation), counted_year, UNIT_ORE)
    once = [
        BridgeLine(
            each.body,
            row.year,
            ChangeGroup.VOLUME,
            each.amount_ore,
            _correction_text(each),
            each.measured_on.isoformat(),
        )
        for each in corrections
        if each.amount_ore
    ]
    made = [*once, *taken_back(once)]
    facts = {"counted_year": str(counted_year)}
    return _reckoned(version, row, LineOrigin.RECONCILIATION, made, acting_user, facts=facts)


def _change_text(change: VolumeChange) -> str:
    facts = {
        "key": volume_key_name(change.key),
        "before": _plain(change.before),
        "after": _plain(change.after),
    }
    return _("%(key)s: volume from %(before)s to %(after)s") % facts


def _correction_text(correction: VolumeCorrection) -> str:
    facts = {
        "key": volume_key_name(correction.key),
        "budgeted": _plain(correction.budgeted),
        "counted": _plain(correction.counted),
    }
    return _("Reconciliation of %(key)s: %(counted)s counted, %(budgeted)s budgeted, for one year") % facts


def _plain(number: Decimal) -> str:
    return f"{round(number, 1).normalize() + 0:,f}".replace(",", "\u00a0").replace(".", ",")


def _reckoned(
    version: BudgetVersion,
    row: BudgetVersion,
    origin: LineOrigin,
    made: Sequence[BridgeLine],
    acting_user: User,
    *,
    facts: Mapping[str, str] | None = None,
) -> int:
    before = row.lines.filter(section=BudgetSection.FRAME, origin=origin)
    old = _sums((each.year, -each.amount_ore) for each in before)
    _replace(row, origin, made, acting_user=acting_user)
    settle_bridge(version, row)
    new = _sums((each.year, each.amount_ore) for each in made)
    record(
        Event.BRIDGE_RECKONED,
        row.subject,
        acting_user=acting_user,
        old={"origin": origin, **old},
        new={"origin": origin, **new, **(facts or {})},
    )
    return sum(each.amount_ore for each in made if each.year == row.year)


def _replace(
    row: BudgetVersion, origin: LineOrigin, made: Sequence[BridgeLine], *, acting_user: User
) -> None:
    require_lines(
        row, [each for each in made if each.step is not ChangeGroup.LAST_FRAME or each.year == row.year]
    )
    kept = BudgetLine.objects.filter(budget_version=row, section=BudgetSection.FRAME, origin=origin)
    kept.exclude(year__gt=row.year, change_group=ChangeGroup.LAST_FRAME).delete()
    write_bridge_lines(row, [(each, None) for each in made], origin, acting_user=acting_user)


def _sums(amounts: Iterable[tuple[int, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for year, ore in amounts:
        found[str(year)] = found.get(str(year), 0) + ore
    return found
