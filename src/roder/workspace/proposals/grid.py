"""The one table in which a proposal is written: a row for each thing, a column for each year, as texts of a form.

A row is known in the form by a short code of its slot (target, key, name), so that rows that come and go under another
person's hands never change places with one another.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from decimal import InvalidOperation
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.domain.proposal_lines import as_shown
from roder.domain.proposals import MONEY_TARGETS
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposedRow
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.proposals.words import rate_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.proposals.places import Places

Slot = tuple[ChangeTarget, str, str]
UNITS = ("tkr", "mnkr")
ROW = "row-"
LARGEST_RATE = 50
RATE_DECIMALS = 4
LONGEST_NAME = 80


@dataclass(frozen=True)
class GridReading:
    """A form as it was read: rows by slot, the texts of its fields, and what cannot be read."""

    rows: dict[Slot, ProposedRow] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def code_of(slot: Slot) -> str:
    """Return what a row is known by in the form."""
    return f"{zlib.crc32(slot_text(slot).encode()):08x}"


def slot_text(slot: Slot) -> str:
    """Return a slot as the form carries it."""
    return json.dumps([slot[0].value, slot[1], slot[2]], ensure_ascii=False)


def shown_slots(places: Places, rows: Iterable[ProposedRow]) -> list[Slot]:
    """Return every row that the table shows: all that can be changed, and under each its named changes."""
    named = [row.slot for row in rows]
    found: list[Slot] = []
    for target in MONEY_TARGETS:
        keys = list(places.bodies if target is ChangeTarget.FRAME else places.lines[target])
        keys += [key for each, key, _text in named if each is target and key not in keys]
        for key in dict.fromkeys(keys):
            found.append((target, key, ""))
            found += [slot for slot in named if slot[:2] == (target, key) and slot[2]]
    return [*found, (ChangeTarget.TAX_RATE, "", "")]


def grid_texts(
    slots: Sequence[Slot], rows: Iterable[ProposedRow], years: Sequence[int], unit: str
) -> dict[str, str]:
    """Return the texts of the form's fields for rows as they are kept; what says nothing is empty."""
    kept = {row.slot: row for row in rows}
    texts: dict[str, str] = {}
    for slot in slots:
        row, code = kept.get(slot, ProposedRow(*slot)), code_of(slot)
        values = dict(row.values)
        for year in years:
            texts[f"v-{code}-{year}"] = _written(slot[0], values.get(year), unit)
        texts[f"why-{code}"] = row.motivation
        texts[f"goal-{code}"] = row.goal_code
    return texts


def _written(target: ChangeTarget, value: int | Decimal | None, unit: str) -> str:
    if not value:
        return ""
    if isinstance(value, Decimal):
        return rate_text(value).replace("\u2212", "-")
    return amount_as_written(as_shown(target, value), unit)


def read_grid(
    given: Mapping[str, str], years: Sequence[int], unit: str, names: Mapping[str, str]
) -> GridReading:
    """Return what a form says; a row that cannot be read is left out, with a sentence under its field's name."""
    reading = GridReading()
    for name, text in given.items():
        slot = _slot(text) if name.startswith(ROW) else None
        if slot is not None:
            read_row(given, slot, years, unit, names, into=reading)
    return reading


def _slot(text: str) -> Slot | None:
    try:
        target, key, name = json.loads(text)
        return (ChangeTarget(target), str(key), str(name))
    except (ValueError, TypeError):
        return None


def read_row(
    given: Mapping[str, str],
    slot: Slot,
    years: Sequence[int],
    unit: str,
    names: Mapping[str, str],
    *,
    into: GridReading,
) -> None:
    """Read one row of a form into the reading."""
    code, values, is_readable = code_of(slot), [], True
    for year in years:
        field_name = f"v-{code}-{year}"
        text = into.texts[field_name] = given.get(field_name, "").strip()
        try:
            values.append((year, value_from_text(slot[0], text, unit)))
        except ValueError:
            is_readable = False
            into.faults[field_name] = _(
                "%(name)s, %(year)s: “%(text)s” is no amount. Write as 1 250 or 12,5."
            ) % {
                "name": names.get(slot[1], slot[1]) or _("Tax rate"),
                "year": year,
                "text": text,
            }
    why = into.texts[f"why-{code}"] = given.get(f"why-{code}", "").strip()
    goal = into.texts[f"goal-{code}"] = given.get(f"goal-{code}", "").strip()[:20]
    if is_readable:
        into.rows[slot] = ProposedRow(*slot, tuple(values), why, goal)


def value_from_text(target: ChangeTarget, text: str, unit: str) -> int | Decimal:
    """Return öre in report sign, or the change of the tax rate; empty is 0. Raises ``ValueError`` for no number."""
    if target is not ChangeTarget.TAX_RATE:
        if not text:
            return 0
        try:
            return as_shown(target, ore_from_text(text.removeprefix("+"), unit=unit))
        except AmountError as error:
            raise ValueError(text) from error
    try:
        rate = Decimal(text.replace("\u2212", "-").replace(",", ".").replace(" ", "") or "0")
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not rate.is_finite() or abs(rate) > LARGEST_RATE or rate != round(rate, RATE_DECIMALS):
        raise ValueError(text)
    return rate


def new_slot(given: Mapping[str, str]) -> Slot | None:
    """Return the slot of a change that is added by name, ``None`` when none is; a new project is its own key."""
    name = given.get("new-name", "").strip()[:LONGEST_NAME]
    target, _sign, key = given.get("new-place", "").partition("|")
    if not name or target not in MONEY_TARGETS:
        return None
    if target == ChangeTarget.INVESTMENT and not key:
        return (ChangeTarget.INVESTMENT, name, "")
    return (ChangeTarget(target), key, name)


def read_new(
    given: Mapping[str, str], years: Sequence[int], unit: str, names: Mapping[str, str]
) -> GridReading:
    """Return the change that a form adds by name, if any."""
    slot = new_slot(given)
    reading = GridReading()
    if slot is not None:
        code = code_of(slot)
        own = {f"v-{code}-{year}": given.get(f"new-{year}", "") for year in years}
        own |= {f"why-{code}": given.get("new-why", ""), f"goal-{code}": given.get("new-goal", "")}
        read_row(own, slot, years, unit, names, into=reading)
    return reading
