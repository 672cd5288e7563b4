"""The example's preparation of the budget of 2019: scan, analysis, ideas and consultation, through a user's own doors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.budgetprocess.actions.analysis import AnalysisFacts
from roder.apps.budgetprocess.actions.analysis import write_analysis
from roder.apps.budgetprocess.actions.answers import WrittenAnswer
from roder.apps.budgetprocess.actions.answers import hand_in_answer
from roder.apps.budgetprocess.actions.answers import write_answer
from roder.apps.budgetprocess.actions.consultation import ConsultationFacts
from roder.apps.budgetprocess.actions.consultation import draft_consultation
from roder.apps.budgetprocess.actions.consultation import extend_deadline
from roder.apps.budgetprocess.actions.consultation import send_consultation
from roder.apps.budgetprocess.actions.ideas import IdeaFacts
from roder.apps.budgetprocess.actions.ideas import hand_over_idea
from roder.apps.budgetprocess.actions.ideas import reply_to_idea
from roder.apps.budgetprocess.actions.ideas import support_idea
from roder.apps.budgetprocess.actions.ideas import trace_idea
from roder.apps.budgetprocess.actions.scan import TrendFacts
from roder.apps.budgetprocess.actions.scan import add_trend
from roder.apps.budgetprocess.actions.scan import approve_consequence
from roder.apps.budgetprocess.actions.scan import write_consequence
from roder.apps.budgetprocess.scan_queries import trends
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.decisions.actions import register_decision
from roder.apps.identity.queries import system_user
from roder.devtools.example.data_files import read_settings
from roder.domain.consultation import FrameWish
from roder.domain.consultation import Standpoint
from roder.domain.decisions import DecisionFacts
from roder.domain.preparation import ConsequenceText
from roder.domain.preparation import CostDirection
from roder.domain.preparation import IdeaReply
from roder.domain.preparation import IdeaTarget
from roder.domain.preparation import TrendHorizon
from roder.domain.preparation import TrendLikelihood
from roder.domain.preparation import TrendState
from roder.domain.preparation import TrendWeight

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.budgetprocess.models import Consultation
    from roder.apps.budgetprocess.models import ConsultationAnswer
    from roder.apps.identity.models import User

FILE = "budget_preparation_2019.toml"
ORE_PER_TKR = 100_000
RUNS = "karin.ek"


def build_budget_preparation(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Make what was gathered before the budget, unless something is there: what a person has done since stands."""
    given = read_settings(FILE)
    year = given["year"]
    if trends(key, year).exists():
        return
    by_name = {person.username: person for person in people}
    runs = by_name.get(RUNS, system_user())
    _scan(key, year, given, runs)
    for each in given["analyses"]:
        facts = AnalysisFacts(each["conclusion"], each.get("cost_indicator", ""), is_done=each["is_done"])
        write_analysis(key, year, each["body"], facts, is_example=True, acting_user=runs)
    for each in given["ideas"]:
        _idea(key, year, each, by_name, runs)
    _consultation(key, year, given, runs)
    say(
        f"{FILE}: {len(given['trends'])} trends, {len(given['ideas'])} ideas,"
        f" a consultation of {len(given['consultation']['bodies'])} bodies"
    )


def _amount(each: dict[str, Any]) -> int | None:
    return each["amount_tkr"] * ORE_PER_TKR if "amount_tkr" in each else None


def _scan(key: str, year: int, given: dict[str, Any], runs: User) -> None:
    by_title = {}
    for each in given["trends"]:
        facts = TrendFacts(
            each["title"],
            each["description"],
            each["effect"],
            each["source"],
            TrendHorizon(each["horizon"]),
            TrendLikelihood(each["likelihood"]),
            TrendWeight(each["weight"]),
            CostDirection(each["cost_direction"]),
            tuple(each["bodies"]),
            tuple(each["goals"]),
            TrendState(each["state"]),
        )
        by_title[each["title"]] = add_trend(key, year, facts, is_example=True, acting_user=runs)
    for each in given["consequences"]:
        text = ConsequenceText(each["activity"], each["money"], each["volumes"], each["staff"])
        trend = by_title[each["trend"]]
        made = write_consequence(
            trend, each["body"], text, amount_ore=_amount(each), acting_user=system_user()
        )
        if each["approved"]:
            approve_consequence(made, seen_version=made.version, acting_user=runs)


def _idea(key: str, year: int, each: dict[str, Any], by_name: dict[str, User], runs: User) -> None:
    author = by_name.get(each["author"], system_user())
    facts = IdeaFacts(each["title"], each["text"], each["body"], each["activity"], amount_ore=_amount(each))
    idea = hand_over_idea(key, year, facts, is_example=True, acting_user=author)
    for name in each["supporters"]:
        if name in by_name:
            support_idea(idea, acting_user=by_name[name])
    reply = IdeaReply(each["reply"])
    reply_to_idea(idea, reply, each["reply_text"], seen_version=idea.version, acting_user=runs)
    if "trace" in each:
        trace_idea(idea, IdeaTarget(each["trace_kind"]), each["trace"], acting_user=runs)


def _consultation(key: str, year: int, given: dict[str, Any], runs: User) -> None:
    asked = given["consultation"]
    facts = ConsultationFacts(
        asked["title"],
        asked["text"],
        base_of_year(key, year),
        tuple(asked["questions"]),
        dict.fromkeys(asked["bodies"], asked["deadline"]),
    )
    consultation = draft_consultation(key, year, facts, is_example=True, acting_user=runs)
    consultation = send_consultation(consultation, today=asked["sent"], acting_user=runs)
    answers = {answer.body_code: answer for answer in consultation.answers.select_related("consultation")}
    for each in given["extensions"]:
        extend_deadline(answers[each["body"]], each["to"], each["reason"], acting_user=runs)
    for each in given["answers"]:
        _answer(key, consultation, answers[each["body"]], each, runs)


def _answer(
    key: str, consultation: Consultation, answer: ConsultationAnswer, each: dict[str, Any], runs: User
) -> None:
    questions = list(consultation.questions.all())
    written = WrittenAnswer(
        Standpoint(each["standpoint"]) if each["standpoint"] else None,
        each["summary"],
        {question.pk: text for question, text in zip(questions, each["texts"], strict=True)},
        tuple(
            FrameWish(each["body"], wish["year"], wish["amount_tkr"] * ORE_PER_TKR, wish["motivation"])
            for wish in each.get("wishes", [])
        ),
        each["reservations"],
    )
    write_answer(answer, written, seen_version=answer.version, acting_user=runs)
    if "day" not in each:
        return
    facts = DecisionFacts(
        each["body"],
        each["day"],
        each["paragraph"],
        "Yttrande över underlag till Mål och budget 2019–2021",
        each["case_number"],
        is_example=True,
    )
    decision = register_decision(key, facts, acting_user=runs)
    hand_in_answer(answer, decision, today=each["day"], acting_user=runs)
