"""Acts as people read them: a sentence, and what was and what became, field by field."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.audit.models import AuditEntry
from roder.apps.audit.queries import history_of
from roder.domain.assignments import AssignmentKind
from roder.domain.budget_locks import LockedThing
from roder.domain.goal_funding import FundingKind
from roder.domain.mandates import Role
from roder.domain.organisation import BodyKind
from roder.domain.periods import Month
from roder.formats.tabular.fields import LEDGER_FIELDS
from roder.ui.formatting import amount_text
from roder.ui.formatting import span_text
from roder.ui.formatting import whole_number_text
from roder.ui.states import state_of
from roder.workspace.assignment_words import kind_name as assignment_kind_name
from roder.workspace.explanations import body_kind_name
from roder.workspace.financing_words import figure_name
from roder.workspace.goal_money.words import kind_name as funding_kind_name
from roder.workspace.history_words import FIELD_NAMES
from roder.workspace.history_words import act_name
from roder.workspace.history_words import sentence
from roder.workspace.lock_words import thing_name
from roder.workspace.mandate_texts import role_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from datetime import datetime

BATCHES = range(100, 102)
"""The numbers of acts on one batch."""
AMOUNTS = (
    AuditEntry.Event.FRAMES_SET,
    AuditEntry.Event.FINANCING_FIGURES_SET,
    AuditEntry.Event.FRAME_AMENDED,
    AuditEntry.Event.BRIDGE_CHANGED,
    AuditEntry.Event.BRIDGE_CARRIED,
    AuditEntry.Event.BRIDGE_RECKONED,
)
"""Acts whose plain whole numbers are amounts in öre."""
BODIES = range(210, 220)
ASSIGNMENTS = range(1450, 1470)
ACTIVITIES = range(1470, 1480)
DECISIONS = range(1300, 1400)
INDICATORS = range(1500, 1520)
VERDICT_SCALES = range(1520, 1530)
FRAMES = range(300, 310)
FINANCING = range(1800, 1900)
"""The numbers of acts on one body, and so on; frames are those of one year."""
DEPTH = " › "
OF_A_TABLE = frozenset({"columns", "constants"})
"""Parts of a column mapping: what stands in them are fields of a table."""
OF_FINANCING = "figures"
"""What a financing round says: inputs and lines by key and year."""
COUNTS = frozenset({"postings", "size", "bodies", "rows"})
TECHNICAL = frozenset({"snapshots", "differences", "fingerprint"})
"""Fields for the machine; the export has them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of an act: its name, what it was and what it became; empty when there was nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One act, ready to be read."""

    number: int
    at: datetime
    person: str
    act: str
    sentence: str
    differences: list[Difference]
    url: str
    chain_hash: str


def history_rows(entries: Iterable[AuditEntry]) -> list[HistoryRow]:
    """Return the acts in words, in the person's language."""
    return [_row(entry) for entry in entries]


def object_history(subject: str, events: range, *, only: str = "") -> list[HistoryRow]:
    """Return one object's history for the fragment workspace/history/_history.html.

    ``only`` keeps the acts that changed the field of that name, where one act changes many objects.
    """
    found = history_of(subject, events)
    if only:
        found = [entry for entry in found if entry.old.get(only) != entry.new.get(only)]
    return [_row(entry, only) for entry in found]


def body_history(organisation: str, code: str, year: int) -> list[HistoryRow]:
    """Return what has been done to a body and to its frame of the year, newest first."""
    frames = object_history(f"{organisation} {year}", FRAMES, only=code)
    bodies = object_history(f"{organisation} {code}", BODIES)
    return sorted([*frames, *bodies], key=lambda row: -row.number)


def _row(entry: AuditEntry, only: str = "") -> HistoryRow:
    person = str(entry.acting_user)
    return HistoryRow(
        entry.number,
        entry.at,
        person,
        act_name(entry.event),
        sentence(entry.event, person=person, subject=entry.subject),
        differences(entry, only),
        reverse("workspace:batch", args=[entry.subject]) if entry.event in BATCHES else "",
        entry.chain_hash,
    )


def differences(entry: AuditEntry, only: str = "") -> list[Difference]:
    """Return the fields in which old and new differ, in the order in which the act gave them."""
    old, new = _flat(entry.old), _flat(entry.new)
    shown = partial(_text, is_amount=entry.event in AMOUNTS)
    return [
        Difference(_label(name), shown(name, old.get(name)), shown(name, new.get(name)))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name) and only in ("", name[0])
    ]


def _flat(values: dict[str, Any], above: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    flat: dict[tuple[str, ...], Any] = {}
    for name, value in values.items():
        if name in TECHNICAL or value in ("", None):
            continue
        inner = _toml(value) if name == "toml" else value
        if not isinstance(inner, dict):
            flat[*above, name] = inner
        else:
            flat |= _flat(inner, above if name == "toml" else (*above, name))
    return flat


def _toml(value: Any) -> Any:
    try:
        return tomllib.loads(value)
    except (tomllib.TOMLDecodeError, TypeError):
        return value


def _label(names: tuple[str, ...]) -> str:
    if names[0] == OF_FINANCING and len(names) > 1:
        return DEPTH.join([figure_name(names[1]), *names[2:]])
    shown = [str(FIELD_NAMES.get(name, name)) for name in names]
    if names[0] in OF_A_TABLE and len(names) > 1:
        swedish = (get_language() or "sv").startswith("sv")
        fields = {field.name: field.label_sv if swedish else field.label_en for field in LEDGER_FIELDS}
        shown[1] = fields.get(names[1], names[1])
    return DEPTH.join(shown)


def _text(names: tuple[str, ...], value: Any, *, is_amount: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return _number_text(names[-1], value, is_amount=is_amount)
    if isinstance(value, list):
        if names[-1] == "months" and value:
            first, last = Month.from_number(min(value)), Month.from_number(max(value))
            return span_text(first, last, get_language() or "sv")
        apart = "\n" if any(isinstance(one, dict) for one in value) else ", "
        return apart.join(_text(names, one, is_amount=is_amount) for one in value)
    if isinstance(value, dict):
        return ", ".join(
            f"{_label(name)}: {_text(name, one, is_amount=is_amount)}" for name, one in _flat(value).items()
        )
    words = _WORDS_OF.get(names[-1])
    return words(value) if words else str(value)


def _state_word(state: str) -> str:
    return str(state_of(state).word)


def _plan_state_word(state: str) -> str:
    return str(state_of(f"plan_{state}").word)


def _kind_word(kind: str) -> str:
    if kind in set(AssignmentKind):
        return assignment_kind_name(kind)
    if kind in set(FundingKind):
        return funding_kind_name(kind)
    return body_kind_name(kind) if kind in set(BodyKind) else kind


def _role_word(role: str) -> str:
    return role_name(role) if role in set(Role) else role


def _assignment_state_word(state: str) -> str:
    return str(state_of(f"assignment_{state}").word)


def _step_state_word(state: str) -> str:
    return str(state_of(f"step_{state}").word)


def _thing_word(thing: str) -> str:
    return thing_name(LockedThing(thing)) if thing in set(LockedThing) else thing


_WORDS_OF: dict[str, Callable[[str], str]] = {
    "plan_state": _plan_state_word,
    "state": _state_word,
    "assignment_state": _assignment_state_word,
    "kind": _kind_word,
    "role": _role_word,
    "step_state": _step_state_word,
    "thing": _thing_word,
}


def _number_text(name: str, value: int, *, is_amount: bool) -> str:
    language = get_language() or "sv"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if is_amount or name.endswith("_ore"):
        return amount_text(value, "kr", language)
    return whole_number_text(value, language) if name in COUNTS else str(value)
