"""The example's changes of frames after the vote, through the same door as a user's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roder.apps.budgets.actions.amendments import amend_frames
from roder.apps.budgets.actions.balance import set_balance_year
from roder.apps.budgets.balance_queries import balance_row
from roder.apps.budgets.queries import amendments
from roder.apps.decisions.actions import register_decision
from roder.apps.identity.queries import system_user
from roder.devtools.example.data_files import read_rows
from roder.domain.decisions import DecisionFacts
from roder.domain.frame_amendments import AmendmentKind
from roder.domain.frame_amendments import AmendmentWish
from roder.domain.frame_amendments import FinancingSource
from roder.domain.money import ore_from_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.identity.models import User

YEAR = 2017
COUNCIL = "100"


def build_budget_rules(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Register the changes of the frames, unless there are any: what a person has done since stands."""
    del people
    _enter_balance(key, say)
    if amendments(key, YEAR).exists():
        return
    changes: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in read_rows("frame_amendments_2017.csv"):
        changes.setdefault((row["decided_on"], row["paragraph"]), []).append(row)
    for (day, paragraph), rows in changes.items():
        first = rows[0]
        facts = DecisionFacts(
            COUNCIL, date.fromisoformat(day), paragraph, first["title"], first["case_number"], is_example=True
        )
        decision = register_decision(key, facts, acting_user=system_user())
        wish = AmendmentWish(
            AmendmentKind(first["kind"]),
            YEAR,
            tuple((row["body"], ore_from_text(row["amount_tkr"], unit="tkr")) for row in rows),
            first["text"],
            FinancingSource(first["source"]),
            first["financing"],
        )
        amend_frames(key, wish, decision, is_example=True, acting_user=system_user())
    say(f"frames of {YEAR}: {len(changes)} changes after the vote")


def _enter_balance(key: str, say: Callable[[str], None]) -> None:
    """Enter what the investigations of two outcomes are made of, unless a person has entered anything."""
    rows = read_rows("balance_years.csv")
    if balance_row(key, int(rows[0]["year"])) is not None:
        return
    for row in rows:
        values = {
            name: ore_from_text(text, unit="tkr") if name.endswith("_ore") else text
            for name, text in row.items()
            if name != "year" and text
        }
        set_balance_year(
            key, int(row["year"]), values, seen_version=0, is_example=True, acting_user=system_user()
        )
    say(f"balance requirement: {len(rows)} years entered")
