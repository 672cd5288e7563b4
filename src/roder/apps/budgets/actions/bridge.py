"""A person writes in the bridge of a draft: a line for some years, a transfer, a step for all bodies at once.

Each act leaves the bridge whole: the plan years' last frames follow, and no frame is below zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.actions import write_seen
from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions.bridge_lines import open_draft
from roder.apps.budgets.actions.bridge_lines import require_lines
from roder.apps.budgets.actions.bridge_lines import settle_bridge
from roder.apps.budgets.actions.bridge_lines import write_bridge_lines
from roder.apps.budgets.bridge_queries import step_lines
from roder.apps.budgets.models import BudgetLine
from roder.domain.bridge_reckoning import BridgeLine
from roder.domain.budget_versions import ChangeGroup
from roder.domain.frame_bridge import LineOrigin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User

Event = AuditEntry.Event
TYPED_FIELDS = ("text", "amount_ore", "source", "decision")


@dataclass(frozen=True)
class TypedLine:
    """What a person writes: a step of a body with its text, an amount for each year (more money to the body +)."""

    body: str
    step: ChangeGroup
    text: str
    amounts_ore: Mapping[int, int] = field(default_factory=dict)
    source: str = ""
    decision: Decision | None = None

    def lines(self) -> list[BridgeLine]:
        """Return a line for each year with an amount."""
        return [
            BridgeLine(self.body, year, self.step, ore, self.text.strip(), self.source.strip())
            for year, ore in sorted(self.amounts_ore.items())
            if ore
        ]


@transaction.atomic
def add_bridge_lines(
    version: BudgetVersion, typed: Sequence[TypedLine], *, acting_user: User
) -> list[BudgetLine]:
    """Add lines to the bridge of a draft; both sides of a transfer are added at once. Raises ``BudgetRefusedError``."""
    row = open_draft(version)
    found = [(line, each.decision) for each in typed for line in each.lines()]
    require_lines(row, [line for line, _decision in found])
    made = write_bridge_lines(row, found, LineOrigin.TYPED, acting_user=acting_user)
    settle_bridge(version, row)
    _record_changed(row, acting_user, new=_amounts(made))
    return made


@transaction.atomic
def change_bridge_line(
    line: BudgetLine,
    *,
    text: str,
    amount_ore: int,
    source: str = "",
    decision: Decision | None = None,
    seen_version: int,
    acting_user: User,
) -> bool:
    """Write a line anew, as a person's own from now on; ``amount_ore`` is more money to the body.

    Raises ``StaleVersionError`` when somebody has changed or removed it, ``BudgetRefusedError`` when it cannot be so.
    """
    version = line.budget_version
    row = open_draft(version)
    step = _step(line)
    require_lines(row, [BridgeLine(line.body_code, line.year, step, amount_ore, text)])
    values = {
        "text": text.strip(),
        "amount_ore": -amount_ore,
        "source": source.strip(),
        "decision": decision,
        "change_group": step.value,
        "origin": LineOrigin.TYPED.value,
        "entered_by": acting_user,
    }
    kept = BudgetLine.objects.filter(pk=line.pk).first()
    if kept and all(getattr(kept, name) == values[name] for name in TYPED_FIELDS):
        return False
    before = write_seen(
        line, values, seen_version=seen_version, event=Event.BRIDGE_CHANGED, subject=row.subject
    )
    settle_bridge(version, row)
    _record_changed(
        row,
        acting_user,
        old={name: str(value) for name, value in before.items()} | {"line": str(line)},
        new={name: str(values[name]) for name in before},
    )
    return True


@transaction.atomic
def remove_bridge_line(line: BudgetLine, *, seen_version: int, acting_user: User) -> None:
    """Take a line out of the bridge. Raises ``StaleVersionError`` or ``BudgetRefusedError``."""
    version = line.budget_version
    row = open_draft(version)
    kept = row.lines.filter(pk=line.pk).first()
    if kept is None or kept.version != seen_version:
        raise stale(kept, mine={}, event=Event.BRIDGE_CHANGED, subject=row.subject)
    require_lines(row, [BridgeLine(kept.body_code, kept.year, _step(kept), 0, kept.text or "–")])
    facts = _amounts([kept])
    kept.delete()
    settle_bridge(version, row)
    _record_changed(row, acting_user, old=facts)


@transaction.atomic
def set_step(
    version: BudgetVersion,
    step: ChangeGroup,
    text: str,
    amounts_ore: Mapping[tuple[str, int], int],
    *,
    source: str = "",
    seen: Mapping[tuple[str, int], int] | None = None,
    acting_user: User,
) -> bool:
    """Make a step's typed lines of one text exactly these amounts, by body and year; returns whether anything changed.

    ``seen`` is what the person saw of them; when they are others now ``StaleVersionError`` is raised.
    """
    row = open_draft(version)
    wanted = {place: ore for place, ore in amounts_ore.items() if ore}
    kept = step_lines(row, step, text)
    standing = _by_place(kept)
    if standing == wanted:
        return False
    if seen is not None and standing != {place: ore for place, ore in seen.items() if ore}:
        raise stale(row, mine={}, event=Event.BRIDGE_CHANGED, subject=row.subject)
    lines = [
        BridgeLine(body, year, step, ore, text.strip(), source.strip())
        for (body, year), ore in sorted(wanted.items())
    ]
    require_lines(row, lines)
    decision = next((each.decision for each in kept if each.decision), None)
    BudgetLine.objects.filter(pk__in=[each.pk for each in kept]).delete()
    write_bridge_lines(row, [(line, decision) for line in lines], LineOrigin.TYPED, acting_user=acting_user)
    settle_bridge(version, row)
    _record_changed(row, acting_user, old=_places(standing), new={"text": text, **_places(wanted)})
    return True


def _step(line: BudgetLine) -> ChangeGroup:
    return ChangeGroup(line.change_group) if line.change_group else ChangeGroup.DECISION


def _by_place(lines: Iterable[BudgetLine]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for each in lines:
        place = (each.body_code, each.year)
        found[place] = found.get(place, 0) - each.amount_ore
    return {place: ore for place, ore in found.items() if ore}


def _amounts(lines: Iterable[BudgetLine]) -> dict[str, int | str]:
    found: dict[str, int | str] = {}
    for each in lines:
        place = f"{each.body_code} {each.year} {each.change_group} {each.text}".strip()
        found[place] = int(found.get(place, 0)) - each.amount_ore
    return found


def _places(amounts: Mapping[tuple[str, int], int]) -> dict[str, int]:
    return {f"{body} {year}": ore for (body, year), ore in sorted(amounts.items())}


def _record_changed(
    version: BudgetVersion,
    acting_user: User,
    *,
    old: Mapping[str, int | str] | None = None,
    new: Mapping[str, int | str] | None = None,
) -> None:
    record(Event.BRIDGE_CHANGED, version.subject, acting_user=acting_user, old=old, new=new)
