"""The example's goals and what belongs to them, in through the doors that a user's own files go through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.goals.actions.imports import import_goals
from roder.apps.goals.actions.indicator_tables import import_indicator_table
from roder.apps.goals.queries import trees
from roder.apps.identity.queries import system_user
from roder.devtools.example.data_files import written_table
from roder.devtools.example.goals import GOAL_FILES
from roder.devtools.example.goals import INDICATOR_FILES
from roder.devtools.example.goals import JUDGE
from roder.devtools.example.goals import VERDICT_FILE
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.domain.problems import Problem


def import_goal_files(folder: Path, key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Import the goals, unless there are goals already: what a person has changed since stands."""
    judge = next(person for person in people if person.username == JUDGE)
    names = (*GOAL_FILES, *INDICATOR_FILES, VERDICT_FILE)
    files = {name: written_table(folder, name) for name in names}
    if trees(key).exists():
        return
    rows = 0
    for name, path in files.items():
        person = judge if name == VERDICT_FILE else system_user()
        act = import_indicator_table if name in INDICATOR_FILES else import_goals
        plan = act(key, path, file_name=name, acting_user=person)
        require_no_fault(path, plan.problems)
        rows += plan.rows.added
    say(f"{len(files)} files of goals, assignments, indicators and money: imported, {rows} rows")


def require_no_fault(path: Path, problems: list[Problem]) -> None:
    """Stop where a file of the example is refused: that is a fault of ours."""
    if refuses(problems):
        sentences = "; ".join(problem.message_en for problem in problems)
        raise ValueError(f"{path}: {sentences}")
