"""The example's financing, through the same doors as a user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings

from roder.apps.financing.actions.figures import set_figures
from roder.apps.financing.actions.imports import import_round
from roder.apps.financing.actions.rounds import lock_round
from roder.apps.financing.actions.rounds import make_round
from roder.apps.financing.queries import round_named
from roder.apps.identity.queries import system_user
from roder.devtools.building_goals import require_no_fault
from roder.devtools.example.data_files import read_rows
from roder.devtools.example.data_files import read_settings
from roder.devtools.example.data_files import written_table
from roder.domain.financing_parameters import sheet_line
from roder.domain.financing_sheet import StatedAmount
from roder.domain.money import ore_from_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.financing.models import FinancingRound
    from roder.apps.identity.models import User

ROUNDS_FILE = "financing_rounds.toml"
COLUMNS_FILE = "financing_mnkr.csv"


def build_financing(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Make the rounds that are not here yet; what a person has done since stands."""
    del people
    for facts in read_settings(ROUNDS_FILE)["round"]:
        if round_named(key, facts["name"]) is None:
            _make(key, facts)
            say(f"financing round {facts['name']}: made")


def _make(key: str, facts: dict[str, Any]) -> FinancingRound:
    person = system_user()
    made = make_round(
        key,
        name=facts["name"],
        published_on=facts["published_on"],
        source=facts["source"],
        copied_from=round_named(key, facts["copied_from"]) if "copied_from" in facts else None,
        is_example=True,
        acting_user=person,
    )
    if "column" in facts:
        set_figures(made, stated=_column(facts), acting_user=person)
    else:
        path = written_table(settings.RODER_HOME / "example", facts["file"])
        plan = import_round(key, made.name, path, acting_user=person)
        require_no_fault(path, plan.problems)
    if facts.get("is_locked", False):
        lock_round(made, acting_user=person)
    return made


def _column(facts: dict[str, Any]) -> dict[tuple[int, str], StatedAmount | None]:
    """Return what a column of the printed table states, its sums left out and its empty cells too."""
    return {
        (facts["year"], row["line"]): StatedAmount(
            row["line"], ore_from_text(row[facts["column"]], unit="mnkr"), source=facts["source"]
        )
        for row in read_rows(COLUMNS_FILE)
        if row[facts["column"]] and not sheet_line(row["line"]).is_total
    }
