"""What a proposal says, whole, as it is kept when it is handed in: a document with its SHA-256."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from dataclasses import astuple
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.audit.actions import plain
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.proposals.models import Proposal
    from roder.domain.proposal_lines import YearSums
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
