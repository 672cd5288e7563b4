"""``roder check --deploy`` on settings as an operator writes them: in order, then with each fault planted."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest
from tests.config.installations import Installation

from roder.config.disks import filesystem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PRODUCTION = {
    "RODER_HOSTS": "roder.kommunen.example",
    "RODER_HTTPS": "1",
    "RODER_PROXY_SSL_HEADER": "X-Forwarded-Proto",
    "RODER_SMTP_URL": "smtp://mail.kommunen.example",
    "RODER_MAIL_FROM": "roder@kommunen.example",
    "RODER_LEAST_FREE_MB": "1",
}
DEMO = """
import django
django.setup()
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
User.objects.create(username="nils.berg", is_demo=True)
ida = User.objects.create_user(username="ida.strand", password="a long enough phrase")
grant_mandate(ida, Mandate(Role.ADMINISTRATOR), acting_user=system_user())
"""
DEPLOY = ("check", "--deploy", "--json", "--language", "en")


@pytest.fixture
def production(tmp_path: Path) -> Iterator[Installation]:
    """An installation in order: settings, a backup, and a worker that lives."""
    tmp_path.chmod(0o755)
    installation = Installation(tmp_path / "home", dict(PRODUCTION))
    done = installation.run("backup", str(tmp_path / "night.roder"))
    assert done.returncode == 0, done.stderr
    command = installation.command("jobs")
    worker = subprocess.Popen(command, env=installation.environment)
    try:
        for _ in range(100):
            if (installation.home / "worker.lock").exists():
                break
            with pytest.raises(subprocess.TimeoutExpired):
                worker.wait(0.1)
        yield installation
    finally:
        worker.kill()
        worker.wait()


def deploy(installation: Installation) -> tuple[int, dict[str, Any]]:
    done = installation.run(*DEPLOY)
    document = json.loads(done.stdout)
    assert document["ok"] is (done.returncode == 0)
    return done.returncode, {row["name"]: row for row in document["checks"]}


def wrong(found: dict[str, Any]) -> dict[str, str]:
    return {name: row["detail"] for name, row in found.items() if not row["ok"]}


def test_an_installation_in_order_is_green_and_each_planted_fault_is_red_by_name(
    production: Installation,
) -> None:
    status, found = deploy(production)
    assert (status, wrong(found)) == (0, {})
    assert {"settings", "home", "database", "django", "secret_key", "backup", "worker"} <= set(found)

    production.settings |= {
        "RODER_HTTPS": "0",
        "RODER_HOSTS": "*",
        "RODER_SMTP_URL": "",
        "RODER_SECRET_KEY": "short",
        "RODER_LEAST_FREE_MB": "999999999",
    }
    status, found = deploy(production)
    faults = wrong(found)
    assert (status, set(faults)) == (1, {"django", "https", "hosts", "mail", "disk_space"})
    assert "security.W009" in faults["django"]
    assert "RODER_HTTPS=1" in faults["https"]
    assert "RODER_HOSTS" in faults["hosts"]
    assert "RODER_SMTP_URL" in faults["mail"]
    assert "RODER_LEAST_FREE_MB" in faults["disk_space"]


def test_faults_in_files_and_processes_are_red_by_name(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "home", PRODUCTION | {"RODER_PROXY_SSL_HEADER": ""})
    settings = {"DJANGO_SETTINGS_MODULE": "roder.config.settings.base"}
    assert installation.run("check").returncode == 0
    command = [installation.command()[0], "-c", DEMO]
    subprocess.run(command, env=installation.environment | settings, check=True)
    key = installation.home / "secret_key"
    key.chmod(0o644)
    installation.settings["RODER_HOSTS"] = ""
    installation.settings["RODER_MAIL_FROM"] = ""
    status, found = deploy(installation)
    faults = wrong(found)
    expected = {"secret_key", "worker", "backup", "demo_people", "second_factor", "https", "hosts", "mail"}
    expected.add("django")
    assert (status, set(faults)) == (1, expected)
    assert faults["secret_key"].endswith(f"chmod 600 {key}")
    assert "roder serve" in faults["worker"]
    assert "no backup has been made" in faults["backup"]
    assert faults["demo_people"].startswith("1 people")
    assert faults["second_factor"].startswith("ida.strand may administer others by a password alone")
    assert "RODER_PROXY_SSL_HEADER" in faults["https"]
    assert "this machine only" in faults["hosts"]
    assert "RODER_MAIL_FROM" in faults["mail"]
    assert "security.W008" in faults["django"]

    made_at = (datetime.now(UTC) - timedelta(hours=27)).isoformat()
    (installation.home / "latest_backup.json").write_text(json.dumps({"made_at": made_at}))
    key.chmod(0o600)
    installation.home.chmod(0o777)
    faults = wrong(deploy(installation)[1])
    assert "older than 26 hours" in faults["backup"]
    assert faults["secret_key"].endswith(f"chmod o-w {installation.home}")


def test_secrets_come_from_files_and_a_file_that_is_missing_or_open_is_named(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text("k" * 30 + "0123456789" * 3 + "\n")
    address = tmp_path / "address"
    address.write_text(f"sqlite:///{tmp_path}/elsewhere.sqlite3\n")
    files = {"RODER_SECRET_KEY_FILE": str(secret), "DATABASE_URL_FILE": str(address)}
    installation = Installation(tmp_path / "home", PRODUCTION | files)
    secret.chmod(0o640)
    assert "secret_key" not in wrong(deploy(installation)[1])
    assert (tmp_path / "elsewhere.sqlite3").exists()
    assert not (installation.home / "secret_key").exists()
    secret.chmod(0o660)
    assert str(secret) in wrong(deploy(installation)[1])["secret_key"]
    installation.settings["RODER_SECRET_KEY_FILE"] = str(tmp_path / "missing")
    done = installation.run("check")
    assert done.returncode == 2
    assert "RODER_SECRET_KEY_FILE" in done.stderr


MOUNTS = """21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
22 21 0:40 / /srv rw shared:2 - nfs4 nas:/srv rw
23 22 8:2 / /srv/local\\040disk rw - xfs /dev/sdb1 rw
24 21 0:41 / /mnt/share rw - cifs //nas/share rw
a line of another form
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/roder", "ext4"),
        ("/srv/roder", "nfs4"),
        ("/srv/local disk/roder", "xfs"),
        ("/srvother", "ext4"),
        ("/mnt/share", "cifs"),
    ],
)
def test_the_disk_of_a_folder_is_the_innermost_mount(folder: str, kind: str) -> None:
    assert filesystem_of(Path(folder), MOUNTS) == kind
