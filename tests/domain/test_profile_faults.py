from __future__ import annotations

import pytest

from roder.domain.profile_faults import profile_faults
from roder.domain.profile_faults import typed_weights


@pytest.mark.parametrize(
    ("name", "weights", "codes"),
    [
        ("School", [1] * 12, []),
        (" ", [1] * 12, ["profile_without_name"]),
        ("School", [0] * 12, ["profile_weights_unfit"]),
        ("School", [-1, *[1] * 11], ["profile_weights_unfit"]),
        ("School", [10**10, *[1] * 11], ["profile_weights_unfit"]),
        ("School", [], ["profile_without_twelve"]),
    ],
)
def test_what_is_wrong_with_a_profile_is_told(name: str, weights: list[int], codes: list[str]) -> None:
    assert [fault.code for fault in profile_faults(name, weights, is_taken=False)] == codes


def test_weights_are_typed_with_any_space_between() -> None:
    assert typed_weights("1 2;\t3") == (1, 2, 3)
    assert typed_weights("8,33 8,3") == (833, 830)
    assert typed_weights("1, 2") is None
    assert typed_weights("1 -2") is None
