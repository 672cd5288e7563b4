"""What the page frame and its components need: icons, the other language, states, faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from roder.ui.icons import PATHS
from roder.ui.problem_texts import problem_text
from roder.ui.states import State
from roder.ui.states import proof_title
from roder.ui.states import state_of
from roder.ui.states import step_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from roder.domain.problems import Problem
    from roder.domain.proofs import Proof

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing beside a word; it is never the only sign, so it is hidden from screen readers."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" focusable="false" '
        'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        '<path d="{}"></path></svg>',
        mark_safe(PATHS[name]),  # noqa: S308 (a constant of ours)
    )


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in a language that the person does not read now."""

    code: str
    name: str
    url: str


@register.simple_tag(takes_context=True)
def other_language(context: template.Context) -> LanguageLink:
    """The other of Swedish and English, by the page's translated path."""
    code, name = ("en", "English") if (get_language() or "sv").startswith("sv") else ("sv", "Svenska")
    request: HttpRequest | None = context.get("request")
    url = translate_url(request.get_full_path(), code) if request is not None else "/"
    return LanguageLink(code, name, url)


@register.filter
def entry(values: Mapping[str, str], key: str) -> str:
    """The value of a key that the template holds in a variable."""
    return values.get(key, "")


@register.filter
def worded(value: Problem | dict[str, str]) -> str:
    """The sentence of a fault, or of its document, in the reader's language."""
    if isinstance(value, dict):
        return value["message"]
    return problem_text(value)


@register.filter
def detail(value: Proof | dict[str, str]) -> str:
    """The explanation of a proof, or of its document, in the reader's language."""
    if isinstance(value, dict):
        return value["detail"]
    return value.detail(get_language() or "sv")


@register.filter
def title_of_proof(name: str) -> str:
    """The name of a proof as a person says it."""
    return proof_title(name)


@register.filter
def step(name: str) -> str:
    """What a job is doing now, as a sentence."""
    return step_text(name)


@register.filter
def state(code: str) -> State:
    """The word, icon and tone of a state code."""
    return state_of(code)
