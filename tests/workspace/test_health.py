from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.db import OperationalError
from django.db import connection
from tests.ledger_files import sie_file

from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.queries import pointers

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


def broken_database(*_given: Any) -> Any:
    raise OperationalError("the server went away")


def test_the_health_address_names_what_is_out_of_reach_and_tells_nothing_else(
    client: Client, karin: User, home: Path
) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    assert client.post("/halsa/").status_code == 405
    with connection.execute_wrapper(broken_database):
        answer = client.get("/halsa/")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "unreachable": ["database"]})
    metadata = home / pointers()["postings"]
    moved = metadata.rename(metadata.with_suffix(".away"))
    answer = client.get("/halsa/")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "unreachable": ["ledger"]})
    moved.rename(metadata)
    answer = client.get("/halsa/")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "unreachable": []})
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
