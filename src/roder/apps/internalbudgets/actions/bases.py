"""Positions, drivers and assumptions put in, and the lines that follow from them, as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.actions.line_rows import add_lines
from roder.apps.internalbudgets.actions.line_rows import amount_fields
from roder.apps.internalbudgets.actions.refusals import require
from roder.apps.internalbudgets.basis_queries import Inputs
from roder.apps.internalbudgets.basis_queries import assumptions_of
from roder.apps.internalbudgets.basis_queries import drivers_of
from roder.apps.internalbudgets.basis_queries import fingerprint
from roder.apps.internalbudgets.basis_queries import positions_of
from roder.apps.internalbudgets.basis_queries import reckon
from roder.apps.internalbudgets.models import BudgetAssumption
from roder.apps.internalbudgets.models import BudgetDriver
from roder.apps.internalbudgets.models import DriverQuantity
from roder.apps.internalbudgets.models import StaffPosition
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.internalbudgets.queries import original_layer
from roder.domain.internal_budgets import net_of_units
from roder.domain.reckoned_lines import places_changed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.basis_queries import Reckoning
    from roder.apps.internalbudgets.basis_queries import UnitReckoning
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.domain.budget_assumptions import Assumption
    from roder.domain.budget_drivers import Driver
    from roder.domain.periods import Month
    from roder.domain.positions import Position

Event = AuditEntry.Event


class BasisChangedError(Exception):
    """Somebody has saved another list since the person saw it; nothing was saved."""


@transaction.atomic
def put_positions(
    budget: InternalBudget,
    positions: Mapping[str, Sequence[Position]],
    *,
    numbers: Mapping[str, Sequence[int]] | None = None,
    seen: Mapping[str, str] | None = None,
    takes_place: bool = False,
    acting_user: User,
) -> Reckoning:
    """Make the staff lists of units exactly these, and reckon their lines anew.

    ``seen`` holds by unit the fingerprint of the list that the person saw. Raises ``InternalBudgetRefusedError`` with all
    that is wrong, and ``BasisChangedError``.
    """
    held = _locked(budget, positions)
    for part in held:
        _require_seen(seen, part.unit_code, fingerprint(positions_of(part)))
    found = reckon(budget, Inputs(positions=positions, numbers=numbers or {}), takes_place=takes_place)
    require(found.problems)
    for part in held:
        old, new = positions_of(part), list(positions[part.unit_code])
        if old != new:
            part.positions.all().delete()
            StaffPosition.objects.bulk_create(
                _staff_row(part, number, position) for number, position in enumerate(new, 1)
            )
        if old != new or found.units[part.unit_code].changes_something:
            unit = _write_lines(found.units[part.unit_code], acting_user)
            _record(Event.STAFF_LIST_PUT, unit, {"positions": len(old)}, {"positions": len(new)}, acting_user)
    return found


@transaction.atomic
def put_drivers(
    budget: InternalBudget,
    drivers: Mapping[str, Sequence[Driver]],
    *,
    numbers: Mapping[str, Sequence[int]] | None = None,
    seen: Mapping[str, str] | None = None,
    takes_place: bool = False,
    acting_user: User,
) -> Reckoning:
    """Make the drivers of units exactly these, and reckon their lines anew; refuses as ``put_positions`` does."""
    held = _locked(budget, drivers)
    for part in held:
        _require_seen(seen, part.unit_code, fingerprint(drivers_of(part)))
    found = reckon(budget, Inputs(drivers=drivers, numbers=numbers or {}), takes_place=takes_place)
    require(found.problems)
    for part in held:
        old, new = drivers_of(part), list(drivers[part.unit_code])
        if old != new:
            part.drivers.all().delete()
            _add_drivers(part, new)
        if old != new or found.units[part.unit_code].changes_something:
            unit = _write_lines(found.units[part.unit_code], acting_user)
            _record(Event.BUDGET_DRIVERS_PUT, unit, {"drivers": len(old)}, {"drivers": len(new)}, acting_user)
    return found


@transaction.atomic
def put_assumptions(
    budget: InternalBudget,
    assumptions: Sequence[Assumption],
    *,
    numbers: Sequence[int] = (),
    seen: str = "",
    takes_place: bool = False,
    acting_user: User,
) -> Reckoning:
    """Make what an internal budget assumes exactly this, and reckon the lines of every unit that rests on it.

    Raises ``InternalBudgetRefusedError``, also when lines of a unit that is handed in would move, and ``BasisChangedError``.
    """
    _locked(budget, None)
    old, new = assumptions_of(budget), sorted(assumptions, key=lambda row: row.identity)
    _require_seen({"": seen} if seen else None, "", fingerprint(old))
    inputs = Inputs(assumptions=list(assumptions), numbers={"": numbers})
    found = reckon(budget, inputs, takes_place=takes_place)
    require(found.problems)
    for unit in found.units.values():
        if unit.changes_something:
            _record(Event.LINES_RECKONED, _write_lines(unit, acting_user), {}, {}, acting_user)
    if old != new:
        budget.assumptions.all().delete()
        BudgetAssumption.objects.bulk_create(_assumption_row(budget, row) for row in new)
        before, after = _told(old), _told(new)
        record(
            Event.BUDGET_ASSUMPTIONS_PUT,
            budget.subject,
            acting_user=acting_user,
            old={name: said for name, said in before.items() if after.get(name) != said},
            new={name: said for name, said in after.items() if before.get(name) != said},
        )
    return found


def _locked(budget: InternalBudget, units: Mapping[str, object] | None) -> list[UnitPart]:
    """Return the parts of units, or of all, held until the transaction ends, always in the same order."""
    parts = UnitPart.objects.select_for_update(of=("self",)).filter(internal_budget=budget).order_by("pk")
    return list(parts if units is None else parts.filter(unit_code__in=list(units)))


def _require_seen(seen: Mapping[str, str] | None, key: str, now: str) -> None:
    if seen is not None and seen.get(key, now) != now:
        raise BasisChangedError(key)


def _write_lines(unit: UnitReckoning, by: User) -> UnitReckoning:
    """Write the lines that changed, and only those, so that what others write beside them is not disturbed."""
    layer, now = original_layer(unit.part.internal_budget), timezone.now()
    changed = places_changed(unit.before, unit.after)
    rows = {row.place: row for row in layer.lines.filter(unit_code=unit.part.unit_code)}
    after = {line.place: line for line in unit.after}
    layer.lines.filter(pk__in=[rows[place].pk for place in changed - after.keys()]).delete()
    add_lines(layer, [after[place] for place in sorted(changed - rows.keys())], by, now)
    for place in changed & rows.keys() & after.keys():
        layer.lines.filter(pk=rows[place].pk).update(
            **amount_fields(after[place]), version=F("version") + 1, changed_by=by, changed_at=now
        )
    return unit


def _record(
    event: AuditEntry.Event, unit: UnitReckoning, old: dict[str, int], new: dict[str, int], by: User
) -> None:
    code = unit.part.unit_code
    before, after = (net_of_units(lines).get(code, 0) for lines in (unit.before, unit.after))
    taken = {"lines_taken": len(unit.met)} if unit.met else {}
    record(
        event,
        unit.part.subject,
        acting_user=by,
        old=old | {"lines": len(unit.before), "net_ore": before},
        new=new | {"lines": len(unit.after), "net_ore": after} | taken,
    )


def _staff_row(part: UnitPart, number: int, row: Position) -> StaffPosition:
    return StaffPosition(
        part=part,
        number=number,
        title=row.title,
        positions=row.positions,
        monthly_wage_ore=row.monthly_wage_ore,
        account=row.account,
        activity=row.activity,
        share=row.share,
        first_month=_month(row.first),
        last_month=_month(row.last),
        vacancy=row.vacancy,
        overhead=row.overhead,
        source=row.source,
    )


def _add_drivers(part: UnitPart, drivers: Sequence[Driver]) -> None:
    for number, row in enumerate(drivers, 1):
        driver = BudgetDriver.objects.create(
            part=part,
            number=number,
            name=row.name,
            kind=row.kind,
            account=row.account,
            activity=row.activity,
            price=row.price,
            measure=row.measure,
            is_income=row.is_income,
            source=row.source,
        )
        DriverQuantity.objects.bulk_create(
            DriverQuantity(driver=driver, year=year, month=month, quantity=quantity)
            for (year, month), quantity in sorted(row.quantities.items())
        )


def _assumption_row(budget: InternalBudget, row: Assumption) -> BudgetAssumption:
    return BudgetAssumption(
        internal_budget=budget,
        kind=row.kind,
        key=row.key,
        first_month=str(row.first),
        value=row.value,
        account=row.account,
        source=row.source,
        is_example=row.is_example,
    )


def _told(rows: Sequence[Assumption]) -> dict[str, str]:
    names = (
        " ".join(part for part in (row.kind, row.key, row.account, str(row.first)) if part) for row in rows
    )
    return {name: f"{row.value.normalize():f} ({row.source})" for name, row in zip(names, rows, strict=True)}


def _month(month: Month | None) -> str:
    return "" if month is None else str(month)
