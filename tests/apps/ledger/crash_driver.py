"""Kills an import at each of its steps, in a forked child, and reports how the ledger stands after."""

from __future__ import annotations

import json
import os
import signal
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import django

if TYPE_CHECKING:
    from collections.abc import Callable

IMPORTS = "roder.apps.ledger.actions.imports"
STEPS = [
    ("roder.apps.ledger.importing", "sweep"),
    ("roder.columnstore.staging", "StagedChange.writer"),
    ("roder.columnstore.writing", "FactWriter.write"),
    ("roder.columnstore.writing", "FactWriter.close"),
    ("roder.columnstore.staging", "StagedChange.replace"),
    ("roder.columnstore.staging", "StagedChange.finish"),
    ("roder.apps.ledger.importing", "current_snapshots"),
    (IMPORTS, "_keep_names"),
    (IMPORTS, "_keep_all_totals"),
    (IMPORTS, "move_pointers"),
    (IMPORTS, "record"),
    (IMPORTS, "_make_live"),
]


def in_child(work: Callable[[], Any]) -> tuple[int, Any]:
    """Run the work in a forked child; return the signal that ended it and what it returned."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            json.dump(work(), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status), json.loads(text) if text else None


def importing(file: str) -> None:
    from roder.apps.identity.queries import system_user
    from roder.apps.ledger.actions.imports import import_file

    import_file(Path(file), acting_user=system_user())


def killed_at(module: str, path: str, when: str, file: str) -> None:
    owner: Any = import_module(module)
    *outer, name = path.split(".")
    for part in outer:
        owner = getattr(owner, part)
    real = getattr(owner, name)

    def replacement(*args: Any, **kwargs: Any) -> Any:
        if when == "after":
            real(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, replacement)
    importing(file)


def state() -> dict[str, Any]:
    from roder.apps.ledger.balances import balances_document
    from roder.apps.ledger.proving import batch_faults
    from roder.apps.ledger.proving import missing_files
    from roder.apps.ledger.proving import totals_faults

    return {
        "result_ore": balances_document(2018, "account")["result_ore"],
        "faults": [*missing_files(), *batch_faults(), *totals_faults()],
    }


def swept() -> int:
    from django.conf import settings

    from roder.apps.ledger.queries import pointers
    from roder.columnstore.sweeping import sweep

    sweep(settings.RODER_LEDGER_ROOT, pointers())
    return files()


def files() -> int:
    return sum(1 for path in (Path(os.environ["RODER_HOME"]) / "ledger").rglob("*") if path.is_file())


def main(old: str, new: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "roder.config.settings.base"
    django.setup()
    import_module(IMPORTS)
    from roder.config.installation import prepare

    in_child(prepare)
    in_child(lambda: importing(old))
    before = files()
    rounds = []
    for module, path in STEPS:
        for when in ("before", "after"):
            ended_by, _ = in_child(partial(killed_at, module, path, when, new))
            _, found = in_child(state)
            committed = (path, when) == ("_make_live", "after")
            _, left = in_child(files if committed else swept)
            rounds.append(
                {
                    "step": f"{when} {path}",
                    "ended_by": ended_by,
                    "committed": committed,
                    "files_before": left if committed else before,
                    "files_after_sweep": left,
                    **found,
                }
            )
    json.dump(rounds, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
