"""Rules on templates, and on what no file of the tree may hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tools.house.source import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.house.source import SourceFile

_COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL)
_FIRST_COMMENT = re.compile(
    r"\s*(?:\{%\s*load [^%]*%\}\s*)?(\{#.*?#\}|\{%\s*comment\b.*?endcomment\s*%\})", re.DOTALL
)
_INLINE = (
    (
        re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE),
        "style= : the page's policy refuses it; use a class",
    ),
    (re.compile(r"<style\b", re.IGNORECASE), "<style>: styles live in static/ui/css"),
    (re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE), "on…= : listen from a module in static/ui/js"),
    (
        re.compile(r"\bhref\s*=\s*[\"']?javascript:", re.IGNORECASE),
        "javascript: link; use a button and a module",
    ),
)
_SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
_SWEDISH = re.compile(r"[åäöÅÄÖ]")

# Written in parts, so that this file does not hold what it looks for.
_HOSTS = ("pypi" + ".org", "files.python" + "hosted.org", "registry.npm" + "js.org", "deb.deb" + "ian.org")
_HOST = re.compile("|".join(re.escape(host) for host in _HOSTS))
_MACHINE = re.compile(
    r"(?<![\w./:<>-])/(?:(?:home|Users)/\w+|root|work/(?:main|shared)|opt/(?:pypi|wheels))(?=/)"
)


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _without_comments(text: str) -> str:
    return _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def silent_components(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find components that do not say what they take."""
    if not source.is_template or "/ui/components/" not in source.path:
        return
    match = _FIRST_COMMENT.match(source.text)
    if match is None or not re.search(r"\binputs\b", match[1], re.IGNORECASE):
        yield (
            1,
            "begin with a comment: what the component is, then «Inputs:» and each of them, or none",
        )


def inline_code(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find styles and scripts inside pages. Data for scripts (type="application/json") is no code."""
    if not source.is_template:
        return
    text = _without_comments(source.text)
    for pattern, message in _INLINE:
        for match in pattern.finditer(text):
            yield _line_of(text, match.end()), message
    for match in _SCRIPT.finditer(text):
        if not re.search(r"\bsrc\s*=", match[1]) and "application/json" not in match[1]:
            yield _line_of(text, match.start()), "<script> without src: code lives in static/ui/js"


def swedish_pages(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find Swedish in templates: the source text is English, inside translate tags and outside."""
    if not source.is_template:
        return
    for number, line in enumerate(_without_comments(source.text).splitlines(), start=1):
        if _SWEDISH.search(line):
            yield number, "the source text is English; Swedish belongs in locale/sv"


def named_places(source: SourceFile) -> Iterator[tuple[int, str]]:
    """Find registries and folders of one machine named in the tree."""
    for number, line in enumerate(source.lines, start=1):
        if _HOST.search(line):
            yield number, "names a registry; the tools' own settings say where packages come from"
        match = _MACHINE.search(line)
        if match:
            yield number, f"{match[0]}/… is a folder of one machine"


RULES = (
    Rule("component-inputs", "a component is used without reading its insides", silent_components),
    Rule("inline-code", "the content policy allows no inline code", inline_code),
    Rule("swedish-source", "English source text, Swedish by the catalogue", swedish_pages),
    Rule("named-place", "the tree builds anywhere", named_places),
)
