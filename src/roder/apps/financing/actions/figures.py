"""What a round says of its years: inputs of the formulas and stated amounts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.financing.actions.refusals import require
from roder.apps.financing.actions.rounds import locked
from roder.apps.financing.models import FinancingInput
from roder.apps.financing.models import StatedLine
from roder.apps.financing.queries import inputs_of
from roder.apps.financing.queries import stated_of
from roder.domain.financing_rounds import input_faults
from roder.domain.financing_rounds import line_faults
from roder.domain.financing_rounds import writing_faults
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.financing.models import FinancingRound
    from roder.apps.financing.queries import Place
    from roder.apps.identity.models import User
    from roder.domain.financing_rules import InputValue
    from roder.domain.financing_sheet import StatedAmount
    from roder.domain.problems import Problem


@transaction.atomic
def set_figures(
    financing_round: FinancingRound,
    *,
    inputs: Mapping[Place, InputValue | None] | None = None,
    stated: Mapping[Place, StatedAmount | None] | None = None,
    seen_version: int | None = None,
    acting_user: User,
) -> bool:
    """Let the round say this of the years and keys that are named; ``None`` takes a value away.

    What is not named stays. Returns whether anything changed. Raises ``FinancingRefusedError``, and
    ``StaleVersionError`` when ``seen_version`` is given and somebody has written in the round since.
    """
    wanted_inputs, wanted_lines = dict(inputs or {}), dict(stated or {})
    current = locked(financing_round)
    require([*writing_faults(is_locked=current.is_locked), *_faults(wanted_inputs, wanted_lines)])
    held_inputs, held_lines = inputs_of(current), stated_of(current)
    changed_inputs = {at: new for at, new in wanted_inputs.items() if new != held_inputs.get(at)}
    changed_lines = {at: new for at, new in wanted_lines.items() if new != held_lines.get(at)}
    if not changed_inputs and not changed_lines:
        return False
    old = _texts(
        {at: held_inputs.get(at) for at in changed_inputs}, {at: held_lines.get(at) for at in changed_lines}
    )
    new = _texts(changed_inputs, changed_lines)
    event = AuditEntry.Event.FINANCING_FIGURES_SET
    if seen_version is not None and seen_version != current.version:
        told = stale(current, mine={}, event=event, subject=current.subject)
        raise StaleVersionError(
            theirs=old, mine=new, version=told.version, saved_by=told.saved_by, saved_at=told.saved_at
        )
    _write_inputs(current, changed_inputs)
    _write_lines(current, changed_lines)
    current.version += 1
    current.save(update_fields=["version"])
    financing_round.version = current.version
    record(event, current.subject, acting_user=acting_user, old={"figures": old}, new={"figures": new})
    return True


def _faults(
    inputs: Mapping[Place, InputValue | None], stated: Mapping[Place, StatedAmount | None]
) -> list[Problem]:
    found = [
        fault
        for (year, key), new in inputs.items()
        if new is not None
        for fault in input_faults(year, key, new.value)
    ]
    return found + [
        fault for (year, key), new in stated.items() if new is not None for fault in line_faults(year, key)
    ]


def _texts(
    inputs: Mapping[Place, InputValue | None], stated: Mapping[Place, StatedAmount | None]
) -> dict[str, dict[str, Any]]:
    """Return what the history says of values, by key and year: an amount in öre, an input as its number."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for (year, key), value in inputs.items():
        found[key][str(year)] = None if value is None else str(value.value)
    for (year, key), amount in stated.items():
        found[key][str(year)] = None if amount is None else amount.amount_ore
    return dict(found)


def _write_inputs(financing_round: FinancingRound, values: Mapping[Place, InputValue | None]) -> None:
    for year, key in values:
        financing_round.inputs.filter(year=year, key=key).delete()
    FinancingInput.objects.bulk_create(
        FinancingInput(
            financing_round=financing_round, year=year, key=key, value=new.value, source=new.source[:300]
        )
        for (year, key), new in values.items()
        if new is not None
    )


def _write_lines(financing_round: FinancingRound, values: Mapping[Place, StatedAmount | None]) -> None:
    for year, key in values:
        financing_round.stated_lines.filter(year=year, key=key).delete()
    StatedLine.objects.bulk_create(
        StatedLine(
            financing_round=financing_round,
            year=year,
            key=key,
            label=new.label[:200],
            amount_ore=new.amount_ore,
            source=new.source[:300],
        )
        for (year, key), new in values.items()
        if new is not None
    )
