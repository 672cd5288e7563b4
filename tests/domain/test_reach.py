"""A reach is the bodies of the mandates and what lies below, as docs/algorithms/reach.md has it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation import OrganisationTree
from roder.domain.reach import THE_WHOLE
from roder.domain.reach import Reach
from roder.domain.voucher_rows import row_view

KEY = "2120000159"
KINDS = {"100": BodyKind.COUNCIL, "400": BodyKind.COMMITTEE, "500": BodyKind.COMMITTEE}
TREE = OrganisationTree(
    [
        Body(code, code, KINDS.get(code, BodyKind.UNIT), parent, tuple(prefixes.split()))
        for code, parent, prefixes in worked_table("reach", "body")
    ],
    date(2018, 8, 31),
    KEY,
)


def reach_of(cell: str) -> Reach:
    bodies = [""] if cell == "whole" else cell.split()
    return Reach(tuple(Mandate(Role.READER, KEY, body) for body in bodies))


@pytest.mark.parametrize("row", worked_table("reach", "mandates for"))
def test_a_reach_is_what_the_page_says(row: list[str]) -> None:
    reach = reach_of(row[0])
    within = reach.bodies(TREE)
    holders = {body.code for body in TREE.frame_holders()} & within
    tops = {body.code for body in reach.topmost(TREE) if body.kind not in FRAME_HOLDERS}
    assert within == set(row[1].split())
    assert holders | tops == set(row[2].split())
    assert reach.has_whole_of(KEY) == (row[3] == "yes")


@pytest.mark.parametrize("row", worked_table("reach", "code within reach"))
def test_a_vouchers_row_is_shown_as_the_page_says(row: list[str]) -> None:
    within, code, balance = (cell == "yes" for cell in row[:3])
    assert row_view(is_within=within, has_code=code, is_balance=balance).value == row[3]


@given(st.lists(st.sampled_from(["100", "400", "411", "412", "500", "999"])))
def test_the_topmost_cover_the_reach_and_nothing_more(bodies: list[str]) -> None:
    reach = reach_of(" ".join(bodies))
    below = [TREE.subtree(top.code) for top in reach.topmost(TREE)]
    assert frozenset().union(*below) == reach.bodies(TREE)
    assert sum(map(len, below)) == len(reach.bodies(TREE)), "no body stands under two"


@pytest.mark.parametrize(
    ("cell", "within", "beyond"),
    [
        ("411", ["4110", "41101"], ["4120", "42", "9999", ""]),
        ("400", ["4110", "4120", "4199"], ["42", "10", "9999"]),
        ("whole", ["4110", "9999", ""], []),
    ],
)
def test_a_ledger_code_is_within_reach_by_its_owner(cell: str, within: list[str], beyond: list[str]) -> None:
    reach = reach_of(cell)
    assert [code for code in [*within, *beyond] if reach.holds_code(TREE, code)] == within


def test_the_whole_touches_every_organisation_and_a_part_only_its_own() -> None:
    assert THE_WHOLE.touches("anything")
    assert THE_WHOLE.is_everything
    part = reach_of("411")
    assert (part.touches(KEY), part.touches("5566391537"), part.is_everything) == (True, False, False)
    assert not reach_of("whole").is_everything
