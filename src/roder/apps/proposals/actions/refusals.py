from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import RefusedError
from roder.domain.problems import Severity
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from collections.abc import Sequence


class ProposalRefusedError(RefusedError):
    """What was wanted of the proposal cannot be done; ``problems`` say why."""


def require(problems: Sequence[Problem]) -> None:
    """Raise ``ProposalRefusedError`` when any of the problems refuses."""
    if refuses(problems):
        raise ProposalRefusedError(problems)


NO_BASE = Problem(
    Severity.ERROR,
    "no_base_of_year",
    None,
    "There is no base for the year yet. The budget office makes one in the budget year's versions.",
    "Det finns inget underlag för året än. Budgetenheten lägger upp det bland budgetårets versioner.",
)
NO_TITLE = Problem(
    Severity.ERROR, "proposal_without_title", None, "Give the proposal a name.", "Ge förslaget ett namn."
)
TITLE_TAKEN = Problem(
    Severity.ERROR,
    "proposal_title_taken",
    None,
    "You already have a proposal with that name this year. Choose another.",
    "Ni har redan ett förslag med det namnet för året. Välj ett annat.",
)
NOT_A_DRAFT = Problem(
    Severity.ERROR,
    "proposal_is_no_draft",
    None,
    "The proposal is handed in and stands as it is. Take it back first, while the step is open.",
    "Förslaget är inlämnat och ligger fast. Ta tillbaka det först, så länge steget är öppet.",
)
NOT_NOW = Problem(
    Severity.ERROR,
    "proposal_step_locked",
    None,
    "Proposals can no longer be handed in or taken back: the step is locked.",
    "Förslag kan inte längre lämnas in eller tas tillbaka: steget är låst.",
)
NOT_HANDED_IN = Problem(
    Severity.ERROR,
    "proposal_not_handed_in",
    None,
    "Only a proposal that is handed in can be taken back or copied.",
    "Bara ett inlämnat förslag kan tas tillbaka eller kopieras.",
)
