"""The example's proposals, through the same doors as a user's own."""

from __future__ import annotations

from datetime import datetime
from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from django.utils import timezone

from roder.apps.budgets.version_queries import version_named
from roder.apps.proposals.actions.handing_in import hand_in
from roder.apps.proposals.actions.texts import add_text
from roder.apps.proposals.actions.writing import ProposalWords
from roder.apps.proposals.actions.writing import begin_proposal
from roder.apps.proposals.actions.writing import put_rows
from roder.apps.proposals.actions.writing import write_proposal
from roder.apps.proposals.queries import proposals_of
from roder.devtools.example.data_files import read_settings
from roder.domain.proposal_lines import as_shown
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposalOwner
from roder.domain.proposals import ProposedChange
from roder.domain.proposals import ProposedRow
from roder.domain.proposals import TextAct

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from datetime import date

    from roder.apps.identity.models import User

PROPOSALS_FILE = "proposals.toml"
ORE_PER_TKR = 100_000
NOON = time(12)


def build_proposals(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Make what is not here yet; what a person has done since stands."""
    by_name = {person.username: person for person in people}
    for facts in read_settings(PROPOSALS_FILE)["proposal"]:
        if not proposals_of(key, facts["year"]).filter(title=facts["title"]).exists():
            _make(key, facts, by_name[facts["person"]])
            say(f"proposal {facts['title']}: made")


def _make(key: str, facts: dict[str, Any], person: User) -> None:
    made = begin_proposal(
        key,
        facts["year"],
        ProposalOwner(facts["owner"]),
        facts["title"],
        party=facts.get("party", ""),
        base=version_named(key, facts["base"]),
        is_example=True,
        acting_user=person,
    )
    put_rows(made, [_row(row, facts["year"]) for row in facts.get("row", ())], acting_user=person)
    for text in facts.get("text", ()):
        add_text(made, _text(text, facts["year"]), acting_user=person)
    words = ProposalWords(facts["title"], facts["motivation"])
    write_proposal(made, words, seen_version=made.version, acting_user=person)
    if "handed_in" in facts:
        hand_in(made, at=_noon(facts["handed_in"]), acting_user=person)


def _row(row: dict[str, Any], year: int) -> ProposedRow:
    target = ChangeTarget(row["target"])
    values: list[int | Decimal] = [Decimal(rate) for rate in row.get("rates", ())]
    values += [as_shown(target, tkr * ORE_PER_TKR) for tkr in row.get("amounts", ())]
    return ProposedRow(
        target,
        row["key"],
        row.get("text", ""),
        tuple((year + at, value) for at, value in enumerate(values)),
        row.get("why", ""),
        row.get("goal", ""),
    )


def _text(text: dict[str, str], year: int) -> ProposedChange:
    return ProposedChange(
        ChangeTarget(text["target"]),
        text.get("key", ""),
        year,
        text=text["text"],
        motivation=text["why"],
        goal_code=text.get("goal", ""),
        act=TextAct(text["act"]),
        body=text.get("body", ""),
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, NOON))
