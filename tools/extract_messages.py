"""Finds the texts that are marked for translation in Python code and templates, without gettext's tools."""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARGUMENTS = {
    "_": ("message",),
    "gettext": ("message",),
    "gettext_lazy": ("message",),
    "gettext_noop": ("message",),
    "ngettext": ("message", "plural"),
    "ngettext_lazy": ("message", "plural"),
    "pgettext": ("context", "message"),
    "pgettext_lazy": ("context", "message"),
    "npgettext": ("context", "message", "plural"),
    "npgettext_lazy": ("context", "message", "plural"),
}
"""Translation functions and what their leading arguments are."""


@dataclass
class Message:
    """A text that is marked for translation, and the files where it stands."""

    context: str
    message: str
    plural: str = ""
    places: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        """Context and source text."""
        return self.context, self.message


def called_name(call: ast.Call) -> str:
    """Return the last part of a called name: ``gettext`` of ``translation.gettext(…)``."""
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def in_tree(tree: ast.AST) -> Iterator[Message]:
    """Yield the marked texts of parsed Python; calls with anything but plain text are not seen here."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        roles = ARGUMENTS.get(called_name(node), ())
        given = [
            part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        if roles and len(given) >= len(roles):
            facts = dict(zip(roles, given, strict=False))
            yield Message(facts.get("context", ""), facts["message"], facts.get("plural", ""))


def in_python(text: str) -> list[Message]:
    """Return the marked texts of a Python module."""
    return list(in_tree(ast.parse(text)))


def in_template(text: str) -> list[Message]:
    """Return the marked texts of a Django template."""
    # Django turns a template into text in which only the translation calls are left standing.
    from django.conf import settings  # noqa: PLC0415 so that Python files need no Django
    from django.utils.translation.template import templatize  # noqa: PLC0415 as above

    if not settings.configured:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roder.config.settings.test")
    source = templatize(text)
    return [message for call in _calls(source) for message in in_tree(ast.parse(call, mode="eval"))]


def _calls(source: str) -> Iterator[str]:
    position = 0
    while (opening := source.find("(", position)) >= 0:
        start = opening
        while start and (source[start - 1].isalnum() or source[start - 1] == "_"):
            start -= 1
        position = opening + 1
        if source[start:opening] in ARGUMENTS:
            position = _closing(source, opening)
            yield source[start:position]


def _closing(source: str, opening: int) -> int:
    quote, index = "", opening + 1
    while index < len(source):
        sign = source[index]
        if quote:
            if sign == "\\":
                index += 1
            elif sign == quote:
                quote = ""
        elif sign in "'\"":
            quote = sign
        elif sign == ")":
            return index + 1
        index += 1
    return len(source)


def in_folder(root: Path) -> dict[tuple[str, str], Message]:
    """Return every marked text under ``src`` of a checkout, by context and text, in order of text."""
    found: dict[tuple[str, str], Message] = {}
    for path in sorted((root / "src").rglob("*")):
        if path.suffix == ".py":
            messages = in_python(path.read_text(encoding="utf-8"))
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            messages = in_template(path.read_text(encoding="utf-8"))
        else:
            continue
        for message in messages:
            known = found.setdefault(message.key, message)
            known.plural = known.plural or message.plural
            known.places.add(path.relative_to(root).as_posix())
    return dict(sorted(found.items(), key=lambda item: (item[0][1].lower(), item[0])))
