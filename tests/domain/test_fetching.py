from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.fetching import FetchEffect
from roder.domain.fetching import HeldValue
from roder.domain.fetching import IncomingValue
from roder.domain.fetching import effect
from roder.domain.indicators import ValueState

STATES = {"–": ValueState.MISSING, "x": ValueState.DELETED}


def state_and_value(cell: str) -> tuple[ValueState, Decimal | None]:
    return (STATES[cell], None) if cell in STATES else (ValueState.VALUE, Decimal(cell))


@pytest.mark.parametrize("row", worked_table("fetched-values", "held"), ids=" ".join)
def test_the_worked_table(row: list[str]) -> None:
    held, whose, incoming, of, expected = row
    kept = (
        HeldValue(*state_and_value(held), is_of_source=whose != "person", is_example=whose == "example")
        if held
        else None
    )
    found = effect(kept, IncomingValue(*state_and_value(incoming), is_example=of == "example"))
    assert found == expected
    assert found.gives_a_row == (expected in {"new", "revised", "withdrawn", "deleted"})


CELLS = st.sampled_from(["–", "x", "0", "7.1", "7.2"]).map(state_and_value)


@given(
    held=st.none() | st.tuples(CELLS, st.booleans(), st.booleans()), incoming=CELLS, is_example=st.booleans()
)
def test_fetching_twice_is_as_fetching_once(
    *,
    held: tuple[tuple[ValueState, Decimal | None], bool, bool] | None,
    incoming: tuple[ValueState, Decimal | None],
    is_example: bool,
) -> None:
    kept = HeldValue(*held[0], is_of_source=held[1], is_example=held[2]) if held else None
    comes = IncomingValue(*incoming, is_example=is_example)
    first = effect(kept, comes)
    after = HeldValue(comes.state, comes.value, is_example=is_example) if first.gives_a_row else kept
    again = effect(after, comes)
    assert not again.gives_a_row
    assert first.gives_a_row == (again is FetchEffect.UNCHANGED and first is not FetchEffect.UNCHANGED)
