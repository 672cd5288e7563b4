"""What the page frame and its components need: icons, the other language, states, faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

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

_PATHS = {
    "check": "M4.5 12.5l5 5 10-11",
    "cross": "M6 6l12 12M18 6L6 18",
    "warning": "M12 3.5l9.5 17h-19zM12 10v4.5M12 17.2v.8",
    "info": "M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v6M12 7.2v.8",
    "clock": "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5.5l3.5 2",
    "up": "M12 20V5M6 11l6-6 6 6",
    "down": "M12 4v15M6 13l6 6 6-6",
    "even": "M5 9h14M5 15h14",
    "left": "M15 5l-7 7 7 7",
    "right": "M9 5l7 7-7 7",
    "undo": "M8 5L4 9l4 4M4 9h10a6 6 0 010 12h-3",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "person": "M12 4a4 4 0 100 8 4 4 0 000-8zM4 20.5c1-4 4-6 8-6s7 2 8 6",
    "settings": "M4 7h9M17 7h3M15 4.5v5M4 17h3M11 17h9M9 14.5v5",
    "download": "M12 4v12M7 11l5 5 5-5M4 16v4h16v-4",
    "key": "M14 10a4 4 0 10-4 4l1-.2V16h2v2h2v2h4v-3l-5.2-5.2z",
    "upload": "M12 16V4M7 9l5-5 5 5M4 16v4h16v-4",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing beside a word; it is never the only sign, so it is hidden from screen readers."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" focusable="false" '
        'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        '<path d="{}"></path></svg>',
        mark_safe(_PATHS[name]),  # noqa: S308 (a constant of this module)
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
    return value.message(get_language() or "sv")


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
