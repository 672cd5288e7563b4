"""Watches what templates ask of their context: a misspelt input is seen here, where a page would just be empty.

A template's comment names its inputs. A name with a question mark after it (``note?``) may be absent; the words
"as PATH" take over the inputs of another template. Lookups inside a template are traced to the file they stand in.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from unittest.mock import patch

from django.template.base import Node
from django.template.base import Variable
from django.template.base import VariableDoesNotExist

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[1] / "src" / "roder"
_COMMENT = re.compile(r"\{%\s*comment\s*%\}(.*?)\{%\s*endcomment\s*%\}", re.DOTALL)
_AS = re.compile(r"\bas ([\w/-]+\.html)")
_OPTIONAL = re.compile(r"\b([a-z_][a-z0-9_]*)\?")
_NAME = re.compile(r"[a-z_][a-z0-9_]*")


def template_files() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.html") if "templates" in path.parts)


@cache
def comment_of(path: Path) -> str:
    """Return what a template says of its inputs, with what it takes over from others."""
    own = " ".join(found[1] for found in _COMMENT.finditer(path.read_text(encoding="utf-8")))
    others = []
    for name in _AS.findall(own):
        found = [
            other for other in template_files() if other.as_posix().endswith(f"/{name}") and other != path
        ]
        assert len(found) == 1, f"{path.name} says “as {name}”, which is {len(found)} templates"
        others.append(comment_of(found[0]))
    return " ".join([own, *others])


def optional_inputs(path: Path) -> set[str]:
    return set(_OPTIONAL.findall(comment_of(path)))


def documented_inputs(path: Path) -> set[str]:
    return set(_NAME.findall(comment_of(path)))


@dataclass
class Lookups:
    """The templates rendered, and the lookups in them that led nowhere and may not: ``file: name``."""

    rendered: set[Path] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)


@contextmanager
def watched() -> Iterator[Lookups]:
    """Watch every template of the product that is rendered inside."""
    seen = Lookups()
    places: list[Path] = []
    render, resolve = Node.render_annotated, Variable._resolve_lookup  # type: ignore[attr-defined] # no public seam

    def watched_render(node: Node, context: Any) -> Any:
        places.append(Path(node.origin.name) if node.origin else Path())
        seen.rendered.add(places[-1])
        try:
            return render(node, context)
        finally:
            places.pop()

    def watched_resolve(variable: Variable, context: Any) -> Any:
        try:
            return resolve(variable, context)
        except VariableDoesNotExist:
            place = places[-1] if places else Path()
            names = str(variable.var).split(".")
            if place.is_relative_to(SOURCE) and not optional_inputs(place) & set(names):
                seen.missing.add(f"{place.relative_to(SOURCE)}: {variable.var}")
            raise

    with (
        patch.object(Node, "render_annotated", watched_render),
        patch.object(Variable, "_resolve_lookup", watched_resolve),
    ):
        yield seen
