"""What a table of frames would change in a year: worked out, shown, and only then saved."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.budgets.queries import frames as current_frames
from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.organisation.importing import ComparedTable
from roder.apps.organisation.importing import problem_document
from roder.apps.organisation.queries import bodies as current_bodies
from roder.domain.budget_lines import ProfileKind
from roder.domain.frame_changes import FrameProposal
from roder.domain.frame_changes import YearBodies
from roder.domain.frame_changes import frame_differences
from roder.domain.frame_changes import frame_fault
from roder.domain.frame_changes import settled
from roder.domain.problems import refuses
from roder.formats.tabular.frame_table import FRAME_FIELDS
from roder.formats.tabular.frame_table import read_frames
from roder.formats.tabular.frame_table import write_frames
from roder.formats.tabular.mapping import parse_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from roder.domain.frame_changes import FrameDifference
    from roder.domain.organisation import Body
    from roder.domain.problems import Problem


@dataclass(frozen=True)
class FramePlan(ComparedTable):
    """A table set against the year's frames as they stand; ``before`` is the fingerprint of those."""

    organisation: str
    year: int
    frames: list[FrameProposal]
    differences: list[FrameDifference]
    problems: list[Problem]
    sha256: str
    before: str

    @property
    def total_ore(self) -> int:
        return sum(each.amount_ore for each in self.frames)


def kept_frames(organisation: str, year: int) -> dict[str, FrameProposal]:
    """Return the year's frames as they stand, by body code, with the bodies' names."""
    names = _names(current_bodies(organisation), year)
    return {
        code: FrameProposal(
            code,
            frame.original_ore,
            names.get(code, ""),
            frame.status,
            frame.profile,
            frame.weights,
        )
        for code, frame in sorted(current_frames(organisation, year).items())
    }


def _names(bodies: Sequence[Body], year: int) -> dict[str, str]:
    """Return names by code: those of the year where there are such, else the last known."""
    of_year = YearBodies(bodies, year)
    found = {body.code: of_year.find(body.code) or body for body in bodies}
    return {code: body.name for code, body in found.items()}


def plan_frames(organisation: str, year: int, content: Path | bytes, *, mapping: str = "") -> FramePlan:
    """Read a table and return what it would change; nothing is saved."""
    old = kept_frames(organisation, year)
    before = fingerprint(old)
    form, faults = parse_mapping(mapping, FRAME_FIELDS) if mapping else (None, [])
    if refuses(faults):
        return FramePlan(organisation, year, [], [], faults, "", before)
    table = read_frames(content, form)
    bodies = current_bodies(organisation)
    found, more = settled(table.proposals, YearBodies(bodies, year))
    problems = sorted([*faults, *table.problems, *more], key=lambda each: each.line or 0)
    if refuses(problems):
        return FramePlan(organisation, year, [], [], problems, table.sha256, before)
    frames = [_completed(each, body, old.get(body.code)) for body, each in found]
    changes = frame_differences(old, {each.body: each for each in frames}, _names(bodies, year))
    problems.extend(_decided(organisation, year, changes))
    return FramePlan(organisation, year, frames, changes, problems, table.sha256, before)


def _decided(organisation: str, year: int, changes: Sequence[FrameDifference]) -> list[Problem]:
    """Return the fault of amounts that are to become others than the council's: nothing decided is edited."""
    adopted = adopted_of_year(organisation, year)
    if adopted is None or all(each.old_ore == each.new_ore for each in changes):
        return []
    return [frame_fault("frames_are_decided", None, year=year, version=str(adopted))]


def _completed(each: FrameProposal, body: Body, before: FrameProposal | None) -> FrameProposal:
    """Return the frame with what the table leaves out taken from the frame before, else the usual."""
    status = each.status if each.status is not None else (before.status if before else "")
    profile = each.profile or (before.profile if before else None) or ProfileKind.FLAT
    kept = before.weights if before and before.profile is profile else ()
    weights = each.weights if each.weights is not None else kept
    return replace(each, body=body.code, name=body.name, status=status, profile=profile, weights=weights)


def fingerprint(frames: Mapping[str, FrameProposal]) -> str:
    """Return the SHA-256 of the frames as they are written out, names apart."""
    plain = [replace(frames[code], name="") for code in sorted(frames)]
    return hashlib.sha256(write_frames(plain).content).hexdigest()


def plan_document(plan: FramePlan, *, language: str) -> dict[str, Any]:
    """Return the JSON document of a plan; amounts in öre."""
    return {
        "organisation": plan.organisation,
        "year": plan.year,
        "ok": not plan.refused,
        "frames": len(plan.frames),
        "total_ore": plan.total_ore,
        "sha256": plan.sha256,
        "differences": [
            {
                "kind": each.kind.value,
                "code": each.body,
                "name": each.name,
                "old_ore": each.old_ore,
                "new_ore": each.new_ore,
                "fields": [asdict(change) for change in each.changes],
            }
            for each in plan.differences
        ],
        "problems": [problem_document(each, language) for each in plan.problems],
    }
