"""What anyone who opens the repository relies on."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_readme_is_one_screen_and_gives_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 45
    assert "make demo" in text
    assert "make test" in text


def test_the_architecture_is_two_screens_and_names_every_floor() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 110
    for package in (ROOT / "src" / "roder").iterdir():
        if (package / "__init__.py").exists():
            assert re.search(rf"\b{package.name}\b", text), f"{package.name} is not explained"


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    articles = re.findall(r"^(\d+)\.\s*[A-Z]", text, re.MULTILINE)
    assert articles == [str(number) for number in range(1, 16)]
    appendix = text.split("Appendix", maxsplit=1)[1]
    assert "GNU General Public License (GPL) v. 2, v. 3" in appendix
    assert text.rstrip().endswith("require the production of a new EUPL version.")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "EUPL-1.2"


def test_what_others_made_carries_its_licence() -> None:
    folders = [ROOT / "tests" / "data" / "sie", *(ROOT / "src" / "roder" / "ui").glob("static/ui/vendor/*")]
    for folder in folders:
        if folder.is_dir():
            assert list(folder.glob("LICENSE*")), f"{folder.relative_to(ROOT)} has no licence beside it"


def test_ci_runs_what_the_readme_gives() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text(encoding="utf-8").splitlines()


def test_pre_commit_runs_the_same_commands_as_make() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"entry: \.venv/bin/(.*?), language", hooks)
    assert len(entries) >= 8
    for entry in entries:
        assert f"$(BIN)/{entry}" in makefile, entry


def test_the_menu_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    menu, _behind = makefile.split("# Behind the menu.")
    phony = set(re.findall(r"^\.PHONY: (.+)$", menu, re.MULTILINE))
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert phony == set(re.findall(r"^  make ([a-z-]+) +\S", listed, re.MULTILINE))


@pytest.mark.parametrize("script", sorted((ROOT / "tools").glob("*.sh")), ids=lambda script: script.name)
def test_scripts_can_be_run_and_read(script: Path) -> None:
    assert os.access(script, os.X_OK)
    answer = subprocess.run(["sh", "-n", str(script)], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr


def test_an_old_python_is_refused_with_a_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text('#!/bin/sh\ncase "$*" in *exit*) exit 1;; *) echo 3.9;; esac\n')
    old.chmod(0o755)
    checkout = tmp_path / "checkout"
    (checkout / "tools").mkdir(parents=True)
    (checkout / "tools" / "setup.sh").write_text((ROOT / "tools" / "setup.sh").read_text(encoding="utf-8"))
    answer = subprocess.run(
        ["sh", "tools/setup.sh", "runtime"],
        cwd=checkout,
        env={**os.environ, "PYTHON": str(old)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "is Python 3.9; Roder needs 3.11 or newer" in answer.stderr
