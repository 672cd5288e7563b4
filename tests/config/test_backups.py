from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.db import connection
from tests.ledger_files import sie_file

from roder.apps.audit.append_only import is_guarded
from roder.apps.audit.append_only import unguarded
from roder.apps.audit.queries import chain_head
from roder.apps.audit.queries import verify_chain
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.actions.undo import UndoRefusedError
from roder.apps.ledger.actions.undo import undo_import
from roder.apps.ledger.balances import balances_document
from roder.apps.ledger.models import IcebergTable
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.proving import totals_faults
from roder.config.backups import BackupError
from roder.config.backups import _models
from roder.config.backups import restore_backup
from roder.config.backups import write_backup

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


def forget_everything(home: Path, settings: Any) -> None:
    """Stand in for another, empty installation."""
    with unguarded(connection):
        for model in reversed(_models()):
            if model.__name__ != "User":
                model._base_manager.all().delete()
    IcebergTable.objects.all().delete()
    settings.RODER_LEDGER_ROOT = str(home / "elsewhere")


def test_a_restored_installation_gives_equal_answers_and_goes_on(
    home: Path, karin: User, settings: Any
) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)], file_name="a.se"), acting_user=karin)
    import_file(sie_file(home, [("20180131", "4110", 101)], file_name="b.se"), acting_user=karin)
    before = balances_document(2018, "account")
    head = chain_head()
    write_backup(home / "all.roder")
    forget_everything(home, settings)
    assert chain_head() != head
    restore_backup(home / "all.roder")
    assert (chain_head(), verify_chain([head]).first_break) == (head, None)
    assert is_guarded(connection)
    assert balances_document(2018, "account") == before
    assert totals_faults() == []
    with pytest.raises(UndoRefusedError, match="no longer kept"):
        undo_import(2, acting_user=karin)
    third = import_file(sie_file(home, [("20180131", "4110", 102)], file_name="c.se"), acting_user=karin)
    assert third.batch.number == 3
    undo_import(3, acting_user=karin)
    assert balances_document(2018, "account") == before


def test_what_is_no_whole_backup_is_refused_and_nothing_changes(
    home: Path, karin: User, settings: Any
) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    whole = home / "all.roder"
    write_backup(whole)
    with pytest.raises(BackupError, match="exists already"):
        write_backup(whole)
    with pytest.raises(BackupError, match="holds a ledger already"):
        restore_backup(whole)
    forget_everything(home, settings)
    content = whole.read_bytes()
    cut, changed, other = home / "cut", home / "changed", home / "other"
    cut.write_bytes(content[: len(content) // 2])
    changed.write_bytes(content.replace(b"Testkommun", b"Annan kom."))
    other.write_bytes(b"hej")
    for path in (cut, changed, other, home / "missing"):
        with pytest.raises(BackupError):
            restore_backup(path)
    assert ImportBatch.objects.count() == 0
