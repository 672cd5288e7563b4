"""To write a draft: the table that is summed as one types, and the words of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.proposals.access import access_proposal_writing
from roder.apps.proposals.actions.refusals import ProposalRefusedError
from roder.apps.proposals.actions.writing import put_rows
from roder.apps.proposals.actions.writing import write_proposal
from roder.apps.proposals.readiness import conflicts_of
from roder.domain.proposals import ProposalState
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import problem_texts
from roder.ui.problem_texts import say_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts as as_texts
from roder.ui.versions import version_conflict
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.proposals.grid import ROW
from roder.workspace.proposals.grid import UNITS
from roder.workspace.proposals.grid import GridReading
from roder.workspace.proposals.grid import code_of
from roder.workspace.proposals.grid import new_slot
from roder.workspace.proposals.grid import read_grid
from roder.workspace.proposals.grid import read_new
from roder.workspace.proposals.grid import slot_text
from roder.workspace.proposals.sheet import live_context
from roder.workspace.proposals.sheet import parts_of
from roder.workspace.proposals.sheet import sheet_of
from roder.workspace.proposals.sheet import unit_of
from roder.workspace.proposals.text_changes import text_context
from roder.workspace.proposals.whole_words import LABELS
from roder.workspace.proposals.whole_words import WordsForm
from roder.workspace.proposals.whole_words import initial_words
from roder.workspace.proposals.whole_words import words_of
from roder.workspace.proposals.words import owner_name
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.identity.models import User
    from roder.apps.proposals.models import Proposal
    from roder.domain.proposals import ProposedRow
    from roder.workspace.proposals.grid import Slot
    from roder.workspace.proposals.sheet import Sheet


def writing(request: HttpRequest, year: int, pk: int) -> tuple[Proposal, User]:
    """Return the draft that the person writes; one that is handed in is not there to be written (``Http404``)."""
    proposal, person = access_proposal_writing(request.user, budget_key(year), year, pk)
    if proposal.state != ProposalState.DRAFT:
        raise Http404(str(pk))
    return proposal, person


def write(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    proposal, _person = access_proposal_writing(request.user, budget_key(year), year, pk)
    if proposal.state != ProposalState.DRAFT:
        return redirect("workspace:proposal", year=year, pk=pk)
    return write_page(request, sheet_of(proposal, unit_of(request.GET)))


def write_page(
    request: HttpRequest,
    sheet: Sheet,
    *,
    given: GridReading | None = None,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Answer the page with the draft as it is kept, or with what was given and is not saved."""
    proposal = sheet.proposal
    reading = given or GridReading({row.slot: row for row in sheet.kept}, sheet.texts())
    more = more or {}
    where = {"year": proposal.year, "pk": proposal.pk}
    context = {
        "proposal": proposal,
        "owner": owner_name(proposal.owner, proposal.party),
        "parts": parts_of(sheet, reading.rows, reading.texts, reading.faults),
        "years": sheet.places.years,
        "goals": sheet.places.goals,
        "seen": sheet.seen(),
        "units": [
            {
                "unit": each,
                "url": f"{reverse('workspace:proposal_write', kwargs=where)}?unit={each}",
                "is_current": each == sheet.unit,
            }
            for each in UNITS
        ],
        "new_places": _new_places(sheet),
        "is_unsaved": given is not None,
        "conflicts": len(conflicts_of(proposal)),
        "words_form": more.get("words_form") or WordsForm(initial=initial_words(proposal)),
        "words_seen": str(Seen(proposal.version, as_texts(initial_words(proposal)))),
        "breadcrumbs": crumbs(proposal, _("Write")),
        **live_context(sheet, list(reading.rows.values()), reading.faults),
        **text_context(proposal, sheet.places, more.get("text_form")),
    }
    has_fault = bool(reading.faults) or any(more.values())
    return render(request, "workspace/proposals/write.html", context, status=422 if has_fault else 200)


def _new_places(sheet: Sheet) -> list[tuple[str, str]]:
    unnamed = [slot for slot in sheet.slots if not slot[2] and slot[0] != "tax_rate"]
    return [
        *((f"{target.value}|{key}", sheet.names.get(key, key)) for target, key, _text in unnamed),
        ("investment|", _("A new investment")),
    ]


def crumbs(proposal: Proposal, *rest: str) -> list[dict[str, Any]]:
    """Return the way to a page of a proposal."""
    to_list = reverse("workspace:proposals", args=[proposal.year])
    to_whole = reverse("workspace:proposal", args=[proposal.year, proposal.pk])
    trail = [
        (_("Proposals"), to_list),
        (proposal.title, to_whole if rest else ""),
        *((each, "") for each in rest),
    ]
    return budget_breadcrumbs(proposal.year, *trail)


@require_POST
def reckon(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Answer the sums of what is typed; nothing is saved."""
    proposal, _person = writing(request, year, pk)
    sheet = sheet_of(proposal, unit_of(request.POST))
    reading = _read(sheet, request.POST)
    context = {
        **live_context(sheet, list(reading.rows.values()), reading.faults),
        "parts": parts_of(sheet, reading.rows, reading.texts, reading.faults),
    }
    return render(request, "workspace/proposals/_reckoned.html", context)


def _read(sheet: Sheet, given: QueryDict) -> GridReading:
    years = sheet.places.years
    reading = read_grid(given, years, sheet.unit, sheet.names)
    added = read_new(given, years, sheet.unit, sheet.names)
    return GridReading(
        {**reading.rows, **added.rows}, reading.texts | added.texts, reading.faults | added.faults
    )


@require_POST
def save(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Keep what is typed in the table; by the button "reckon" only its sums are shown."""
    proposal, person = writing(request, year, pk)
    given = resolved(request.POST)
    sheet = sheet_of(proposal, unit_of(given))
    reading = _read(sheet, given)
    if reading.faults or "reckon" in given:
        return write_page(request, sheet, given=reading)
    seen, now = read_seen(given), sheet.texts()
    mine = {name: text for name, text in reading.texts.items() if text != seen.values.get(name, "")}
    taken = [n for n, text in mine.items() if now.get(n, "") not in (seen.values.get(n, ""), text)]
    if taken:
        return _conflict(request, sheet, reading, given)
    try:
        _put(sheet, now | mine, mine, reading, person)
    except ProposalRefusedError as error:
        say_problems(request, error.problems)
        return write_page(request, sheet, given=reading)
    except StaleVersionError:
        return _conflict(request, sheet_of(proposal, sheet.unit), reading, given)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('workspace:proposal_write', args=[year, pk])}?unit={sheet.unit}#table")


def _put(
    sheet: Sheet, texts: dict[str, str], mine: Mapping[str, str], reading: GridReading, person: User
) -> None:
    """Write the rows in which something was typed; what others have written in them meanwhile stays."""
    changed = [slot for slot in reading.rows if any(code_of(slot) in name for name in mine)]
    whole = {ROW + code_of(slot): slot_text(slot) for slot in changed}
    merged = read_grid({**texts, **whole}, sheet.places.years, sheet.unit, sheet.names)
    before = [row for row in sheet.kept if row.slot in changed]
    put_rows(sheet.proposal, list(merged.rows.values()), seen=before, acting_user=person)


def _conflict(request: HttpRequest, sheet: Sheet, reading: GridReading, given: QueryDict) -> HttpResponse:
    now = {name: sheet.texts().get(name, "") for name in reading.texts}
    error = StaleVersionError(theirs=now, mine=reading.texts, version=1)
    conflict = version_conflict(
        error, read_seen(given), theirs=now, mine=reading.texts, labels=_labels(sheet, reading.rows)
    )
    carried = [{"name": name, "value": str(text)} for name, text in given.items() if name.startswith(ROW)]
    added = new_slot(given)
    carried += [{"name": ROW + code_of(added), "value": slot_text(added)}] if added else []
    return conflict_page(
        request,
        conflict,
        name=sheet.proposal.title,
        cancel_url=reverse("workspace:proposal_write", args=[sheet.proposal.year, sheet.proposal.pk]),
        breadcrumbs=crumbs(sheet.proposal, _("Write")),
        carried=[*carried, {"name": "unit", "value": sheet.unit}],
    )


def _labels(sheet: Sheet, rows: Mapping[Slot, ProposedRow]) -> dict[str, str]:
    labels = {}
    for slot in rows:
        name = slot[2] or sheet.names.get(slot[1], slot[1]) or _("Tax rate")
        for each in sheet.places.years:
            labels[f"v-{code_of(slot)}-{each}"] = f"{name}, {each}"
        labels[f"why-{code_of(slot)}"] = _("%(name)s, why") % {"name": name}
        labels[f"goal-{code_of(slot)}"] = _("%(name)s, goal") % {"name": name}
    return labels


@require_POST
def words(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Keep the name, the motivation, and what a missing surplus rests on."""
    proposal, person = writing(request, year, pk)
    given = resolved(request.POST)
    form, seen = WordsForm(given), read_seen(given)
    if not form.is_valid():
        return write_page(request, sheet_of(proposal, unit_of(given)), more={"words_form": form})
    try:
        write_proposal(proposal, words_of(form), seen_version=seen.version, acting_user=person)
    except ProposalRefusedError as error:
        form.add_error(None, problem_texts(error.problems))
        return write_page(request, sheet_of(proposal, unit_of(given)), more={"words_form": form})
    except StaleVersionError as error:
        proposal.refresh_from_db()
        conflict = version_conflict(
            error,
            seen,
            theirs=as_texts(initial_words(proposal)),
            mine={name: given.get(name, "") for name in LABELS},
            labels=LABELS,
        )
        back = reverse("workspace:proposal_write", args=[year, pk])
        return conflict_page(
            request, conflict, name=proposal.title, cancel_url=back, breadcrumbs=crumbs(proposal, _("Write"))
        )
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('workspace:proposal_write', args=[year, pk])}#whole")
