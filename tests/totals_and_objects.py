"""The worked table of docs/algorithms/totals-and-objects.md, for each of the places that keep its rule."""

from __future__ import annotations

from typing import NamedTuple

from tests.worked_tables import worked_table


class Case(NamedTuple):
    """One account: its rows as (dimension, object, öre), and what is answered of them."""

    account: str
    rows: tuple[tuple[int | None, str, int], ...]
    answer_ore: int
    under_ao_ore: int
    under_none_ore: int


def cases() -> list[Case]:
    found = []
    for account, total, ao, ls, p1, *answers in worked_table("totals-and-objects", "account"):
        given = ((None, "", total), (1, "AO", ao), (1, "LS", ls), (6, "P1", p1))
        rows = tuple((dimension, code, int(ore)) for dimension, code, ore in given if ore)
        found.append(Case(account, rows, *map(int, answers)))
    return found
