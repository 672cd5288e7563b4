"""Rules on sizes, names and comments in Python."""

from __future__ import annotations

import ast
import re
import tokenize
from typing import TYPE_CHECKING

from tools.house.source import PURE_FLOORS
from tools.house.source import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.house.source import SourceFile

MAXIMUM_LINES = {".py": 400, ".css": 400, ".js": 120, ".html": 120}
MAXIMUM_FUNCTION = 40

_SWEDISH = (
    "ansvar anslag avvikelse belopp bokslut bolag delarsrapport forvaltning intakt kommun kommunbidrag "
    "kostnad motpart namnd nettokostnad prognos saldo uppfoljning uppdrag utfall verifikat verifikation "
    "verksamhet arsredovisning atgard aterforing matvarde styrdokument"
)
SWEDISH = frozenset(_SWEDISH.split())
"""Words of the field that are English in code (docs/glossary.md), without those that are also English."""

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
SELF_EVIDENT = frozenset({"[untyped-decorator]"})
"""Codes that are their own reason: the library ships no types."""

_TYPE_IGNORE = re.compile(r"#\s*type:\s*ignore(\[[a-z0-9, -]+\])?(.*)")
_NOQA = re.compile(r"#\s*(?:ruff:\s*)?noqa\b(:\s*[A-Z]+[0-9]+(?:\s*,\s*[A-Z]+[0-9]+)*)?(.*)", re.IGNORECASE)
_PRAGMA = re.compile(r"#\s*pragma:\s*no cover(.*)")
_MYPY = re.compile(r"#\s*mypy:\s*(?:ignore-errors|disable-error-code)(.*)")


def long_files(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find files past their limit; what others made (vendor) and machines made (migrations) is as it is."""
    ending = "." + source.path.rpartition(".")[2]
    limit = MAXIMUM_LINES.get(ending)
    if limit is None or "/vendor/" in source.path or "/migrations/" in source.path:
        return
    if len(source.lines) > limit:
        yield 0, f"{len(source.lines)} lines; at most {limit}: split it by noun"


def long_functions(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find functions past the limit. The docstring is not counted: it may need its worked example."""
    if not source.is_python:
        return
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            size = node.end_lineno - node.lineno + 1 - _docstring_lines(node)
            if size > MAXIMUM_FUNCTION:
                yield node.lineno, f"{node.name} has {size} lines; at most {MAXIMUM_FUNCTION}"


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is None or first.end_lineno is None:
        return 0
    return first.end_lineno - first.lineno + 1


def swedish_names(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find identifiers that are Swedish, by letter or by word."""
    if not source.path.endswith(".py"):
        return
    for token in source.tokens:
        if token.type != tokenize.NAME:
            continue
        words = {part.lower() for part in _PARTS.findall(token.string)}
        if not token.string.isascii() or words & SWEDISH:
            yield token.start[0], f"{token.string}: identifiers are English, from docs/glossary.md"


def missing_docstrings(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find public functions and classes of the pure floors without a docstring."""
    if not source.is_python or not source.path.startswith(PURE_FLOORS):
        return
    for node in _public_definitions(source.tree):
        inherits = any(getattr(mark, "id", "") == "override" for mark in node.decorator_list)
        if ast.get_docstring(node) is None and not inherits:
            yield (
                node.lineno,
                f"{node.name} is public here and needs a docstring: units, errors, source of the rule",
            )


def _public_definitions(
    tree: ast.Module,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name[0] != "_":
            yield node
            if isinstance(node, ast.ClassDef):
                for part in node.body:
                    if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) and part.name[0] != "_":
                        yield part


def bare_silencers(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find comments that silence a tool without saying which rule and why."""
    if not source.path.endswith(".py"):
        return
    for token in source.tokens:
        if token.type != tokenize.COMMENT:
            continue
        for pattern in (_TYPE_IGNORE, _NOQA):
            match = pattern.search(token.string)
            if match and not (match[1] and _explains_itself(source, match[1], match[2])):
                yield token.start[0], f"{match[0].strip()}: name the rule and give the reason after it"
        for pattern in (_PRAGMA, _MYPY):
            match = pattern.search(token.string)
            if match and not _is_reason(match[1]):
                yield token.start[0], f"{match[0].strip()}: give the reason after it"


def _explains_itself(source: SourceFile, rule: str, reason: str) -> bool:
    # A test says by its name why it hands over what the types refuse.
    return source.is_test or rule in SELF_EVIDENT or _is_reason(reason)


def _is_reason(text: str) -> bool:
    return len(re.findall(r"[A-Za-z]{2,}", text)) > 1


RULES = (
    Rule("file-size", "a file is one idea that fits in the head", long_files),
    Rule("function-size", "a function is read at one glance", long_functions),
    Rule("swedish-name", "one language in code, the glossary's", swedish_names),
    Rule("docstring", "the pure floors are the field's textbook", missing_docstrings),
    Rule("bare-silencer", "a silenced tool must be able to speak again", bare_silencers),
)
