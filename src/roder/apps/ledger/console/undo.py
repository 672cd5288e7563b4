"""``roder ledger undo``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.ledger.actions.undo import UndoRefusedError
from roder.apps.ledger.actions.undo import undo_import

if TYPE_CHECKING:
    from roder.apps.console import ConsoleCommand


def do_undo(console: ConsoleCommand, options: dict[str, Any]) -> None:
    """Take a batch back in one step."""
    try:
        batch = undo_import(options["batch"], acting_user=system_user())
    except UndoRefusedError as error:
        raise RefusedError(error.message(options["language"]), "undo_refused") from None
    restored = [int(number) for number in batch.batches_before]
    text = _("Batch %(batch)s is undone; the year is as it was before.") % {"batch": batch.number}
    console.print_result({"batch": batch.number, "undone": True, "restored": restored}, [text], options)
