from __future__ import annotations

import pytest

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.models import User
from roder.apps.ledger.actions.uploads import keep_mapping
from roder.apps.ledger.models import SavedMapping
from roder.domain.versions import StaleVersionError

pytestmark = pytest.mark.django_db

THEIRS = '[columns]\naccount = "Konto"\n'
MINE = '[columns]\naccount = "Kto"\n'


def saved() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(event=AuditEntry.Event.MAPPING_SAVED).order_by("pk"))


def test_the_second_save_is_refused_with_both_versions_and_the_first_name(karin: User) -> None:
    nils = User.objects.create(username="nils", first_name="Nils", last_name="Berg")
    keep_mapping("Export", "", seen_version=0, acting_user=karin)
    keep_mapping("Export", THEIRS, seen_version=1, acting_user=nils)
    with pytest.raises(StaleVersionError) as refusal:
        keep_mapping("Export", MINE, seen_version=1, acting_user=karin)
    assert refusal.value.theirs == {"toml": THEIRS}
    assert refusal.value.mine == {"toml": MINE}
    assert (refusal.value.version, refusal.value.saved_by) == (2, "Nils Berg")
    assert refusal.value.saved_at == saved()[-1].at
    assert SavedMapping.objects.get().toml == THEIRS

    keep_mapping("Export", MINE, seen_version=refusal.value.version, acting_user=karin)
    row = SavedMapping.objects.get()
    assert (row.toml, row.version) == (MINE, 3)
    assert [(entry.acting_user, entry.old, entry.new) for entry in saved()[1:]] == [
        (nils, {"toml": ""}, {"toml": THEIRS}),
        (karin, {"toml": THEIRS}, {"toml": MINE}),
    ]


def test_a_name_that_is_taken_is_not_written_over_unseen(karin: User) -> None:
    keep_mapping("Export", THEIRS, seen_version=0, acting_user=karin)
    with pytest.raises(StaleVersionError):
        keep_mapping("Export", MINE, seen_version=0, acting_user=karin)
    assert SavedMapping.objects.get().toml == THEIRS


def test_the_same_values_again_change_nothing_and_are_no_conflict(karin: User) -> None:
    keep_mapping("Export", THEIRS, seen_version=0, acting_user=karin)
    keep_mapping("Export", THEIRS, seen_version=0, acting_user=karin)
    assert SavedMapping.objects.get().version == 1
    assert len(saved()) == 1
