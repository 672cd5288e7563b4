from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from tests.sources.recorded_source import RecordedSource
from tests.sources.recorded_source import recorded_source

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def source(settings: Any) -> Iterator[RecordedSource]:
    with recorded_source() as found:
        settings.KOLADA_URL = found.kolada
        settings.SCB_URL = found.scb
        yield found
