"""What the locked packages are: their licences, their use, and an audit that cannot be falsely green."""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tools import audit
from tools import licences
from tools.lock_check import requirement_lines

ROOT = Path(__file__).resolve().parents[2]
USED_WITHOUT_IMPORT = {
    "argon2-cffi": "Django's Argon2PasswordHasher imports it",
    "psycopg": "Django's PostgreSQL backend imports it",
}


@pytest.mark.parametrize("kind", sorted(licences.ALLOWED))
def test_every_locked_package_has_a_licence_that_fits(kind: str) -> None:
    assert licences.faults(ROOT / "requirements" / f"{kind}.txt") == []


def test_an_unfit_an_unknown_and_an_uninstalled_package_are_named(tmp_path: Path) -> None:
    lock = tmp_path / "runtime.txt"
    lock.write_text("djlint==1\nno-such-package==1\nwindows-only==1 ; sys_platform == 'win32'\nnumpy==2\n")
    assert licences.faults(lock) == [
        "runtime.txt: djlint has the licence 'GPL-3.0-or-later'",
        "runtime.txt: no-such-package is not installed, so its licence cannot be read",
    ]
    assert not licences.fits("Proprietary", licences.SHIPPED)
    assert not licences.fits("MIT AND Proprietary", licences.SHIPPED)
    assert licences.fits("Proprietary OR MIT", licences.SHIPPED)


def test_every_package_that_roder_asks_for_is_used() -> None:
    modules: dict[str, set[str]] = {}
    for module, names in packages_distributions().items():
        for name in names:
            modules.setdefault(canonicalize_name(name), set()).add(module)
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r"^\s*(?:from|import) (\w+)", source, re.MULTILINE))
    used |= set(re.findall(r"\"(\w+)[.\"]", source))  # named in the settings
    asked = {
        canonicalize_name(Requirement(line).name)
        for line in requirement_lines(ROOT / "requirements" / "runtime.in")
    }
    unused = {name for name in asked if not modules.get(name, set()) & used}
    assert unused == set(USED_WITHOUT_IMPORT)


CLEAN = {"dependencies": [{"name": "django", "version": "5.2", "vulns": []}]}
HOLES = {
    "dependencies": [{"name": name, "vulns": [{"id": "X-1"}]} for name in ("django", "urllib3", "jinja2")]
}


def program(folder: Path, *, control: object, lock: object, status: int = 0) -> str:
    """Write a program that answers as pip-audit does: one way for the control, another for a lock."""
    path = folder / "pip-audit"
    path.write_text(
        f"#!{sys.executable}\nimport sys\nif '--strict' in sys.argv:\n"
        f"    print({json.dumps(json.dumps(lock))})\n    sys.exit({status})\n"
        f"print({json.dumps(json.dumps(control))})\n"
    )
    path.chmod(0o755)
    return str(path)


def test_an_audit_that_sees_nothing_fails_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main([program(tmp_path, control=CLEAN, lock=CLEAN)]) == audit.BLIND
    assert "Nothing has been audited" in capsys.readouterr().err
    assert audit.main([program(tmp_path, control="", lock=CLEAN)]) == audit.BLIND


def test_a_hole_in_a_lock_or_a_lock_that_cannot_be_audited_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main([program(tmp_path, control=HOLES, lock=HOLES, status=1)]) == 1
    assert "runtime.txt: django has X-1" in capsys.readouterr().err
    assert audit.main([program(tmp_path, control=HOLES, lock=CLEAN, status=1)]) == 1
    assert "runtime.txt could not be audited" in capsys.readouterr().err
    assert audit.main([program(tmp_path, control=HOLES, lock=CLEAN)]) == 0
    assert "known hole" in capsys.readouterr().out
