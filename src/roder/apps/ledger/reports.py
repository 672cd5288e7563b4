"""What the check of a file found, as the document that the command and the page both show."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.domain.problems import Problem
    from roder.domain.proofs import Proof


def problem_document(problem: Problem, language: str) -> dict[str, Any]:
    """Return a fault as JSON: both languages are kept, ``message`` is in the one asked for."""
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "line": problem.line,
        "message": problem.message(language),
        "message_sv": problem.message_sv,
        "message_en": problem.message_en,
        "count": problem.count,
    }


def proof_document(proof: Proof, language: str) -> dict[str, Any]:
    """Return a proof as JSON: expected, found and the keys that differ, in öre and ledger sign."""
    return {
        "name": proof.name,
        "ok": proof.ok,
        "expected_ore": proof.expected_ore,
        "found_ore": proof.found_ore,
        "difference_ore": proof.found_ore - proof.expected_ore,
        "detail": proof.detail(language),
        "detail_sv": proof.detail_sv,
        "detail_en": proof.detail_en,
        "compared": proof.compared,
        "differences": [
            {"key": row.key, "expected_ore": row.expected_ore, "found_ore": row.found_ore}
            for row in proof.differences
        ],
    }


def in_language(document: dict[str, Any], language: str) -> dict[str, Any]:
    """Return a kept report with its sentences in the language asked for."""
    ending = "sv" if language.startswith("sv") else "en"
    return document | {
        "problems": [row | {"message": row[f"message_{ending}"]} for row in document.get("problems", [])],
        "proofs": [row | {"detail": row[f"detail_{ending}"]} for row in document.get("proofs", [])],
    }


def scan_document(
    scan: Any, proofs: Sequence[Proof], problems: Iterable[Problem], language: str
) -> dict[str, Any]:
    """Return the document of ``roder ledger check --json`` for a file read to its end."""
    header = scan.header
    years = [
        {"year_offset": offset, "start": year.start.isoformat(), "end": year.end.isoformat()}
        for offset, year in sorted(header.fiscal_years.items(), reverse=True)
    ]
    return {
        "file_kind": scan.kind,
        "sie_type": header.sie_type,
        "company": header.company_name,
        "organisation_number": header.organisation_number,
        "program": f"{header.program} {header.program_version}".strip(),
        "generated": header.generated.isoformat() if header.generated else None,
        "fiscal_years": years,
        "encoding": scan.encoding,
        "sha256": scan.sha256,
        "accounts": len(header.accounts),
        "vouchers": scan.vouchers,
        "postings": scan.postings,
        "balances": len(scan.balances),
        "budget_rows": len(scan.budget_rows),
        "proofs": [proof_document(proof, language) for proof in proofs],
        "problems": [problem_document(problem, language) for problem in problems],
    }
