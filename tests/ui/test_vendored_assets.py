from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.storage import FileSystemStorage
from django.test import override_settings
from tools import vendor_assets

import roder.ui

if TYPE_CHECKING:
    import pytest

STATIC = Path(roder.ui.__file__).parent / "static"


def test_the_committed_files_are_the_stated_ones() -> None:
    assert vendor_assets.faults() == []


def test_a_changed_missing_or_unknown_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vendor = tmp_path / "vendor"
    vendor.mkdir()
    (vendor / "unknown.js").write_text("x")
    (vendor / "changed.js").write_text("y")
    sums = tmp_path / "SHA256SUMS"
    sums.write_text(f"{'0' * 64}  vendor/changed.js\n{'0' * 64}  vendor/missing.js\n")
    monkeypatch.setattr(vendor_assets, "ROOT", tmp_path)
    monkeypatch.setattr(vendor_assets, "VENDOR", vendor)
    monkeypatch.setattr(vendor_assets, "BROWSER", tmp_path / "browser")
    monkeypatch.setattr(vendor_assets, "SUMS", sums)
    found = "\n".join(vendor_assets.faults())
    assert "vendor/changed.js: changed" in found
    assert "vendor/missing.js: missing" in found
    assert "vendor/unknown.js: no checksum" in found


def test_every_reference_in_the_style_sheets_leads_to_a_file(tmp_path: Path) -> None:
    with override_settings(STATIC_URL="/static/", STATIC_ROOT=str(tmp_path)):
        storage = ManifestStaticFilesStorage(location=str(tmp_path))
        source = FileSystemStorage(location=str(STATIC))
        names = [str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.is_file()]
        for name in names:
            with source.open(name) as file:
                storage.save(name, file)
        outcome = list(storage.post_process({name: (storage, name) for name in names}))
    faults = [(name, processed) for name, _hashed, processed in outcome if isinstance(processed, Exception)]
    assert faults == []
    assert "ui/css/tokens.css" in {name for name, _hashed, _processed in outcome}
