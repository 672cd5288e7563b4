"""One body's answer to a consultation, to be read, written, handed in, taken back and printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgetprocess.actions.answers import hand_in_answer
from roder.apps.budgetprocess.actions.answers import take_back_answer
from roder.apps.budgetprocess.actions.answers import write_answer
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.consultation_queries import answer_rows
from roder.apps.budgetprocess.preparation_access import access_answering
from roder.apps.budgetprocess.preparation_access import access_preparation
from roder.apps.budgetprocess.preparation_access import may_for_part
from roder.apps.budgetprocess.preparation_access import may_prepare
from roder.apps.budgetprocess.queries import is_locked
from roder.apps.ledger.steering_days import steering_day
from roder.domain.budget_locks import LockedThing
from roder.domain.consultation import ConsultationState
from roder.domain.mandates import Permission
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.problem_texts import say_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import version_conflict
from roder.workspace.budget_preparation.answer_forms import AnswerForm
from roder.workspace.budget_preparation.answer_forms import HandInForm
from roder.workspace.budget_preparation.answer_forms import written_form
from roder.workspace.budget_preparation.places import REFUSED
from roder.workspace.budget_preparation.places import PreparedYear
from roder.workspace.budget_preparation.places import around
from roder.workspace.budget_preparation.places import found_consultation
from roder.workspace.budget_preparation.places import prepared_year
from roder.workspace.budget_preparation.shown_answers import shown_answer
from roder.workspace.history_rows import object_history
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.budgetprocess.models import ConsultationAnswer
    from roder.apps.identity.models import User

ANSWERS = range(1950, 1970)


@dataclass(frozen=True)
class ChosenAnswer:
    """The answer that an address names, with its year."""

    place: PreparedYear
    answer: ConsultationAnswer

    @property
    def name(self) -> str:
        """What the answering body is called."""
        return self.place.name_of(self.answer.body_code)

    @property
    def args(self) -> list[Any]:
        """What its addresses are made with."""
        return [self.place.year, self.answer.consultation_id, self.answer.body_code]

    @property
    def url(self) -> str:
        """Its own page."""
        return reverse("workspace:consultation_answer", args=self.args)


def _chosen(year: int, pk: int, body: str) -> ChosenAnswer:
    place = prepared_year(year)
    consultation = found_consultation(place, pk)
    sent = consultation.answers.exclude(consultation__consultation_state=ConsultationState.DRAFT)
    rows = sent.select_related("consultation", "decision").prefetch_related("texts__question", "wishes")
    return ChosenAnswer(place, get_object_or_404(rows, body_code=body))


def answer(request: HttpRequest, year: int, pk: int, body: str) -> HttpResponse:
    """Read an answer: once handed in it is everybody's; until then only its own writers see what it says."""
    person = access_preparation(request.user)
    chosen = _chosen(year, pk, body)
    may_write = may_for_part(person, Permission.ANSWER_CONSULTATION, body, chosen.place.bodies)
    is_shown = may_write or chosen.answer.answered_on is not None
    rows = answer_rows(chosen.answer.consultation, steering_day())
    row = next(each for each in rows if each.answer.pk == chosen.answer.pk)
    context = {
        **around(chosen.place, "budget_consultation", (chosen.name, "")),
        "answer": chosen.answer,
        "consultation": chosen.answer.consultation,
        "name": chosen.name,
        "code": f"answer_{row.state.value}",
        "shown": shown_answer(chosen.answer) if is_shown else None,
        "entries": object_history(chosen.answer.subject, ANSWERS) if may_write else [],
        **_offers(person, chosen, may_write=may_write),
    }
    return render(request, "workspace/budget_preparation/answer.html", context)


def _offers(person: User, chosen: ChosenAnswer, *, may_write: bool) -> dict[str, str]:
    answer, place = chosen.answer, chosen.place
    is_open = answer.consultation.state is ConsultationState.SENT
    is_open = is_open and not is_locked(place.key, place.year, LockedThing.CONSULTATION)
    is_waiting = is_open and answer.answered_on is None
    known = {
        "write_url": ("answer_write", may_write and is_waiting),
        "hand_in_url": ("answer_hand_in", may_write and is_waiting),
        "take_back_url": ("answer_take_back", may_write and is_open and not is_waiting),
        "extend_url": ("answer_extend", may_prepare(person) and is_waiting),
    }
    return {
        name: reverse(f"workspace:{address}", args=chosen.args) if is_offered else ""
        for name, (address, is_offered) in known.items()
    }


def write(request: HttpRequest, year: int, pk: int, body: str) -> HttpResponse:
    chosen = _chosen(year, pk, body)
    person = access_answering(request.user, body, chosen.place.bodies)
    stood = written_form(chosen.answer)
    given = resolved(request.POST) if request.method == "POST" else None
    form = AnswerForm(given, answer=chosen.answer, initial=stood)
    if given is not None and form.is_valid():
        version = read_seen(given).version
        try:
            write_answer(chosen.answer, form.written(), seen_version=version, acting_user=person)
            messages.success(request, _("Saved. The answer is not handed in yet."))
            return redirect(chosen.url)
        except StaleVersionError as error:
            return _conflict(request, chosen, given, form, error)
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
    context = {
        **around(chosen.place, "budget_consultation", (chosen.name, chosen.url), (_("Write"), "")),
        "name": chosen.name,
        "form": form,
        "seen": str(read_seen(given) if given is not None else Seen(chosen.answer.version, stood)),
        "cancel_url": chosen.url,
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/budget_preparation/answer_write.html", context, status=status)


def _conflict(
    request: HttpRequest, chosen: ChosenAnswer, given: QueryDict, form: AnswerForm, error: StaleVersionError
) -> HttpResponse:
    theirs = written_form(chosen.answer)
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs={name: theirs.get(name, "") for name in form.fields},
        mine={name: given.get(name, "") for name in form.fields},
        labels={name: field.label for name, field in form.fields.items()},
    )
    return conflict_page(request, conflict, name=chosen.name, cancel_url=chosen.url)


def hand_in(request: HttpRequest, year: int, pk: int, body: str) -> HttpResponse:
    chosen = _chosen(year, pk, body)
    person = access_answering(request.user, body, chosen.place.bodies)
    form = HandInForm(request.POST if request.method == "POST" else None, answer=chosen.answer)
    if form.is_valid():
        decision = form.chosen()
        try:
            hand_in_answer(chosen.answer, decision, today=steering_day(), acting_user=person)
            messages.success(request, _("The answer is handed in."))
            return redirect(chosen.url)
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
    context = {
        **around(chosen.place, "budget_consultation", (chosen.name, chosen.url), (_("Hand in"), "")),
        "name": chosen.name,
        "form": form,
        "decision_url": reverse("workspace:decision_add"),
        "cancel_url": chosen.url,
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/budget_preparation/answer_hand_in.html", context, status=status)


@require_POST
def take_back(request: HttpRequest, year: int, pk: int, body: str) -> HttpResponse:
    chosen = _chosen(year, pk, body)
    person = access_answering(request.user, body, chosen.place.bodies)
    try:
        take_back_answer(chosen.answer, request.POST.get("reason", ""), acting_user=person)
        messages.success(request, _("The answer is yours to write in again."))
    except ProcessRefusedError as error:
        say_problems(request, error.problems)
    return redirect(chosen.url)
