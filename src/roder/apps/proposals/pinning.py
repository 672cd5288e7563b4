"""What a proposal says, whole, as it is kept when it is handed in: a document with its SHA-256."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from dataclasses import astuple
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.audit.actions import plain
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.domain.proposal_lines import YearSums

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.proposals.models import Proposal
    from roder.domain.proposals import ProposedChange

FIELDS = ("title", "motivation", "owner", "party", "imbalance_reason", "imbalance_text", "reserve_ore")


def pinned_document(
    proposal: Proposal,
    lines: Sequence[VersionLine],
    changes: Sequence[ProposedChange],
    sums: Sequence[YearSums],
) -> dict[str, Any]:
    """Return all that a proposal says, in the one form in which every database gives it back."""
    document = {
        **{name: getattr(proposal, name) for name in FIELDS},
        "year": proposal.year,
        "base": {"name": proposal.base.name, "digest": proposal.base_digest},
        "tax_rate": proposal.base.tax_rate,
        "lines": [astuple(each) for each in lines],
        "changes": [asdict(each) for each in changes],
        "sums": [asdict(each) for each in sums],
    }
    return plain(document)


def document_digest(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a document, whatever order its fields stand in."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def pinned_lines(document: Mapping[str, Any]) -> list[VersionLine]:
    """Return the lines of a pinned proposal."""
    return [VersionLine(year, BudgetSection(section), *rest) for year, section, *rest in document["lines"]]


def pinned_sums(document: Mapping[str, Any]) -> list[YearSums]:
    """Return what each year of a pinned proposal comes to."""
    return [
        YearSums(
            each["year"],
            each["result_ore"],
            each["base_result_ore"],
            each["tax_and_grants_ore"],
            _decimal(each["share"]),
            each["frames_ore"],
            each["investments_ore"],
            _decimal(each["tax_rate"]),
        )
        for each in document["sums"]
    ]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
