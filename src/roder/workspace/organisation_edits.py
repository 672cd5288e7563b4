"""Changing one body from a day on, and adding one: form, refusal with reasons, and what another has done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http import QueryDict
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.organisation.access import access_tree_editing
from roder.apps.organisation.actions.bodies import add_body
from roder.apps.organisation.actions.bodies import change_ledger_codes
from roder.apps.organisation.actions.bodies import change_organisation_number
from roder.apps.organisation.actions.bodies import end_body
from roder.apps.organisation.actions.bodies import move_body
from roder.apps.organisation.actions.bodies import rename_body
from roder.apps.organisation.queries import bodies
from roder.apps.organisation.queries import body_version
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation import OrganisationTree
from roder.domain.problems import refuses
from roder.domain.versions import StaleVersionError
from roder.formats.tabular.organisation_table import ledger_prefixes
from roder.formats.tabular.organisation_table import plain_organisation_number
from roder.ui.problem_texts import problem_text
from roder.ui.problem_texts import problem_texts
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import version_conflict
from roder.workspace.explanations import body_kind_name
from roder.workspace.organisation import act_labels
from roder.workspace.organisation import body_url
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.domain.problems import Problem


@dataclass(frozen=True)
class Field:
    """A field of a form: ``kind`` is ``text``, ``date`` or ``choice``."""

    name: str
    label: str
    hint: str
    value: str
    kind: str = "text"
    choices: Sequence[tuple[str, str]] = ()
    required: bool = True


def change(request: HttpRequest, code: str, act: str) -> HttpResponse:
    person = access_tree_editing(request.user)
    rows = [body for body in bodies(tree_organisation_shown()) if body.code == code]
    if act not in act_labels() or not rows:
        raise Http404(f"{code} {act}")
    if request.method != "POST":
        return _change_page(request, rows, act, request.GET)
    return _save(request, rows, act, resolved(request.POST), person)


def _save(request: HttpRequest, rows: list[Body], act: str, given: QueryDict, person: User) -> HttpResponse:
    code = rows[0].code
    day, faults = _day(given)
    problems: list[Problem] = []
    if day is not None:
        try:
            problems = _acts()[act](tree_organisation_shown(), code, given, day, person)
        except StaleVersionError as error:
            return _conflict(request, rows, act, given, error)
    faults += [problem_text(problem) for problem in problems if problem.refuses]
    if faults or day is None:
        return _change_page(request, rows, act, given, faults=faults, status=422)
    messages.success(
        request, _("Saved. The change is in force from the day you gave, the past is as it was.")
    )
    return redirect(body_url(code, day))


def _conflict(
    request: HttpRequest, rows: list[Body], act: str, given: QueryDict, error: StaleVersionError
) -> HttpResponse:
    name = "day" if act == "end" else "value"
    label = _("Last day") if act == "end" else act_labels()[act]
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs={name: next(iter(error.theirs.values()), "")},
        mine={name: given.get(name, "")},
        labels={name: label},
    )
    return conflict_page(
        request,
        conflict,
        name=rows[-1].name,
        cancel_url=body_url(rows[0].code),
        breadcrumbs=_crumbs(rows[-1], act),
        carried=[] if act == "end" else [{"name": "day", "value": given.get("day", "")}],
    )


def _crumbs(body: Body, act: str) -> list[dict[str, Any]]:
    return [
        {"label": _("Organisation"), "url": reverse("workspace:organisation")},
        {"label": body.name, "url": body_url(body.code)},
        {"label": act_labels()[act], "url": ""},
    ]


def _acts() -> dict[str, Callable[[str, str, QueryDict, date, User], list[Problem]]]:
    def version(given: QueryDict) -> int:
        return read_seen(given).version

    return {
        "name": lambda key, code, given, day, person: rename_body(
            key, code, given.get("value", "").strip(), since=day, version=version(given), acting_user=person
        ),
        "parent": lambda key, code, given, day, person: move_body(
            key, code, given.get("value", ""), since=day, version=version(given), acting_user=person
        ),
        "ledger-codes": lambda key, code, given, day, person: change_ledger_codes(
            key,
            code,
            ledger_prefixes(given.get("value", "")),
            since=day,
            version=version(given),
            acting_user=person,
        ),
        "organisation-number": lambda key, code, given, day, person: change_organisation_number(
            key,
            code,
            plain_organisation_number(given.get("value", "")),
            since=day,
            version=version(given),
            acting_user=person,
        ),
        "end": lambda key, code, given, day, person: end_body(
            key, code, day, version=version(given), acting_user=person
        ),
    }


def _day(given: QueryDict) -> tuple[date | None, list[str]]:
    try:
        return date.fromisoformat(given.get("day", "")), []
    except ValueError:
        return None, [_("Give the day as 2019-01-01.")]


def _change_page(
    request: HttpRequest,
    rows: list[Body],
    act: str,
    given: QueryDict,
    *,
    faults: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    body = next((row for row in rows if row.in_force(today)), rows[-1])
    key = tree_organisation_shown()
    stood = {"day": "", **{field.name: field.value for field in _value_field(act, body, key, QueryDict())}}
    seen = read_seen(given) if faults else Seen(body_version(key, body.code), stood)
    context = {
        "title": act_labels()[act],
        "body": body,
        "fields": [*_value_field(act, body, key, given), _day_field(act, given)],
        "seen": str(seen),
        "faults": list(faults),
        "form_url": reverse("workspace:body_change", args=[body.code, act]),
        "cancel_url": body_url(body.code),
        "danger": act == "end",
        "breadcrumbs": _crumbs(body, act),
    }
    return render(request, "workspace/organisation/change.html", context, status=status)


def _day_field(act: str, given: QueryDict) -> Field:
    label = _("Last day") if act == "end" else _("From and including")
    hint = (
        _("The body exists through this day. Everything below it must have been moved or ended first.")
        if act == "end"
        else _("The day before, what holds now ends. Nothing before the day becomes another.")
    )
    return Field("day", label, hint, given.get("day", ""), "date")


def _value_field(act: str, body: Body, key: str, given: QueryDict) -> list[Field]:
    if act == "end":
        return []
    if act == "parent":
        chosen = given.get("value", body.parent)
        return [
            Field(
                "value",
                _("Placed under"),
                "",
                chosen,
                "choice",
                parent_choices(key, body.code),
                required=False,
            )
        ]
    now = {
        "name": (_("Name"), "", body.name),
        "ledger-codes": (
            _("Ledger codes"),
            _ledger_codes_hint(),
            " ".join(body.prefixes),
        ),
        "organisation-number": (
            _("Organisation number"),
            _number_hint(),
            body.organisation_number,
        ),
    }[act]
    return [Field("value", now[0], now[1], given.get("value", now[2]), required=act == "name")]


def parent_choices(key: str, code: str = "") -> list[tuple[str, str]]:
    """Return the bodies that a body can be placed under: all that are in force today but its own part."""
    tree = OrganisationTree(bodies(key), timezone.localdate(), key)
    own = tree.subtree(code)
    found = [
        (body.code, f"{'   ' * level}{body.code} {body.name}")
        for level, body in tree.walk()
        if body.code not in own
    ]
    return [("", _("At the top")), *found]


def add(request: HttpRequest) -> HttpResponse:
    person = access_tree_editing(request.user)
    key = tree_organisation_shown()
    if request.method != "POST":
        return _add_page(request, key)
    day, faults = _day(request.POST)
    if day is not None:
        body = _body_of(request.POST, day)
        problems = add_body(key, body, acting_user=person)
        if not refuses(problems):
            messages.success(request, _("%(name)s is added.") % {"name": body.name})
            return redirect(body_url(body.code, day))
        faults += problem_texts(problems)
    return _add_page(request, key, faults=faults, status=422)


def _body_of(given: QueryDict, day: date) -> Body:
    kind = given.get("kind", "")
    return Body(
        code=given.get("code", "").strip(),
        name=given.get("name", "").strip(),
        kind=BodyKind(kind) if kind in set(BodyKind) else BodyKind.UNIT,
        parent=given.get("parent", ""),
        prefixes=ledger_prefixes(given.get("ledger_codes", "")),
        valid_from=day,
        organisation_number=plain_organisation_number(given.get("organisation_number", "")),
    )


def _add_page(
    request: HttpRequest, key: str, *, faults: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    context = {
        "title": _("Add a body"),
        "body": None,
        "fields": _new_fields(request.POST or request.GET, key),
        "seen": "",
        "faults": list(faults),
        "form_url": reverse("workspace:body_add"),
        "cancel_url": reverse("workspace:organisation"),
        "danger": False,
        "breadcrumbs": [
            {"label": _("Organisation"), "url": reverse("workspace:organisation")},
            {"label": _("Add a body"), "url": ""},
        ],
    }
    return render(request, "workspace/organisation/change.html", context, status=status)


def _new_fields(given: QueryDict, key: str) -> list[Field]:
    def field(name: str, label: str, hint: str = "", *, required: bool = True) -> Field:
        return Field(name, label, hint, given.get(name, ""), required=required)

    def choice(name: str, label: str, choices: Sequence[tuple[str, str]], usual: str) -> Field:
        return Field(name, label, "", given.get(name, usual), "choice", choices, required=False)

    kinds = [(kind.value, body_kind_name(kind)) for kind in BodyKind]
    return [
        field("name", _("Name")),
        field("code", _("Code"), _("The code that people know the body by; it never changes.")),
        choice("kind", _("Kind"), kinds, BodyKind.UNIT.value),
        choice("parent", _("Placed under"), parent_choices(key), ""),
        field("ledger_codes", _("Ledger codes"), _ledger_codes_hint(), required=False),
        field("organisation_number", _("Organisation number"), _number_hint(), required=False),
        Field("day", _("From and including"), "", given.get("day", ""), "date"),
    ]


def _ledger_codes_hint() -> str:
    return _("Prefixes of the ledger's responsibility codes, parted by spaces. The longest match decides.")


def _number_hint() -> str:
    return _("Of a company with books of its own, as 556000-0000.")
