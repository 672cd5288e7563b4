"""The sentences of what can be wrong with an organisation, in both languages: what, when, and what to do.

Codes are stable and documented in docs/formats/organisation.md; a test fails when one is missing there.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from roder.domain.organisation import Body

MESSAGES: Final = {
    "body_code_unusable": (
        Severity.ERROR,
        "The code “{code}” of {name} cannot be used: at most {limit} letters, digits, spaces, points, hyphens and underscores. Give the body another code.",
        "Koden ”{code}” för {name} kan inte användas: högst {limit} bokstäver, siffror, mellanslag, punkter, bindestreck och understreck. Ge organet en annan kod.",
    ),
    "body_name_unusable": (
        Severity.ERROR,
        "The name of {code} must be one line of 1 to {limit} characters. Correct the name.",
        "Namnet på {code} ska vara en rad med 1 till {limit} tecken. Rätta namnet.",
    ),
    "body_dates_reversed": (
        Severity.ERROR,
        "{code} {name} ends on {last}, before it begins on {first}. Correct one of the dates.",
        "{code} {name} upphör {last}, innan det börjar {first}. Rätta något av datumen.",
    ),
    "body_twice": (
        Severity.ERROR,
        "{code} stands twice {when}: as {name} and as {other}. Remove one, or end the earlier the day before the later begins.",
        "{code} finns två gånger {when_sv}: som {name} och som {other}. Ta bort den ena, eller avsluta den tidigare dagen innan den senare börjar.",
    ),
    "body_parent_unknown": (
        Severity.ERROR,
        "{code} {name} lies under {parent}, which does not exist. Correct the parent, or add {parent}.",
        "{code} {name} ligger under {parent}, som inte finns. Rätta överordnad, eller lägg till {parent}.",
    ),
    "body_parent_not_in_force": (
        Severity.ERROR,
        "{code} {name} is in force {when}, but {parent} above it is not in force all that time. Move or end {code} first, or correct the dates.",
        "{code} {name} gäller {when_sv}, men {parent} ovanför gäller inte hela den tiden. Flytta eller avsluta {code} först, eller rätta datumen.",
    ),
    "body_loop": (
        Severity.ERROR,
        "The bodies {codes} lie under each other in a ring {when}. Place one of them under a body outside the ring.",
        "Organen {codes} ligger under varandra i en ring {when_sv}. Lägg ett av dem under ett organ utanför ringen.",
    ),
    "ledger_prefix_overlap": (
        Severity.ERROR,
        "Ledger code {claimed} is claimed by both {other} and {code} {name} {when}. Give it to one of them, or end it for the first before the second begins.",
        "Ansvarskoden {claimed} tillhör både {other} och {code} {name} {when_sv}. Ge den till en av dem, eller låt den upphöra för den första innan den andra börjar.",
    ),
    "ledger_prefix_unusable": (
        Severity.ERROR,
        "The ledger code “{prefix}” of {code} {name} cannot be used: at most {limit} letters and digits, several codes parted by spaces. Correct the code.",
        "Ansvarskoden ”{prefix}” för {code} {name} kan inte användas: högst {limit} bokstäver och siffror, flera koder skiljs med mellanslag. Rätta koden.",
    ),
    "organisation_number_unusable": (
        Severity.ERROR,
        "“{number}” of {code} {name} is not an organisation number. Write it as 556000-0000.",
        "”{number}” för {code} {name} är inte ett organisationsnummer. Skriv det som 556000-0000.",
    ),
    "organisation_number_twice": (
        Severity.ERROR,
        "The organisation number {claimed} belongs to both {other} and {code} {name} {when}. Correct one of them.",
        "Organisationsnumret {claimed} tillhör både {other} och {code} {name} {when_sv}. Rätta det ena.",
    ),
    "body_not_in_force": (
        Severity.ERROR,
        "{code} {name} is not in force on {day}. Choose a day on which it exists.",
        "{code} {name} gäller inte den {day}. Välj en dag då det finns.",
    ),
    "body_has_later_rows": (
        Severity.ERROR,
        "{code} {name} has a change planned from {day} and cannot end before it. End it on a later day, or take the planned change away by import.",
        "{code} {name} har en ändring planerad från {day} och kan inte upphöra före den. Avsluta det en senare dag, eller ta bort den planerade ändringen genom inläsning.",
    ),
    "body_removed": (
        Severity.WARNING,
        "{code} {name} (in force {when}) is missing here and would be removed, also from follow-ups of that time. To keep the past, let the row stand and give it an end date.",
        "{code} {name} (gäller {when_sv}) saknas här och skulle tas bort, även ur uppföljningar från den tiden. Låt raden stå kvar med ett slutdatum om det som varit ska bevaras.",
    ),
}
"""Code to weight, English and Swedish sentence."""


def fault(code: str, line: int | None, body: Body, **facts: object) -> Problem:
    """Return the problem of a code about a body; ``first`` and ``last`` bound the days it concerns.

    >>> from roder.domain.organisation import Body, BodyKind
    >>> fault("body_parent_unknown", 3, Body("9", "X", BodyKind.UNIT, "8"), parent="8").message_en
    '9 X lies under 8, which does not exist. Correct the parent, or add 8.'
    """
    severity, english, swedish = MESSAGES[code]
    first, last = facts.get("first"), facts.get("last")
    values = {
        "code": body.code,
        "name": body.name,
        **{name: str(value) for name, value in facts.items() if value is not None},
        "when": _when(first, last, "at all times", "from", "until"),
        "when_sv": _when(first, last, "hela tiden", "från", "till"),
    }
    return Problem(severity, code, line, english.format(**values), swedish.format(**values), values=values)


def _when(first: object, last: object, always: str, since: str, until: str) -> str:
    parts = [f"{since} {first}"] if isinstance(first, date) else []
    parts += [f"{until} {last}"] if isinstance(last, date) else []
    return " ".join(parts) or always
