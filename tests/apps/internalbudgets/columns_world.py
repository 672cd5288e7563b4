"""Internal budgets in force beside a ledger, for the tests of columns, follow-up and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ledger_files import sie_file

from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.columns import publish
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.models import InternalBudget
from roder.apps.ledger.actions.imports import import_file
from roder.apps.organisation.actions.imports import replace_organisation
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from pathlib import Path

KEY = "2120000159"
COMPANY = "5560000167"
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("300", "Education", BodyKind.COMMITTEE, "100", ("4",)),
    Body("3011", "North school", BodyKind.UNIT, "300", ("411", "99")),
    Body("3012", "South school", BodyKind.UNIT, "300", ()),
    Body("400", "Social", BodyKind.COMMITTEE, "100", ("5",)),
    Body("900", "Housing", BodyKind.COMPANY, "100", organisation_number="556000-0167"),
]
YEAR = 2018


def make_ledger(home: Path) -> None:
    """A ledger of 2018 with the codes 4110 (of the unit 3011) and 4200 (of the committee 300)."""
    import_file(
        sie_file(home, [("20180131", "4110", 100), ("20180228", "4200", 7)]), acting_user=system_user()
    )
    replace_organisation(KEY, BODIES, acting_user=system_user())


def make_in_force(body: str, lines: dict[str, list[InternalLine]]) -> InternalBudget:
    """An internal budget of these lines by unit, in force and published."""
    budget = begin_internal_budget(KEY, body, YEAR, acting_user=system_user())
    for unit, its in lines.items():
        put_unit_lines(budget.parts.get(unit_code=unit), its, acting_user=system_user())
    InternalBudget.objects.filter(pk=budget.pk).update(state=InternalBudgetState.IN_FORCE)
    publish(KEY, YEAR)
    return budget


def flat(unit: str, account: str, month_ore: int, activity: str = "") -> InternalLine:
    return InternalLine(LinePlace(unit, account, activity), (month_ore,) * 12)


def example_lines() -> dict[str, list[InternalLine]]:
    """Costs at both units and the committee itself, income at one; 12 x −1 300 öre in all."""
    return {
        "300": [flat("300", "5020", -100)],
        "3011": [flat("3011", "5020", -1000, "407"), flat("3011", "3130", 300)],
        "3012": [flat("3012", "5020", -500)],
    }
