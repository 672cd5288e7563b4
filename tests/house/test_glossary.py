"""The glossary has a row for every noun of the models and the domain, and says each thing once."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "roder"
GLOSSARY = ROOT / "docs" / "glossary.md"


class Term(NamedTuple):
    swedish: str
    code: str
    definition: str
    source: str


def terms(text: str) -> list[Term]:
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [Term(*row) for row in rows if row[0] != "Swedish"]


def classes(path: Path) -> list[ast.ClassDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]


def nouns() -> set[str]:
    models = [*SOURCE.glob("apps/*/models.py"), *SOURCE.glob("apps/*/models/*.py")]
    domain = (SOURCE / "domain").rglob("*.py")
    names = {node.name for path in [*models, *domain] for node in classes(path)}
    return {name for name in names if not name.endswith("Error")}


def test_every_noun_of_models_and_domain_is_explained() -> None:
    explained = {term.code.strip("`") for term in terms(GLOSSARY.read_text(encoding="utf-8"))}
    missing = sorted(nouns() - explained)
    assert not missing, f"give each a row in docs/glossary.md: {', '.join(missing)}"


def test_the_nouns_are_really_found() -> None:
    assert {"Frame", "ImportBatch", "Problem", "Month"} <= nouns()


def test_every_row_is_whole() -> None:
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        if line.startswith("| "):
            cells = line.strip("| ").split(" | ")
            assert len(cells) == 4, line
            assert all(cell.strip() for cell in cells), line


def test_one_code_name_stands_for_one_thing() -> None:
    found = terms(GLOSSARY.read_text(encoding="utf-8"))
    for column in ("code", "swedish"):
        repeated = [
            word for word, times in Counter(getattr(term, column) for term in found).items() if times > 1
        ]
        assert not repeated, f"{column} stands on more than one row: {repeated}"


def test_code_names_are_written_as_classes_are() -> None:
    for term in terms(GLOSSARY.read_text(encoding="utf-8")):
        assert re.fullmatch(r"`[A-Z][A-Za-z]+`", term.code), term


def test_sources_that_are_pages_exist() -> None:
    for term in terms(GLOSSARY.read_text(encoding="utf-8")):
        if term.source.startswith("docs/"):
            assert (ROOT / term.source).is_file(), term
