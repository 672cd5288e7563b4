"""The real command in a process of its own, forked from one that has read other people's libraries already.

A command that asks the ledger takes two seconds to start, and three parts in four of them go to reading pyarrow,
pyiceberg, ibis and numba; the suite starts well over a hundred. What is forked from holds nothing of ours and no
settings: those are read afterwards, in the environment that is given, as from a shell. That the console needs no
warming is seen by tests/house/test_light_commands.py, and the site, the worker and two imports at once are started
from nothing by the tests that serve.
"""

from __future__ import annotations

import os
import runpy
import sys
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from subprocess import CompletedProcess
from subprocess import TimeoutExpired
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.context import ForkServerContext

READ_ALREADY = [
    "django.core.management.commands.migrate",
    "ibis.backends.duckdb",
    "numba",
    "pyarrow.dataset",
    "pyiceberg.catalog.noop",
    "pyiceberg.io.pyarrow",
]
SOURCE = Path(__file__).parents[1] / "src"
PATIENCE_SECONDS = 300


@cache
def _warm() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(READ_ALREADY)
    return context


def run_command(environment: Mapping[str, str], *arguments: str) -> CompletedProcess[str]:
    """Run ``roder`` with the arguments, in that environment and no other; return what it said and ended with."""
    with TemporaryDirectory() as folder:
        said = [Path(folder, name) for name in ("out", "err")]
        process = _warm().Process(target=_become, args=(dict(environment), arguments, said))
        process.start()
        process.join(PATIENCE_SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise TimeoutExpired(arguments, PATIENCE_SECONDS)
        out, err = (path.read_text("utf-8") for path in said)
        return CompletedProcess(arguments, process.exitcode, out, err)


def _become(environment: dict[str, str], arguments: tuple[str, ...], said: list[Path]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for number, path in enumerate(said, start=1):
        os.dup2(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND), number)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
    sys.path.insert(0, str(SOURCE))
    sys.argv = ["roder", *arguments]
    runpy.run_module("roder.config.cli", run_name="__main__", alter_sys=True)
