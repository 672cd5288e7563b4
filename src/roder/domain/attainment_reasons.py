"""Why an indicator has its status, as a sentence in both languages: for pages, files and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.attainment import Attainment
from roder.domain.attainment import AttainmentStatus
from roder.domain.attainment import RatioGap
from roder.domain.attainment import TargetValue

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from roder.domain.indicators import Direction

_SWEDISH = str.maketrans({",": "\u00a0", ".": ",", "-": "\u2212"})
_ENGLISH = str.maketrans({"-": "\u2212"})


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence in both languages."""

    english: str
    swedish: str

    def text(self, language: str) -> str:
        """Return the sentence in Swedish for ``sv…``, else in English.

        >>> Reason("Met.", "Uppnått.").text("sv")
        'Uppnått.'
        """
        return self.swedish if language.startswith("sv") else self.english


def why(
    found: Attainment,
    value: Decimal | None,
    target: TargetValue | None,
    direction: Direction,
    due: date,
) -> Reason:
    """Return why the status is what it is; ``due`` is the day by which the value is expected.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from roder.domain.attainment import DataState, attainment
    >>> from roder.domain.indicators import Direction, TargetKind
    >>> target = TargetValue(TargetKind.REACH, Decimal(90))
    >>> result = attainment(Decimal(72), DataState.THERE, target, Direction.UP)
    >>> why(result, Decimal(72), target, Direction.UP, date(2019, 3, 31)).english
    '72 misses the target of at least 90, and 81, the limit for nearly there.'
    """
    if value is None or target is None:
        return _without(found.status, due)
    aim_en, aim_sv = _aim(target, direction)
    here = _Number(value)
    match found.status:
        case AttainmentStatus.MET:
            said = Reason(
                f"{here.english} meets the target of {aim_en}", f"{here.swedish} når målvärdet {aim_sv}"
            )
        case AttainmentStatus.NEAR:
            said = Reason(
                f"{here.english} misses the target of {aim_en}, but is within {_limits(target, direction, swedish=False)}"
                ", the limit for nearly there",
                f"{here.swedish} når inte målvärdet {aim_sv} men ligger inom {_limits(target, direction, swedish=True)}"
                ", gränsen för nästan uppnått",
            )
        case _:
            said = _missed(here, target, direction)
    return Reason(
        f"{said.english}.{_GAPS[found.ratio_gap][0]}", f"{said.swedish}.{_GAPS[found.ratio_gap][1]}"
    )


def _missed(here: _Number, target: TargetValue, direction: Direction) -> Reason:
    aim_en, aim_sv = _aim(target, direction)
    english = f"{here.english} misses the target of {aim_en}"
    swedish = f"{here.swedish} når inte målvärdet {aim_sv}"
    if target.limits(direction) == target.ends(direction):
        return Reason(english, swedish)
    return Reason(
        f"{english}, and {_limits(target, direction, swedish=False)}, the limit for nearly there",
        f"{swedish} och inte heller {_limits(target, direction, swedish=True)}, gränsen för nästan uppnått",
    )


class _Number:
    """A number in both languages: grouped, with the decimals that it has and the true minus."""

    def __init__(self, value: Decimal) -> None:
        written = f"{value:,f}"
        plain = written.rstrip("0").rstrip(".") if "." in written else written
        self.english = plain.translate(_ENGLISH)
        self.swedish = plain.translate(_SWEDISH)


def _aim(target: TargetValue, direction: Direction) -> tuple[str, str]:
    lower, upper = target.ends(direction)
    if lower is not None and upper is not None:
        low, high = _Number(lower), _Number(upper)
        if lower == upper:
            return f"just {low.english}", low.swedish
        return f"{low.english} to {high.english}", f"{low.swedish} till {high.swedish}"
    if lower is not None:
        end = _Number(lower)
        return f"at least {end.english}", f"minst {end.swedish}"
    end = _Number(target.value)
    return f"at most {end.english}", f"högst {end.swedish}"


def _limits(target: TargetValue, direction: Direction, *, swedish: bool) -> str:
    ends = [_Number(limit) for limit in target.limits(direction) if limit is not None]
    word = " till " if swedish else " to "
    return word.join(end.swedish if swedish else end.english for end in ends)


def _without(status: AttainmentStatus, due: date) -> Reason:
    return {
        AttainmentStatus.NO_TARGET: Reason("No target is set.", "Inget målvärde är satt."),
        AttainmentStatus.NOT_DUE: Reason(f"A value is expected by {due}.", f"Ett värde väntas senast {due}."),
        AttainmentStatus.LATE: Reason(
            f"A value was expected by {due} and has not come.",
            f"Ett värde väntades senast {due} men har inte kommit.",
        ),
        AttainmentStatus.HIDDEN: Reason(
            "The group is so small that the value is not shown.",
            "Gruppen är så liten att värdet inte visas.",
        ),
    }.get(status, Reason("There is no value at the source.", "Källan har inget värde."))


_GAPS = {
    None: ("", ""),
    RatioGap.TARGET_IS_ZERO: (
        " A share of zero means nothing, so there is no ratio.",
        " En andel av noll betyder ingenting, så kvot saknas.",
    ),
    RatioGap.TARGET_IS_NEGATIVE: (
        " A share of a negative target means nothing, so there is no ratio.",
        " En andel av ett negativt målvärde betyder ingenting, så kvot saknas.",
    ),
}
