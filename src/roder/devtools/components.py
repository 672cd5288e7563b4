"""The living page of components: each with the inputs that its own comment names, from the templates in use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.template.loader import get_template
from django.template.loader import render_to_string

from roder.devtools.specimen_tables import table
from roder.devtools.specimens import specimens
from roder.ui.icons import icon_names

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.devtools.specimens import Specimen

_COMMENT = re.compile(r"\{%\s*comment\s*%\}(.*?)\{%\s*endcomment\s*%\}", re.DOTALL)
MANY_ROWS = 2000


def documented_inputs(template: str) -> str:
    """Return the comment on top of a component."""
    path = Path(get_template(template).origin.name)  # type: ignore[attr-defined] # Django's engine has it
    found = _COMMENT.search(path.read_text(encoding="utf-8"))
    return found[1].strip() if found else ""


def _shown(specimen: Specimen, request: HttpRequest) -> dict[str, Any]:
    return {
        "name": specimen.name,
        "inputs": documented_inputs(specimen.template),
        "examples": [
            render_to_string(specimen.template, context, request=request) for context in specimen.contexts()
        ],
        "is_list": specimen.name == "key_figure",
    }


def components(request: HttpRequest) -> HttpResponse:
    context = {"specimens": [_shown(one, request) for one in specimens()], "icons": icon_names()}
    return render(request, "devtools/components.html", context)


def long_table(request: HttpRequest) -> HttpResponse:
    """Show the longest table that a page may hold, to see that it can still be used; ``?rows=`` shows less."""
    asked = request.GET.get("rows", "")
    rows = min(int(asked), MANY_ROWS) if asked.isdecimal() else MANY_ROWS
    return render(request, "devtools/long_table.html", {"table": table(rows)})
