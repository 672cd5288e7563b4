"""Lines that were reckoned take their place among others: what they meet there, and what moves by it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from roder.domain.internal_budgets import net_of_units
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.internal_budgets import InternalLine
    from roder.domain.internal_budgets import LinePlace


@dataclass(frozen=True, slots=True)
class Placing:
    """A unit's lines as they would be. ``met`` are lines of another origin that stand where reckoned ones go.

    ``lines`` hold the reckoned in place of the met; they may be used only when nothing is met, or when a person has said
    that the met lines go.
    """

    lines: tuple[InternalLine, ...]
    met: tuple[InternalLine, ...]


def placed(held: Sequence[InternalLine], reckoned: Mapping[str, Sequence[InternalLine]]) -> Placing:
    """Return a unit's lines when those of the given origins become the reckoned ones; no other line is touched.

    A reckoned line keeps the text that stood at its place. Reckoned lines of two origins may not stand at one place: the
    later is met by the earlier.

    >>> placed([], {"driver": []})
    Placing(lines=(), met=())
    """
    lines = {line.place: line for line in held if line.origin not in reckoned}
    texts = {line.place: line.text for line in held if line.origin in reckoned}
    met = []
    for new in reckoned.values():
        for line in new:
            if line.place in lines:
                met.append(lines[line.place])
            lines[line.place] = replace(line, text=texts.get(line.place, "") or line.text)
    return Placing(tuple(lines[place] for place in sorted(lines)), tuple(met))


def met_faults(met: Sequence[InternalLine]) -> list[Problem]:
    """Return one problem for each line that stands where a reckoned one is to go.

    >>> met_faults([])
    []
    """
    found = []
    for line in met:
        place = line.place
        codes = ", ".join(part for part in (place.account, place.activity) if part)
        found.append(
            Problem(
                Severity.ERROR,
                "line_stands_there",
                None,
                f"{place.unit}: {codes} has a line already, which was not reckoned by this. Take it away, use another "
                "account or activity, or let the reckoned line take its place.",
                f"{place.unit}: {codes} har redan en rad som inte är uträknad härifrån. Ta bort den, använd ett annat "
                "konto eller en annan verksamhet, eller låt den uträknade raden ta dess plats.",
                values={"unit": place.unit, "account": place.account, "year_ore": line.year_ore},
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Move:
    """What an account of a unit comes to in the year before and after a change, öre in report sign."""

    unit: str
    account: str
    before_ore: int
    after_ore: int

    @property
    def difference_ore(self) -> int:
        """After less before: minus is more cost or less income.

        >>> Move("3030", "5023", -100, -110).difference_ore
        -10
        """
        return self.after_ore - self.before_ore


def moves(before: Sequence[InternalLine], after: Sequence[InternalLine]) -> list[Move]:
    """Return what moves between two states of lines, by unit and account; what stays is left out.

    >>> moves([], [])
    []
    """
    old, new = _by_account(before), _by_account(after)
    found = [Move(*key, old.get(key, 0), new.get(key, 0)) for key in sorted({*old, *new})]
    return [move for move in found if move.difference_ore]


def _by_account(lines: Sequence[InternalLine]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line.place.unit, line.place.account)
        found[key] = found.get(key, 0) + line.year_ore
    return found


@dataclass(frozen=True, slots=True)
class LeftMove:
    """What a unit has left to distribute before and after a change, öre; negative is more than there is."""

    unit: str
    before_ore: int
    after_ore: int


def left_moves(
    allotted_ore: Mapping[str, int], before: Sequence[InternalLine], after: Sequence[InternalLine]
) -> list[LeftMove]:
    """Return what each unit has left before and after, of the units whose lines are given.

    >>> left_moves({"3030": 100}, [], [])
    [LeftMove(unit='3030', before_ore=100, after_ore=100)]
    """
    old, new = net_of_units(before), net_of_units(after)
    return [
        LeftMove(unit, given + old.get(unit, 0), given + new.get(unit, 0))
        for unit, given in sorted(allotted_ore.items())
    ]


def places_changed(before: Sequence[InternalLine], after: Sequence[InternalLine]) -> set[LinePlace]:
    """Return the places whose line is new, gone or another.

    >>> places_changed([], [])
    set()
    """
    old, new = ({line.place: line for line in lines} for lines in (before, after))
    return {place for place in {*old, *new} if old.get(place) != new.get(place)}
