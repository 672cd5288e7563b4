"""What commands of decision tables do alike: whose table it is, reading it in, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

from django.core.management.base import CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from roder.apps.console import ConsoleCommand
from roder.apps.ledger.console.differences import change_lines
from roder.apps.ledger.console.differences import kind_text
from roder.apps.ledger.console.differences import problem_lines
from roder.apps.ledger.console.named_files import mapping_text
from roder.apps.ledger.console.named_files import readable
from roder.apps.ledger.console.named_files import write_file
from roder.apps.ledger.console.row_words import row_kind_name
from roder.apps.ledger.queries import OrganisationChoiceError
from roder.apps.ledger.queries import tree_organisation

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from argparse import _SubParsersAction
    from collections.abc import Callable


class TablePlan(Protocol):
    """What a table would change: all that a command asks of it."""

    @property
    def refused(self) -> bool: ...
    @property
    def changes_something(self) -> bool: ...


class TableCommand(ConsoleCommand):
    """A command whose table comes in by a file, with its differences and faults, and goes out again.

    ``may_be_unknown`` lets the table be kept while no organisation is known here at all, as on a fresh
    installation: the pages show it all the same.
    """

    may_be_unknown = False

    def add_import(self, commands: _SubParsersAction[Any], text: str) -> ArgumentParser:
        """Add the command ``import FILE --mapping MAP --dry-run --json``."""
        parser: ArgumentParser = commands.add_parser("import", help=text)
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", type=Path, help="column mapping (TOML); states the unit too")
        parser.add_argument(
            "--dry-run", action="store_true", help="list the differences and the faults; save nothing"
        )
        parser.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
        return parser

    def add_shared(self, commands: _SubParsersAction[Any]) -> None:
        """Add what every command of the table is told: whose it is, and in which language."""
        for command in commands.choices.values():
            command.add_argument(
                "--organisation", default="", metavar="KEY", help="its organisation number or key"
            )
            command.add_argument("--language", default="sv", choices=["sv", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Carry out the command that was named, for the organisation that is meant."""
        del args
        with translation.override(options["language"]):
            getattr(self, f"do_{options['action']}")(self._organisation(options["organisation"]), options)

    def _organisation(self, asked: str) -> str:
        try:
            return tree_organisation(asked)
        except OrganisationChoiceError as error:
            if self.may_be_unknown and not error.known:
                return ""
            message = _("Say whose it is with --organisation and an organisation number. Known: %(known)s.")
            raise CommandError(message % {"known": ", ".join(error.known) or "–"}, returncode=2) from None

    def read_in(
        self,
        options: dict[str, Any],
        *,
        plan: Callable[[Path, str], TablePlan],
        save: Callable[[Path, str], TablePlan],
        document: Callable[[Any], dict[str, Any]],
        lines: Callable[[dict[str, Any]], list[str]],
    ) -> None:
        """Set a file against what is kept, or save it, and print what became of it; 1 when it is refused."""
        path, mapping = readable(options["file"]), mapping_text(options["mapping"])
        found = (plan if options["dry_run"] else save)(path, mapping)
        printed = document(found) | {
            "dry_run": options["dry_run"],
            "changed": found.changes_something and not options["dry_run"],
        }
        self.print_result(printed, lines(printed), options)
        if found.refused:
            raise SystemExit(1)

    def write_out(self, path: Path, content: bytes, rows: int) -> None:
        """Write a table to a file and say how much it holds."""
        write_file(path, content)
        self.stderr.write(_("%(count)s rows written to %(file)s.") % {"count": rows, "file": path})


def form_of(path: Path) -> str:
    """Return the form of a file by its name: ``xlsx``, ``json``, else ``csv``."""
    suffix = path.suffix.lower().removeprefix(".")
    return suffix if suffix in {"xlsx", "json"} else "csv"


def outcome_lines(
    document: dict[str, Any], differences: list[str], *, count: int, unchanged: str
) -> list[str]:
    """Return what became of a table for the terminal: faults, differences, and whether they were saved."""
    lines = [*problem_lines(document["problems"]), *differences]
    if not document["ok"]:
        return [*lines, _("Nothing was saved. Correct what is listed and import again.")]
    if not count:
        return [*lines, unchanged]
    if document["dry_run"]:
        return [*lines, _("Nothing was saved: this was a trial. Leave out --dry-run to save.")]
    return [*lines, _("%(count)s differences saved.") % {"count": count}]


def row_lines(document: dict[str, Any]) -> list[str]:
    """Return the differences of a table of rows for the terminal, and how many more there are."""
    lines = []
    for row in document["differences"]:
        lines.append(
            f"{kind_text(row['kind'])}: {row_kind_name(row['what'])} {row['code']} {row['name']}".rstrip()
        )
        lines.extend(change_lines(row["fields"]))
    rest = document["rows"]["added"] + document["rows"]["changed"] - len(document["differences"])
    if rest:
        lines.append(_("… and %(count)s more.") % {"count": rest})
    return lines
