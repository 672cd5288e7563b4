from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.conftest import SIE
from tests.ledger_files import sie_file

from roder.apps.identity.models import User
from roder.apps.jobs.actions import carry_out
from roder.apps.jobs.actions import claim
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import Upload
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client, karin: User, home: Path) -> Client:
    import_file(sie_file(home, [("20180131", "4110", 100), ("20180228", "4120", 50)]), acting_user=karin)
    client.force_login(karin)
    return client


def test_the_follow_up_shows_the_figure_and_leads_down_to_the_voucher(signed_in: Client) -> None:
    assert signed_in.get("/uppfoljning/", follow=True).redirect_chain[-1][0] == "/uppfoljning/2018-02/"
    page = signed_in.get("/uppfoljning/2018-02/?unit=kr")
    assert "−150" in page.content.decode()
    assert "default-src &#x27;none&#x27;" not in page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    unit = "/uppfoljning/2018-02/212000-0159/"
    assert signed_in.get(unit).status_code == 200
    cell = signed_in.get(f"{unit}verifikationer/?line=personnel&group=50&account=5020")
    assert "L 1" in cell.content.decode()
    voucher = signed_in.get("/verifikation/?organisation=2120000159&year=2018&series=L&number=1")
    assert voucher.status_code == 200
    assert "ledger.se" in voucher.content.decode()
    english = signed_in.get("/en/uppfoljning/2018-02/")
    assert 'lang="en"' in english.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/uppfoljning/hej/",
        "/uppfoljning/2018-13/",
        "/uppfoljning/2018-02/nix/",
        "/uppfoljning/2018-02/nix/verifikationer/",
        "/uppfoljning/2018-02/212000-0159/verifikationer/?month=hej",
        "/verifikation/?year=x",
        "/verifikation/?year=2018&organisation=nix",
        "/import/omgangar/99/",
        "/import/filer/99/",
    ],
)
def test_an_address_that_leads_nowhere_is_a_404(signed_in: Client, path: str) -> None:
    assert signed_in.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["sort=x", "unit=x", "method=x", "sort=variance&method=linear", "sort=forecast_variance&unit=tkr"],
)
def test_odd_choices_fall_back_to_the_usual(signed_in: Client, query: str) -> None:
    assert signed_in.get(f"/uppfoljning/2018-02/?{query}").status_code == 200
    assert signed_in.get(f"/uppfoljning/2018-07/?{query}").status_code == 200
    fragment = signed_in.get(f"/uppfoljning/2018-02/?{query}", headers={"HX-Request": "true"})
    assert b"<html" not in fragment.content


def send(client: Client, content: bytes, name: str) -> Upload:
    client.post("/import/", {"files": SimpleUploadedFile(name, content)})
    while (job := claim()) is not None:
        carry_out(job)
    return Upload.objects.latest("id")


def test_a_good_file_is_proved_confirmed_and_undone(client: Client, karin: User, home: Path) -> None:
    client.force_login(karin)
    upload = send(client, (SIE / "typ4.se").read_bytes(), "typ4.se")
    assert upload.state == "checked"
    assert ImportBatch.objects.count() == 0
    assert client.get(f"/import/filer/{upload.pk}/").status_code == 200
    client.post(f"/import/filer/{upload.pk}/bekrafta/")
    while (job := claim()) is not None:
        carry_out(job)
    upload.refresh_from_db()
    assert upload.state == "imported"
    assert client.get(f"/import/filer/{upload.pk}/").status_code == 200
    assert client.get("/import/omgangar/1/").status_code == 200
    assert client.get("/import/omgangar/1/angra/").status_code == 200
    client.post("/import/omgangar/1/angra/")
    assert ImportBatch.objects.get().state == "undone"
    again = client.post("/import/omgangar/1/angra/", follow=True)
    assert "redan ångrad" in again.content.decode()


def test_a_bad_file_lists_its_faults_and_stores_nothing(client: Client, karin: User, home: Path) -> None:
    client.force_login(karin)
    path = sie_file(home, [("20180131", "4110", 100)])
    upload = send(client, path.read_bytes().replace(b"-100.00", b"-99.00"), "fel.se")
    assert upload.state == "refused"
    page = client.get(f"/import/filer/{upload.pk}/").content.decode()
    assert "voucher_unbalanced" in page
    assert ImportBatch.objects.count() == 0
    client.post(f"/import/filer/{upload.pk}/kasta/")
    upload.refresh_from_db()
    assert upload.state == "discarded"


def test_a_table_is_stored_once_its_columns_are_pointed_out(client: Client, karin: User, home: Path) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    client.force_login(karin)
    content = "Mån;Enh;Kto;Kronor\n201802;4110;5020;60,00\n201802;4110;1930;-60,00\n".encode()
    upload = send(client, content, "februari.csv")
    assert upload.state == "needs_mapping"
    page = f"/import/filer/{upload.pk}/kolumner/"
    assert client.get(page).status_code == 200
    chosen = {
        "period": "1",
        "responsibility": "2",
        "account": "3",
        "amount": "4",
        "unit": "kr",
        "sign": "ledger",
    }
    client.post(page, chosen | {"mapping_name": "Min export", "organisation": ""})
    while (job := claim()) is not None:
        carry_out(job)
    upload.refresh_from_db()
    assert upload.state == "checked", upload.report["problems"]


def test_another_persons_file_is_not_found(client: Client, karin: User, home: Path) -> None:
    client.force_login(karin)
    upload = send(client, b"<html></html>", "sida.se")
    eva = User.objects.create(username="eva")
    client.force_login(eva)
    assert client.get(f"/import/filer/{upload.pk}/").status_code == 403
    grant_mandate(eva, Mandate(Role.CENTRAL_CONTROLLER), acting_user=karin)
    client.force_login(eva)
    assert client.get(f"/import/filer/{upload.pk}/").status_code == 404
    assert client.post(f"/import/filer/{upload.pk}/kasta/").status_code == 404
