"""Changes of a frame after the vote: each a signed amount with its own decision and its financing (KL 11 ch. 15 §).

Amounts are whole öre of a grant: more money is plus. What was voted is the original and never changes; the current frame is
the original and every change decided so far. Rules and worked tables: docs/algorithms/frame-amendments.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.budget_lines import ProfileError
from roder.domain.budget_lines import ProfileKind
from roder.domain.budget_lines import spread
from roder.domain.money import allocate
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

LONGEST_TEXT = 200
LONGEST_FINANCING = 300


class AmendmentKind(StrEnum):
    """A supplementary appropriation, a transfer between bodies, or what is carried over from the year before."""

    SUPPLEMENTARY = "supplementary"
    TRANSFER = "transfer"
    CARRY_FORWARD = "carry_forward"


class FinancingSource(StrEnum):
    """How a change is paid for: the council's reserve, a lower result, new income, another frame, equity."""

    CENTRAL_RESERVE = "central_reserve"
    RESULT = "result"
    INCOME = "income"
    OTHER_FRAME = "other_frame"
    EQUITY = "equity"


@dataclass(frozen=True, slots=True)
class DecidedChange:
    """One change of one frame, as decided: what kind, how much, and on which day."""

    kind: AmendmentKind
    amount_ore: int
    decided_on: date


@dataclass(frozen=True, slots=True)
class HeldFrame:
    """A body's frame of a year: the original, the changes decided since, and how it is spread over months.

    >>> HeldFrame("400", 2018, 100).current_ore
    100
    """

    body: str
    year: int
    original_ore: int
    changes: tuple[DecidedChange, ...] = ()
    status: str = ""
    profile: ProfileKind = ProfileKind.FLAT
    weights: tuple[int, ...] = ()

    @property
    def changes_ore(self) -> int:
        """What the changes come to together."""
        return sum(each.amount_ore for each in self.changes)

    @property
    def current_ore(self) -> int:
        """What the body has now: original and changes."""
        return self.original_ore + self.changes_ore

    def of_kind(self, kind: AmendmentKind) -> int:
        """Return what the changes of one kind come to.

        >>> HeldFrame("400", 2018, 100).of_kind(AmendmentKind.TRANSFER)
        0
        """
        return sum(each.amount_ore for each in self.changes if each.kind is kind)

    def until(self, day: date) -> HeldFrame:
        """Return the frame as it stood on a day: with what had been decided by then.

        >>> from datetime import date
        >>> HeldFrame("400", 2018, 100).until(date(2018, 4, 30)).current_ore
        100
        """
        return replace(self, changes=tuple(each for each in self.changes if each.decided_on <= day))

    def months(self, count: int, last_year: Sequence[int] = ()) -> list[int]:
        """Return the current frame over the months of its year, exact; a profile that cannot be used is flat.

        The original follows the profile. A supplement or a transfer lies evenly on the months from its decision on, so
        that it moves no budget to date that has been; what is carried over is for the whole year.

        >>> HeldFrame("400", 2018, 1200).months(12)[:2]
        [100, 100]
        """
        weights = self.weights if self.profile is ProfileKind.GIVEN else last_year
        try:
            found = spread(self.original_ore, self.profile, count, weights)
        except ProfileError:
            found = spread(self.original_ore, ProfileKind.FLAT, count)
        for each in self.changes:
            begins = _first_month(each, self.year, count)
            for index, ore in enumerate(allocate(each.amount_ore, [1] * (count - begins))):
                found[begins + index] += ore
        return found


def _first_month(change: DecidedChange, year: int, count: int) -> int:
    """Return from which month (0 is the first) a change counts."""
    if change.kind is AmendmentKind.CARRY_FORWARD or change.decided_on.year < year:
        return 0
    return count - 1 if change.decided_on.year > year else min(change.decided_on.month, count) - 1


@dataclass(frozen=True, slots=True)
class AmendmentWish:
    """What somebody wants to register: the same decision may change several frames of a year."""

    kind: AmendmentKind
    year: int
    amounts_ore: tuple[tuple[str, int], ...]
    text: str
    source: FinancingSource | None
    financing: str


def amendment_faults(wish: AmendmentWish, frames: Mapping[str, HeldFrame]) -> list[Problem]:
    """Return what keeps a change from being registered; ``frames`` are those of the year by body code.

    >>> wish = AmendmentWish(AmendmentKind.SUPPLEMENTARY, 2018, (("400", 5),), "Pupils", None, "")
    >>> [each.code for each in amendment_faults(wish, {"400": HeldFrame("400", 2018, 100)})]
    ['amendment_without_financing']
    """
    problems = [problem for is_wrong, problem in _checks(wish) if is_wrong]
    for body in sorted({body for body, _ore in wish.amounts_ore}):
        held = frames.get(body)
        change = sum(ore for code, ore in wish.amounts_ore if code == body)
        if held is None:
            problems.append(_fault("amendment_without_frame", body=body, year=wish.year))
        elif held.current_ore + change < 0:
            problems.append(_fault("amendment_below_zero", body=body, year=wish.year))
    return problems


def _checks(wish: AmendmentWish) -> list[tuple[bool, Problem]]:
    bodies = [body for body, _ore in wish.amounts_ore]
    amounts = [ore for _body, ore in wish.amounts_ore]
    is_transfer = wish.kind is AmendmentKind.TRANSFER
    return [
        (not amounts or not all(amounts), _fault("amendment_without_amount")),
        (len(set(bodies)) < len(bodies), _fault("amendment_body_twice")),
        (not wish.text.strip() or len(wish.text) > LONGEST_TEXT, _fault("amendment_without_text")),
        (
            wish.source is None or not wish.financing.strip() or len(wish.financing) > LONGEST_FINANCING,
            _fault("amendment_without_financing"),
        ),
        (is_transfer and sum(amounts) != 0, _fault("transfer_does_not_balance")),
        (
            is_transfer != (wish.source is FinancingSource.OTHER_FRAME) and wish.source is not None,
            _fault("amendment_financed_otherwise"),
        ),
    ]


MESSAGES = {
    "amendment_without_amount": (
        "Give each body an amount that is not 0.",
        "Ange ett belopp som inte är 0 för varje nämnd.",
    ),
    "amendment_body_twice": (
        "The same body stands twice. Give it one amount.",
        "Samma nämnd står två gånger. Ange ett belopp för den.",
    ),
    "amendment_without_text": (
        "Write what the change is for, in at most 200 characters.",
        "Skriv vad ändringen avser, med högst 200 tecken.",
    ),
    "amendment_without_financing": (
        "Say how the change is financed: the law asks for it (KL 11:15).",
        "Ange hur ändringen finansieras: det kräver lagen (KL 11:15).",
    ),
    "transfer_does_not_balance": (
        "A transfer between bodies must sum to 0: what one gets another gives.",
        "En omfördelning mellan nämnder ska bli 0: det en får lämnar en annan.",
    ),
    "amendment_financed_otherwise": (
        "A transfer is financed by another frame, and only a transfer is.",
        "En omfördelning finansieras av en annan ram, och bara en omfördelning.",
    ),
    "amendment_without_frame": (
        "{body} has no frame in {year}. Set its frame first; 0 is legal.",
        "{body} har ingen ram {year}. Ange först dess ram; 0 är tillåtet.",
    ),
    "amendment_below_zero": (
        "The frame of {body} in {year} would become less than 0. Lower the amount.",
        "Ramen för {body} {year} skulle bli mindre än 0. Minska beloppet.",
    ),
}
"""Code to English and Swedish sentence."""


def _fault(code: str, **facts: str | int) -> Problem:
    english, swedish = MESSAGES[code]
    return Problem(Severity.ERROR, code, None, english.format(**facts), swedish.format(**facts), values=facts)
