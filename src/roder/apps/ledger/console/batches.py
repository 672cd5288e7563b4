"""``roder ledger batches``: the history of imports."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.printing import batch_document
from roder.apps.ledger.printing import batch_lines

if TYPE_CHECKING:
    from roder.apps.console import ConsoleCommand


def do_batches(console: ConsoleCommand, options: dict[str, Any]) -> None:
    """List every import, newest first."""
    batches = list(ImportBatch.objects.select_related("organisation", "imported_by").order_by("-number"))
    document = {"batches": [batch_document(batch) for batch in batches]}
    console.print_result(document, batch_lines(batches) or [_("Nothing has been imported.")], options)
