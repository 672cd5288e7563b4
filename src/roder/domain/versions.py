"""Two people change one thing: what each of them changed, and where they want different things."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Origin(StrEnum):
    """Who moved a field away from what both of them began with."""

    NOBODY = "nobody"
    THEIRS = "theirs"
    MINE = "mine"
    BOTH_ALIKE = "both_alike"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class FieldVersions:
    """One field in three versions: what both began with, what was saved meanwhile, what I want to save."""

    name: str
    base: Any
    theirs: Any
    mine: Any

    @property
    def origin(self) -> Origin:
        """Who changed the field; in a conflict both did, to different values."""
        if self.theirs == self.mine:
            return Origin.NOBODY if self.theirs == self.base else Origin.BOTH_ALIKE
        if self.mine == self.base:
            return Origin.THEIRS
        return Origin.MINE if self.theirs == self.base else Origin.CONFLICT

    @property
    def is_different(self) -> bool:
        """Whether a person has something to choose between."""
        return bool(self.theirs != self.mine)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A three-way comparison, field by field, in the order in which the fields were given."""

    fields: tuple[FieldVersions, ...]

    @property
    def merged(self) -> dict[str, Any]:
        """Every field that is no conflict, with each person's own change kept."""
        return {
            one.name: one.theirs if one.origin is Origin.THEIRS else one.mine
            for one in self.fields
            if one.origin is not Origin.CONFLICT
        }

    @property
    def conflicts(self) -> tuple[FieldVersions, ...]:
        """The fields that both changed, to different values; only a person can choose."""
        return tuple(one for one in self.fields if one.origin is Origin.CONFLICT)

    @property
    def differences(self) -> tuple[FieldVersions, ...]:
        """The fields in which the saved version and mine differ, conflict or not."""
        return tuple(one for one in self.fields if one.is_different)


def compare(base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Comparison:
    """Compare two versions of one thing with the version that both began with.

    The fields are those of ``mine`` (what a person was about to save), then any that only the
    saved version has. A field that a version does not have is ``None`` there. Worked table in
    docs/algorithms/versions.md.

    >>> found = compare({"name": "Skola", "to": ""}, {"name": "Skolan", "to": ""}, {"name": "Skola", "to": "2018"})
    >>> found.merged, found.conflicts
    ({'name': 'Skolan', 'to': '2018'}, ())
    """
    names = [*mine, *(name for name in theirs if name not in mine)]
    return Comparison(
        tuple(FieldVersions(name, base.get(name), theirs.get(name), mine.get(name)) for name in names)
    )


class StaleVersionError(Exception):
    """Somebody saved a newer version first; nothing was written, and both versions are here.

    ``theirs`` holds the values as they now stand, ``mine`` those that were to be saved, under the
    same names. ``version`` is what a new attempt has to have seen: 0 when the thing is gone.
    """

    def __init__(
        self,
        *,
        theirs: Mapping[str, Any],
        mine: Mapping[str, Any],
        version: int,
        saved_by: str = "",
        saved_at: datetime | None = None,
    ) -> None:
        """Keep both versions, and who saved the other and when, where that is known."""
        super().__init__(f"a newer version, {version}, was saved first")
        self.theirs = dict(theirs)
        self.mine = dict(mine)
        self.version = version
        self.saved_by = saved_by
        self.saved_at = saved_at

    @property
    def is_gone(self) -> bool:
        """Whether the thing has been removed meanwhile."""
        return self.version == 0
