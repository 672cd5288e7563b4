"""What every act on the bridge does alike: hold the draft, ask the rules, write lines, let the plan years follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from roder.apps.budgets.actions.refusals import require
from roder.apps.budgets.actions.versions import locked
from roder.apps.budgets.actions.versions import require_open
from roder.apps.budgets.actions.versions import written_anew
from roder.apps.budgets.models import BudgetLine
from roder.apps.organisation.queries import bodies
from roder.domain.bridge_faults import frame_faults
from roder.domain.bridge_faults import line_faults
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.frame_bridge import LineOrigin
from roder.domain.frame_bridge import budget_years
from roder.domain.frame_bridge import chained_last_frames
from roder.domain.frame_changes import YearBodies

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User
    from roder.domain.bridge_reckoning import BridgeLine
    from roder.domain.budget_versions import VersionLine


def open_draft(version: BudgetVersion) -> BudgetVersion:
    """Return the draft held until the transaction ends; refused when it is frozen, or locked by a step of the year."""
    row = locked(version)
    require_open(row)
    return row


def require_lines(version: BudgetVersion, lines: Iterable[BridgeLine]) -> None:
    """Raise ``BudgetRefusedError`` when one of the lines cannot stand in the bridge."""
    known = bodies(version.organisation)
    before = YearBodies(known, version.year - 1)
    found = {year: YearBodies(known, year) for year in budget_years(version.year)}
    faults = []
    for line in lines:
        of_year = found.get(line.year, before)
        # A body that has ended still hands over what it had.
        is_known = of_year.find(line.body) is not None
        faults += line_faults(line, version.year, of_year if is_known else before)
    require(list({fault.message_en: fault for fault in faults}.values()))


def write_bridge_lines(
    version: BudgetVersion,
    lines: Sequence[tuple[BridgeLine, Decision | None]],
    origin: LineOrigin,
    *,
    acting_user: User,
) -> list[BudgetLine]:
    """Add lines last among the frames of a draft that is held; for an action that records what it does."""
    of_frames = version.lines.filter(section=BudgetSection.FRAME)
    position = (of_frames.aggregate(last=Max("position"))["last"] or 0) + 1
    rows = [
        BudgetLine(
            budget_version=version,
            year=line.year,
            section=BudgetSection.FRAME,
            body_code=line.body,
            change_group=line.step,
            text=line.text,
            amount_ore=-line.amount_ore,
            source=line.source,
            decision=decision,
            origin=origin,
            entered_by=acting_user,
            position=position + place,
        )
        for place, (line, decision) in enumerate(lines)
    ]
    return BudgetLine.objects.bulk_create(rows)


def settle_bridge(version: BudgetVersion, row: BudgetVersion) -> None:
    """Let the plan years build on the year before, refuse a frame below zero, and number the draft anew."""
    rows = list(row.lines.filter(section=BudgetSection.FRAME))
    chained = chained_last_frames([each.as_value() for each in rows], row.year)
    for year, frames in chained.items():
        kept = [each for each in rows if each.year == year and each.change_group == ChangeGroup.LAST_FRAME]
        if {each.body_code: -each.amount_ore for each in kept} == frames and len(kept) == len(frames):
            continue
        BudgetLine.objects.filter(pk__in=[each.pk for each in kept]).delete()
        BudgetLine.objects.bulk_create(
            BudgetLine(
                budget_version=row,
                year=year,
                section=BudgetSection.FRAME,
                body_code=body,
                change_group=ChangeGroup.LAST_FRAME,
                amount_ore=-ore,
                origin=LineOrigin.CARRIED,
            )
            for body, ore in frames.items()
        )
    lines = [each.as_value() for each in row.lines.filter(section=BudgetSection.FRAME)]
    names = {body.code: body.name for body in bodies(row.organisation)}
    require(frame_faults(lines, budget_years(row.year), names))
    written_anew(version, row)


def frame_values(version: BudgetVersion, *without: LineOrigin) -> list[VersionLine]:
    """Return the frame lines of a draft as values, without those that some reckonings made."""
    rows = version.lines.filter(section=BudgetSection.FRAME).exclude(origin__in=without)
    return [each.as_value() for each in rows]
