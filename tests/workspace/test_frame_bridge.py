"""The pages of the bridge: the table and what stands under it, the lines of a cell, a step for all, what is reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.budgets.actions.bridge import change_bridge_line
from roder.apps.budgets.actions.bridge_reckoning import carry_last_frames
from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.actions.volumes import import_volumes
from roder.apps.budgets.models import BudgetLine
from roder.apps.budgets.version_queries import lines_of
from roder.apps.organisation.actions import replace_organisation
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.budget_versions import frames_of
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.ui.versions import Seen

if TYPE_CHECKING:
    from django.test import Client

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User

KEY, TKR = "2120000159", 100_000
BODIES = [
    Body("100", "Fullmäktige", BodyKind.COUNCIL),
    Body("300", "Utbildning", BodyKind.COMMITTEE, "100"),
    Body("400", "Social", BodyKind.COMMITTEE, "100"),
]
VOLUMES = (
    "Slag;År;Nyckel;Nämnd;Ålder;Värde;Mätdatum;Månader\nbefolkning;2019;;;1–5;20;;\n"
    "nyttjandegrad;2018;förskola;;1–5;60;;\nandel;2018;förskola;300;;90;;\nprislapp;2018;förskola;;;100000;;\n"
    "volym;2018;förskola;300;;10;;\nvolym;2019;förskola;300;;12;;\nuppmätt;2018;förskola;300;;11;2018-02-15;6\n"
)


@pytest.fixture
def base(karin: User, client: Client) -> BudgetVersion:
    replace_organisation(KEY, BODIES, acting_user=karin)
    client.force_login(karin)
    return make_version(KEY, name="Underlag 2019", kind=VersionKind.BASE, year=2019, acting_user=karin)


@pytest.fixture
def filled(base: BudgetVersion, karin: User) -> BudgetVersion:
    set_frames(KEY, 2018, [FrameRow("300", 1000 * TKR), FrameRow("400", 500 * TKR)], acting_user=karin)
    carry_last_frames(base, acting_user=karin)
    money = [VersionLine(year, BudgetSection.FINANCING, 1600 * TKR) for year in (2019, 2020, 2021)]
    put_lines(base, BudgetSection.FINANCING, money, acting_user=karin)
    return base


def at(name: str, *arguments: object) -> str:
    return reverse(f"workspace:{name}", args=[2019, *arguments])


def frames(version: BudgetVersion, year: int = 2019) -> dict[str, int]:
    return {body: ore // TKR for body, ore in frames_of(lines_of(version), year).items()}


def test_the_page_begins_empty_and_leads_to_what_was_decided(
    client: Client, base: BudgetVersion, karin: User
) -> None:
    assert "Inga ramar i den här versionen" in client.get(at("frame_bridge")).content.decode()
    assert (
        "Inga ramar för budgetåret"
        in client.get(reverse("workspace:frame_bridge", args=[2031])).content.decode()
    )
    refused = client.post(at("frame_bridge_reckon"), {"act": "carry"})
    assert refused.status_code == 422
    assert "Inget är beslutat för 2018" in refused.content.decode()
    set_frames(KEY, 2018, [FrameRow("300", 1000 * TKR)], acting_user=karin)
    assert client.post(at("frame_bridge_reckon"), {"act": "carry"}).status_code == 302
    assert frames(base) == {"300": 1000}


def test_the_table_stands_on_a_foot_that_agrees_and_names_a_transfer_with_one_side(
    client: Client, filled: BudgetVersion
) -> None:
    cell = at("frame_bridge_cell", "300", "technical")
    sent = {"text": "Vuxenutbildning flyttar", "amount_2019": "40", "other_body": "400"}
    wrong = client.post(cell, {"text": "", "amount_2019": "mycket"}).content.decode()
    assert "till exempel 1 250" in wrong
    assert client.post(cell, sent).status_code == 302
    page = client.get(at("frame_bridge")).content.decode()
    assert "Bryggan går inte ihop" not in page
    assert frames(filled) == {"300": 1040, "400": 460}
    client.post(cell, {"text": "Ensam", "amount_2020": "-5", "other_body": ""})
    page = client.get(at("frame_bridge") + "?of=2020").content.decode()
    assert "Bryggan går inte ihop" in page
    assert "-5000.00 kronor" in page
    assert "De största stegen" in page
    machine = client.get(at("frame_bridge_file", "csv") + "?form=machine").content.decode()
    assert "Totalt" in machine
    assert client.get(at("frame_bridge_file", "xlsx")).content[:2] == b"PK"
    assert "Föregående ram" in client.get(at("frame_bridge_file", "steg")).content.decode()
    assert client.get(at("frame_bridge_file", "pdf")).status_code == 404


def test_a_line_is_added_changed_and_removed_where_it_is_explained(
    client: Client, filled: BudgetVersion, karin: User
) -> None:
    cell = at("frame_bridge_cell", "400", "saving")
    assert client.post(cell, {"text": "För mycket", "amount_2019": "-501"}).status_code == 422
    assert client.post(cell, {"text": "Inget belopp"}).status_code == 422
    client.post(cell, {"text": "Färre resor", "amount_2019": "-10", "source": "Resepolicyn"})
    page = client.get(cell).content.decode()
    assert "Resepolicyn" in page
    assert "Karin Ek" in page
    row = BudgetLine.objects.get(text="Färre resor")
    line = at("frame_bridge_line", row.pk)
    stated = {"amount": "-10", "text": "Färre resor", "source": "Resepolicyn", "decision": ""}
    seen = str(Seen(row.version, stated))
    assert "-10" in client.get(line).content.decode()
    assert client.post(line, stated | {"amount": "x", "seen": seen}).status_code == 422
    assert client.post(line, stated | {"amount": "-12,5", "seen": seen}).status_code == 302
    conflict = client.post(line, stated | {"amount": "-20", "seen": seen})
    assert conflict.status_code == 409
    row.refresh_from_db()
    assert row.amount_ore == 1_250_000
    change_bridge_line(row, text="Andra", amount_ore=-TKR, seen_version=row.version, acting_user=karin)
    remove = at("frame_bridge_line_remove", row.pk)
    client.post(f"{remove}?seen=1")
    assert BudgetLine.objects.filter(pk=row.pk).exists()
    client.post(f"{remove}?seen={row.version}")
    assert not BudgetLine.objects.filter(pk=row.pk).exists()
    body = client.get(at("frame_bridge_body", "400")).content.decode()
    assert "Från förra ramen till den nya" in body
    assert "ingen ram" in client.get(at("frame_bridge_body", "100")).content.decode()
    assert client.get(at("frame_bridge_body", "999")).status_code == 404
    freeze_version(filled, acting_user=karin)
    assert client.post(cell, {"text": "Sent", "amount_2019": "1"}).status_code == 404
    assert "Låst" in client.get(at("frame_bridge")).content.decode()


def test_a_step_is_typed_or_pasted_for_all_at_once(client: Client, filled: BudgetVersion) -> None:
    grid = at("frame_bridge_grid")
    assert "data-typed" in client.get(grid).content.decode()
    pasted = client.post(
        grid, {"step": "saving", "text": "Minskning", "seen": "[]", "block": "300\t-7\t0\t3\n400 Social\t-2"}
    ).content.decode()
    assert 'name="amount_300_2021" value="3"' in pasted
    unknown = client.post(grid, {"step": "saving", "text": "x", "block": "Summa\t1"})
    assert (unknown.status_code, "Summa" in unknown.content.decode()) == (422, True)
    sent = {
        "step": "saving",
        "text": "Minskning",
        "seen": "[]",
        "amount_300_2019": "-7",
        "amount_400_2019": "-2",
    }
    assert client.post(grid, sent | {"amount_300_2020": "?"}).status_code == 422
    assert client.post(grid, sent).status_code == 302
    assert frames(filled) == {"300": 993, "400": 498}
    late = client.post(grid, sent | {"amount_400_2019": "-3"})
    assert (late.status_code, "under tiden" in late.content.decode()) == (422, True)
    again = client.get(f"{grid}?step=saving&text=Minskning").content.decode()
    assert 'name="amount_300_2019" value="-7"' in again
    assert client.post(grid, sent | {"text": ""}).status_code == 422


def test_index_and_efficiency_are_stated_and_reckoned(client: Client, filled: BudgetVersion) -> None:
    index, reckon = at("frame_bridge_index"), at("frame_bridge_reckon")
    assert "Inget index" in client.get(reckon).content.decode()
    stated = {"act": "state", "name": "PKV", "from_year": "2019", "weight_wage": "60", "rate_wage": "3"}
    assert "100 procent" in client.post(index, stated).content.decode()
    assert client.post(index, stated | {"weight_price": "x"}).status_code == 422
    assert client.post(index, stated | {"name": ""}).status_code == 422
    assert client.post(index, stated | {"weight_price": "40", "rate_price": "0,5"}).status_code == 302
    assert client.post(index, {"act": "choose", "index_400": "PKV", "index_300": "Okänt"}).status_code == 302
    assert client.post(reckon, {"act": "index", "index_name": "PKV"}).status_code == 302
    assert frames(filled) == {"300": 1020, "400": 510}
    assert client.post(reckon, {"act": "efficiency", "percent_2019": "mycket"}).status_code == 422
    client.post(reckon, {"act": "efficiency", "percent_2019": "1", "text": "Effektivisering"})
    assert frames(filled) == {"300": 1010, "400": 505}
    assert client.post(reckon, {"act": "?"}).status_code == 422
    assert "2 %" in client.get(at("frame_bridge_cell", "300", "index")).content.decode()


def test_the_volume_model_comes_in_is_shown_and_reckoned(
    client: Client, filled: BudgetVersion, karin: User
) -> None:
    assert "Ingen volymmodell" in client.get(at("volumes")).content.decode()
    assert client.get(at("volumes_file", "csv")).status_code == 404
    shown = client.post(
        at("volumes_import"), {"file": SimpleUploadedFile("v.csv", VOLUMES.encode())}
    ).content.decode()
    assert "Förskola" in shown
    import_volumes(KEY, VOLUMES.encode(), acting_user=karin)
    page = client.get(at("volumes")).content.decode()
    assert escape("summerar till 90 procent") in page
    assert "Volymavstämning 2018" in page
    assert client.get(at("volumes_file", "xlsx")).content[:2] == b"PK"
    assert client.post(at("frame_bridge_reckon"), {"act": "volumes"}).status_code == 302
    client.post(at("frame_bridge_reckon"), {"act": "reconcile", "counted_year": "2018"})
    assert frames(filled) == {"300": 1250, "400": 500}
    assert frames(filled, 2020) == {"300": 1200, "400": 500}
