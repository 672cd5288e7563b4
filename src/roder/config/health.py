"""The health of an installation: what ``roder check`` looks at."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import checks as django_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from roder.apps.ledger.actions.rebuilt_totals import repair_totals
from roder.apps.ledger.locking import ledger_lock
from roder.apps.ledger.proving import batch_faults
from roder.apps.ledger.proving import missing_files
from roder.apps.ledger.proving import totals_faults
from roder.apps.ledger.queries import pointers
from roder.apps.signin import saml
from roder.apps.signin.providers import configuration
from roder.apps.signin.providers import is_safe
from roder.columnstore.sweeping import sweep
from roder.config.budget_health import budget_checks
from roder.config.document_files import documents_check
from roder.config.health_check import Check
from roder.config.history_health import history_checks
from roder.config.internal_budget_health import internal_budget_check
from roder.config.search_health import search_check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from roder.apps.identity.models import User
    from roder.domain.audit_chain import Head

LEAST_FREE_BYTES = 200 * 1024 * 1024


def checks(*, repair: bool, acting_user: User, published: Sequence[Head] = ()) -> Iterator[Check]:
    """Yield every check; with ``repair`` the kept totals are made anew and orphans removed first.

    ``published`` are heads of the history that its chain has to pass through.
    """
    if repair:
        with ledger_lock():
            sweep(settings.RODER_LEDGER_ROOT, pointers())
            repair_totals(acting_user=acting_user)
    yield _settings()
    yield _home()
    yield _database()
    yield _sign_in()
    yield from history_checks(published, repair=repair)
    yield from budget_checks(repair=repair)
    yield search_check(repair=repair)
    yield documents_check(repair=repair)
    missing = missing_files()
    yield Check(
        "ledger_files",
        not missing,
        _("every file that the ledger names is there")
        if not missing
        else _("%(count)s files are missing, first %(first)s. Restore the latest backup.")
        % {"count": len(missing), "first": missing[0]},
    )
    if missing:
        return
    faults = batch_faults()
    yield Check("ledger_batches", not faults, "; ".join(faults) or _("every live batch has its rows"))
    yield internal_budget_check(repair=repair, acting_user=acting_user)
    faults = totals_faults()
    yield Check(
        "kept_totals",
        not faults,
        _("the kept totals equal the sums over the postings")
        if not faults
        else _("kept totals differ from the postings for %(where)s. Run: roder check --repair")
        % {"where": ", ".join(faults)},
    )


def _settings() -> Check:
    found = [fault.msg for fault in django_checks.run_checks() if fault.level >= django_checks.ERROR]
    return Check("settings", not found, "; ".join(found) or _("no fault found"))


def _home() -> Check:
    folder = settings.RODER_HOME
    free = shutil.disk_usage(folder).free
    if not os.access(folder, os.W_OK):
        return Check(
            "home",
            ok=False,
            detail=_("%(folder)s cannot be written. Change its rights.") % {"folder": folder},
        )
    facts = {"folder": folder, "free": free // 1024**2}
    if free < LEAST_FREE_BYTES:
        detail = _("%(folder)s has only %(free)s MB free. Make room on the disk.") % facts
        return Check("home", ok=False, detail=detail)
    return Check("home", ok=True, detail=_("%(folder)s, %(free)s MB free") % facts)


def _database() -> Check:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return Check(
            "database", ok=False, detail=_("the database is of an older version. Run any roder command once.")
        )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            answer = cursor.fetchone()[0]
        return Check("database", answer == "ok", f"SQLite: {answer}")
    return Check("database", ok=True, detail=connection.vendor)


def _sign_in() -> Check:
    found = configuration()
    wrong = list(found.faults)
    if not saml.is_available() and any(provider.kind == "saml" for provider in found.providers):
        wrong.append(_("SAML cannot be used here: the xmlsec library does not load."))
    if found.providers and not settings.PUBLIC_URL:
        wrong.append(_("RODER_PUBLIC_URL is not set; identity providers must know one address."))
    if settings.PUBLIC_URL and not is_safe(settings.PUBLIC_URL):
        wrong.append(
            _("RODER_PUBLIC_URL must begin with https://, or passkeys and single sign-on do not work.")
        )
    if wrong:
        return Check("sign_in", ok=False, detail="; ".join(wrong))
    names = ", ".join(f"{provider.key} ({provider.kind})" for provider in found.providers)
    if names:
        return Check(
            "sign_in", ok=True, detail=_("passwords, and single sign-on by %(names)s") % {"names": names}
        )
    return Check("sign_in", ok=True, detail=_("passwords; no single sign-on"))
