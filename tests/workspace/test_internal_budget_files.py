"""The pages by which an internal budget goes out as Excel and comes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.formats.tabular.internal_budget_files import part_of
from tests.formats.tabular.internal_budget_files import with_part
from tests.ledger_files import sie_file
from tests.workspace.test_internal_budget_unit import BODIES
from tests.workspace.test_internal_budget_unit import KEY
from tests.workspace.test_internal_budget_unit import YEAR

from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.ledger.actions.imports import import_file
from roder.apps.organisation.actions.imports import replace_organisation
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget

SHEET = "xl/worksheets/sheet1.xml"
PLACES = LinePlace("3011", "5020"), LinePlace("3011", "3110")


@pytest.fixture
def budget(home: Path, karin: User, client: Client) -> InternalBudget:
    import_file(sie_file(home, [("20180131", "5020", 100), ("20180131", "4200", 7)]), acting_user=karin)
    replace_organisation(KEY, BODIES, acting_user=karin)
    made = begin_internal_budget(KEY, "300", YEAR, acting_user=karin)
    put(made, karin, -2_000)
    client.force_login(karin)
    return made


def put(budget: InternalBudget, karin: User, wages: int) -> None:
    lines = [InternalLine(PLACES[0], (wages,) * 12), InternalLine(PLACES[1], (100,) * 12)]
    put_unit_lines(budget.parts.get(unit_code="3011"), lines, acting_user=karin)


def unit_url(name: str) -> str:
    return reverse(f"workspace:internal_budget_{name}", args=[YEAR, "300", "3011"])


def body_url(name: str) -> str:
    return reverse(f"workspace:internal_budget_body_{name}", args=[YEAR, "300"])


def edited(content: bytes, cell: str, number: str) -> bytes:
    sheet, changed = re.subn(rf'(<c r="{cell}" s="6"><v>)[^<]*', rf"\g<1>{number}", part_of(content, SHEET))
    assert changed == 1
    return with_part(content, SHEET, sheet.encode())


def sent(client: Client, url: str, content: bytes, name: str = "min fil.xlsx") -> Any:
    return client.post(url, {"file": SimpleUploadedFile(name, content)})


def month_of(budget: InternalBudget) -> int:
    lines = {line.place: line for line in layer_lines(original_layer(budget))}
    return lines[PLACES[0]].months_ore[0]


def test_a_units_file_goes_out_is_filled_in_and_comes_back(
    client: Client, karin: User, budget: InternalBudget
) -> None:
    fetched = client.get(unit_url("workbook"))
    assert 'filename="internbudget-2019-3011.xlsx"' in fetched["Content-Disposition"]
    sheet = part_of(fetched.content, SHEET)
    assert "North school" in sheet
    assert sheet.count("<f>SUM(J") > 2
    # Accounts in order: 3110 stands on the fifth row, 5020 on the sixth.
    shown = sent(client, unit_url("import"), edited(fetched.content, "J6", "-25"))
    assert shown.status_code == 200
    assert [each.becomes for each in shown.context["plan"].found.changed] == [-2_500]
    assert month_of(budget) == -2_000
    saved = client.post(unit_url("import_confirm"), {"table": shown.context["table"]})
    assert saved.headers["Location"] == unit_url("unit")
    assert month_of(budget) == -2_500
    put(budget, karin, -3_000)
    stale = client.post(unit_url("import_confirm"), {"table": shown.context["table"]})
    assert stale.status_code == 409
    assert [each.now for each in stale.context["plan"].found.conflicts] == [-3_000]
    again = {"table": stale.context["table"], "take": ["0", "x"]}
    assert client.post(unit_url("import_confirm"), again).status_code == 302
    assert month_of(budget) == -2_500


def test_a_whole_bodys_file_and_its_csv_come_back_without_a_difference(
    client: Client, budget: InternalBudget
) -> None:
    for form in ("", "?form=csv"):
        content = client.get(body_url("workbook") + form).content
        answer = sent(
            client, body_url("import"), content, "internbudget.csv" if form else "internbudget.xlsx"
        )
        assert (answer.status_code, answer.context["table"]) == (200, "")
    content = content.replace(b"3110", b"3120")
    shown = sent(client, body_url("import"), content, "a.csv")
    assert (len(shown.context["tables"]), len(shown.context["removals"])) == (1, 1)
    data = {"table": shown.context["table"], "remove": "0"}
    assert client.post(body_url("import_confirm"), data).headers["Location"] == body_url("import")
    accounts = {line.place.account for line in layer_lines(original_layer(budget))}
    assert accounts == {"5020", "3120"}


def test_a_refused_file_and_a_form_that_is_not_ours_save_nothing(
    client: Client, budget: InternalBudget
) -> None:
    assert client.get(unit_url("import")).status_code == 200
    assert client.post(unit_url("import")).status_code == 422
    refused = sent(client, unit_url("import"), b"Konto;Januari\n5020;x\n", "a.csv")
    assert (refused.status_code, refused.context["table"]) == (422, "")
    heavy = sent(client, unit_url("import"), bytes(4_000_001))
    assert heavy.status_code == 422
    assert client.post(unit_url("import_confirm"), {"table": "forged"}).status_code == 422
    shown = sent(client, unit_url("import"), edited(client.get(unit_url("workbook")).content, "J6", "-25"))
    other = client.post(body_url("import_confirm"), {"table": shown.context["table"]})
    assert other.status_code == 422
    assert month_of(budget) == -2_000
    missing = reverse("workspace:internal_budget_workbook", args=[YEAR, "300", "9999"])
    assert client.get(missing).status_code == 404
