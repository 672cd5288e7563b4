"""What a house rule reads: one file of the checkout, with the allowances that stand in it."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

PURE_FLOORS = ("src/roder/domain/", "src/roder/formats/", "src/roder/sources/", "src/roder/columnstore/")
DJANGO_FLOORS = ("src/roder/apps/", "src/roder/ui/", "src/roder/workspace/", "src/roder/config/")

_ALLOWANCE = re.compile(r"house: allow ([a-z-]+): (\S.{9,})")


@dataclass(frozen=True, order=True)
class Finding:
    """A breach of a rule: the line it stands on and what to do instead."""

    line: int
    rule: str
    message: str


@dataclass
class SourceFile:
    """A file by its path from the root of the checkout, and its text."""

    path: str
    text: str
    used_allowances: set[tuple[int, str]] = field(default_factory=set)

    @property
    def is_python(self) -> bool:
        """Whether the file is Python that a person wrote; migrations are made by Django."""
        return self.path.endswith(".py") and "/migrations/" not in self.path

    @property
    def is_template(self) -> bool:
        """Whether the file is a page or a part of one."""
        return self.path.endswith(".html") and "/templates/" in self.path

    @property
    def is_test(self) -> bool:
        """Whether the file belongs to the tests."""
        return self.path.startswith("tests/")

    @property
    def is_action(self) -> bool:
        """Whether the file is where writes are made."""
        return self.path.endswith("/actions.py") or "/actions/" in self.path

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed Python."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the parsed Python."""
        return list(ast.walk(self.tree))

    @cached_property
    def tokens(self) -> list[tokenize.TokenInfo]:
        """The tokens of the Python, comments among them."""
        return list(tokenize.generate_tokens(io.StringIO(self.text).readline))

    @cached_property
    def allowances(self) -> dict[tuple[int, str], str]:
        """Reasons given in the file by ``house: allow RULE: reason``, by line and rule."""
        return {
            (number, match[1]): match[2]
            for number, line in enumerate(self.lines, start=1)
            for match in _ALLOWANCE.finditer(line)
        }

    def is_allowed(self, finding: Finding) -> bool:
        """Whether an allowance stands on the line or the one before; for the whole file, in the first ten."""
        places = range(1, 11) if finding.line == 0 else (finding.line, finding.line - 1)
        for place in places:
            if (place, finding.rule) in self.allowances:
                self.used_allowances.add((place, finding.rule))
                return True
        return False


@dataclass(frozen=True)
class Rule:
    """A house rule: its name, why it is there, and the function that finds breaches."""

    name: str
    reason: str
    find: Callable[[SourceFile], Iterator[tuple[int, str]]]
