"""A budget in a file becomes a version: its own municipality's or another's, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.goal_money_world import KEY

from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions.budget_files import import_budget
from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.budget_files import BudgetFile
from roder.apps.budgets.budget_files import BudgetPlan
from roder.apps.budgets.budget_files import plan_budget
from roder.apps.budgets.budget_files import plan_document
from roder.apps.budgets.models import BudgetLine
from roder.apps.budgets.models import BudgetVersion
from roder.apps.budgets.version_queries import lines_of
from roder.apps.budgets.version_queries import version_named
from roder.apps.budgets.version_sums import comparison
from roder.apps.budgets.version_sums import results
from roder.apps.budgets.version_sums import section_sums
from roder.apps.budgets.version_sums import sums
from roder.apps.budgets.version_sums import years_in
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.importing import TableChangedError
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.version_comparison import ComparedBy
from roder.formats.tabular.budget_table import write_budget

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

MAPPING = """
[source]
encoding = "iso-8859-1"
delimiter = ";"
decimal = ","
header = false
[columns]
body = 1
account = 2
text = 3
[years]
2018 = 4
2019 = 5
"""
ROWS = "01;0410;Löhne;-1.000,50;-1\n02;0500;Steuern;900;\n;;Summe;-100,50;-1\n"


def file(text: str, name: str = "Musterstadt", organisation: str = "", mapping: str = MAPPING) -> BudgetFile:
    return BudgetFile(organisation, name, text.encode("iso-8859-1"), mapping)


def taken_in(karin: User, given: BudgetFile) -> BudgetPlan:
    return import_budget(given, file_name="plan.csv", acting_user=karin)


def codes(plan: BudgetPlan) -> list[str]:
    return [problem.code for problem in plan.problems]


def test_a_file_becomes_a_version_without_any_organisation(karin: User) -> None:
    plan = taken_in(karin, file(ROWS))
    document = plan_document(plan, language="en")
    assert (document["rows"], document["lines"], document["sums"], document["total_ore"]) == (
        2,
        3,
        1,
        -10_150,
    )
    assert document["by_body"] == {"01": -100_150, "02": 90_000}
    assert document["by_year"] == {"2018": -10_050, "2019": -100}
    assert codes(plan) == ["budget_unbalanced", "budget_unbalanced", "summary_line"]
    version = version_named("", "Musterstadt")
    assert version is not None
    assert (version.kind, version.year, version.file_name, version.sha256) == (
        "imported", 2018, "plan.csv", plan.sha256,
    )  # fmt: skip
    assert list(version.lines.values_list("file_line", flat=True)) == [1, 1, 2]
    assert (years_in(version), results(section_sums([version])[version.pk])) == (
        [2018, 2019], {2018: -10_050, 2019: -100},
    )  # fmt: skip


def test_the_same_again_changes_nothing_another_file_takes_its_place_and_a_refused_one_nothing(
    karin: User,
) -> None:
    taken_in(karin, file(ROWS))
    acts = AuditEntry.objects.count()
    assert not taken_in(karin, file(ROWS)).changes_something
    assert AuditEntry.objects.count() == acts
    seen = plan_budget(file("03;1;x;5;6\n")).before
    refused = taken_in(karin, file("03;1;x;fem;6\n"))
    assert (refused.refused, BudgetLine.objects.count()) == (True, 3)
    taken_in(karin, file("03;1;x;5;6\n04;1;x;1;2\n"))
    assert sorted(BudgetLine.objects.values_list("amount_ore", flat=True)) == [100, 200, 500, 600]
    with pytest.raises(TableChangedError):
        import_budget(file("05;1;x;1;1\n"), file_name="f", expected=seen, acting_user=karin)
    same_count = taken_in(karin, file("03;1;x;5;6\n04;1;x;1;3\n"))
    assert same_count.changes_something
    assert BudgetVersion.objects.count() == 1


def test_a_frozen_version_is_refused_another_file_and_a_draft_keeps_its_kind(karin: User) -> None:
    base = make_version("", name="Bas", kind=VersionKind.BASE, year=2017, acting_user=karin)
    taken_in(karin, file(ROWS, "Bas"))
    base.refresh_from_db()
    assert (base.kind, base.year, base.lines.count()) == ("base", 2018, 3)
    freeze_version(base, acting_user=karin)
    assert not taken_in(karin, file(ROWS, "Bas")).refused
    refused = taken_in(karin, file("03;1;x;5;6\n", "Bas"))
    assert "budget_frozen" in codes(refused)
    assert base.lines.count() == 3


def test_rows_of_several_versions_become_a_version_each(karin: User) -> None:
    text = "År;Version;Organ;Belopp\n2018;Alt 1;300;5\n2018;Alt 2;300;7\n2018;;300;9\n"
    plan = taken_in(karin, BudgetFile("", "Förslag", text.encode()))
    assert sorted(each.name for each in plan.versions.values()) == [
        "Förslag",
        "Förslag: Alt 1",
        "Förslag: Alt 2",
    ]
    one = "År;Version;Organ;Belopp\n2018;Alt 1;300;5\n"
    assert [each.name for each in plan_budget(BudgetFile("", "Ett", one.encode())).versions.values()] == [
        "Ett"
    ]
    named = plan_budget(BudgetFile("", " ", one.encode()))
    assert codes(named) == ["budget_no_name"]
    assert codes(plan_budget(BudgetFile("", "Ett", one.encode(), "[columns"))) == ["mapping_not_toml"]


def test_a_body_is_found_by_name_and_an_unknown_one_is_told_once(karin: User) -> None:
    replace_organisation(KEY, [Body("300", "Utbildningsnämnden", BodyKind.COMMITTEE)], acting_user=karin)
    text = "År;Nämnd;Belopp\n2018;utbildningsnämnden;-5\n2018;300;-6\n2018;999;11\n2018;;0\n"
    plan = taken_in(karin, BudgetFile(KEY, "Ramar", text.encode(), year=2017))
    assert codes(plan) == ["budget_bodies_unknown"]
    version = version_named(KEY, "Ramar")
    assert version is not None
    assert (version.year, sums(version, ComparedBy.BODY, 2018)) == (2017, {"300": -1100, "999": 1100, "": 0})
    rows = comparison(version, version, ComparedBy.BODY, 2018, BudgetSection.OPERATION)
    assert [(row.key, row.name) for row in rows] == [("300", "Utbildningsnämnden"), ("999", ""), ("", "")]
    assert comparison(version, version, ComparedBy.ACCOUNT, 2018)[0].name == ""


def test_what_goes_out_comes_in_again_equal(karin: User) -> None:
    taken_in(karin, file(ROWS))
    version = version_named("", "Musterstadt")
    assert version is not None
    content = write_budget([("", line) for line in lines_of(version)]).content
    again = BudgetFile("", "Musterstadt", content)
    assert not plan_budget(again).changes_something


def test_forty_thousand_rows_come_in_in_order(karin: User, tmp_path: Path) -> None:
    """The size of a large city's published budget, once: worth its seconds, since chunks and batches meet only here."""
    path = tmp_path / "stor.csv"
    path.write_bytes(
        b"".join(
            f"{row % 40:04d};{400000 + row % 900:06d};Zeile {row} für Bürger;-{row},05;{row}\r\n".encode(
                "iso-8859-1"
            )
            for row in range(40_000)
        )
    )
    plan = taken_in(karin, BudgetFile("", "Großstadt", path, MAPPING))
    assert (plan.rows, len(plan.versions[""].by_body)) == (40_000, 40)
    version = version_named("", "Großstadt")
    assert version is not None
    stored = list(version.lines.values_list("file_line", "year", "amount_ore")[:4])
    assert stored == [(1, 2018, -5), (1, 2019, 0), (2, 2018, -105), (2, 2019, 100)]
    assert sum(sums(version, ComparedBy.ACCOUNT, 2018).values()) == plan.versions[""].by_year[2018]
