"""The tree and the frames on pages: who may, what is refused and why, and what is shown before it is saved."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.ledger_files import sie_file

from roder.apps.budgets.importing import kept_frames
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.ledger.actions.imports import import_file
from roder.apps.organisation.actions.bodies import rename_body
from roder.apps.organisation.actions.imports import import_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.apps.organisation.queries import bodies
from roder.apps.organisation.queries import organisation_tree
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.formats.tabular.organisation_table import read_organisation
from roder.workspace.organisation import act_labels

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from django.test import Client

pytestmark = pytest.mark.django_db
KEY = "2120000159"
TREE = """kod;namn;slag;överordnad;ansvar;till;orgnr
100;Council;fullmäktige;;10;;
300;Schools;nämnd;100;30;;
301;Office;kontor;300;301;;
302;Closed;enhet;300;302;2017-12-31;
400;Social;nämnd;100;40;;
T10;Example AB;bolag;100;;;556000-0001
"""


@pytest.fixture
def signed_in(client: Client, karin: User) -> Client:
    assert import_organisation(KEY, TREE.encode(), acting_user=karin).problems == []
    client.force_login(karin)
    return client


def person(role: Role, body: str = "") -> User:
    who = User.objects.create(username=f"{role}{body}")
    mandate = Mandate(role, KEY if body else "", body, valid_from=date(2017, 1, 1))
    grant_mandate(who, mandate, acting_user=system_user())
    return who


def text(answer: Any) -> str:
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def sent(client: Client, address: str, content: str, name: str = "tree.csv") -> Any:
    return client.post(address, {"file": SimpleUploadedFile(name, content.encode())})


def sealed(answer: Any) -> str:
    found = re.search(r'name="table" value="([^"]*)"', answer.content.decode())
    assert found
    return found[1]


READING = ["/organisation/", "/organisation/organ/300/", "/organisation/fil/csv/"]
CHANGING = [
    "/organisation/nytt/",
    "/organisation/import/",
    *(f"/organisation/organ/300/{act}/" for act in act_labels()),
]


def test_who_reads_who_changes_and_who_does_neither(signed_in: Client) -> None:
    everything = [*READING, *CHANGING, "/ramar/2018/", "/ramar/2018/import/"]
    expected = {
        person(Role.CENTRAL_CONTROLLER): set(everything),
        person(Role.READER, "301"): {*READING, "/ramar/2018/"},
        person(Role.ADMINISTRATOR): {*READING, *CHANGING},
        User.objects.create(username="nobody"): set(),
    }
    for who, allowed in expected.items():
        signed_in.force_login(who)
        opened = {address for address in everything if signed_in.get(address).status_code == 200}
        assert opened == allowed, who.username
        refused = sent(signed_in, "/organisation/import/spara/", TREE).status_code
        assert (refused == 403) is not ("/organisation/import/" in allowed)


def test_the_tree_is_shown_as_it_was_on_a_day(signed_in: Client) -> None:
    assert "Closed" not in text(signed_in.get("/organisation/?day=2018-08-31&open=all"))
    then = text(signed_in.get("/organisation/?day=2017-08-31&open=all"))
    assert "Closed" in then
    assert "till och med 2017-12-31" in then
    assert signed_in.get("/organisation/?day=hej").status_code == 200
    assert signed_in.get("/organisation/organ/999/").status_code == 404
    assert "Organet gäller inte" in text(signed_in.get("/organisation/organ/302/?day=2018-08-31"))


def test_a_rename_that_cannot_be_is_refused_in_place_and_one_that_can_keeps_the_past(
    signed_in: Client,
) -> None:
    address = "/organisation/organ/300/name/"
    seen = re.search(r'name="seen" value="([^"]*)"', signed_in.get(address).content.decode())
    assert seen
    form = {"seen": unescape(seen[1]), "value": "Education", "day": "i morgon"}
    bad = signed_in.post(address, form)
    assert (bad.status_code, "Ange dagen som" in text(bad), "Education" in text(bad)) == (422, True, True)
    assert signed_in.post(address, form | {"day": "2019-01-01", "value": " "}).status_code == 422
    done = signed_in.post(address, form | {"day": "2019-01-01"}, follow=True)
    assert "Sparat." in text(done)
    names = [organisation_tree(KEY, day).bodies["300"].name for day in (date(2018, 12, 31), date(2019, 1, 1))]
    assert names == ["Schools", "Education"]


def test_an_overlap_says_which_and_what_to_do(signed_in: Client) -> None:
    address = "/organisation/organ/400/ledger-codes/"
    seen = re.search(r'name="seen" value="([^"]*)"', signed_in.get(address).content.decode())
    assert seen
    answer = signed_in.post(address, {"seen": unescape(seen[1]), "value": "40, 30", "day": "2019-01-01"})
    assert answer.status_code == 422
    assert "Ansvarskoden 30 tillhör både 300 Schools och 400 Social från 2019-01-01" in text(answer)


def test_the_second_of_two_sees_both_versions_and_chooses(signed_in: Client, karin: User) -> None:
    address = "/organisation/organ/300/name/"
    seen = re.search(r'name="seen" value="([^"]*)"', signed_in.get(address).content.decode())
    assert seen
    rename_body(KEY, "300", "Learning", since=date(2019, 1, 1), acting_user=karin)
    mine = {"seen": unescape(seen[1]), "value": "Education", "day": "2019-06-01"}
    both = signed_in.post(address, mine)
    assert both.status_code == 409
    assert {"Learning", "Education"} <= set(re.findall(r"Learning|Education", text(both)))
    fields = dict(re.findall(r'name="(seen|version-mine|day)" value="([^"]*)"', both.content.decode()))
    chosen = {name: unescape(value) for name, value in fields.items()} | {"version-choice-value": "mine"}
    assert signed_in.post(address, chosen).status_code == 302
    found = [organisation_tree(KEY, day).bodies["300"].name for day in (date(2019, 1, 1), date(2019, 6, 1))]
    assert found == ["Learning", "Education"]


def test_a_body_is_moved_ended_and_added_by_form(signed_in: Client) -> None:
    def save(code: str, act: str, **form: str) -> int:
        address = f"/organisation/organ/{code}/{act}/"
        seen = re.search(r'name="seen" value="([^"]*)"', signed_in.get(address).content.decode())
        assert seen
        return signed_in.post(address, {"seen": unescape(seen[1]), **form}).status_code

    assert save("300", "end", day="2019-12-31") == 422
    assert save("301", "parent", value="400", day="2019-01-01") == 302
    assert save("300", "end", day="2019-12-31") == 302
    assert save("T10", "organisation-number", value="556000 0002", day="2019-01-01") == 302
    new = {"name": "New", "code": "500", "kind": "committee", "parent": "100", "day": "2020-01-01"}
    assert signed_in.post("/organisation/nytt/", new | {"ledger_codes": "40"}).status_code == 422
    assert signed_in.post("/organisation/nytt/", new | {"ledger_codes": "30"}).status_code == 302
    tree = organisation_tree(KEY, date(2020, 1, 1))
    assert (sorted(tree.bodies), tree.bodies["301"].parent) == (["100", "301", "400", "500", "T10"], "400")
    assert tree.bodies["T10"].organisation_number == "556000-0002"
    assert signed_in.get("/organisation/organ/300/nix/").status_code == 404


def test_a_file_is_shown_before_it_is_saved_and_saved_as_it_was_shown(signed_in: Client) -> None:
    assert sent(signed_in, "/organisation/import/", TREE + "9;X;grupp;;;;\n").status_code == 422
    assert signed_in.post("/organisation/import/", {}).status_code == 422
    shown = sent(signed_in, "/organisation/import/", TREE.replace("Schools", "Education"))
    assert "namn: Schools → Education" in text(shown)
    assert organisation_tree(KEY, date(2018, 1, 1)).bodies["300"].name == "Schools"
    table = sealed(shown)
    assert signed_in.post("/organisation/import/spara/", {"table": table + "x"}).status_code == 422
    done = signed_in.post("/organisation/import/spara/", {"table": table}, follow=True)
    assert "1 skillnader sparade" in text(done)
    assert organisation_tree(KEY, date(2018, 1, 1)).bodies["300"].name == "Education"
    again = signed_in.post("/organisation/import/spara/", {"table": table})
    assert again.status_code == 409
    assert "Inga skillnader" in text(again)


def test_another_person_cannot_save_what_one_was_shown(signed_in: Client) -> None:
    table = sealed(sent(signed_in, "/organisation/import/", TREE.replace("Schools", "Education")))
    signed_in.force_login(person(Role.ADMINISTRATOR))
    assert signed_in.post("/organisation/import/spara/", {"table": table}).status_code == 422
    assert organisation_tree(KEY, date(2018, 1, 1)).bodies["300"].name == "Schools"


def test_what_is_fetched_is_what_is_here(signed_in: Client) -> None:
    for form in ("csv", "xlsx"):
        answer = signed_in.get(f"/organisation/fil/{form}/")
        assert "attachment" in answer.headers["Content-Disposition"]
        assert read_organisation(answer.content).bodies == bodies(KEY)
    assert signed_in.get("/organisation/fil/pdf/").status_code == 404


FRAMES = "kod;ram tkr\n300;2263,4\n400;560\n"


def test_frames_are_shown_before_they_are_saved(signed_in: Client) -> None:
    assert signed_in.get("/ramar/1066/").status_code == 404
    assert signed_in.get("/ramar/2018/fil/csv/").status_code == 404
    refused = sent(signed_in, "/ramar/2018/import/", FRAMES + "999;1\nSumma;3\n", "frames.csv")
    assert refused.status_code == 422
    assert {"frame_body_unknown", "frame_total_differs"} <= set(re.findall(r"frame_\w+", text(refused)))
    shown = sent(signed_in, "/ramar/2018/import/", FRAMES, "frames.csv")
    assert kept_frames(KEY, 2018) == {}
    table = sealed(shown)
    assert signed_in.post("/ramar/2017/import/spara/", {"table": table}).status_code == 422
    assert signed_in.post("/ramar/2018/import/spara/", {"table": table}).status_code == 302
    assert [each.amount_ore for each in kept_frames(KEY, 2018).values()] == [226_340_000, 56_000_000]
    assert signed_in.post("/ramar/2018/import/spara/", {"table": table}).status_code == 409
    assert signed_in.get("/ramar/", follow=True).redirect_chain[-1][0] == "/ramar/2018/"
    for form in ("csv", "xlsx"):
        content = signed_in.get(f"/ramar/2018/fil/{form}/").content
        file = SimpleUploadedFile(f"frames.{form}", content)
        assert "Inga skillnader" in text(signed_in.post("/ramar/2018/import/", {"file": file}))


def test_without_a_municipality_the_pages_say_what_to_do(client: Client, karin: User) -> None:
    client.force_login(karin)
    assert "Inget organ gäller den här dagen" in text(client.get("/organisation/"))
    assert "Läs först in en fil" in text(sent(client, "/organisation/import/", TREE))
    assert "Läs först in en fil" in text(sent(client, "/ramar/2018/import/", FRAMES))
    assert client.get("/ramar/2018/").status_code == 200


def test_the_follow_up_offers_last_year_as_it_was(signed_in: Client, home: Path, karin: User) -> None:
    closed = [("20170131", "302", 7), ("20170228", "301", 5)]
    import_file(sie_file(home, closed, year=2017, file_name="a.se"), acting_user=karin)
    import_file(sie_file(home, [("20180131", "301", 6)]), acting_user=karin)
    for address in ("/uppfoljning/2018-02/", "/uppfoljning/2018-02/300/"):
        now, then = text(signed_in.get(address)), text(signed_in.get(f"{address}?as_of=then"))
        assert "2018-02-28, omräknat" in now
        assert "Closed" not in now
        assert "efter organisationen den 2017-02-28" in then
    assert "Closed" in then
    assert signed_in.get("/uppfoljning/2018-02/302/").status_code == 404
    assert signed_in.get("/uppfoljning/2018-02/302/?as_of=2017-02-28").status_code == 200
    assert signed_in.get("/uppfoljning/2018-02/300/?as_of=hej").status_code == 200


def test_a_company_leads_to_its_books_and_back(signed_in: Client, home: Path, karin: User) -> None:
    import_file(sie_file(home, [("20180131", "301", 6)]), acting_user=karin)
    books = reverse("workspace:follow_up_unit", args=["2018-01", "5560000001"])
    assert books not in text(signed_in.get("/organisation/organ/T10/"))
    file = sie_file(home, [("20180131", "77", 5)], number="556000-0001", name="Example AB", file_name="c.se")
    import_file(file, acting_user=karin)
    assert books in text(signed_in.get("/organisation/organ/T10/"))
    for address in (books, "/uppfoljning/2018-01/T10/", "/uppfoljning/2018-01/556000-0001/"):
        page = text(signed_in.get(f"{address}?unit=kr"))
        assert "−5" in page
        assert "/organisation/organ/T10/" in page
