"""What is handed to those who run Roder for others: units, container file, proxies, and the words of the scripts."""

from __future__ import annotations

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.urls import reverse

from roder.config.settings import base

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])


def unit(name: str) -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # systemd's names keep their capitals
    parser.read_string((DEPLOY / name).read_text(encoding="utf-8"))
    return parser


def test_the_service_runs_as_nobody_in_particular_and_writes_in_its_own_folder_alone() -> None:
    service = unit("roder.service")["Service"]
    assert service["User"] == "roder"
    assert service["ExecStart"].startswith("/opt/roder/.venv/bin/roder serve --host 127.0.0.1")
    assert service["Environment"] == f"RODER_HOME=/var/lib/{service['StateDirectory']}"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""
    # Numba compiles into memory that is then run.
    assert "MemoryDenyWriteExecute" not in service
    backup = unit("roder-backup.service")["Service"]
    assert "roder backup --force /var/lib/roder-backup/" in backup["ExecStart"]
    assert (DEPLOY / "roder-backup.timer").exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_understands_every_line_of_a_unit(path: Path, tmp_path: Path) -> None:
    for each in UNITS:
        text = each.read_text(encoding="utf-8").replace("/opt/roder/.venv/bin/roder", "/bin/true")
        (tmp_path / each.name).write_text(text)
    answer = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / path.name)], capture_output=True, text=True, check=False
    )
    assert str(path.name) not in answer.stderr, answer.stderr


def test_the_container_installs_by_hashes_runs_without_root_and_asks_for_its_health() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    installs = re.findall(r"pip install [^&\n]*", text)
    assert installs
    assert all("--require-hashes" in line or "--no-deps --no-build-isolation" in line for line in installs)
    final = lines[max(at for at, line in enumerate(lines) if line.startswith("FROM ")) :]
    assert "USER roder" in final
    assert final.index("USER roder") < next(at for at, line in enumerate(final) if line.startswith("CMD"))
    health = reverse("workspace:health")
    assert any("HEALTHCHECK" in line and health in line for line in final)
    for source in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        for name in source.split():
            assert (ROOT / name).exists(), name


def test_the_proxies_send_on_what_the_settings_ask_for() -> None:
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert "proxy_set_header Host $host;" in nginx
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in nginx
    assert "127.0.0.1:8000" in nginx
    assert "127.0.0.1:8000" in (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert re.fullmatch(base.SECURE_REDIRECT_EXEMPT[0], reverse("workspace:health").lstrip("/"))


def folder_of(tmp_path: Path, *, uid: int = 1000) -> Path:
    """A folder of programs to be the whole PATH: a few usual ones, and an ``id`` that says who asks."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("sh", "cat", "dirname", "mktemp", "rm", "uname", "env", "printf"):
        found = shutil.which(name)
        if found:
            (folder / name).symlink_to(found)
    who = folder / "id"
    who.write_text(f"#!/bin/sh\necho {uid}\n")
    who.chmod(0o755)
    return folder


def script(
    name: str,
    tmp_path: Path,
    programs: Path,
    *arguments: str,
    python: str = "python3",
    instead: dict[str, str] | None = None,
) -> tuple[int, str]:
    """Run a copy of a script in a checkout of its own, seeing nothing but those programs."""
    checkout = tmp_path / "checkout"
    (checkout / "tools").mkdir(parents=True)
    text = (ROOT / "tools" / name).read_text(encoding="utf-8")
    for place, other in (instead or {}).items():
        assert place in text
        text = text.replace(place, other)
    (checkout / "tools" / name).write_text(text)
    answer = subprocess.run(
        [shutil.which("sh") or "sh", f"tools/{name}", *arguments],
        cwd=checkout,
        env={"PATH": str(programs), "TMPDIR": str(tmp_path), "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode, answer.stderr


def test_without_python_set_up_says_which_package_to_install(tmp_path: Path) -> None:
    status, said = script("setup.sh", tmp_path, folder_of(tmp_path), "runtime")
    assert status == 1
    assert "python3 was not found. Install Debian's python3" in said


def test_without_venv_a_person_who_is_not_root_is_told_the_package(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; *version_info\\[:2\\]*) echo 3.11;; esac\n'
    )
    python.chmod(0o755)
    programs = folder_of(tmp_path)
    status, said = script("setup.sh", tmp_path, programs, "runtime", python=str(python))
    assert status == 1
    assert "Install the package python3.11-venv and try again" in said


def test_without_chromium_a_person_who_is_not_root_is_told_the_package(tmp_path: Path) -> None:
    status, said = script("install_browser.sh", tmp_path, folder_of(tmp_path))
    assert status == 1
    assert "Install the package chromium and try again" in said


def test_without_postgresql_a_person_who_is_not_root_is_told_the_package(tmp_path: Path) -> None:
    elsewhere = {"/usr/lib/postgresql": str(tmp_path / "none")}
    status, said = script("with_postgres.sh", tmp_path, folder_of(tmp_path), "true", instead=elsewhere)
    assert status == 1
    assert "Install the package postgresql and try again" in said


def test_root_without_apt_is_told_the_package_too(tmp_path: Path) -> None:
    status, said = script("install_browser.sh", tmp_path, folder_of(tmp_path, uid=0))
    assert status == 1
    assert "Install the package chromium" in said
