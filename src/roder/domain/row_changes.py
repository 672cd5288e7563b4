"""Rows of a table against rows that are kept: what they add, what they change, and what stays as it was.

A table of goals or indicators never takes away: a row that is missing in the file stays, and an empty cell
says nothing. So the new rows are the kept ones with what the file states laid over them.
"""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.organisation_differences import DifferenceKind
from roder.domain.organisation_differences import FieldChange

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    Values = Mapping[str, Any]
    RowKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatedRow:
    """One row of a file: what kind it is, what tells it apart, what it states, and its line."""

    kind: str
    key: RowKey
    values: Values
    line: int | None = None


@dataclass(frozen=True, slots=True)
class RowDifference:
    """What a file does to one row: ``what`` is its kind, ``code`` what people know it by."""

    kind: DifferenceKind
    what: str
    code: str
    name: str
    changes: tuple[FieldChange, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return the difference as a JSON document.

        >>> RowDifference(DifferenceKind.ADDED, "goal", "1", "Schools").document()["kind"]
        'added'
        """
        fields = [asdict(change) for change in self.changes]
        return {
            "kind": self.kind.value,
            "what": self.what,
            "code": self.code,
            "name": self.name,
            "fields": fields,
        }


@dataclass(frozen=True, slots=True)
class RowCount:
    """How many rows a file adds, changes and leaves as they are."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


def laid_over(kept: Values | None, stated: Values) -> dict[str, Any]:
    """Return the kept values with the stated ones over them; nothing stated leaves what is there.

    >>> laid_over({"title": "Schools", "due": 2018}, {"title": "", "due": 2019})
    {'title': 'Schools', 'due': 2019}
    """
    return {**(kept or {}), **{name: value for name, value in stated.items() if is_stated(value)}}


def is_stated(value: object) -> bool:
    """Return whether a cell says something. Nought and false do; an empty text and an empty list do not.

    >>> is_stated(0), is_stated(False), is_stated(""), is_stated(())
    (True, True, False, False)
    """
    return value not in (None, "", ())


def changes_between(kept: Values, new: Values) -> tuple[FieldChange, ...]:
    """Return the fields that become another, in the order of the new row.

    >>> changes_between({"title": "Schools"}, {"title": "Learning"})[0].old
    'Schools'
    """
    pairs = ((name, value_text(kept.get(name)), value_text(value)) for name, value in new.items())
    return tuple(FieldChange(name, before, after) for name, before, after in pairs if before != after)


def value_text(value: object) -> str:
    """Return a value as the text of a difference: codes parted by spaces, decimals without closing zeros.

    >>> value_text(("2", "1")), value_text(Decimal("7.100000")), value_text(None)
    ('2 1', '7.1', '')
    """
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def row_count(found: Sequence[RowDifference], rows: int) -> RowCount:
    """Return the differences counted among so many rows.

    >>> row_count([RowDifference(DifferenceKind.ADDED, "goal", "1", "Schools")], 3)
    RowCount(added=1, changed=0, unchanged=2)
    """
    added = sum(each.kind is DifferenceKind.ADDED for each in found)
    return RowCount(added, len(found) - added, rows - len(found))
