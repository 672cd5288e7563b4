from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.basis_imports import import_basis
from roder.apps.internalbudgets.basis_importing import BasisKind
from roder.apps.internalbudgets.basis_importing import plan_basis
from roder.apps.ledger.console.table_commands import TableCommand
from roder.apps.ledger.console.table_commands import outcome_lines
from roder.apps.ledger.printing import kronor

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from pathlib import Path

    from roder.apps.internalbudgets.basis_importing import BasisPlan


class Command(TableCommand):
    help = "What internal budgets are reckoned from: staff lists, drivers and assumptions, by file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        taking = self.add_import(
            commands, "replace the rows of the units that a file names, and reckon their lines"
        )
        taking.add_argument("--kind", choices=[kind.value for kind in BasisKind], required=True)
        taking.add_argument("--year", type=int, required=True, help="the budget year")
        taking.add_argument(
            "--take-place",
            action="store_true",
            help="let reckoned lines take the place of lines that stand there",
        )
        self.add_shared(commands)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        year, kind, takes_place = options["year"], BasisKind(options["kind"]), options["take_place"]

        def plan(path: Path, mapping: str) -> BasisPlan:
            return plan_basis(key, year, kind, path, mapping=mapping, takes_place=takes_place)

        def save(path: Path, mapping: str) -> BasisPlan:
            return import_basis(
                key, year, kind, path, mapping=mapping, takes_place=takes_place, acting_user=system_user()
            )

        self.read_in(
            options,
            plan=plan,
            save=save,
            document=lambda found: found.document(options["language"]),
            lines=basis_lines,
        )


def basis_lines(document: dict[str, Any]) -> list[str]:
    """Return an import's outcome for the terminal: faults, what moves by unit and account, what is left."""
    lines = [
        f"{move['unit']} {move['account']}: {kronor(move['before_ore'])} → {kronor(move['after_ore'])}"
        for move in document["moves"]
    ]
    lines += [
        _("%(unit)s has %(after)s kronor left to distribute (before: %(before)s).")
        % {"unit": left["unit"], "after": kronor(left["after_ore"]), "before": kronor(left["before_ore"])}
        for left in document["left"]
    ]
    unchanged = _("%(rows)s rows read; no line moves by them.") % {"rows": document["rows"]}
    return outcome_lines(document, lines, count=len(document["moves"]), unchanged=unchanged)
