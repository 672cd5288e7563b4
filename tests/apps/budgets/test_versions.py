"""A draft is written by acts of its own; a frozen version is refused every change, by the database itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError
from django.db import connection
from django.db import transaction
from tests.worked_tables import worked_table

from roder.apps.audit.models import AuditEntry
from roder.apps.audit.row_guards import unguarded
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.actions.versions import copy_version
from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.actions.versions import remove_version
from roder.apps.budgets.models import BudgetLine
from roder.apps.budgets.models import BudgetVersion
from roder.apps.budgets.models import FrameAmendment
from roder.apps.budgets.version_queries import lines_of
from roder.apps.decisions.actions import register_decision
from roder.config.budget_health import budget_checks
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.budget_versions import lines_digest
from roder.domain.decisions import DecisionFacts

if TYPE_CHECKING:
    from collections.abc import Callable

    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User

FRAME, CENTRAL = BudgetSection.FRAME, BudgetSection.CENTRAL


def frame(body: str, ore: int, year: int = 2019) -> VersionLine:
    return VersionLine(year, FRAME, -ore, body=body)


def draft(karin: User, name: str = "Underlag 2019") -> BudgetVersion:
    version = make_version("0181", name=name, kind=VersionKind.BASE, year=2019, acting_user=karin)
    put_lines(version, FRAME, [frame("300", 700), frame("400", 200)], acting_user=karin)
    return version


def decision(karin: User) -> Decision:
    facts = DecisionFacts(
        "100", date(2018, 11, 26), "§ 180", "KS 2018/1", "Mål och budget 2019", "Enligt förslag."
    )
    return register_decision("0181", facts, acting_user=karin)


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(BudgetRefusedError) as refused, transaction.atomic():
        act()
    return [problem.code for problem in refused.value.problems]


def test_a_draft_is_made_and_written_section_by_section(karin: User) -> None:
    assert codes(
        lambda: make_version("0181", name=" ", kind=VersionKind.BASE, year=2019, acting_user=karin)
    ) == ["budget_no_name"]
    version = draft(karin)
    assert codes(lambda: draft(karin)) == ["budget_name_taken"]
    wrong = VersionLine(2019, CENTRAL, -5)
    assert codes(lambda: put_lines(version, FRAME, [wrong], acting_user=karin)) == ["budget_other_section"]
    assert put_lines(version, CENTRAL, [wrong], acting_user=karin, reason="Pensioner")
    assert not put_lines(version, CENTRAL, [wrong], acting_user=karin)
    assert put_lines(version, FRAME, [frame("300", 701), frame("400", 200)], acting_user=karin)
    assert lines_of(version) == [frame("300", 701), frame("400", 200), wrong]
    entry = AuditEntry.objects.filter(event=AuditEntry.Event.BUDGET_LINES_PUT).latest("number")
    assert (entry.old["amounts_ore"], entry.new["amounts_ore"]) == ({"2019": -900}, {"2019": -901})
    assert version.version == BudgetVersion.objects.get(pk=version.pk).version == 4


def test_a_frozen_version_has_its_digest_and_is_refused_every_act_but_a_copy(karin: User) -> None:
    version = draft(karin)
    freeze_version(version, decision=decision(karin), kind=VersionKind.ADOPTED, acting_user=karin)
    kept = BudgetVersion.objects.get(pk=version.pk)
    assert (kept.is_frozen, kept.kind, kept.digest) == (True, "adopted", lines_digest(lines_of(version)))
    acts: dict[str, Callable[[BudgetVersion], object]] = {
        "write lines": lambda each: put_lines(each, FRAME, [], acting_user=karin),
        "freeze": lambda each: freeze_version(each, acting_user=karin),
        "remove": lambda each: remove_version(each, acting_user=karin),
        "copy": lambda each: copy_version(
            each, name=f"Kopia {each}", kind=VersionKind.BASE, acting_user=karin
        ),
    }
    for name, for_draft, for_frozen in worked_table("budget-versions", "act"):
        assert for_draft == "yes"
        acts[name](draft(karin, f"Utkast {name}"))
        if for_frozen == "yes":
            acts[name](kept)
        else:
            assert codes(lambda act=acts[name]: act(kept)) == ["budget_frozen"]  # type: ignore[misc]
    copy = BudgetVersion.objects.get(name="Kopia Underlag 2019")
    assert (copy.made_from, lines_of(copy)) == (kept, lines_of(kept))
    assert not copy.is_frozen


def test_a_version_that_something_rests_on_is_not_removed_nor_an_empty_one_adopted(karin: User) -> None:
    version = draft(karin)
    copy_version(version, name="Kopia", kind=VersionKind.BASE, acting_user=karin)
    assert codes(lambda: remove_version(version, acting_user=karin)) == ["budget_in_use"]
    empty = make_version("0181", name="Tom", kind=VersionKind.ADOPTED, year=2019, acting_user=karin)
    assert codes(lambda: freeze_version(empty, acting_user=karin)) == ["budget_adopted_empty"]
    remove_version(empty, acting_user=karin)
    assert not BudgetVersion.objects.filter(name="Tom").exists()


STATEMENTS = [
    "UPDATE budgets_budgetversion SET title = 'annat' WHERE id = {version}",
    "UPDATE budgets_budgetversion SET is_frozen = (1 = 0) WHERE id = {version}",
    "DELETE FROM budgets_budgetversion WHERE id = {version}",
    "UPDATE budgets_budgetline SET amount_ore = 0 WHERE id = {line}",
    "UPDATE budgets_budgetline SET budget_version_id = {draft} WHERE id = {line}",
    "UPDATE budgets_budgetline SET budget_version_id = {version} WHERE budget_version_id = {draft}",
    "DELETE FROM budgets_budgetline WHERE id = {line}",
    (
        "INSERT INTO budgets_budgetline (budget_version_id, year, section, body_code, unit_code, area, activity, "
        "account, line_key, change_group, text, amount_ore, position) "
        "VALUES ({version}, 2019, 'frame', '300', '', '', '', '', '', '', '', 1, 1)"
    ),
    "UPDATE budgets_frameamendment SET amount_ore = 0",
    "DELETE FROM budgets_frameamendment",
]
OF_ONE_DATABASE = {
    "sqlite": [
        "INSERT OR REPLACE INTO budgets_budgetversion SELECT * FROM budgets_budgetversion WHERE id = {version}",
        "INSERT OR REPLACE INTO budgets_frameamendment SELECT * FROM budgets_frameamendment",
    ],
    "postgresql": [
        "TRUNCATE budgets_budgetline",
        "TRUNCATE budgets_budgetversion CASCADE",
        "TRUNCATE budgets_frameamendment",
    ],
}


def frozen_world(karin: User) -> dict[str, int]:
    """A frozen version, a draft beside it, and an amendment; their keys by name."""
    version, other, decided = draft(karin), draft(karin, "Utkast"), decision(karin)
    freeze_version(version, decision=decided, kind=VersionKind.ADOPTED, acting_user=karin)
    FrameAmendment.objects.create(
        organisation="0181", body_code="300", year=2019, kind="supplementary", amount_ore=5, text="Skola",
        source="result", financing="Resultatet", decision=decided,
    )  # fmt: skip
    line = version.lines.first()
    assert line is not None
    return {"version": version.pk, "draft": other.pk, "line": line.pk}


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_itself_refuses_every_change_of_what_was_decided(karin: User) -> None:
    keys = frozen_world(karin)
    if (
        connection.vendor == "postgresql"
    ):  # What waits to be checked would refuse to be emptied for another reason.
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in STATEMENTS + OF_ONE_DATABASE[connection.vendor]:
        with (
            pytest.raises(DatabaseError, match=r"never changed|only ever added|not emptied"),
            transaction.atomic(),
        ):
            execute(statement.format(**keys))
    BudgetLine.objects.filter(budget_version=keys["draft"]).update(text="ett utkast ändras")
    BudgetVersion.objects.get(pk=keys["draft"]).delete()


def test_the_check_of_an_installation_names_an_altered_version_and_lost_triggers(karin: User) -> None:
    keys = frozen_world(karin)
    assert [check.ok for check in budget_checks()] == [True, True]
    with unguarded(connection):
        BudgetLine.objects.filter(pk=keys["line"]).update(amount_ore=-1)
        lines, guard = budget_checks()
        assert not lines.ok
        assert "0181 Underlag 2019" in lines.detail
        assert not guard.ok
        assert list(budget_checks(repair=True))[1].ok
