from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from tests import document_files
from tests.apps.documents.register import BODIES
from tests.apps.documents.register import CYCLE_PLAN
from tests.apps.documents.register import KEY
from tests.apps.documents.register import adopted
from tests.apps.documents.register import carry_out_jobs
from tests.ledger_files import sie_file

from roder.apps.audit.append_only import is_guarded
from roder.apps.audit.queries import chain_head
from roder.apps.audit.queries import verify_chain
from roder.apps.audit.row_guards import unguarded
from roder.apps.documents.actions.editions import attach_file
from roder.apps.documents.actions.registering import replace_document
from roder.apps.documents.stored_files import path_of
from roder.apps.documents.stored_files import take_in
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.actions.undo import UndoRefusedError
from roder.apps.ledger.actions.undo import undo_import
from roder.apps.ledger.balances import balances_document
from roder.apps.ledger.models import IcebergTable
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.proving import batch_faults
from roder.apps.ledger.proving import missing_files
from roder.apps.ledger.proving import totals_faults
from roder.apps.ledger.queries import pointers
from roder.apps.organisation.actions import replace_organisation
from roder.apps.search.actions import rebuild_search
from roder.apps.search.queries import search
from roder.columnstore.sweeping import sweep
from roder.config.backup_archive import MANIFEST
from roder.config.backup_archive import BackupError
from roder.config.backups import LATEST
from roder.config.backups import restore_backup
from roder.config.backups import write_backup
from roder.config.document_files import documents_check
from roder.config.kept_rows import kept_models

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db


def forget_everything(home: Path, settings: Any) -> None:
    """Stand in for another, empty installation."""
    with unguarded(connection):
        for model in reversed(kept_models()):
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
    manifest = write_backup(home / "all.roder")
    assert (home / "all.roder").stat().st_mode & 0o777 == 0o600
    assert json.loads((home / LATEST).read_text())["made_at"] == manifest["made_at"]
    forget_everything(home, settings)
    assert chain_head() != head
    restore_backup(home / "all.roder")
    assert (chain_head(), verify_chain([head]).first_break) == (head, None)
    assert is_guarded(connection)
    assert balances_document(2018, "account") == before
    assert totals_faults() == []
    third = import_file(sie_file(home, [("20180131", "4110", 102)], file_name="c.se"), acting_user=karin)
    assert third.batch.number == 3
    undo_import(3, acting_user=karin)
    assert balances_document(2018, "account") == before


def test_what_was_imported_before_the_backup_can_be_undone_after_a_restore(
    home: Path, karin: User, settings: Any
) -> None:
    answers = []
    for amount in (100, 101, 102):
        path = sie_file(home, [("20180131", "4110", amount)], file_name=f"{amount}.se")
        import_file(path, acting_user=karin)
        answers.append(balances_document(2018, "account"))
    undo_import(3, acting_user=karin)
    write_backup(home / "all.roder")
    forget_everything(home, settings)
    restore_backup(home / "all.roder")
    assert sweep(settings.RODER_LEDGER_ROOT, pointers()).removed_files == 0
    assert balances_document(2018, "account") == answers[1]
    with pytest.raises(UndoRefusedError, match="already been undone"):
        undo_import(3, acting_user=karin)
    undo_import(2, acting_user=karin)
    assert balances_document(2018, "account") == answers[0]
    assert (batch_faults(), totals_faults(), missing_files()) == ([], [], [])
    undo_import(1, acting_user=karin)
    assert not ImportBatch.objects.filter(state=ImportBatch.State.LIVE).exists()
    assert (batch_faults(), totals_faults(), missing_files()) == ([], [], [])


def test_a_backup_is_not_written_over_another_nor_restored_over_a_ledger(home: Path, karin: User) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    whole = home / "all.roder"
    write_backup(whole)
    with translation.override("en"):
        with pytest.raises(BackupError, match="exists already"):
            write_backup(whole)
        with pytest.raises(BackupError, match="holds a ledger, goals or documents already"):
            restore_backup(whole)
        with pytest.raises(BackupError, match="cannot be written"):
            write_backup(home / "no such folder" / "all.roder")
    assert write_backup(whole, force=True)["rows"] > 0


def test_a_ledger_file_that_is_gone_is_named_and_leaves_the_old_backup(home: Path, karin: User) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    write_backup(home / "all.roder")
    kept = (home / "all.roder").read_bytes()
    lost = next((home / "ledger").rglob("*.parquet"))
    lost.unlink()
    with translation.override("en"), pytest.raises(BackupError, match=f"is missing .*{lost.name}"):
        write_backup(home / "all.roder", force=True)
    assert (home / "all.roder").read_bytes() == kept
    assert not list(home.glob(".all.roder*"))


def rewritten(source: Path, target: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Copy a backup with another manifest, sealed as a whole one is."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != MANIFEST:
                new.writestr(name, old.read(name))
        manifest = json.loads(old.read(MANIFEST))
        change(manifest)
        text = json.dumps(manifest).encode()
        new.writestr(MANIFEST, text)
        new.comment = hashlib.sha256(text).hexdigest().encode()
    return target


def test_a_damaged_foreign_or_newer_backup_is_refused_each_time_and_nothing_changes(
    home: Path, karin: User, settings: Any
) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    whole = home / "all.roder"
    write_backup(whole)
    forget_everything(home, settings)
    content = whole.read_bytes()
    (home / "cut").write_bytes(content[: len(content) // 2])
    (home / "changed").write_bytes(content.replace(b"Testkommun", b"Annan kom."))
    (home / "resealed").write_bytes(content[:-64] + b"0" * 64)
    (home / "other").write_bytes(b"hej")
    rewritten(whole, home / "newer", lambda manifest: manifest["tables"].append("ledger.9999_later"))
    rewritten(whole, home / "form", lambda manifest: manifest.update(format=3))
    rewritten(whole, home / "older", lambda manifest: manifest.update(tables=[]))
    rewritten(whole, home / "lost", lambda manifest: manifest["snapshots"][0]["files"].append("ledger/x"))
    refusals = {
        "cut": "is not a whole backup",
        "changed": "is not a whole backup",
        "resealed": "manifest.json in the backup has been changed",
        "other": "is not a whole backup",
        "missing": "is not a whole backup",
        "newer": "made by a newer Roder .* Upgrade this installation",
        "form": "in form 3; this Roder reads form 2",
        "older": "made by an older Roder .* Install that version",
        "lost": "does not fit this version",
    }
    for name, sentence in [*refusals.items(), *refusals.items()]:
        with translation.override("en"), pytest.raises(BackupError, match=sentence):
            restore_backup(home / name)
        assert ImportBatch.objects.count() == 0
        assert [path for path in (home / "elsewhere").rglob("*") if path.is_file()] == []
    with pytest.raises(BackupError, match="nyare Roder"):
        restore_backup(home / "newer")
    restore_backup(whole)
    assert ImportBatch.objects.count() == 1


def test_steering_documents_come_back_with_their_files_and_are_found_again(
    home: Path, karin: User, settings: Any
) -> None:
    assert replace_organisation(KEY, BODIES, acting_user=karin) == []
    old = adopted(karin, replace(CYCLE_PLAN, code="SD-2"), date(2014, 1, 1), paragraph="9")
    document = adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    replace_document(old, document, seen_version=1, acting_user=karin)
    file = take_in("plan.pdf", [document_files.pdf("Cykelplan", "Vinterväghållning på stråken.")])
    attach_file(document.editions.get(), file, acting_user=karin)
    carry_out_jobs()
    write_backup(home / "all.roder")
    with translation.override("en"), pytest.raises(BackupError, match="goals or documents already"):
        restore_backup(home / "all.roder")
    forget_everything(home, settings)
    settings.RODER_DOCUMENTS = home / "elsewhere" / "documents"
    rebuild_search()
    assert search("vinterväghållning").total == 0
    restore_backup(home / "all.roder")
    assert (
        path_of(file.sha256).read_bytes() == (home / "documents" / file.sha256[:2] / file.sha256).read_bytes()
    )
    assert [hit.key for hit in search("vinterväghållning").hits] == [f"{KEY}/SD-1"]
    assert documents_check().ok
    path_of(file.sha256).unlink()
    assert not documents_check(repair=True).ok
    with translation.override("en"), pytest.raises(BackupError, match="Run: roder check"):
        write_backup(home / "again.roder")
