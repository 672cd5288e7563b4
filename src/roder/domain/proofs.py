"""A proof: what a file says of itself, set against what its rows say."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a proof fails: the key (account, or account, month and object), amounts in öre."""

    key: str
    expected_ore: int
    found_ore: int


@dataclass(frozen=True, slots=True)
class Proof:
    """One control of a file against itself.

    ``name`` is stable: ``vouchers_balance``, ``closing_balances`` (#IB + movements = #UB),
    ``result_balances`` (movements = #RES), ``period_balances`` (movements by month and object =
    #PSALDO), ``checksum`` (#KSUMMA). ``expected_ore`` and ``found_ore`` are totals in öre (sums of
    absolute amounts where the plain sum is zero by nature; the checksum itself for ``checksum``);
    ``ok`` holds only when every single key agrees, so totals that agree by chance do not pass.
    ``differences`` names the keys that fail, at most 100 of them; ``compared`` counts the keys.
    """

    name: str
    ok: bool
    expected_ore: int
    found_ore: int
    detail_en: str
    detail_sv: str
    compared: int = 0
    differences: tuple[Difference, ...] = field(default=())

    def detail(self, language: str) -> str:
        """Return the explanation in Swedish for ``sv…``, else in English."""
        return self.detail_sv if language.startswith("sv") else self.detail_en
