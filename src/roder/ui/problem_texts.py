"""The sentence of a problem, or of an error that carries both languages, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Protocol

from django.contrib import messages
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms import BaseForm
    from django.http import HttpRequest


class Worded(Protocol):
    """What has its sentence in both languages, as ``roder.domain.problems.Problem``."""

    def message(self, language: str) -> str: ...


def problem_text(problem: Worded) -> str:
    """Return what is wrong and what to do, in the reader's language."""
    return problem.message(get_language() or "sv")


def problem_texts(problems: Iterable[Worded]) -> list[str]:
    """Return the sentence of each problem, in their order."""
    return [problem_text(problem) for problem in problems]


def add_problems(form: BaseForm, problems: Iterable[Worded]) -> None:
    """Let a form that was sent say what refused it, over its fields."""
    for text in problem_texts(problems):
        form.add_error(None, text)


def say_problems(request: HttpRequest, problems: Iterable[Worded]) -> None:
    """Say on the next page why something was refused."""
    for text in problem_texts(problems):
        messages.error(request, text)
