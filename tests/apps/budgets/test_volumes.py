"""The volume model comes in by table, says what it gives, and writes its own lines of the bridge."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.management import call_command
from tests.apps.budgets.test_bridge import KEY
from tests.apps.budgets.test_bridge import TKR
from tests.apps.budgets.test_bridge import base
from tests.apps.budgets.test_bridge import frames
from tests.apps.budgets.test_bridge import typed

from roder.apps.budgets.actions.bridge import add_bridge_lines
from roder.apps.budgets.actions.bridge_reckoning import reckon_volumes
from roder.apps.budgets.actions.bridge_reckoning import reconcile_volumes
from roder.apps.budgets.actions.volumes import choose_indexes
from roder.apps.budgets.actions.volumes import import_volumes
from roder.apps.budgets.actions.volumes import set_index
from roder.apps.budgets.models import VolumeRow
from roder.apps.budgets.volume_importing import kept_volumes
from roder.apps.budgets.volume_importing import plan_volumes
from roder.apps.budgets.volume_queries import body_indexes
from roder.apps.budgets.volume_queries import index_names
from roder.apps.budgets.volume_queries import index_of
from roder.apps.budgets.volume_queries import index_parts
from roder.apps.console import RefusedError
from roder.apps.organisation.importing import TableChangedError
from roder.domain.budget_versions import ChangeGroup
from roder.domain.indexation import IndexComponent
from roder.domain.indexation import WeighedRate
from roder.formats.tabular.volume_table import write_volumes

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User

__all__ = ["base"]
HEAD = "Slag;År;Nyckel;Nämnd;Ålder;Värde;Mätdatum;Månader\n"
MODEL = HEAD + (
    "prislapp;2018;förskola;;;100000;;\nvolym;2018;förskola;300;;10;;\nvolym;2019;förskola;300;;12;;\n"
    "volym;2020;förskola;300;;11;;\nuppmätt;2018;förskola;300;;11;2018-02-15;6\n"
)


def test_a_table_adds_and_changes_and_says_when_somebody_was_first(base: BudgetVersion, karin: User) -> None:
    assert base.year == 2019
    plan = plan_volumes(KEY, MODEL.encode())
    assert (len(plan.differences), VolumeRow.objects.count()) == (5, 0)
    assert import_volumes(KEY, MODEL.encode(), expected=plan.before, acting_user=karin).changes_something
    assert not import_volumes(KEY, MODEL.encode(), acting_user=karin).changes_something
    one = (HEAD + "volym;2019;förskola;300;;13;;\n").encode()
    with pytest.raises(TableChangedError):
        import_volumes(KEY, one, expected=plan.before, acting_user=karin)
    (difference,) = import_volumes(KEY, one, acting_user=karin).differences
    assert (difference.kind.value, difference.changes[0].new) == ("changed", "13")
    row = VolumeRow.objects.get(kind="volume", year=2019)
    assert (int(row.number), row.version, VolumeRow.objects.count()) == (13, 2, 5)
    refused = import_volumes(KEY, (HEAD + "volym;2019;förskola;999;;13;;\n").encode(), acting_user=karin)
    assert [fault.code for fault in refused.problems] == ["volume_body_unknown"]
    faulty = plan_volumes(KEY, MODEL.encode(), mapping="[what]")
    assert faulty.refused
    assert len(kept_volumes(KEY)) == 5


def test_the_model_replaces_its_own_lines_and_a_count_corrects_one_year(
    base: BudgetVersion, karin: User
) -> None:
    import_volumes(KEY, MODEL.encode(), acting_user=karin)
    add_bridge_lines(base, [typed("300", ChangeGroup.VOLUME, 7)], acting_user=karin)
    for _again in range(2):
        assert reckon_volumes(base, acting_user=karin) == 200 * TKR
        assert reconcile_volumes(base, 2018, acting_user=karin) == 50 * TKR
    assert [frames(base, year)["300"] for year in (2019, 2020, 2021)] == [1257, 1107, 1107]
    texts = set(base.lines.filter(change_group="volume", year=2019).values_list("text", flat=True))
    assert texts == {
        "Because",
        "Förskola: volym från 10 till 12",
        "Volymavstämning av Förskola: 11 uppmätta, 10 budgeterade, för ett år",
    }


def test_an_index_is_stated_from_a_year_on_and_chosen_for_bodies(karin: User) -> None:
    parts = [
        WeighedRate(IndexComponent.WAGE, Decimal("0.6"), Decimal(3)),
        WeighedRate(IndexComponent.PRICE, Decimal("0.4"), Decimal(2)),
    ]
    assert set_index(KEY, "PKV", 2019, parts, source="SKR", acting_user=karin)
    assert not set_index(KEY, "PKV", 2019, parts, source="SKR", acting_user=karin)
    found = index_of(KEY, "PKV", 2021)
    assert found is not None
    assert (found.rate, found.source, found.is_example) == (Decimal("2.6"), "SKR", False)
    assert index_of(KEY, "PKV", 2018) is None
    assert (index_names(KEY), len(index_parts(KEY))) == (["PKV"], 2)
    assert choose_indexes(KEY, {"300": "PKV", "400": ""}, acting_user=karin)
    assert not choose_indexes(KEY, {"300": "PKV"}, acting_user=karin)
    assert body_indexes(KEY) == {"300": "PKV"}


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    call_command(*arguments, "--json", "--organisation", KEY)
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_the_command_reads_shows_and_writes_the_model(
    base: BudgetVersion, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert base.year == 2019
    path = tmp_path / "volumes.csv"
    path.write_text(MODEL, "utf-8")
    with pytest.raises(RefusedError):
        call_command("volumes", "export", str(path), "--organisation", KEY)
    document = run("volumes", "import", str(path), capsys=capsys)
    assert document["rows"] == {"added": 5, "changed": 0, "unchanged": 0}
    shown = run("volumes", "show", "--year", "2019", capsys=capsys)
    assert shown["total_ore"] == 200 * TKR
    call_command("volumes", "show", "--year", "2019", "--organisation", KEY)
    assert "300 Förskola: 10 → 12" in capsys.readouterr().out
    call_command("volumes", "export", str(path), "--organisation", KEY)
    assert path.read_bytes() == write_volumes(kept_volumes(KEY)).content
