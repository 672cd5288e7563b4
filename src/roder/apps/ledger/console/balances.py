"""``roder ledger balances``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.ledger.balances import BalancesError
from roder.apps.ledger.balances import balances_document
from roder.apps.ledger.printing import kronor

if TYPE_CHECKING:
    from roder.apps.console import ConsoleCommand

AMOUNTS = ("opening_ore", "outturn_ore", "closing_ore", "budget_ore")


def do_balances(console: ConsoleCommand, options: dict[str, Any]) -> None:
    """Print the balances of a fiscal year by account, month or object."""
    try:
        document = balances_document(
            options["year"], options["by"], through=options["through"], organisation=options["organisation"]
        )
    except BalancesError as error:
        raise RefusedError(str(error), "no_answer") from None
    lines = [
        f"{row['key']:<12}" + "".join(f"{kronor(row[name]):>22}" for name in AMOUNTS)
        for row in document["rows"]
    ]
    lines.append(
        _("Result %(result)s, budget %(budget)s (ledger sign: income is negative)")
        % {"result": kronor(document["result_ore"]), "budget": kronor(document["budget_result_ore"])}
    )
    console.print_result(document, lines, options)
