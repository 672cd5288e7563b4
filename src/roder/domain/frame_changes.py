"""A year's frames as a whole: what they must hold against the organisation, and what they change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.budget_lines import ProfileKind
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.organisation_differences import DifferenceKind
from roder.domain.organisation_differences import FieldChange
from roder.domain.periods import MONTHS_PER_YEAR
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.organisation import Body

LONGEST_STATUS = 80

MESSAGES: Final = {
    "frame_body_unknown": (
        Severity.ERROR,
        "“{body}” is not a body of the organisation in {year}. Correct the code, or add the body to the organisation first.",
        "”{body}” är inte ett organ i organisationen {year}. Rätta koden, eller lägg först till organet i organisationen.",
    ),
    "frame_body_holds_none": (
        Severity.ERROR,
        "{body} is not a committee and holds no frame of its own. Give the frame to the committee above it.",
        "{body} är ingen nämnd och har ingen egen ram. Ge ramen till nämnden ovanför.",
    ),
    "frame_body_twice": (
        Severity.ERROR,
        "{body} has two frames for {year}; the first stands on line {other_line}. Keep one of them.",
        "{body} har två ramar för {year}; den första står på rad {other_line}. Behåll en av dem.",
    ),
    "frame_negative": (
        Severity.ERROR,
        "The frame of {body} is negative. A frame is a grant of 0 or more: remove the minus, or state sign = “report” under [amount] if cost is minus in the whole file.",
        "Ramen för {body} är negativ. En ram är ett bidrag på 0 eller mer: ta bort minustecknet, eller ange sign = ”report” under [amount] om kostnad är minus i hela filen.",
    ),
    "frame_name_differs": (
        Severity.WARNING,
        "The row says {name}, but {body} stands in the organisation. Check that the code is right.",
        "Raden säger {name}, men i organisationen står {body}. Kontrollera att koden är rätt.",
    ),
    "frame_profile_unusable": (
        Severity.ERROR,
        "The weights of {body} must be {months} whole numbers of 0 or more, not all 0, parted by spaces, with the profile “given”. Correct them.",
        "Vikterna för {body} ska vara {months} hela tal på 0 eller mer, inte alla 0, åtskilda av mellanslag, med profilen ”given”. Rätta dem.",
    ),
    "frame_status_too_long": (
        Severity.ERROR,
        "The status of {body} is longer than {limit} characters. Shorten it.",
        "Statusen för {body} är längre än {limit} tecken. Korta den.",
    ),
    "frames_are_decided": (
        Severity.ERROR,
        "The frames of {year} are decided by the council (“{version}”) and are not changed by a file. Register a change after the vote, with its decision and financing.",
        "Ramarna för {year} är beslutade av fullmäktige (”{version}”) och ändras inte med en fil. Registrera en ändring efter beslutet, med beslut och finansiering.",
    ),
    "frame_total_differs": (
        Severity.ERROR,
        "The file's own sum is {stated} kronor but its rows make {found}. Correct the sum or the rows.",
        "Filens egen summa är {stated} kronor men raderna ger {found}. Rätta summan eller raderna.",
    ),
}
"""Code to weight, English and Swedish sentence; documented in docs/formats/organisation.md."""


def frame_fault(code: str, line: int | None, **facts: str | int) -> Problem:
    """Return the problem of a code with its facts.

    >>> frame_fault("frame_body_unknown", 2, body="999", year=2018).line
    2
    """
    severity, english, swedish = MESSAGES[code]
    return Problem(severity, code, line, english.format(**facts), swedish.format(**facts), values=facts)


@dataclass(frozen=True, slots=True)
class FrameProposal:
    """A body's frame as a file gives it: whole öre, a positive grant; ``None`` means: as before.

    ``body`` is a code, or a name until it has been settled against the organisation.
    """

    body: str
    amount_ore: int
    name: str = ""
    status: str | None = None
    profile: ProfileKind | None = None
    weights: tuple[int, ...] | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class FrameDifference:
    """What happens to one body's frame of a year; amounts in öre, ``None`` when there is none."""

    kind: DifferenceKind
    body: str
    name: str
    old_ore: int | None
    new_ore: int | None
    changes: tuple[FieldChange, ...] = ()


class YearBodies:
    """The bodies in force on any day of a year, found by code, else by name.

    >>> from roder.domain.organisation import Body, BodyKind
    >>> YearBodies([Body("150", "Chief guardians", BodyKind.COMMITTEE)], 2018).find("chief guardians").code
    '150'
    """

    def __init__(self, bodies: Sequence[Body], year: int) -> None:
        self.year = year
        self._by_code: dict[str, Body] = {}
        self._by_name: dict[str, set[str]] = {}
        for body in bodies:
            begins = body.valid_from is None or body.valid_from.year <= year
            if begins and (body.valid_to is None or body.valid_to.year >= year):
                self._by_code[body.code] = body
                self._by_name.setdefault(_plain(body.name), set()).add(body.code)

    def find(self, text: str) -> Body | None:
        """Return the body of a code, or of a name that only one body has."""
        if text in self._by_code:
            return self._by_code[text]
        codes = self._by_name.get(_plain(text), set())
        return self._by_code[next(iter(codes))] if len(codes) == 1 else None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def settled(
    proposals: Sequence[FrameProposal], bodies: YearBodies
) -> tuple[list[tuple[Body, FrameProposal]], list[Problem]]:
    """Return each proposal with its body, and everything that keeps the frames from being set.

    >>> settled([FrameProposal("999", 100)], YearBodies([], 2018))[1][0].code
    'frame_body_unknown'
    """
    found: dict[str, tuple[Body, FrameProposal]] = {}
    problems: list[Problem] = []
    for each in proposals:
        body = bodies.find(each.body)
        if body is None:
            problems.append(frame_fault("frame_body_unknown", each.line, body=each.body, year=bodies.year))
            continue
        problems.extend(_own_faults(each, body))
        if body.code in found:
            other_line = found[body.code][1].line or 0
            problems.append(
                frame_fault(
                    "frame_body_twice", each.line, body=_titled(body), year=bodies.year, other_line=other_line
                )
            )
        found.setdefault(body.code, (body, each))
    return [found[code] for code in sorted(found)], problems


def _own_faults(each: FrameProposal, body: Body) -> list[Problem]:
    title = _titled(body)
    problems = []
    if body.kind not in FRAME_HOLDERS:
        problems.append(frame_fault("frame_body_holds_none", each.line, body=title))
    if each.amount_ore < 0:
        problems.append(frame_fault("frame_negative", each.line, body=title))
    if each.name and _plain(each.name) != _plain(body.name):
        problems.append(frame_fault("frame_name_differs", each.line, body=title, name=each.name))
    if each.weights is not None and not _weights_hold(each):
        problems.append(frame_fault("frame_profile_unusable", each.line, body=title, months=MONTHS_PER_YEAR))
    if each.status is not None and len(each.status) > LONGEST_STATUS:
        problems.append(frame_fault("frame_status_too_long", each.line, body=title, limit=LONGEST_STATUS))
    return problems


def _weights_hold(each: FrameProposal) -> bool:
    weights = each.weights or ()
    if each.profile is not ProfileKind.GIVEN:
        return not weights
    return len(weights) == MONTHS_PER_YEAR and min(weights) >= 0 and any(weights)


def _titled(body: Body) -> str:
    return f"{body.code} {body.name}"


def frame_differences(
    old: Mapping[str, FrameProposal], new: Mapping[str, FrameProposal], names: Mapping[str, str]
) -> list[FrameDifference]:
    """Return what the new frames of a year change in the old, in order of code.

    >>> frame_differences({}, {"150": FrameProposal("150", 100)}, {})[0].kind.value
    'added'
    """
    found = []
    for code in sorted({*old, *new}):
        before, after = old.get(code), new.get(code)
        changes = _changes(before, after)
        if before and after and not changes and before.amount_ore == after.amount_ore:
            continue
        kind = DifferenceKind.CHANGED
        if before is None or after is None:
            kind = DifferenceKind.ADDED if before is None else DifferenceKind.REMOVED
        found.append(
            FrameDifference(
                kind,
                code,
                names.get(code, ""),
                before.amount_ore if before else None,
                after.amount_ore if after else None,
                changes,
            )
        )
    return found


def _changes(before: FrameProposal | None, after: FrameProposal | None) -> tuple[FieldChange, ...]:
    if before is None or after is None:
        return ()
    pairs = [
        ("status", before.status or "", after.status or ""),
        ("profile", str(before.profile or ""), str(after.profile or "")),
        ("weights", " ".join(map(str, before.weights or ())), " ".join(map(str, after.weights or ()))),
    ]
    return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)
