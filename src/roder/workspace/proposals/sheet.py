"""The table of a proposal as its template shows it, and the sums on top of it, from the texts of a form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.proposals.places import places_of
from roder.apps.proposals.queries import base_lines
from roder.apps.proposals.queries import changes_of
from roder.apps.proposals.readiness import imbalance_of
from roder.domain.proposal_lines import SECTIONS
from roder.domain.proposal_lines import TAX_LINE
from roder.domain.proposal_lines import amounts
from roder.domain.proposal_lines import as_shown
from roder.domain.proposal_lines import live_sums
from roder.domain.proposal_lines import tax_change_ore
from roder.domain.proposal_rules import balance_faults
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposedRow
from roder.domain.proposals import changes_of_row
from roder.domain.proposals import goals_touched
from roder.domain.proposals import rows_of
from roder.ui.versions import Seen
from roder.workspace.proposals.grid import UNITS
from roder.workspace.proposals.grid import code_of
from roder.workspace.proposals.grid import grid_texts
from roder.workspace.proposals.grid import shown_slots
from roder.workspace.proposals.grid import slot_text
from roder.workspace.proposals.words import HINTS
from roder.workspace.proposals.words import TARGETS
from roder.workspace.proposals.words import line_names
from roder.workspace.proposals.words import outcome_text
from roder.workspace.proposals.words import rate_text
from roder.workspace.proposals.words import share_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from roder.apps.proposals.models import Proposal
    from roder.apps.proposals.places import Places
    from roder.domain.budget_versions import BudgetSection
    from roder.domain.proposal_lines import YearSums
    from roder.workspace.proposals.grid import Slot


@dataclass
class Sheet:
    """A draft as its page works on it: the base's amounts, the rows as they are kept, and what things are called."""

    proposal: Proposal
    places: Places
    kept: list[ProposedRow]
    slots: list[Slot]
    base: dict[tuple[BudgetSection, str, int], int]
    names: dict[str, str]
    unit: str = UNITS[0]
    others: list[Any] = field(default_factory=list)

    @property
    def rate(self) -> Decimal | None:
        """The base's tax rate."""
        return self.proposal.base.tax_rate

    def texts(self) -> dict[str, str]:
        """Return the form's fields as the draft is kept."""
        return grid_texts(self.slots, self.kept, self.places.years, self.unit)

    def seen(self) -> str:
        """Return what the form remembers of the draft as it was opened."""
        return str(Seen(1, {name: text for name, text in self.texts().items() if text}))

    def base_of(self, slot: Slot, year: int) -> int:
        """Return the base's amount of a slot's thing, öre in report sign; of the tax rate the tax."""
        if slot[0] is ChangeTarget.TAX_RATE:
            return self.base.get((SECTIONS[ChangeTarget.FINANCING], TAX_LINE, year), 0)
        return self.base.get((SECTIONS[slot[0]], slot[1], year), 0)


def sheet_of(proposal: Proposal, unit: str) -> Sheet:
    """Return a draft with all that its page needs to know."""
    places = places_of(proposal)
    changes = changes_of(proposal)
    kept = rows_of(changes)
    return Sheet(
        proposal,
        places,
        kept,
        shown_slots(places, kept),
        amounts(base_lines(proposal.base)),
        {**places.line_words, **line_names(), **places.names},
        unit,
        [each for each in changes if not each.is_money and each.rate is None],
    )


def parts_of(
    sheet: Sheet, rows: Mapping[Slot, ProposedRow], texts: Mapping[str, str], faults: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the table's parts in order, each with its rows; ``texts`` stand in the fields."""
    parts: dict[ChangeTarget, list[dict[str, Any]]] = {}
    for slot in sheet.slots:
        parts.setdefault(slot[0], []).append(_row(sheet, slot, rows, texts, faults))
    return [
        {"target": target.value, "heading": TARGETS[target], "hint": HINTS[target], "rows": found}
        for target, found in parts.items()
    ]


def _row(
    sheet: Sheet,
    slot: Slot,
    rows: Mapping[Slot, ProposedRow],
    texts: Mapping[str, str],
    faults: Mapping[str, str],
) -> dict[str, Any]:
    target, key, text = slot
    code = code_of(slot)
    name = text or sheet.names.get(key, key) or _("Tax rate")
    return {
        "code": code,
        "slot": slot_text(slot),
        "name": name,
        "is_named": bool(text),
        "cells": [
            {
                "name": f"v-{code}-{year}",
                "year": year,
                "value": texts.get(f"v-{code}-{year}", ""),
                "fault": faults.get(f"v-{code}-{year}", ""),
                **_cell(sheet, slot, rows, year),
            }
            for year in sheet.places.years
        ],
        "why": texts.get(f"why-{code}", ""),
        "goal": texts.get(f"goal-{code}", ""),
        "is_open": bool(texts.get(f"why-{code}") or texts.get(f"goal-{code}")),
        "is_rate": target is ChangeTarget.TAX_RATE,
    }


def _cell(sheet: Sheet, slot: Slot, rows: Mapping[Slot, ProposedRow], year: int) -> dict[str, Any]:
    """Return what stands above and below a field: the base, and what it becomes with all changes of the thing."""
    target = slot[0]
    base = sheet.base_of(slot, year)
    same = [row for row in rows.values() if row.slot[:2] == slot[:2]]
    moved = sum(value for row in same for at, value in row.values if at == year)
    if target is not ChangeTarget.TAX_RATE:
        return {
            "base_ore": as_shown(target, base),
            "becomes_ore": as_shown(target, base + int(moved)),
            "is_changed": bool(moved),
        }
    gives = tax_change_ore(base, sheet.rate, moved) if sheet.rate and moved else 0  # type: ignore[arg-type] # a rate's values are decimals
    return {
        "base_rate": rate_text(sheet.rate),
        "becomes_rate": rate_text(sheet.rate + moved if sheet.rate is not None else None),
        "gives_ore": gives,
        "is_changed": bool(moved),
    }


def live_context(sheet: Sheet, rows: Sequence[ProposedRow], faults: Mapping[str, str]) -> dict[str, Any]:
    """Return what the bar on top says of rows that need not be saved yet."""
    first = sheet.proposal.year
    changes = [change for row in rows for change in changes_of_row(row, first)]
    if sheet.rate is None:
        changes = [change for change in changes if change.target is not ChangeTarget.TAX_RATE]
    sums = live_sums(base_lines(sheet.proposal.base), changes, base_rate=sheet.rate)
    sums = [each for each in sums if each.year >= first]
    touched = goals_touched([*changes, *sheet.others])
    return {
        "live_years": [_live_year(each) for each in sums],
        "live_problems": balance_faults(sums, imbalance_of(sheet.proposal)),
        "live_faults": list(faults.values()),
        "live_goals": [f"{code} {sheet.places.goals.get(code, '')}".strip() for code in touched],
        "has_no_rate": sheet.rate is None,
        "unit": sheet.unit,
    }


def _live_year(sums: YearSums) -> dict[str, Any]:
    return {
        "year": sums.year,
        "result_ore": sums.result_ore,
        "difference_ore": sums.result_ore - sums.base_result_ore,
        "share": share_text(sums.share),
        "frames_ore": sums.frames_ore,
        "investments_ore": sums.investments_ore,
        "rate": rate_text(sums.tax_rate),
        "words": outcome_text(sums),
        "tone": "good" if sums.is_in_surplus else "bad",
    }


def unit_of(given: Mapping[str, str]) -> str:
    """Return the unit that a form or an address asks for."""
    asked = given.get("unit", UNITS[0])
    return asked if asked in UNITS else UNITS[0]


def codes_shown(parts: list[dict[str, Any]]) -> str:
    """Return the fields of the table in reading order, for the script that moves between them."""
    return json.dumps([[cell["name"] for cell in row["cells"]] for part in parts for row in part["rows"]])
