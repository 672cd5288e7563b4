from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.audit_chain import GENESIS
from roder.domain.audit_chain import ChainRow
from roder.domain.audit_chain import Damage
from roder.domain.audit_chain import Head
from roder.domain.audit_chain import canonical
from roder.domain.audit_chain import link
from roder.domain.audit_chain import verify

START = datetime(2018, 9, 5, 12, 2, tzinfo=UTC)
Chain = list[tuple[ChainRow, str]]


def chained(rows: list[ChainRow]) -> Chain:
    previous = GENESIS
    chain = []
    for row in rows:
        previous = link(previous, row)
        chain.append((row, previous))
    return chain


def plain_chain(length: int) -> Chain:
    return chained(
        [
            ChainRow(n, START + timedelta(seconds=n), "karin", 2, 300, "0181", {}, {"frames": n})
            for n in range(1, length + 1)
        ]
    )


def test_the_worked_table() -> None:
    previous = GENESIS
    for number, at, person, event, subject, new, text, hash_begins in worked_table("audit-chain", "number"):
        row = ChainRow(
            int(number), datetime.fromisoformat(at), person, 2, int(event), subject, {}, {"frames": int(new)}
        )
        assert canonical(row) == text.strip("`")
        previous = link(previous, row)
        assert previous.startswith(hash_begins.strip("`"))


def test_time_is_the_same_moment_in_every_zone_to_the_millisecond() -> None:
    row = plain_chain(1)[0][0]
    elsewhere = row.at.astimezone().replace(microsecond=999)
    assert canonical(replace(row, at=elsewhere)) == canonical(row)


def test_a_whole_chain_holds_and_its_head_is_the_last_row() -> None:
    chain = plain_chain(5)
    found = verify(chain, [Head(5, chain[-1][1])])
    assert found.first_break is None
    assert found.head == Head(5, chain[-1][1])
    assert verify(chain, [Head(3, chain[2][1])]).first_break is None, "an older published head still holds"


CHANGES: dict[str, Any] = {
    "number": st.integers(-5, 10_000),
    "at": st.timedeltas(timedelta(milliseconds=1), timedelta(days=9)).map(lambda later: START + later),
    "person": st.text(max_size=8),
    "person_number": st.integers(3, 99),
    "event": st.integers(301, 999),
    "subject": st.text(max_size=8),
    "old": st.dictionaries(st.text(max_size=3), st.integers(), min_size=1, max_size=2),
    "new": st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
}
FIELDS = st.sampled_from(sorted(CHANGES)).flatmap(lambda name: st.tuples(st.just(name), CHANGES[name]))


@settings(max_examples=100, deadline=None)
@given(st.data(), st.integers(2, 60), st.sampled_from(["alter", "delete", "reorder", "insert"]))
def test_every_tampering_is_found_and_its_place_is_named(data: st.DataObject, length: int, kind: str) -> None:
    chain = plain_chain(length)
    head = Head(length, chain[-1][1])
    place = data.draw(st.integers(0, length - 1), label="place")
    tampered = list(chain)
    if kind == "alter":
        name, value = data.draw(FIELDS, label="field")
        row = chain[place][0]
        if getattr(row, name) == value:
            return
        tampered[place] = (replace(row, **{name: value}), chain[place][1])
    elif kind == "delete":
        del tampered[place]
    elif kind == "insert":
        row = replace(chain[place][0], number=data.draw(st.integers(0, length + 2)), subject="falsk")
        tampered.insert(place, (row, link(chain[place - 1][1] if place else GENESIS, row)))
    else:
        other = data.draw(st.integers(0, length - 1).filter(lambda at: at != place), label="other")
        tampered[place], tampered[other] = tampered[other], tampered[place]
        place = min(place, other)
    found = verify(tampered, [head])
    assert found.first_break is not None
    # A row slipped in with a right hash of its own is seen where the next no longer follows,
    # or where it stands in the place of the known head.
    slipped_in = kind == "insert" and tampered[place][0].number == place + 1 < length
    assert found.first_break.number == place + (2 if slipped_in else 1)


@pytest.mark.parametrize("taken", [1, 3, 5])
def test_rows_taken_from_the_end_are_missed_when_a_head_is_known(taken: int) -> None:
    chain = plain_chain(5)
    shorter = chain[: 5 - taken]
    assert verify(shorter).first_break is None
    found = verify(shorter, [Head(5, chain[-1][1])])
    assert found.first_break is not None
    assert found.first_break.damage is Damage.CUT_SHORT
    assert found.first_break.number == 6 - taken


def test_a_chain_made_anew_from_a_changed_row_is_refused_by_a_published_head() -> None:
    chain = plain_chain(5)
    forged = chained([replace(row, subject="annan") if row.number == 2 else row for row, _kept in chain])
    assert verify(forged).first_break is None
    found = verify(forged, [Head(4, chain[3][1])])
    assert found.first_break is not None
    assert (found.first_break.number, found.first_break.damage) == (4, Damage.ALTERED)


def test_the_kind_of_damage_is_named() -> None:
    chain = plain_chain(4)
    assert verify([chain[0], chain[2]]).first_break.damage is Damage.MISSING  # type: ignore[union-attr]
    assert verify([chain[0], chain[0]]).first_break.damage is Damage.OUT_OF_ORDER  # type: ignore[union-attr]
