from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sources.recorded_source import RecordedSource
from tests.sources.recorded_source import recorded_source

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def source() -> Iterator[RecordedSource]:
    with recorded_source() as found:
        yield found
