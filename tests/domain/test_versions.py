from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.versions import Origin
from roder.domain.versions import StaleVersionError
from roder.domain.versions import compare

NAMES = st.sampled_from(["name", "kind", "valid_from", "codes"])
VERSIONS = st.dictionaries(NAMES, st.sampled_from(["", "a", "b", "c"]))


def test_the_worked_table() -> None:
    for base, theirs, mine, origin, proposed in worked_table("versions", "base"):
        found = compare({"name": base}, {"name": theirs}, {"name": mine})
        assert found.fields[0].origin == origin, (base, theirs, mine)
        assert found.merged == ({} if proposed == "–" else {"name": proposed})
        assert len(found.conflicts) == (origin == Origin.CONFLICT)


@given(VERSIONS, VERSIONS, VERSIONS)
def test_no_changed_value_is_lost_and_nobody_is_overruled(
    base: dict[str, str], theirs: dict[str, str], mine: dict[str, str]
) -> None:
    found = compare(base, theirs, mine)
    assert {one.name for one in found.fields} == set(theirs) | set(mine)
    for one in found.fields:
        decided = one.name in found.merged
        kept = {found.merged[one.name]} if decided else {one.theirs, one.mine}
        for value in (one.theirs, one.mine):
            assert value == one.base or value in kept
    mirrored = compare(base, mine, theirs)
    assert {one.name for one in found.conflicts} == {one.name for one in mirrored.conflicts}
    assert found.merged == mirrored.merged
    assert {one.name for one in found.differences} >= {one.name for one in found.conflicts}


def test_the_refusal_carries_both_versions() -> None:
    error = StaleVersionError(theirs={"name": "Skolan"}, mine={"name": "Skolor"}, version=3)
    assert (error.theirs, error.mine) == ({"name": "Skolan"}, {"name": "Skolor"})
    assert not error.is_gone
    assert StaleVersionError(theirs={}, mine={}, version=0).is_gone
