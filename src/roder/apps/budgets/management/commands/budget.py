from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.budgets.actions.budget_files import import_budget
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.actions.versions import remove_version
from roder.apps.budgets.budget_files import BudgetFile
from roder.apps.budgets.budget_files import plan_budget
from roder.apps.budgets.budget_files import plan_document
from roder.apps.budgets.version_queries import lines_of
from roder.apps.budgets.version_queries import version_named
from roder.apps.budgets.version_queries import versions
from roder.apps.budgets.version_sums import comparison
from roder.apps.budgets.version_sums import results
from roder.apps.budgets.version_sums import section_sums
from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.ledger.console.differences import problem_lines
from roder.apps.ledger.console.table_commands import TableCommand
from roder.apps.ledger.printing import kronor
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.version_comparison import ComparedBy
from roder.domain.version_comparison import largest
from roder.formats.tabular.budget_table import write_budget

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.budgets.budget_files import BudgetPlan
    from roder.apps.budgets.models import BudgetVersion
    from roder.domain.version_comparison import ComparisonRow

FILE_KINDS = (VersionKind.IMPORTED, VersionKind.BASE, VersionKind.OUTCOME)


class Command(TableCommand):
    help = "Versions of the budget: import a file as one, compare two, list, export, remove."
    may_be_unknown = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        taken = self.add_import(commands, "read a budget as a version, one's own or another municipality's")
        taken.add_argument(
            "--as", dest="name", required=True, metavar="NAME", help="what the version is called"
        )
        taken.add_argument(
            "--year", type=int, help="the budget year; else the mapping's, else the first year"
        )
        taken.add_argument(
            "--kind", choices=[kind.value for kind in FILE_KINDS], default=VersionKind.IMPORTED.value
        )
        compare = commands.add_parser("compare", help="set two versions against each other, B minus A")
        compare.add_argument("a", metavar="A")
        compare.add_argument("b", metavar="B")
        compare.add_argument("--by", choices=[part.value for part in ComparedBy], required=True)
        compare.add_argument("--year", type=int, required=True)
        compare.add_argument(
            "--section", choices=[part.value for part in BudgetSection], help="one part alone"
        )
        compare.add_argument(
            "--largest", type=int, metavar="N", help="the N largest differences, largest first"
        )
        compare.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
        listed = commands.add_parser("versions", help="list the versions")
        listed.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
        export = commands.add_parser("export", help="write a version to .csv or .xlsx, in kronor")
        export.add_argument("name")
        export.add_argument("file", type=Path)
        remove = commands.add_parser("remove", help="remove a draft with its lines")
        remove.add_argument("name")
        self.add_shared(commands)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        def file(path: Path, mapping: str) -> BudgetFile:
            return BudgetFile(key, options["name"].strip(), path, mapping, options["year"])

        def save(path: Path, mapping: str) -> BudgetPlan:
            kind = VersionKind(options["kind"])
            return import_budget(
                file(path, mapping), file_name=path.name, kind=kind, acting_user=system_user()
            )

        self.read_in(
            options,
            plan=lambda path, mapping: plan_budget(file(path, mapping)),
            save=save,
            document=partial(plan_document, language=options["language"]),
            lines=import_lines,
        )

    def do_compare(self, key: str, options: dict[str, Any]) -> None:
        a, b = self._version(key, options["a"]), self._version(key, options["b"])
        by, year = ComparedBy(options["by"]), options["year"]
        section = BudgetSection(options["section"]) if options["section"] else None
        rows = comparison(a, b, by, year, section)
        totals = {
            "a_total_ore": sum(row.a_ore or 0 for row in rows),
            "b_total_ore": sum(row.b_ore or 0 for row in rows),
        }
        shown = rows if options["largest"] is None else largest(rows, options["largest"])
        document = {
            "a": a.name,
            "b": b.name,
            "by": by.value,
            "year": year,
            "rows": [_comparison_row(row) for row in shown],
            **totals,
            "difference_total_ore": totals["b_total_ore"] - totals["a_total_ore"],
        }
        self.print_result(document, comparison_lines(document), options)

    def do_versions(self, key: str, options: dict[str, Any]) -> None:
        found = list(versions(key))
        by_version = section_sums(found)
        rows = [_version_row(each, results(by_version.get(each.pk, {}))) for each in found]
        lines = [_version_line(row) for row in rows] or [_("There are no versions yet.")]
        self.print_result({"versions": rows}, lines, options)

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        version, path = self._version(key, options["name"]), options["file"]
        lines = [("", line) for line in lines_of(version)]
        written = write_budget(lines, as_workbook=path.suffix.lower() == ".xlsx")
        self.write_out(path, written.content, len(lines))

    def do_remove(self, key: str, options: dict[str, Any]) -> None:
        version = self._version(key, options["name"])
        try:
            remove_version(version, acting_user=system_user())
        except BudgetRefusedError as error:
            problem = error.problems[0]
            raise RefusedError(problem.message(options["language"]), problem.code) from None
        self.stderr.write(_("The version %(name)s is removed.") % {"name": version.name})

    def _version(self, key: str, name: str) -> BudgetVersion:
        found = version_named(key, name.strip())
        if found is None:
            known = ", ".join(versions(key).values_list("name", flat=True)) or "–"
            message = _("There is no version “%(name)s”. Known: %(known)s.") % {"name": name, "known": known}
            raise RefusedError(message, "budget_version_unknown")
        return found


def import_lines(document: dict[str, Any]) -> list[str]:
    """Return an import's outcome for the terminal: faults, sums by year, and what became of them."""
    lines = problem_lines(document["problems"])
    if not document["ok"]:
        return [*lines, _("Nothing was saved. Correct what is listed and import again.")]
    for version in document["versions"]:
        lines.append(_("%(name)s: %(lines)s lines") % version)
        lines.extend(f"  {year}: {kronor(ore)}" for year, ore in version["by_year"].items())
    if document["dry_run"]:
        return [*lines, _("Nothing was saved: this was a trial. Leave out --dry-run to save.")]
    if not document["changed"]:
        return [*lines, _("No differences: the version already is like this.")]
    return [*lines, _("Saved.")]


def comparison_lines(document: dict[str, Any]) -> list[str]:
    """Return a comparison for the terminal: each key with both amounts and the difference."""
    lines = [f"{document['a']} → {document['b']}, {document['year']}"]
    for row in document["rows"]:
        amounts = " | ".join(kronor(row[name]) for name in ("a_ore", "b_ore", "difference_ore"))
        lines.append(f"{row['key'] or '–'} {row['name']}".rstrip() + f": {amounts}")
    totals = (document["a_total_ore"], document["b_total_ore"], document["difference_total_ore"])
    return [*lines, _("Sum") + ": " + " | ".join(map(kronor, totals))]


def _comparison_row(row: ComparisonRow) -> dict[str, Any]:
    """Return a row as a document; the sum over no lines is known, and is 0."""
    amounts = {"a_ore": row.a_ore or 0, "b_ore": row.b_ore or 0, "difference_ore": row.difference_ore}
    return {"key": row.key, "name": row.name, **amounts}


def _version_row(version: BudgetVersion, by_year: dict[int, int]) -> dict[str, Any]:
    return {
        "name": version.name,
        "kind": version.kind,
        "year": version.year,
        "is_frozen": version.is_frozen,
        "decision": str(version.decision or ""),
        "file": version.file_name,
        "sha256": version.sha256,
        "digest": version.digest,
        "is_example": version.is_example,
        "result_ore": {str(year): ore for year, ore in by_year.items()},
    }


def _version_line(row: dict[str, Any]) -> str:
    frozen = _("frozen") if row["is_frozen"] else _("draft")
    amounts = ", ".join(f"{year}: {kronor(ore)}" for year, ore in row["result_ore"].items())
    return f"{row['name']} ({row['kind']}, {row['year']}, {frozen}) {amounts}".rstrip()
