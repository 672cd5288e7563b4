from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.file_imports import import_internal_file
from roder.apps.internalbudgets.console.ledger_files import add_ledger_commands
from roder.apps.internalbudgets.console.ledger_files import do_rebuild
from roder.apps.internalbudgets.console.ledger_files import do_sie
from roder.apps.internalbudgets.console.printing import budget_document
from roder.apps.internalbudgets.console.printing import budget_lines
from roder.apps.internalbudgets.console.printing import import_lines
from roder.apps.internalbudgets.importing import plan_document
from roder.apps.internalbudgets.importing import plan_internal_file
from roder.apps.internalbudgets.queries import internal_budget_of
from roder.apps.internalbudgets.queries import part_of
from roder.apps.internalbudgets.workbook_texts import budget_file
from roder.apps.ledger.console.named_files import mapping_text
from roder.apps.ledger.console.named_files import readable
from roder.apps.ledger.console.named_files import write_file
from roder.apps.ledger.console.table_commands import TableCommand

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.internalbudgets.importing import InternalBudgetPlan
    from roder.apps.internalbudgets.models import InternalBudget

KEEP, FILE = "keep", "file"


class Command(TableCommand):
    help = "The internal budget of a committee or company: show it by unit, read files into it, write it to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        show = commands.add_parser("show", help="each unit: original, changes, current, allotted and left")
        taken = commands.add_parser("import", help="let the budget say what files say")
        taken.add_argument("files", nargs="+", type=Path, metavar="FILE")
        taken.add_argument("--mapping", type=Path, help="column mapping (TOML); states unit and sign too")
        taken.add_argument(
            "--check", action="store_true", help="list differences, conflicts and faults; save nothing"
        )
        taken.add_argument(
            "--conflicts",
            choices=[KEEP, FILE],
            help="where others have changed after the file was taken out: keep what is here, or follow the file",
        )
        taken.add_argument(
            "--remove", action="store_true", help="remove the lines that the file does not have"
        )
        export = commands.add_parser("export", help="write the lines to .xlsx to fill in, or to .csv")
        export.add_argument("--form", choices=["csv", "xlsx"], help="else by the name of the file")
        export.add_argument("--out", type=Path, required=True, metavar="FILE")
        for command in commands.choices.values():
            command.add_argument("--year", type=int, required=True, help="the budget year")
            command.add_argument("--body", required=True, metavar="CODE", help="the committee or company")
            command.add_argument("--unit", default="", metavar="CODE", help="one unit alone")
        for command in (show, taken):
            command.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
        add_ledger_commands(commands)
        self.add_shared(commands)

    def do_sie(self, key: str, options: dict[str, Any]) -> None:
        do_sie(self, key, options)

    def do_rebuild(self, key: str, options: dict[str, Any]) -> None:
        do_rebuild(self, key, options)

    def do_show(self, key: str, options: dict[str, Any]) -> None:
        document = budget_document(_budget(key, options), options["unit"])
        self.print_result(document, budget_lines(document), options)

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        budget, path = _budget(key, options), options["out"]
        as_workbook = (options["form"] or path.suffix.lower().removeprefix(".")) == "xlsx"
        write_file(path, budget_file(budget, options["unit"], as_workbook=as_workbook))
        self.stderr.write(_("Written to %(file)s.") % {"file": path})

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        budget = _budget(key, options)
        mapping = mapping_text(options["mapping"])
        paths = [readable(path) for path in options["files"]]
        with transaction.atomic():
            plans = [(path, _read(budget, path, mapping, options)) for path in paths]
            is_sound = all(_is_sound(plan, options) for _path, plan in plans)
            transaction.set_rollback(options["check"] or not is_sound)
        files = [
            {"file": path.name, **plan_document(plan, language=options["language"])} for path, plan in plans
        ]
        document = {
            "ok": is_sound,
            "check": options["check"],
            "changed": is_sound
            and not options["check"]
            and any(_changes(plan, options) for _p, plan in plans),
            "files": files,
        }
        self.print_result(document, import_lines(document), options)
        if not is_sound:
            raise SystemExit(1)


def _read(budget: InternalBudget, path: Path, mapping: str, options: dict[str, Any]) -> InternalBudgetPlan:
    """Read one file in; what an earlier file of the same command said is there already."""
    plan = plan_internal_file(budget, path, unit=options["unit"], mapping=mapping)
    if not _is_sound(plan, options):
        return plan
    return import_internal_file(
        budget,
        path,
        unit=options["unit"],
        mapping=mapping,
        file_name=path.name,
        take=range(len(plan.found.conflicts)) if options["conflicts"] == FILE else (),
        remove=range(len(plan.found.removed)) if options["remove"] else (),
        acting_user=system_user(),
    )


def _is_sound(plan: InternalBudgetPlan, options: dict[str, Any]) -> bool:
    """Return whether a file can be saved: without faults, and its conflicts settled by an option."""
    return not plan.refused and (not plan.found.conflicts or options["conflicts"] is not None)


def _changes(plan: InternalBudgetPlan, options: dict[str, Any]) -> bool:
    found = plan.found
    followed = options["conflicts"] == FILE and found.conflicts
    return bool(found.new or found.changed or followed or (options["remove"] and found.removed))


def _budget(key: str, options: dict[str, Any]) -> InternalBudget:
    """Return the internal budget that is meant; raises ``RefusedError`` when it or the unit is not there."""
    facts = {"body": options["body"], "year": options["year"], "unit": options["unit"]}
    found = internal_budget_of(key, options["body"], options["year"])
    if found is None:
        message = _("%(body)s has no internal budget for %(year)s. Begin it on its page first.") % facts
        raise RefusedError(message, "internal_budget_unknown")
    if options["unit"] and part_of(found, options["unit"]) is None:
        message = _("%(unit)s is not a unit of the internal budget of %(body)s.") % facts
        raise RefusedError(message, "internal_budget_unit_unknown")
    return found
