from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.goals.actions.imports import import_goals
from roder.apps.goals.exporting import exported_goals
from roder.apps.goals.importing import plan_document
from roder.apps.goals.importing import plan_goals
from roder.apps.identity.queries import system_user
from roder.apps.ledger.console.table_commands import TableCommand
from roder.apps.ledger.console.table_commands import form_of
from roder.apps.ledger.console.table_commands import outcome_lines
from roder.apps.ledger.console.table_commands import row_lines

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.goals.importing import GoalPlan


class Command(TableCommand):
    help = "Goals, and the assignments, answers, money and verdicts that belong to them: import, export."
    may_be_unknown = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        imports = self.add_import(commands, "add what a CSV, Excel or JSON file says of the goals")
        imports.add_argument("--tree", default="", metavar="CODE", help="the version of rows that name none")
        export = commands.add_parser("export", help="write the goals to .csv, .xlsx or .json")
        export.add_argument("file", type=Path)
        export.add_argument("--tree", default="", metavar="CODE", help="one version; every one when left out")
        self.add_shared(commands)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        tree = options["tree"]

        def save(path: Path, mapping: str) -> GoalPlan:
            facts = {"mapping": mapping, "tree": tree, "file_name": path.name}
            return import_goals(key, path, **facts, acting_user=system_user())

        self.read_in(
            options,
            plan=lambda path, mapping: plan_goals(
                key, path, mapping=mapping, tree=tree, day=timezone.localdate()
            ),
            save=save,
            document=partial(plan_document, language=options["language"]),
            lines=goal_lines,
        )

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        path = options["file"]
        content, rows = exported_goals(key, tree=options["tree"], form=form_of(path))
        if not rows:
            raise RefusedError(_("There are no goals to write. Import them first."), "no_goals")
        self.write_out(path, content, rows)


def goal_lines(document: dict[str, Any]) -> list[str]:
    """Return an import's outcome for the terminal."""
    rows = document["rows"]
    unchanged = _("No differences: the goals already are like this.")
    count = rows["added"] + rows["changed"]
    return outcome_lines(document, row_lines(document), count=count, unchanged=unchanged)
