from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.disclosure import WHOLE
from roder.domain.disclosure import DisclosureRule
from roder.domain.disclosure import GroupValue
from roder.domain.disclosure import Spot
from roder.domain.disclosure import hidden_spots
from roder.domain.disclosure_sums import determined
from roder.domain.indicators import Sex

Cells = dict[Spot, GroupValue]


@pytest.mark.parametrize("row", worked_table("disclosure", "smallest group"))
def test_what_is_too_small_in_itself_follows_the_worked_table(row: list[str]) -> None:
    smallest, counts_people, value, group, hidden = row
    rule = DisclosureRule(int(smallest), counts_people=counts_people == "yes")
    cell = GroupValue(Decimal(value) if value else None, int(group) if group else None)
    assert rule.is_small(cell) == (hidden == "yes")


def read(text: str) -> tuple[Cells, dict[str, str], set[Spot]]:
    cells: Cells = {}
    above: dict[str, str] = {}
    hidden: set[Spot] = set()
    words = text.split()
    for name, figure in zip(words[::2], words[1::2], strict=True):
        *path, sex = name.replace("=", "").split("/")
        above.update({low: high for high, low in pairwise([WHOLE, *[part for part in path if part]])})
        spot = Spot(path[-1] if path else WHOLE, Sex(sex))
        people, _, mark = figure.partition(":")
        cells[spot] = GroupValue(Decimal("7.1"), int(people))
        if mark:
            hidden.add(spot)
    return cells, above, hidden


@pytest.mark.parametrize("row", worked_table("disclosure", "case"), ids=lambda row: row[0])
def test_what_would_give_it_away_follows_the_worked_table(row: list[str]) -> None:
    cells, above, hidden = read(row[1])
    assert hidden_spots(cells, above, DisclosureRule()) == hidden


def test_values_without_known_groups_are_left_alone_until_one_is_small() -> None:
    above = {"a": WHOLE, "b": WHOLE}
    places = (WHOLE, "a", "b")
    unknown: Cells = {Spot(place, Sex.ALL): GroupValue(Decimal(1)) for place in places}
    assert hidden_spots(unknown, above, DisclosureRule()) == frozenset()
    small = unknown | {Spot("a", Sex.ALL): GroupValue(Decimal(1), 3)}
    assert hidden_spots(small, above, DisclosureRule()) == {Spot("a", Sex.ALL), Spot("b", Sex.ALL)}
    alone = {spot: cell for spot, cell in small.items() if spot.place != "b"}
    assert hidden_spots(alone, above, DisclosureRule()) == {Spot("a", Sex.ALL)}


def test_a_missing_value_protects_nobody() -> None:
    cells: Cells = {
        Spot(WHOLE, Sex.ALL): GroupValue(Decimal(1), 63),
        Spot("a", Sex.ALL): GroupValue(Decimal(1), 3),
        Spot("b", Sex.ALL): GroupValue(Decimal(1), 60),
        Spot("c", Sex.ALL): GroupValue(None, 2),
    }
    assert hidden_spots(cells, {}, DisclosureRule()) == {Spot("a", Sex.ALL), Spot("b", Sex.ALL)}


def test_bodies_that_lie_under_each_other_in_a_ring_do_not_stop_it() -> None:
    cells: Cells = {Spot("a", Sex.ALL): GroupValue(Decimal(1), 3)}
    assert hidden_spots(cells, {"a": "b", "b": "a"}, DisclosureRule()) == {Spot("a", Sex.ALL)}


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[Spot, int], dict[str, str]]:
    """Counts of people by unit and sex, summed to departments and the municipality."""
    above: dict[str, str] = {}
    counts: dict[Spot, int] = {}
    few = st.integers(0, 4) | st.integers(0, 60)
    for department in "abc"[: draw(st.integers(1, 3))]:
        above[department] = WHOLE
        for unit in [f"{department}{number}" for number in range(draw(st.integers(1, 4)))]:
            above[unit] = department
            for sex in (Sex.WOMEN, Sex.MEN):
                count = draw(few)
                for place in (unit, department, WHOLE):
                    for kind in (sex, Sex.ALL):
                        counts[Spot(place, kind)] = counts.get(Spot(place, kind), 0) + count
    return counts, above


PRIME = 2**61 - 1


def reduced(row: list[int], echelon: list[list[int]]) -> list[int]:
    """What is left of a row when the others are taken out, in whole numbers modulo a prime: exact and quick."""
    for other in echelon:
        column = next(index for index, factor in enumerate(other) if factor)
        if row[column]:
            factor = row[column] * pow(other[column], -1, PRIME)
            row = [(one - factor * two) % PRIME for one, two in zip(row, other, strict=True)]
    return row


def echelon_of(rows: list[list[int]]) -> list[list[int]]:
    echelon: list[list[int]] = []
    for row in rows:
        left = reduced(row, echelon)
        if any(left):
            echelon.append(left)
    return echelon


@settings(deadline=None, max_examples=50)
@given(tables(), st.sampled_from([5, 10, 11]), st.sampled_from(["counts", "means"]))
def test_nothing_hidden_can_be_computed_from_what_is_shown(
    table: tuple[dict[Spot, int], dict[str, str]], smallest: int, values: str
) -> None:
    counts, above = table
    counts_people = values == "counts"
    cells = {
        spot: GroupValue(
            Decimal(count) if counts_people else Decimal("7.1"), None if counts_people else count
        )
        for spot, count in counts.items()
    }
    rule = DisclosureRule(smallest, counts_people=counts_people)
    hidden = hidden_spots(cells, above, rule)
    assert {spot for spot, cell in cells.items() if rule.is_small(cell)} <= hidden
    order = sorted(hidden)
    equations = []
    for whole in counts:
        by_sex = [Spot(whole.place, Sex.WOMEN), Spot(whole.place, Sex.MEN)] if whole.sex is Sex.ALL else []
        by_part = [Spot(low, whole.sex) for low, high in above.items() if high == whole.place]
        equations += [
            [((spot == whole) - (spot in parts)) % PRIME for spot in order]
            for parts in (by_sex, by_part)
            if parts
        ]
    echelon = echelon_of(equations)
    for spot in order:
        unit = [int(spot == other) for other in order]
        assert any(reduced(unit, echelon)), f"{spot} follows from what is shown"


@settings(deadline=None, max_examples=50)
@given(tables())
def test_the_hidden_parts_of_a_shown_whole_are_never_a_small_group(
    table: tuple[dict[Spot, int], dict[str, str]],
) -> None:
    counts, above = table
    cells = {spot: GroupValue(Decimal("7.1"), count) for spot, count in counts.items()}
    hidden = hidden_spots(cells, above, DisclosureRule())
    for whole in set(counts) - hidden:
        parts = [Spot(low, whole.sex) for low, high in above.items() if high == whole.place]
        away = [counts[part] for part in parts if part in hidden]
        assert not away or sum(away) >= 5


@settings(deadline=None, max_examples=50)
@given(tables())
def test_the_order_in_which_values_are_read_hides_nothing_else(
    table: tuple[dict[Spot, int], dict[str, str]],
) -> None:
    counts, above = table
    cells = {spot: GroupValue(Decimal("7.1"), count) for spot, count in counts.items()}
    mixed = dict(sorted(cells.items(), reverse=True))
    assert hidden_spots(mixed, above, DisclosureRule()) == hidden_spots(cells, above, DisclosureRule())


def test_equations_with_several_unknowns_fix_what_they_fix() -> None:
    one = Fraction(1)
    assert determined([{"a": one, "b": one}, {"b": one, "c": one}]) == set()
    assert determined([{"a": one, "b": one}, {"b": one, "c": one}, {"a": one, "c": one}]) == {"a", "b", "c"}
    assert determined([{}, {"a": one}, {"a": one}]) == {"a"}
