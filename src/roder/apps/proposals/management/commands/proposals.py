from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.ledger.console.differences import kind_text
from roder.apps.ledger.console.table_commands import TableCommand
from roder.apps.ledger.console.table_commands import outcome_lines
from roder.apps.ledger.printing import kronor
from roder.apps.proposals.actions.imports import import_changes
from roder.apps.proposals.actions.refusals import ProposalRefusedError
from roder.apps.proposals.importing import plan_changes
from roder.apps.proposals.importing import plan_document
from roder.apps.proposals.places import places_of
from roder.apps.proposals.queries import changes_of
from roder.apps.proposals.queries import handed_in
from roder.apps.proposals.queries import proposals_of
from roder.apps.proposals.queries import sums_shown
from roder.domain.proposals import ProposalState
from roder.formats.tabular.proposal_table import write_changes

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.proposals.importing import ChangePlan
    from roder.apps.proposals.models import Proposal


class Command(TableCommand):
    help = "Proposals of a budget year: list and export what is handed in, import changes into a named draft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        imported = self.add_import(commands, "make the changes of a draft what a file says")
        export = commands.add_parser(
            "export", help="write the changes of a proposal that is handed in to a file"
        )
        export.add_argument("file", type=Path)
        for command in (imported, export):
            command.add_argument("--name", required=True, help="the proposal's name")
        listed = commands.add_parser("list", help="list what is handed in, with its result")
        listed.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
        for command in commands.choices.values():
            command.add_argument("--year", type=int, required=True, help="the budget year")
        self.add_shared(commands)

    def do_list(self, key: str, options: dict[str, Any]) -> None:
        rows = [_document(each) for each in handed_in(key, options["year"])]
        lines = [
            f"{row['name']} ({row['party'] or row['owner']}): {kronor(row['result_ore'])}" for row in rows
        ]
        self.print_result({"proposals": rows}, lines or [_("No proposal is handed in yet")], options)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        """Read changes into a draft; what it said before is not told, since drafts are private."""
        draft = self._one(key, options, is_draft=True)

        def save(path: Path, mapping: str) -> ChangePlan:
            try:
                return import_changes(draft, path, mapping=mapping, acting_user=system_user())
            except ProposalRefusedError as error:
                raise RefusedError(str(error), error.problems[0].code) from None

        self.read_in(
            options,
            plan=lambda path, mapping: plan_changes(draft, path, mapping=mapping),
            save=save,
            document=partial(_told, language=options["language"]),
            lines=_lines,
        )

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        found = self._one(key, options, is_draft=False)
        path = options["file"]
        changes = [each for each in changes_of(found) if each.is_money or each.rate is not None]
        written = write_changes(changes, places_of(found).names, as_workbook=path.suffix.lower() == ".xlsx")
        self.write_out(path, written.content, len(changes))

    def _one(self, key: str, options: dict[str, Any], *, is_draft: bool) -> Proposal:
        rows = proposals_of(key, options["year"]).filter(title=options["name"])
        found = [each for each in rows if (each.state == ProposalState.DRAFT) is is_draft]
        if len(found) != 1:
            raise RefusedError(
                _("There is not exactly one such proposal named %(name)s for %(year)s.")
                % {"name": options["name"], "year": options["year"]},
                "no_such_proposal",
            )
        return found[0]


def _document(proposal: Proposal) -> dict[str, Any]:
    first = sums_shown(proposal)[0]
    return {
        "name": proposal.title,
        "owner": proposal.owner,
        "party": proposal.party,
        "state": proposal.state,
        "digest": proposal.digest,
        "result_ore": first.result_ore,
        "frames_ore": first.frames_ore,
        "tax_rate": None if first.tax_rate is None else str(first.tax_rate),
    }


def _told(plan: ChangePlan, *, language: str) -> dict[str, Any]:
    """Return what became of the file without what the draft said before it."""
    document = plan_document(plan, language=language)
    told = list(document["differences"])
    return document | {"differences": [row | {"old": None} for row in told]}


def _lines(document: dict[str, Any]) -> list[str]:
    lines = [f"{kind_text(row['kind'])}: {row['name']}" for row in document["differences"]]
    unchanged = _("No differences: the changes already are like this.")
    return outcome_lines(document, lines, count=len(document["differences"]), unchanged=unchanged)
