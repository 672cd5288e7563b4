"""The example's budget versions, through the same doors as a user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings

from roder.apps.budgets.actions.budget_files import import_budget
from roder.apps.budgets.actions.financing import rest_on_round
from roder.apps.budgets.actions.versions import copy_version
from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.budget_files import BudgetFile
from roder.apps.budgets.version_queries import version_named
from roder.apps.decisions.actions import register_decision
from roder.apps.decisions.queries import decision_at
from roder.apps.financing.queries import round_named
from roder.apps.identity.queries import system_user
from roder.apps.proposals.queries import handed_in
from roder.apps.proposals.queries import proposal_lines
from roder.devtools.building_goals import require_no_fault
from roder.devtools.example.data_files import read_settings
from roder.devtools.example.data_files import written_table
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.decisions import DecisionFacts

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User
    from roder.domain.budget_versions import VersionLine

VERSIONS_FILE = "budget_versions.toml"
COUNCIL = "100"


def build_budget_versions(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Make what is not here yet; what a person has done since stands."""
    del people
    for facts in read_settings(VERSIONS_FILE)["version"]:
        if version_named(key, facts["name"]) is None:
            _make(key, facts)
            say(f"budget version {facts['name']}: made")


def adopt_budget_versions(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Adopt what no meeting of the example has adopted, as the goals of the same decision were: the majority's proposal."""
    del people
    facts = read_settings(VERSIONS_FILE)["adopted"]
    base = version_named(key, facts["made_from"])
    if base is None:
        return
    person = system_user()
    if version_named(key, facts["name"]) is not None:
        if not base.is_frozen:
            freeze_version(base, acting_user=person)
        return
    version = copy_version(base, name=facts["name"], kind=VersionKind.ADOPTED, acting_user=person)
    for proposal in handed_in(key, base.year):
        if proposal.title == facts["proposal"]:
            _put(version, proposal_lines(proposal))
    freeze_version(version, decision=_decision(key, facts), acting_user=person)
    if not base.is_frozen:
        freeze_version(base, acting_user=person)
    say(f"budget version {facts['name']}: adopted")


def _put(version: BudgetVersion, lines: list[VersionLine]) -> None:
    for section in BudgetSection:
        own = [line for line in lines if line.section is section]
        put_lines(version, section, own, acting_user=system_user())


def _make(key: str, facts: dict[str, Any]) -> BudgetVersion:
    person = system_user()
    version = make_version(
        key,
        name=facts["name"],
        kind=VersionKind(facts["kind"]),
        year=facts["year"],
        is_example=True,
        acting_user=person,
    )
    path = written_table(settings.RODER_HOME / "example", facts["file"])
    file = BudgetFile(key, version.name, path, year=version.year)
    require_no_fault(path, import_budget(file, file_name=path.name, acting_user=person).problems)
    version.refresh_from_db()
    financing = round_named(key, facts["round"])
    if financing is not None:
        rest_on_round(version, financing, acting_user=person)
    if "decided_on" in facts:
        freeze_version(version, decision=_decision(key, facts), acting_user=person)
    return version


def _decision(key: str, facts: dict[str, Any]) -> Decision:
    """Return the council's decision, registered already by the goals that it adopted or registered now."""
    known = decision_at(key, COUNCIL, facts["decided_on"], facts["paragraph"])
    wanted = DecisionFacts(
        COUNCIL,
        facts["decided_on"],
        facts["paragraph"],
        facts["title"],
        facts["case_number"],
        is_example=True,
    )
    return known or register_decision(key, wanted, acting_user=system_user())
