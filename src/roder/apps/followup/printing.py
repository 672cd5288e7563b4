"""The follow-up as JSON and as a table for the terminal."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.followup_rows import FollowUpRow
    from roder.domain.followup_rows import FollowUpTable

TKR = 100_000
MISSING = "–"


def as_json(table: FollowUpTable) -> dict[str, Any]:
    """Return the document of ``roder followup show --json``: öre, report sign, null for not known."""
    document = {
        "period": table.period,
        "kind": table.kind,
        "rows": [asdict(row) for row in table.rows],
        "total": asdict(table.total),
        "notes": list(table.notes),
    }
    if table.organisation_as_of is not None:
        document["organisation_as_of"] = table.organisation_as_of.isoformat()
    return document


def tkr(ore: int | None) -> str:
    """Return whole tkr, halves away from zero, grouped by spaces, with the true minus sign."""
    if ore is None:
        return MISSING
    thousands = (2 * abs(ore) + TKR) // (2 * TKR)
    text = f"{thousands:,}".replace(",", " ")
    return f"−{text}" if ore < 0 and thousands else text


def notes_text(table: FollowUpTable) -> list[str]:
    """Return what the reader must know, as sentences."""
    sentences = {
        "no_ledger": _("No ledger covers this month. Import a file first: roder ledger import FILE."),
        "ledger_ends_early": _("The ledger ends before this month: the outturn to date is not complete."),
        "rows_without_budget": _("Some rows have no budget; sums of budget and variance leave them out."),
        "unmapped_accounts": _("Some accounts belong to no report line; they are counted as unmapped."),
        "ledger_without_months": _("Some ledger has year totals only and cannot be shown by month."),
        "internal_budget_is_not_the_frame": _(
            "An internal budget does not come to its frame: that row keeps the frame and its spread over the months."
        ),
    }
    told = [sentences[note] for note in table.notes]
    if table.organisation_as_of is not None:
        told.append(
            _("Last year is summed by the organisation of %(day)s, as it was then; it is not restated.")
            % {"day": table.organisation_as_of.isoformat()}
        )
    return told


def as_text(table: FollowUpTable) -> str:
    """Return the table for a terminal, in tkr."""
    heads = [
        _("Body"),
        _("Year's budget"),
        _("Budget to date"),
        _("Outturn to date"),
        _("Variance"),
        _("Last year to date"),
        _("Forecast"),
        _("Forecast variance"),
    ]
    lines = [[f"{row.unit} {row.name}".strip(), *_amounts(row)] for row in table.rows]
    lines.append([_("Total"), *_amounts(table.total)])
    widths = [max(len(line[at]) for line in [heads, *lines]) for at in range(len(heads))]
    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    body = [_line(line, widths) for line in lines]
    title = _("Follow-up %(period)s (tkr; income +, cost −; plus is better than budget)") % {
        "period": table.period
    }
    parts = [title, "", _line(heads, widths), rule, *body[:-1], rule, body[-1]]
    return "\n".join([*parts, *("* " + note for note in notes_text(table))])


def _amounts(row: FollowUpRow) -> list[str]:
    return [
        tkr(row.year_budget_ore),
        tkr(row.budget_to_date_ore),
        tkr(row.outturn_to_date_ore),
        tkr(row.variance_to_date_ore),
        tkr(row.last_year_to_date_ore),
        tkr(row.forecast_ore),
        tkr(row.forecast_variance_ore),
    ]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0].ljust(widths[0])
    return "  ".join([first, *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))])
