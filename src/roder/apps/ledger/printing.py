"""What the ledger commands print for people."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.domain.money import kronor_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.apps.ledger.models import ImportBatch

MOST_PROBLEMS = 40


def kronor(ore: int | None) -> str:
    """Return kronor grouped by spaces with a decimal comma and the true minus sign."""
    if ore is None:
        return "–"
    whole, _point, part = kronor_text(abs(ore)).partition(".")
    text = f"{int(whole):,}".replace(",", " ") + "," + part
    return f"−{text}" if ore < 0 else text


def report_lines(report: dict[str, Any]) -> list[str]:
    """Return the lines of a file's report: what it is, its proofs, its faults."""
    years = ", ".join(f"{year['start']}–{year['end']}" for year in report["fiscal_years"][:1])
    kind = f"SIE {report['sie_type']}" if report["file_kind"] == "sie" else report["file_kind"].upper()
    lines = [
        f"{report['company'] or '–'} {report['organisation_number']}".strip(),
        f"{kind}, {report['encoding']}, {years}".rstrip(", "),
        _("%(vouchers)s vouchers, %(postings)s postings, %(balances)s balance rows, %(budget)s budget rows")
        % {
            "vouchers": report["vouchers"],
            "postings": report["postings"],
            "balances": report["balances"],
            "budget": report["budget_rows"],
        },
        "",
    ]
    lines += [_proof_line(proof) for proof in report["proofs"]]
    lines += _problem_lines(report["problems"])
    return lines


def _proof_line(proof: dict[str, Any]) -> str:
    mark = _("holds") if proof["ok"] else _("DIFFERS")
    return f"[{mark}] {proof['name']}: {proof['detail']}"


def _problem_lines(problems: list[dict[str, Any]]) -> list[str]:
    words = {"error": _("Error"), "warning": _("Warning"), "info": _("Note")}
    lines = [
        f"{words[problem['severity']]}"
        + (f", {_('line')} {problem['line']}" if problem["line"] else "")
        + f" [{problem['code']}]: {problem['message']}"
        for problem in problems[:MOST_PROBLEMS]
    ]
    left = len(problems) - MOST_PROBLEMS
    if left > 0:
        lines.append(_("… and %(left)s more; --json lists all.") % {"left": left})
    return lines


def batch_document(batch: ImportBatch) -> dict[str, Any]:
    """Return a batch as JSON."""
    return {
        "batch": batch.number,
        "organisation": batch.organisation.key,
        "name": batch.organisation.name,
        "fiscal_year": batch.fiscal_year,
        "months": batch.months,
        "state": batch.state,
        "file_name": batch.file_name,
        "sha256": batch.sha256,
        "sie_type": batch.sie_type,
        "generated": batch.generated.isoformat() if batch.generated else None,
        "vouchers": batch.vouchers,
        "postings_stored": batch.postings,
        "imported_by": str(batch.imported_by),
        "imported_at": batch.imported_at.isoformat(),
    }


def batch_lines(batches: Iterable[ImportBatch]) -> list[str]:
    """Return one line per batch, newest first."""
    return [
        f"{batch.number:>5}  {batch.state:<8}  {batch.fiscal_year}  {batch.postings:>9}  "
        f"{batch.imported_at:%Y-%m-%d %H:%M}  {batch.sha256[:12]}  {batch.file_name}  ({batch.organisation.name})"
        for batch in batches
    ]
