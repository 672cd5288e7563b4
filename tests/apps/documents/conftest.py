from __future__ import annotations

import pytest
from tests.apps.documents.register import BODIES
from tests.apps.documents.register import KEY

from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions import replace_organisation


@pytest.fixture
def register(db: None) -> None:
    """A municipality with an organisation and an empty register."""
    del db
    assert replace_organisation(KEY, BODIES, acting_user=system_user()) == []
