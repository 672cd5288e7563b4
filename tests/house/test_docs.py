"""The pages say what the code does: settings, decisions, links, commands."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTING = re.compile(r"(?:RODER_[A-Z_]+|DATABASE_URL(?:_FILE)?)\Z")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "changes").glob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)]*)?\)")


def settings_read() -> set[str]:
    """Names handed to a reader of the environment: ``text("RODER_…")``, ``environ["…"]``, ``environ.get("…")``."""
    found: set[str] = set()
    for path in (ROOT / "src" / "roder").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                given = node.args[0]
            elif isinstance(node, ast.Subscript):
                given = node.slice
            else:
                continue
            if (
                isinstance(given, ast.Constant)
                and isinstance(given.value, str)
                and SETTING.match(given.value)
            ):
                found.add(given.value)
    return found


def settings_documented() -> set[str]:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))


def test_every_setting_is_documented_and_every_documented_setting_is_read() -> None:
    assert "RODER_HOME" in settings_read()
    assert settings_read() == settings_documented()


def test_every_decision_is_in_the_index_and_numbered_once() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    pages = sorted(page.name for page in folder.glob("[0-9]*.md"))
    assert sorted(set(re.findall(r"\]\((\d{4}-[^)]+)\)", index))) == pages
    assert [page[:4] for page in pages] == [f"{number:04d}" for number in range(1, len(pages) + 1)]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if re.match(r"\d{4}-", page.name)], ids=lambda page: page.stem
)
def test_a_decision_says_why_and_what_follows(page: Path) -> None:
    text = page.read_text(encoding="utf-8").lower()
    assert text.startswith(f"# {page.name[:4]}")
    for part in ("context", "options", "choice", "consequence"):
        assert part in text, f"{page.name} lacks its {part}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for target, _anchor in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_make_target_that_is_written_about_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        named = re.findall(
            r"(?:`|^ {4})make ([a-z][a-z -]*)(?:`| {2,})", page.read_text(encoding="utf-8"), re.MULTILINE
        )
        assert {target for names in named for target in names.split()} <= targets, page.name
