"""``roder financing``: the contract that outside tools rely on (docs/commands.md)."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.management import CommandError
from django.core.management import call_command

from roder.apps.budgets.actions.financing import rest_on_round
from roder.apps.budgets.actions.versions import make_version
from roder.apps.financing.models import FinancingRound
from roder.domain.budget_versions import VersionKind

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

FILE = "Post;Enhet;2019\nUppräknat skatteunderlag;mnkr;100\nSkattesats;%;20\nRäntekostnader;mnkr;-5\n"


def ran(*arguments: str) -> str:
    out = io.StringIO()
    call_command("financing", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def document(*arguments: str) -> Any:
    return json.loads(ran(*arguments, "--json"))


def test_a_round_comes_in_is_shown_listed_and_written(home: Path, karin: User) -> None:
    table, copy = home / "skr.csv", home / "copy.xlsx"
    table.write_text(FILE, "utf-8")
    with pytest.raises(CommandError, match="Känt: –"):
        ran("show", "--version", "Augusti")
    assert document("import", str(table), "--as", "Augusti", "--dry-run")["changed"] is False
    assert "inga finansieringsrundor" in ran("rounds")
    made = document("import", str(table), "--as", "Augusti", "--source", "SKR", "--published", "2018-08-16")
    assert (made["ok"], made["is_new"], made["inputs"], made["lines"]) == (True, True, 2, 1)
    assert "redan" in ran("import", str(table), "--as", "Augusti")
    with pytest.raises(CommandError, match="120"):
        ran("import", str(table), "--as", " ")
    shown = document("show", "--version", "augusti")
    assert (shown["version"], shown["round"], shown["budget_version"]) == ("Augusti", "Augusti", None)
    assert (shown["source"], shown["years"]) == ("SKR", [2019])
    tax = next(line for line in shown["lines"] if line["key"] == "municipal_tax")
    assert tax == {
        "key": "municipal_tax",
        "name": "Allmän kommunalskatt",
        "section": "financing",
        "is_total": False,
        "amounts_ore": {"2019": 2_000_000_000},
    }
    flat = {row["line"]: row["amount_ore"] for row in shown["rows"]}
    assert (flat["total_revenue"], flat["net_financial_items"], flat["result"]) == (
        2_000_000_000,
        -500_000_000,
        None,
    )
    assert document("rounds")["rounds"][0]["published_on"] == "2018-08-16"
    assert "20 000 000,00" in ran("show", "--version", "Augusti")
    ran("export", str(copy), "--round", "Augusti")
    assert document("import", str(copy), "--as", "Augusti")["differences"] == []
    with pytest.raises(CommandError, match="Augusti"):
        ran("export", str(copy), "--round", "Juni")


def test_a_version_is_shown_with_its_whole_result_budget(home: Path, karin: User) -> None:
    table = home / "skr.csv"
    table.write_text(FILE.replace("100", "200"), "utf-8")
    lines = ran("import", str(table), "--as", "Augusti")
    assert "tillagt: Skattesats 2019: – → 20" in lines
    version = make_version("", name="Underlag 2019", kind=VersionKind.BASE, year=2019, acting_user=karin)
    rest_on_round(version, FinancingRound.objects.get(), acting_user=karin)
    shown = document("show", "--version", "Underlag 2019")
    assert (shown["budget_version"], shown["round"]) == ("Underlag 2019", "Augusti")
    assert next(row for row in shown["rows"] if row["line"] == "municipal_tax")["amount_ore"] == 4_000_000_000
