"""The lock files of the project, and lock files gone wrong in every way the check knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import lock_check

ROOT = Path(__file__).resolve().parents[2]
HASH = f"    --hash=sha256:{'a' * 64}"


def write(folder: Path, source: str, lock: str, *, name: str = "runtime") -> Path:
    (folder / f"{name}.in").write_text(source)
    (folder / f"{name}.txt").write_text(lock)
    lock_check.stamp(folder)
    return folder


def test_the_project_s_own_locks_are_fresh_hashed_and_name_no_place() -> None:
    assert lock_check.faults(ROOT / "requirements") == []


def test_a_lock_that_answers_to_its_source_passes(tmp_path: Path) -> None:
    source = "# why\nAlpha_One[extra]~=1.2  # a note\nbeta>=2; python_version < '4'\n"
    write(
        tmp_path, source, f"alpha-one==1.2.9 \\\n{HASH}\n    # via -r x.in\nbeta==2.0 ; x == 'y' \\\n{HASH}\n"
    )
    assert lock_check.faults(tmp_path) == []


def test_comments_in_the_source_do_not_make_the_lock_stale(tmp_path: Path) -> None:
    write(tmp_path, "alpha~=1.2\n", f"alpha==1.2 \\\n{HASH}\n")
    (tmp_path / "runtime.in").write_text("# said differently\n\nalpha~=1.2\n")
    assert lock_check.faults(tmp_path) == []


@pytest.mark.parametrize(
    ("lock", "fault"),
    [
        (f"beta==1.0 \\\n{HASH}\n", "lacks alpha"),
        (f"alpha==1.1 \\\n{HASH}\n", "pins alpha 1.1, but runtime.in asks for alpha~=1.2"),
        ("alpha==1.2\n", "alpha has no hash"),
        (f"alpha==1.2\nbeta==1 \\\n{HASH}\n", "alpha has no hash"),
        ("alpha==1.2 \\\n    --hash=sha256:abc\n", "alpha has no hash"),
        (f"alpha==1.2 \\\n{HASH}\n--index-url https://mirror.example/simple\n", "names a place"),
        (f"alpha==1.2 \\\n{HASH}\n--extra-index-url file:///mirror\n", "names a place"),
        (f"alpha==1.2 \\\n{HASH}\n-i mirror\n", "names a place"),
        (f"alpha==1.2 \\\n{HASH}\n--find-links wheels\n", "names a place"),
        (f"alpha==1.2 \\\n{HASH}\n    # from mirror.example.org\n", "names a place"),
        (f"alpha==1.2 \\\n{HASH}\nbeta @ git+ssh://host/beta\n", "names a place"),
    ],
)
def test_a_lock_gone_wrong_is_named(tmp_path: Path, lock: str, fault: str) -> None:
    write(tmp_path, "alpha~=1.2\n", lock)
    assert any(fault in found for found in lock_check.faults(tmp_path))


def test_a_changed_source_makes_the_lock_stale_and_what_it_includes_counts(tmp_path: Path) -> None:
    write(tmp_path, "alpha~=1.2\n", f"alpha==1.2 \\\n{HASH}\n")
    write(tmp_path, "-r runtime.in\nbeta\n", f"alpha==1.2 \\\n{HASH}\nbeta==1 \\\n{HASH}\n", name="dev")
    assert lock_check.faults(tmp_path) == []
    (tmp_path / "runtime.in").write_text("alpha>=1.2\n")
    assert [fault.split(":")[0] for fault in lock_check.faults(tmp_path)] == [
        "dev.txt is stale",
        "runtime.txt is stale",
    ]


def test_a_source_without_a_lock_is_named(tmp_path: Path) -> None:
    (tmp_path / "runtime.in").write_text("alpha\n")
    assert lock_check.faults(tmp_path) == ["runtime.txt does not exist"]


def test_two_locks_that_disagree_are_named(tmp_path: Path) -> None:
    write(tmp_path, "alpha\n", f"alpha==1.2 \\\n{HASH}\n")
    write(tmp_path, "-r runtime.in\n", f"alpha==1.3 \\\n{HASH}\n", name="dev")
    assert lock_check.faults(tmp_path) == ["dev.txt and runtime.txt pin alpha differently"]
