"""The rows of a table of goals set against what is kept: whose tree, which body, which level, and every fault.

A rule of the goals themselves is asked of its own module; here stand only the faults that a file can have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.domain.goal_levels import levels_read
from roder.domain.goal_row_checks import row_faults
from roder.domain.goal_row_faults import goal_row_fault
from roder.domain.goal_rows import GoalRowKind
from roder.domain.goal_tree import TreeState
from roder.domain.goal_world import SettledRows
from roder.domain.goal_world import row_key
from roder.domain.row_changes import StatedRow
from roder.domain.row_changes import is_stated
from roder.domain.row_changes import laid_over

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.goal_world import GoalWorld
    from roder.domain.goal_world import Levels
    from roder.domain.goal_world import Place

_BODIES = ("body", "given_by", "decision_body")
_ALONE = frozenset({GoalRowKind.ASSIGNMENT, GoalRowKind.REPORT, GoalRowKind.ACTIVITY})
"""Kinds that need no tree unless they name goals."""


def settled(stated: Sequence[StatedRow], world: GoalWorld) -> SettledRows:
    """Return the rows as they would be kept, and everything that keeps them from it.

    >>> from roder.domain.goal_world import GoalWorld
    >>> world = GoalWorld({}, tree="2018")
    >>> settled([StatedRow(GoalRowKind.GOAL, (), {"code": "1", "title": ""}, 2)], world).problems[0].code
    'goal_tree_made'
    """
    return _Settling(stated, world).done()


class _Settling:
    def __init__(self, stated: Sequence[StatedRow], world: GoalWorld) -> None:
        self.world = world
        self.found = SettledRows()
        self.stated = list(stated)
        self.trees: dict[str, Levels] = {}
        for kind, (tree, *_rest) in world.kept:
            if kind is GoalRowKind.TREE:
                self.trees[tree] = levels_read(str(world.kept[kind, (tree,)]["levels"])) or []
        self.unchecked = False

    def done(self) -> SettledRows:
        default = self._default_tree()
        for row in sorted(self.stated, key=lambda each: _ORDER[GoalRowKind(each.kind)]):
            self._settle(row, default)
        self._report_states()
        if self.unchecked:
            self.found.problems.append(goal_row_fault("goal_bodies_unchecked", None))
        self.found.problems.extend(row_faults(self.found, self.world, self.trees))
        return self.found

    def _default_tree(self) -> str:
        """Return the tree of rows that name none: the one asked for, the file's only one, or the only one kept."""
        named = [row.values.get("tree", "") for row in self.stated if row.kind == GoalRowKind.TREE]
        if self.world.tree:
            if self.world.tree not in {*self.trees, *named}:
                self._make_tree(self.world.tree)
            return self.world.tree
        if len(named) == 1:
            return str(named[0])
        live = [
            key[0]
            for (kind, key), values in self.world.kept.items()
            if kind is GoalRowKind.TREE and values["state"] != TreeState.ARCHIVED
        ]
        if len(live) == 1:
            return live[0]
        said = {str(row.values["tree"]) for row in self.stated if row.values.get("tree")}
        if not named and not self.trees and len(said) == 1:
            return self._make_tree(said.pop())
        homeless = [row for row in self.stated if not row.values.get("tree") and _needs_tree(row)]
        if not named and not self.trees and homeless:
            return self._make_tree(str(self.world.new_year))
        return ""

    def _make_tree(self, code: str) -> str:
        year = int(code[:4]) if code[:4].isdecimal() else self.world.new_year
        values = {"tree": code, "title": f"Mål och budget {code}", "year": year}
        self.stated.insert(0, StatedRow(GoalRowKind.TREE, (), values, None))
        self.found.problems.append(goal_row_fault("goal_tree_made", None, tree=code))
        return code

    def _settle(self, row: StatedRow, default: str) -> None:
        values = self._resolved(row, default)
        if values is None:
            return
        kind = GoalRowKind(row.kind)
        place = (kind, row_key(kind, values))
        while kind is GoalRowKind.FUNDING and place in self.found.rows:
            # Money may be given in two steps that say the same; the second is told by its number.
            place = (kind, (*place[1], "+"))
        if place in self.found.rows:
            self._repeated(place, values, row.line)
            return
        kept = self.world.kept.get(place)
        if kind is GoalRowKind.GOAL:
            self._level(values, kept, row.line)
        if kind is GoalRowKind.ASSIGNMENT:
            # A file adds goals to an assignment; it takes none away.
            values["goals"] = tuple(sorted({*values.get("goals", ()), *(kept or {}).get("goals", ())}))
        new = laid_over(kept or self._usual(kind, values), values)
        self.found.rows[place] = new
        self.found.lines[place] = row.line
        if kind is GoalRowKind.TREE:
            self.trees[new["tree"]] = levels_read(str(new["levels"])) or []

    def _resolved(self, row: StatedRow, default: str) -> dict[str, Any] | None:
        """Return the values with codes for names; ``None`` when it is not known which tree they are of."""
        kind, values = GoalRowKind(row.kind), dict(row.values)
        if not values.get("tree") and _needs_tree(row):
            values["tree"] = default
            if not default:
                self.found.problems.append(goal_row_fault("goal_tree_not_said", row.line))
                return None
        for name in _BODIES:
            if values.get(name):
                values[name] = self._body(str(values[name]), row.line)
        if kind is GoalRowKind.VERDICT:
            values["state"] = self._step(str(values.get("state", "")))
        if kind is GoalRowKind.SECTION and not values.get("code"):
            values["code"] = str(1 + sum(key[0] is kind for key in self.found.rows))
        return values

    def _repeated(self, place: Place, values: Mapping[str, Any], line: int | None) -> None:
        """Say that a row stands twice, unless it says the same: a link may be named by both of its ends."""
        kind, key = place
        before = self.found.rows[place]
        if (
            any(is_stated(value) and before.get(name) != value for name, value in values.items())
            or line is None
        ):
            facts = {"kind": kind.value, "code": " ".join(filter(None, key))[:60]}
            other = self.found.lines[place] or 0
            self.found.problems.append(goal_row_fault("goal_row_twice", line, other_line=other, **facts))

    def _report_states(self) -> None:
        """Let an assignment stand where its latest report leaves it, when the file reports on it."""
        every = {**self.world.kept, **self.found.rows}
        reports = [
            row for (kind, _key), row in every.items() if kind is GoalRowKind.REPORT and row.get("date")
        ]
        latest = {row["assignment"]: row["state"] for row in sorted(reports, key=lambda each: each["date"])}
        for kind, key in list(self.found.rows):
            place = (GoalRowKind.ASSIGNMENT, key[:1])
            if kind is not GoalRowKind.REPORT or place not in every or key[0] not in latest:
                continue
            if every[place]["state"] != latest[key[0]]:
                self.found.rows[place] = {**every[place], "state": latest[key[0]]}
                self.found.lines.setdefault(place, self.found.lines[kind, key])

    def _body(self, text: str, line: int | None) -> str:
        if self.world.find_body is None:
            self.unchecked = True
            return text
        code = self.world.find_body(text)
        if code is None:
            self.found.problems.append(goal_row_fault("goal_body_unknown", line, body=text))
        return code or text

    def _step(self, text: str) -> str:
        """Return the key of a step of the verdict scale by its key or one of its names."""
        word = text.casefold()
        named = (key for key, names in self.world.scale.items() if word in {key, *map(str.casefold, names)})
        return next(named, text)

    def _level(self, values: dict[str, Any], kept: Mapping[str, Any] | None, line: int | None) -> None:
        levels = self.trees.get(str(values["tree"]), [])
        word = " ".join(str(values.get("kind", "")).casefold().split())
        if not word:
            values["kind"] = kept["kind"] if kept else self._usual_level(values, levels)
            return
        for level in levels:
            if word in {level[name].casefold() for name in ("key", "name", "name_en") if level.get(name)}:
                values["kind"] = level["key"]
                return
        usual = _USUAL_LEVELS.get(word)
        if usual is not None and usual < len(levels):
            values["kind"] = levels[usual]["key"]
        elif levels:
            known = ", ".join(level["name"] for level in levels)
            facts = {"level": str(values["kind"]), "tree": str(values["tree"]), "known": known}
            self.found.problems.append(goal_row_fault("goal_level_unknown", line, **facts))

    def _usual_level(self, values: Mapping[str, Any], levels: Levels) -> str:
        """Return the level of a goal that states none: below its parent, else the body's, else the top."""
        keys = [level["key"] for level in levels] or [""]
        parent = self._goal(str(values["tree"]), str(values.get("parent", "")))
        if parent is not None and parent["kind"] in keys:
            return keys[min(keys.index(parent["kind"]) + 1, len(keys) - 1)]
        return keys[min(1, len(keys) - 1)] if values.get("body") or values.get("parent") else keys[0]

    def _goal(self, tree: str, code: str) -> Mapping[str, Any] | None:
        place = (GoalRowKind.GOAL, (tree, code))
        return self.found.rows.get(place) or self.world.kept.get(place)

    def _usual(self, kind: GoalRowKind, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a new row has until it says otherwise."""
        usual = dict(_USUAL.get(kind, {}))
        if kind is GoalRowKind.GOAL:
            same = [key for found, key in self.found.rows if found is kind and key[0] == values["tree"]]
            usual["position"] = 1 + len(same)
        return usual


def _needs_tree(row: StatedRow) -> bool:
    return row.kind not in _ALONE or bool(row.values.get("goals"))


_USUAL_LEVELS = {
    **dict.fromkeys(("övergripande mål", "fullmäktiges mål", "fullmäktigemål", "overarching goal"), 0),
    **dict.fromkeys(("nämndmål", "nämndens mål", "bolagsmål", "committee goal"), 1),
}
"""What people call the first two levels whatever the version names them."""
_ORDER = {kind: at for at, kind in enumerate(GoalRowKind)}
_NOBODY = {"owner": "", "owner_title": ""}
_USUAL: dict[GoalRowKind, dict[str, Any]] = {
    GoalRowKind.TREE: {
        "state": TreeState.DRAFT.value,
        "levels": "overall: Övergripande mål / Overarching goal; committee: Nämndmål / Committee goal",
        "example": False,
    },
    GoalRowKind.GOAL: {"kind": "", "parent": "", "body": "", "financial": False, **_NOBODY},
    GoalRowKind.ASSIGNMENT: {"goals": (), "tree": "", "state": "not_started", "example": False, **_NOBODY},
    GoalRowKind.ACTIVITY: {"goals": (), "tree": "", "assignment": "", "state": "not_started", **_NOBODY},
    GoalRowKind.FUNDING: {"example": False},
}
