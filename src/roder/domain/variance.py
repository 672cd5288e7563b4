"""Variance: outturn or forecast against budget, in report sign."""

from __future__ import annotations


def variance(value_ore: int, budget_ore: int) -> int:
    """Return outturn (or forecast) minus budget in öre, report sign; plus is better than budget.

    Costs are negative in report sign, so a smaller cost gives plus and a larger income gives
    plus. Source: DOMAIN 3.7; worked table in docs/algorithms/variance.md.

    >>> variance(-5_102, -5_303)
    201
    """
    return value_ore - budget_ore


def share_in_basis_points(part_ore: int, whole_ore: int) -> int | None:
    """Return ``part / |whole|`` in hundredths of a percent, rounded half away from zero.

    ``None`` when the whole is zero: a share of nothing is not known, never 0.

    >>> share_in_basis_points(201, -5_303), share_in_basis_points(1, 0)
    (379, None)
    """
    if whole_ore == 0:
        return None
    size = abs(whole_ore)
    rounded = (abs(part_ore) * 20_000 + size) // (2 * size)
    return rounded if part_ore >= 0 else -rounded
