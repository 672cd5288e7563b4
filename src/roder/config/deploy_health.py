"""Whether an installation is fit to be run for others: what ``roder check --deploy`` adds."""

from __future__ import annotations

import json
import os
import shutil
import stat
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import checks as django_checks
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.identity.queries import demo_people
from roder.apps.jobs.workers import is_any_worker_alive
from roder.apps.jobs.workers import jobs_waiting_long
from roder.apps.signin.queries import people_without_second_factor
from roder.config import env
from roder.config.backups import LATEST
from roder.config.disks import remote_kind
from roder.config.health_check import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
OTHERS_MAY = stat.S_IRWXO | stat.S_IWGRP


def deploy_checks() -> Iterator[Check]:
    """Yield what must be in order before others use the site."""
    yield _django()
    yield _check("secret_key", _secret_key_fault(), _("the secret key is readable by the service alone"))
    yield _check("https", _https_fault(), _("people come by HTTPS, and the proxy says so"))
    yield _check("hosts", _hosts_fault(), ", ".join(settings.ALLOWED_HOSTS))
    yield _check("database_kind", _database_fault(), connection.vendor)
    yield _check("disk_space", _space_fault(), _("there is room"))
    yield _check("worker", _worker_fault(), _("a worker lives, and no job waits for long"))
    yield _check("backup", _backup_fault(), _("the latest backup is recent"))
    yield _check("second_factor", _factor_fault(), _("all who administer others have a second factor"))
    yield _check("demo_people", _demo_fault(), _("nobody here is a person of the example"))
    yield _check("mail", _mail_fault(), f"{settings.MAIL.host}:{settings.MAIL.port}")


def _check(name: str, fault: str, in_order: str) -> Check:
    return Check(name, not fault, fault or in_order)


def _django() -> Check:
    every = django_checks.run_checks(include_deployment_checks=True)
    found = [
        f"{fault.id}: {fault.msg}"
        for fault in every
        if fault.level >= django_checks.WARNING and not fault.is_silenced()
    ]
    return _check("django", "; ".join(found), _("Django's own checks for deployment find nothing"))


def _secret_key_fault() -> str:
    if env.text("RODER_SECRET_KEY"):
        return ""
    path = Path(env.text("RODER_SECRET_KEY_FILE") or settings.RODER_HOME / "secret_key")
    facts = path.stat()
    if facts.st_mode & OTHERS_MAY:
        return _("%(file)s may be read or changed by others. Run: chmod 600 %(file)s") % {"file": path}
    if facts.st_uid not in {0, os.geteuid()}:
        return _("%(file)s belongs to another user. Run: chown %(user)s %(file)s") % {
            "file": path,
            "user": os.geteuid(),
        }
    if path.parent.stat().st_mode & stat.S_IWOTH:
        return _(
            "%(folder)s, where the secret key lies, may be changed by anyone. Run: chmod o-w %(folder)s"
        ) % {"folder": path.parent}
    return ""


def _https_fault() -> str:
    if not settings.HTTPS:
        return _(
            "people reach the site without HTTPS. Put a proxy with a certificate before it; RODER_HTTPS=1."
        )
    if not settings.PROXY_SSL_HEADER:
        return _(
            "Roder cannot see whether the proxy was reached by HTTPS. Let the proxy set X-Forwarded-Proto, and "
            "say RODER_PROXY_SSL_HEADER=X-Forwarded-Proto."
        )
    return ""


def _hosts_fault() -> str:
    if any(name.startswith(("*", ".")) for name in settings.ALLOWED_HOSTS):
        return _("the site answers to any name. Write its own names in RODER_HOSTS.")
    if set(settings.ALLOWED_HOSTS) <= LOOPBACK:
        return _("the site answers to this machine only. Write the name that people use in RODER_HOSTS.")
    return ""


def _database_fault() -> str:
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
    folder = Path(connection.settings_dict["NAME"]).parent
    if mode != "wal":
        return _("SQLite runs without its write-ahead log (%(mode)s): use a local disk, or PostgreSQL.") % {
            "mode": mode
        }
    kind = remote_kind(folder)
    if kind:
        return _("%(folder)s lies on another machine's disk (%(kind)s): use a local disk, or PostgreSQL.") % {
            "folder": folder,
            "kind": kind,
        }
    return ""


def _space_fault() -> str:
    free = shutil.disk_usage(settings.RODER_HOME).free // 1024**2
    if free >= settings.LEAST_FREE_MB:
        return ""
    return _(
        "%(free)s MB free of the %(least)s MB that RODER_LEAST_FREE_MB asks for. Make room on the disk of %(home)s."
    ) % {"free": free, "least": settings.LEAST_FREE_MB, "home": settings.RODER_HOME}


def _worker_fault() -> str:
    if not is_any_worker_alive():
        return _("no worker runs, so imported files are never read. Start: roder serve")
    waiting = jobs_waiting_long(timezone.now())
    if waiting:
        return _("%(count)s jobs have waited for more than ten minutes. Start again: roder serve") % {
            "count": waiting
        }
    return ""


def _backup_fault() -> str:
    try:
        note = json.loads((settings.RODER_HOME / LATEST).read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(note["made_at"])
    except (OSError, ValueError, KeyError):
        return _("no backup has been made. Run each night: roder backup FILE")
    if timezone.now() - made_at > timedelta(hours=settings.BACKUP_HOURS):
        return _(
            "the latest backup is of %(made_at)s, older than %(hours)s hours. Run: roder backup FILE"
        ) % {
            "made_at": f"{made_at:%Y-%m-%d %H:%M}",
            "hours": settings.BACKUP_HOURS,
        }
    return ""


def _factor_fault() -> str:
    without = people_without_second_factor()
    if not without:
        return ""
    return _(
        "%(people)s may administer others by a password alone. "
        "Let them sign in and add a second factor, or close the account."
    ) % {"people": ", ".join(person.username for person in without)}


def _demo_fault() -> str:
    count = demo_people().count()
    if not count:
        return ""
    return _(
        "%(count)s people of the example may sign in without a password. "
        "Start an installation of its own: RODER_HOME=/another/folder."
    ) % {"count": count}


def _mail_fault() -> str:
    if not settings.MAIL.host:
        return _("no mail leaves this machine. Write the mail server in RODER_SMTP_URL.")
    if "@" not in env.text("RODER_MAIL_FROM"):
        return _("mail has no sender. Write an address of the municipality in RODER_MAIL_FROM.")
    return ""
