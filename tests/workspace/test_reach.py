"""What a person sees is their part: its rows, its total, its vouchers, and no name of another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.workspace.access_world import BEGAN
from tests.workspace.access_world import KEY
from tests.workspace.access_world import World
from tests.workspace.access_world import make_person
from tests.workspace.access_world import make_world

from roder.apps.followup.queries import follow_up
from roder.apps.organisation.access import access_reach
from roder.domain.mandates import Mandate
from roder.domain.mandates import Permission
from roder.domain.mandates import Role
from roder.domain.periods import Month

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db
OTHERS = (
    "Elderly committee",
    "Southern preschools",
    "Preschool committee",
    "Council",
    "Bolaget AB",
    "Sunniva",
)
JANUARY = Month(2018, 1)
VOUCHER = f"/verifikation/?organisation={KEY}&year=2018&series=S&number=1"


@pytest.fixture
def world(home: Path) -> World:
    return make_world(home)


def page_of(person: User, path: str, **headers: str) -> tuple[int, str]:
    client = Client()
    client.force_login(person)
    answer = client.get(path, headers=headers)
    return answer.status_code, answer.content.decode()


def rows_of(person: User) -> dict[str, int]:
    reach = access_reach(person, Permission.READ_FOLLOW_UP)
    table = follow_up(JANUARY, reach=reach)
    assert sum(row.outturn_to_date_ore for row in table.rows) == table.total.outturn_to_date_ore
    return {row.unit: row.outturn_to_date_ore for row in table.rows}


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize(
    "path",
    [
        "/uppfoljning/2018-01/",
        "/uppfoljning/2018-01/411/",
        "/uppfoljning/2018-01/411/verifikationer/",
        VOUCHER,
    ],
)
def test_a_manager_sees_their_unit_and_no_name_of_another(
    world: World, path: str, headers: dict[str, str]
) -> None:
    status, text = page_of(world.people["reporter"], path, **headers)
    assert status == 200
    assert [name for name in OTHERS if name in text] == []
    assert "Northern preschools" in text or path == VOUCHER


def test_the_table_of_a_part_has_its_own_total(world: World) -> None:
    assert rows_of(world.people["reporter"]) == {"411": -130_00}
    whole = rows_of(world.people["auditor"])
    assert whole == {"100": 0, "400": -182_00, "500": -708_00, "212000-0159": -5_00, "556639-1537": -60_00}
    both = make_person(
        "both", Mandate(Role.READER, KEY, "411", "", BEGAN), Mandate(Role.READER, KEY, "500", "", BEGAN)
    )
    assert rows_of(both) == {"411": -130_00, "500": -708_00}


def test_the_books_of_a_company_are_for_those_who_hold_that_company(world: World) -> None:
    reader = make_person("company", Mandate(Role.REPORTER, "5566391537", "", "", BEGAN))
    assert rows_of(reader) == {"556639-1537": -60_00}
    assert page_of(reader, "/uppfoljning/2018-01/556639-1537/")[0] == 200
    assert page_of(reader, "/uppfoljning/2018-01/212000-0159/")[0] == 404
    assert page_of(world.people["reporter"], "/uppfoljning/2018-01/556639-1537/")[0] == 404


def test_a_reader_sees_figures_without_ways_to_vouchers(world: World) -> None:
    for path in ("/uppfoljning/2018-01/", "/uppfoljning/2018-01/411/"):
        assert "/verifikationer/" not in page_of(world.people["reader"], path)[1]
        assert "/verifikationer/" in page_of(world.people["reporter"], path)[1]


def test_ways_to_vouchers_are_open_for_the_bodies_that_one_may_follow_down(world: World) -> None:
    mixed = make_person(
        "mixed", Mandate(Role.READER, KEY, "500", "", BEGAN), Mandate(Role.REPORTER, KEY, "411", "", BEGAN)
    )
    text = page_of(mixed, "/uppfoljning/2018-01/")[1]
    assert "/uppfoljning/2018-01/411/verifikationer/" in text
    assert "/uppfoljning/2018-01/500/verifikationer/" not in text
    assert page_of(mixed, "/uppfoljning/2018-01/500/verifikationer/")[0] == 404


def test_of_a_shared_voucher_one_reads_ones_own_row_and_the_sum_of_the_rest(world: World) -> None:
    text = page_of(world.people["reporter"], VOUCHER)[1]
    assert "Nordens del" in text
    assert "Hemligt" not in text
    assert "Rader från andra enheter (2)" in text
    assert text.count("50,00") >= 2, "debit and credit of the whole"
    assert "12,00" not in text
    whole = page_of(world.people["auditor"], VOUCHER)[1]
    assert "Sunniva Hemlig" in whole
    assert "12,00" in whole


def test_a_figures_origin_leads_to_its_batch_only_for_those_who_may_read_it(world: World) -> None:
    assert "/import/omgangar/" not in page_of(world.people["reporter"], VOUCHER)[1]
    assert "/import/omgangar/1/" in page_of(world.people["auditor"], VOUCHER)[1]


def test_an_auditor_looks_at_imports_and_changes_nothing(world: World) -> None:
    text = page_of(world.people["auditor"], "/import/")[1]
    assert "ledger.se" in text
    assert "data-drop" not in text
    assert "/angra/" not in text
    assert "/angra/" not in page_of(world.people["auditor"], "/import/omgangar/1/")[1]


@pytest.mark.parametrize("column", ["reporter", "administrator", "no_role", "ended", "auditor"])
def test_everyone_has_a_start_page_that_leads_only_where_they_may_go(world: World, column: str) -> None:
    status, text = page_of(world.people[column], "/")
    assert status == 200
    assert ('href="/import/"' in text) == (column == "auditor")
    assert ('href="/uppfoljning/"' in text) == (column in {"reporter", "auditor"})
    assert "Elderly committee" not in text or column == "auditor"


def test_the_mandates_cost_one_query_a_page(world: World) -> None:
    client = Client()
    client.force_login(world.people["reporter"])
    client.get("/uppfoljning/2018-01/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/uppfoljning/2018-01/")
    assert sum('FROM "identity_mandate"' in query["sql"] for query in queries) == 1
