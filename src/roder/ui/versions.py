"""The form's side of concurrent editing: what a person saw, both versions beside each other, their choice.

A form that edits a versioned thing carries one hidden field, ``seen``. Texts are compared as the
form holds them, so that what is chosen goes back through the same form.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.http import QueryDict

from roder.domain.versions import Origin
from roder.domain.versions import compare

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from roder.domain.versions import FieldVersions
    from roder.domain.versions import StaleVersionError

SEEN = "seen"
MINE = "version-mine"
CHOICE = "version-choice-"
UNCHOSEN = -1
"""A version that no row has: a save that claims to have seen it is shown both versions again."""

_PROPOSED = {Origin.THEIRS: "theirs", Origin.MINE: "mine"}


@dataclass(frozen=True, slots=True)
class Seen:
    """The version on which a form was opened, and the texts that stood in it."""

    version: int = UNCHOSEN
    values: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return json.dumps(
            {"version": self.version, "values": self.values, "before": self.before}, ensure_ascii=False
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """One field in which the versions differ. ``chosen`` is proposed: theirs, mine, or neither."""

    name: str
    label: str
    before: str
    theirs: str
    mine: str
    chosen: str
    is_conflict: bool


@dataclass(frozen=True, slots=True)
class VersionConflict:
    """What the component ui/components/version_conflict.html shows."""

    choices: list[Choice]
    is_gone: bool
    saved_by: str
    saved_at: Any
    seen: Seen
    mine: str
    has_seen: bool


def as_text(value: Any) -> str:
    """Return a value as a form field holds it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def texts(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the values of a thing as a form holds them."""
    return {name: as_text(value) for name, value in values.items()}


def read_seen(given: Mapping[str, str]) -> Seen:
    """Return what the person had seen; a form that does not say it has seen nothing."""
    try:
        document = json.loads(given.get(SEEN, ""))
        return Seen(int(document["version"]), texts(document["values"]), texts(document.get("before") or {}))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Seen()


def version_conflict(
    error: StaleVersionError,
    seen: Seen,
    *,
    theirs: Mapping[str, str],
    mine: Mapping[str, str],
    labels: Mapping[str, Any],
    show: Callable[[str, str], str] = lambda _name, text: text,
) -> VersionConflict:
    """Return both versions beside each other, with a proposal where only one of the two changed a field.

    ``show`` turns a field's text into words (the label of a choice).
    """

    def choice(one: FieldVersions) -> Choice:
        shown = {part: show(one.name, getattr(one, part) or "") for part in ("base", "theirs", "mine")}
        return Choice(
            one.name,
            str(labels.get(one.name, one.name)),
            shown["base"],
            shown["theirs"],
            shown["mine"],
            _PROPOSED.get(one.origin, ""),
            one.origin is Origin.CONFLICT,
        )

    found = compare(seen.values, theirs, mine)
    return VersionConflict(
        [choice(one) for one in found.differences],
        error.is_gone,
        error.saved_by,
        error.saved_at,
        Seen(error.version, dict(theirs), seen.values),
        json.dumps(dict(mine), ensure_ascii=False),
        has_seen=seen.version > 0,
    )


def resolved(given: QueryDict) -> QueryDict:
    """Return the form as the person wants it after choosing; any other form comes back as it is.

    A field that differs and is left unchosen lets the save come second once more, so that nothing
    is written which nobody chose.
    """
    try:
        mine = texts(json.loads(given.get(MINE, "")))
    except (ValueError, TypeError, AttributeError):
        return given
    seen = read_seen(given)
    answer = QueryDict(mutable=True)
    answer.update({name: str(text) for name, text in given.items() if not name.startswith((MINE, CHOICE))})
    for name, text in mine.items():
        theirs = seen.values.get(name, "")
        chosen = given.get(CHOICE + name, "")
        answer[name] = theirs if chosen == "theirs" else text
        if text != theirs and chosen not in {"theirs", "mine"}:
            answer[SEEN] = str(Seen(UNCHOSEN, seen.before))
    return answer
