"""The example's frame bridge, through the same doors as a user's own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.utils import translation

from roder.apps.budgets.actions.bridge import TypedLine
from roder.apps.budgets.actions.bridge import add_bridge_lines
from roder.apps.budgets.actions.bridge_reckoning import carry_last_frames
from roder.apps.budgets.actions.bridge_reckoning import reckon_efficiency
from roder.apps.budgets.actions.bridge_reckoning import reckon_index
from roder.apps.budgets.actions.bridge_reckoning import reckon_volumes
from roder.apps.budgets.actions.bridge_reckoning import reconcile_volumes
from roder.apps.budgets.actions.volumes import choose_indexes
from roder.apps.budgets.actions.volumes import import_volumes
from roder.apps.budgets.actions.volumes import set_index
from roder.apps.budgets.version_queries import version_named
from roder.apps.budgets.volume_importing import kept_volumes
from roder.apps.identity.queries import system_user
from roder.devtools.building_goals import require_no_fault
from roder.devtools.example.data_files import read_rows
from roder.devtools.example.data_files import read_settings
from roder.devtools.example.data_files import written_table
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.indexation import IndexComponent
from roder.domain.indexation import WeighedRate
from roder.domain.money import ORE_PER_UNIT

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.identity.models import User

SETTINGS_FILE = "frame_bridge_2019.toml"
LINES_FILE = "frame_bridge_2019.csv"
VOLUMES_FILE = "volumes_2019.csv"
WRITER = "karin.ek"


def build_frame_bridge(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Make what is not here yet; what a person has done since stands."""
    facts = read_settings(SETTINGS_FILE)
    person = next((each for each in people if each.username == WRITER), None) or system_user()
    version = version_named(key, facts["version"])
    if version is None or version.is_frozen or version.lines.filter(section=BudgetSection.FRAME).exists():
        return
    with translation.override("sv"):
        _indexes(key, facts, person)
        if not kept_volumes(key):
            path = written_table(settings.RODER_HOME / "example", VOLUMES_FILE)
            require_no_fault(path, import_volumes(key, path, acting_user=person).problems)
        carry_last_frames(version, acting_user=person)
        add_bridge_lines(version, typed_lines(), acting_user=person)
        reckon_volumes(version, acting_user=person)
        reconcile_volumes(version, facts["counted_year"], acting_user=person)
        reckon_index(version, facts["index"], acting_user=person)
        percents = {int(year): Decimal(percent) for year, percent in facts["efficiency"].items()}
        reckon_efficiency(version, percents, text=facts["efficiency_text"], acting_user=person)
    say(f"bridge of {version.name}: {version.lines.filter(section=BudgetSection.FRAME).count()} lines")


def _indexes(key: str, facts: dict[str, Any], person: User) -> None:
    for index in facts["index_part"]:
        for rate in index["rates"]:
            parts = [
                WeighedRate(IndexComponent(name), Decimal(weight), Decimal(rate[name]))
                for name, weight in index["parts"].items()
            ]
            set_index(
                key,
                index["index"],
                rate["year"],
                parts,
                source=index["source"],
                is_example=True,
                acting_user=person,
            )
    choose_indexes(key, facts["own_index"], acting_user=person)


def typed_lines() -> list[TypedLine]:
    """Return the lines that the example's budget office has typed, amounts in öre by year."""
    return [
        TypedLine(
            row["body"],
            ChangeGroup(row["step"]),
            row["text"],
            {
                int(year): int(tkr) * ORE_PER_UNIT["tkr"]
                for year, tkr in row.items()
                if year.isdigit() and int(tkr)
            },
            row["source"],
        )
        for row in read_rows(LINES_FILE)
    ]
