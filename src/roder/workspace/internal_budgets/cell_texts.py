"""Changes of cells as a grid or a form sends them, and what became of them as a grid reads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.cell_faults import MOST_CHANGES
from roder.domain.cell_merging import TEXT_CELL
from roder.domain.cell_merging import WHOLE_LINE
from roder.domain.cell_merging import CellChange
from roder.domain.internal_budgets import LinePlace
from roder.domain.line_formulas import typed_ore
from roder.domain.money import AmountError
from roder.ui.formatting import moment_text
from roder.ui.problem_texts import problem_text

if TYPE_CHECKING:
    from roder.apps.internalbudgets.actions.cells import KeptFromWriting
    from roder.apps.internalbudgets.actions.cells import WrittenCells
    from roder.apps.internalbudgets.cell_queries import LinesNow
    from roder.apps.internalbudgets.cell_queries import PartSums
    from roder.apps.internalbudgets.models import GridVisit
    from roder.apps.internalbudgets.models import InternalBudgetLine

LONGEST_CELL = 200
CODES = 4


class UnreadableChangesError(ValueError):
    """What was sent is not changes of cells; no page of ours sends that."""


@dataclass(frozen=True, slots=True)
class SentChanges:
    """What a grid sends: the changes, the moment from which it follows the lines, and the cell its person is in."""

    changes: list[CellChange]
    since: str
    cell: str


def sent_changes(body: bytes, unit: str) -> SentChanges:
    """Return what a grid sent; raises ``UnreadableChangesError``."""
    try:
        sent = json.loads(body)
    except ValueError as error:
        raise UnreadableChangesError from error
    if not isinstance(sent, dict):
        raise UnreadableChangesError
    since, cell = (_text(sent.get(name, "")) for name in ("since", "cell"))
    return SentChanges(changes_from(sent.get("changes", []), unit), since, cell[:LONGEST_CELL])


def changes_from(given: Any, unit: str) -> list[CellChange]:
    """Return changes as they came out of JSON; raises ``UnreadableChangesError``."""
    if not isinstance(given, list) or len(given) > MOST_CHANGES:
        raise UnreadableChangesError
    return [_change(each, unit) for each in given]


def _change(given: Any, unit: str) -> CellChange:
    if not isinstance(given, dict):
        raise UnreadableChangesError
    codes = given.get("place")
    if not isinstance(codes, list) or len(codes) != CODES:
        raise UnreadableChangesError
    cell = _text(given.get("cell"))
    seen_line = given.get("seen_line", [])
    if not isinstance(seen_line, list):
        raise UnreadableChangesError
    is_text = cell == TEXT_CELL
    formula = _text(given.get("formula", ""))
    return CellChange(
        LinePlace(unit, *(_text(code).strip() for code in codes)),
        cell,
        _value(given.get("seen", "" if is_text else 0), is_text=is_text),
        typed_value(formula) if formula else _value(given.get("value"), is_text=is_text),
        formula,
        tuple(_value(each, is_text=isinstance(each, str)) for each in seen_line),
    )


def typed_value(text: str) -> int | str:
    """Return the öre of what a person typed, else the text itself, which the rules then refuse with a reason."""
    try:
        return typed_ore(text)
    except AmountError:
        return text


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnreadableChangesError
    return value


def _value(value: Any, *, is_text: bool) -> int | str:
    if is_text:
        return _text(value).strip()
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnreadableChangesError
    return value


def change_as_sent(change: CellChange, **seen: Any) -> dict[str, Any]:
    """Return a change as a grid sends it, for a form that sends it once more; ``seen`` is what is seen by then."""
    place = change.place
    return {
        "place": [place.account, place.activity, place.project, place.counterparty],
        "cell": change.cell,
        "seen": change.seen,
        "value": change.value,
        "formula": change.formula,
        "seen_line": list(change.seen_line),
        **seen,
    }


def seen_now(kept: KeptFromWriting) -> dict[str, Any]:
    """Return what whoever chooses their own value has seen by then: what stands in the cell now."""
    change, theirs = kept.conflict.change, kept.conflict.theirs
    if change.cell == WHOLE_LINE:
        return {"seen_line": list(theirs) if isinstance(theirs, tuple) else []}
    nothing: int | str = "" if change.cell == TEXT_CELL else 0
    return {"seen": nothing if theirs is None else theirs}


def answer(written: WrittenCells, now: LinesNow, sums: PartSums, others: list[GridVisit]) -> dict[str, Any]:
    """Return what a grid is told: what became of its changes, what others wrote, the sums and who else is here."""
    return {
        "written": written.written,
        "conflicts": [_conflict(each) for each in written.conflicts],
        "faults": [{"change": (each.line or 1) - 1, "text": problem_text(each)} for each in written.faults],
        "mark": now.mark,
        "lines": [line_as_sent(row) for row in now.changed],
        "keys": now.keys,
        "sums": {"given_ore": sums.given_ore, "net_ore": sums.net_ore, "left_ore": sums.left_ore},
        "others": [{"name": str(each.person), "cell": each.cell} for each in others],
    }


def line_as_sent(row: InternalBudgetLine) -> dict[str, Any]:
    """Return a line as a grid keeps it."""
    line = row.as_value()
    place = line.place
    return {
        "key": row.pk,
        "place": [place.account, place.activity, place.project, place.counterparty],
        "months": line.months_ore,
        "plan": line.plan_ore,
        "text": line.text,
        "formula": line.formula,
        "origin": line.origin,
        "version": row.version,
        "by": str(row.changed_by or ""),
        "at": moment_text(row.changed_at),
    }


def _conflict(kept: KeptFromWriting) -> dict[str, Any]:
    return {
        "change": kept.conflict.number,
        "theirs": kept.conflict.theirs,
        "by": str(kept.by or ""),
        "at": moment_text(kept.at),
        **seen_now(kept),
    }
