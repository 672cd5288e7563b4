"""What the commands of internal budgets print for people, and the documents behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.internalbudgets.queries import allotments
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import frame_ore
from roder.apps.internalbudgets.queries import unit_nets
from roder.apps.ledger.console.differences import problem_lines
from roder.apps.ledger.printing import kronor
from roder.domain.internal_budgets import LayerKind
from roder.domain.internal_budgets import left_ore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.apps.internalbudgets.models import InternalBudget

CODE_WIDTH, NAME_WIDTH, COLUMN_WIDTH = 8, 30, 18
COLUMNS = ("original_ore", "changes_ore", "current_ore", "allotted_ore", "left_ore")
_SHOWN = 200


def budget_document(budget: InternalBudget, unit: str = "") -> dict[str, Any]:
    """Return what each unit has as a document: original, changes, current, allotted and left; öre, report sign."""
    bodies = bodies_of_year(budget.organisation, budget.year).bodies
    layers = list(budget.layers.all())
    original = unit_nets(layer for layer in layers if layer.kind == LayerKind.ORIGINAL)
    changes = unit_nets(layer for layer in layers if layer.is_decided and layer.kind != LayerKind.ORIGINAL)
    given = allotments(budget)
    codes = [code for code in sorted({*given, *original, *changes}) if unit in ("", code)]
    rows = []
    for code in codes:
        current = original.get(code, 0) + changes.get(code, 0)
        rows.append(
            {
                "unit": code,
                "name": bodies[code].name if code in bodies else "",
                "original_ore": original.get(code, 0),
                "changes_ore": changes.get(code, 0),
                "current_ore": current,
                "allotted_ore": given.get(code, 0),
                "left_ore": left_ore(given.get(code, 0), current),
            }
        )
    return {
        "organisation": budget.organisation,
        "body": budget.body_code,
        "year": budget.year,
        "state": budget.state,
        "frame_ore": frame_ore(budget),
        "units": rows,
        "total": {name: sum(row[name] for row in rows) for name in COLUMNS},
    }


def budget_lines(document: Mapping[str, Any]) -> list[str]:
    """Return the document for the terminal, in kronor."""
    labels = (_("Original"), _("Changes"), _("Current"), _("Given"), _("Left"))
    head = " " * (CODE_WIDTH + NAME_WIDTH) + "".join(f"{label:>{COLUMN_WIDTH}}" for label in labels)
    rows = [_amounts(row["unit"], row["name"], row) for row in document["units"]]
    frame = document["frame_ore"]
    told = _("Frame: %(frame)s") % {"frame": "–" if frame is None else kronor(frame)}
    return [head, *rows, _amounts("", _("Sum"), document["total"]), told]


def _amounts(code: str, name: str, row: Mapping[str, Any]) -> str:
    amounts = "".join(f"{kronor(row[column]):>{COLUMN_WIDTH}}" for column in COLUMNS)
    return f"{code:<{CODE_WIDTH}}{name[: NAME_WIDTH - 2]:<{NAME_WIDTH}}{amounts}"


def import_lines(document: Mapping[str, Any]) -> list[str]:
    """Return what became of the files of an import for the terminal."""
    lines = []
    for each in document["files"]:
        lines += [f"{each['file']}:", *problem_lines(each["problems"]), *_differences(each)]
        lines += [
            f"  {unit['unit']}: {kronor(unit['was_ore'])} → {kronor(unit['becomes_ore'])}, "
            + _("left %(left)s") % {"left": kronor(unit["left_ore"])}
            for unit in each["units"]
            if unit["was_ore"] != unit["becomes_ore"]
        ]
    if not document["ok"]:
        return [*lines, _("Nothing was saved. Correct what is listed and import again.")]
    if document["check"]:
        return [*lines, _("Nothing was saved: this was a check. Leave out --check to save.")]
    return [*lines, _("Saved.") if document["changed"] else _("No differences.")]


def _differences(each: Mapping[str, Any]) -> list[str]:
    found = [f"  + {_place(row)}: {kronor(row['year_ore'])}" for row in each["new"]]
    found += [
        f"  {_place(row)} {row['field']}: {_value(row, 'was')} → {_value(row, 'becomes')}"
        for row in each["changed"]
    ]
    found += [f"  − {_place(row)}: {kronor(row['year_ore'])}" for row in each["not_in_file"]]
    found += [
        "  ! "
        + _("%(place)s %(field)s: the file says %(says)s, it was %(seen)s, now it is %(now)s")
        % {
            "place": _place(row),
            "field": row["field"],
            **{name: _value(row, name) for name in ("says", "seen", "now")},
        }
        for row in each["conflicts"]
    ]
    more = [_("… and %(count)s more.") % {"count": len(found) - _SHOWN}] if len(found) > _SHOWN else []
    return found[:_SHOWN] + more


def _place(row: Mapping[str, Any]) -> str:
    codes = (row[name] for name in ("unit", "account", "activity", "project", "counterparty"))
    return " ".join(code for code in codes if code)


def _value(row: Mapping[str, Any], name: str) -> str:
    value = row.get(f"{name}_ore", row.get(name))
    return kronor(value) if isinstance(value, int) else value or "–"
