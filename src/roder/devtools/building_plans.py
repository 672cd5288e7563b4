"""The example's plans: one in each state that a person meets, written and taken further by the example's own people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roder.apps.decisions.actions import register_decision
from roder.apps.identity.queries import system_user
from roder.apps.plans.actions.steps import StepReasons
from roder.apps.plans.actions.steps import take_step
from roder.apps.plans.actions.writing import build_plan
from roder.apps.plans.actions.writing import write_section
from roder.apps.plans.queries import adopted_tree_of
from roder.apps.plans.queries import years_with_plans
from roder.devtools.example.data_files import read_rows
from roder.domain.decisions import DecisionFacts
from roder.domain.plans import PlanAct

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User
    from roder.apps.plans.models import Plan

YEAR = 2018
KARIN, NILS, EVA, OMAR, MAJA = "karin.ek", "nils.berg", "eva.lind", "omar.nasser", "maja.holm"
WRITERS = {"4021": NILS, "500": EVA, "300": KARIN, "T11": KARIN}
"""Who wrote each plan; the others came from the tool that the committee had before."""
LATER = "Luckorna fylls när internbudgeten är klar i mars."
STEPS: dict[str, list[tuple[PlanAct, str, date, str]]] = {
    "4021": [
        (PlanAct.REVIEW, OMAR, date(2018, 1, 15), LATER),
        (PlanAct.APPROVE, KARIN, date(2018, 1, 22), ""),
        (PlanAct.ADOPT, MAJA, date(2018, 1, 29), ""),
    ],
    "400": [
        (PlanAct.REVIEW, KARIN, date(2018, 1, 9), LATER),
        (PlanAct.APPROVE, OMAR, date(2018, 1, 12), ""),
        (PlanAct.ADOPT, MAJA, date(2018, 1, 23), ""),
        (PlanAct.BEGIN, MAJA, date(2018, 1, 24), ""),
    ],
    "500": [(PlanAct.REVIEW, KARIN, date(2018, 1, 16), LATER)],
}
DECISION = DecisionFacts("400", date(2018, 1, 23), "7", "Verksamhetsplan 2018", is_example=True)


def build_example_plans(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Build the plans, unless there are plans already: what a person has done since stands."""
    tree = adopted_tree_of(key, YEAR)
    if tree is None or years_with_plans(key):
        return
    by_name = {person.username: person for person in people}
    texts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in read_rows("plans_2018.csv"):
        texts.setdefault((row["body"], row["title"]), []).append((row["heading"], row["text"]))
    # A committee's plan before those of its units, so that they stand under it.
    for body, title in sorted(texts, key=lambda each: (len(each[0]), each[0])):
        writer = by_name.get(WRITERS.get(body, ""), system_user())
        plan = _written(tree, body, title, texts[body, title], writer)
        for act, username, day, reason in STEPS.get(body, []):
            decides = act is PlanAct.ADOPT and body == DECISION.body_code
            decision = register_decision(key, DECISION, acting_user=system_user()) if decides else None
            take_step(plan, act, StepReasons(reason, decision), today=day, acting_user=by_name[username])
    say(f"{len(texts)} plans of {YEAR}: built")


def _written(tree: GoalTree, body: str, title: str, texts: list[tuple[str, str]], writer: User) -> Plan:
    plan = build_plan(
        tree,
        body,
        YEAR,
        title=title,
        headings=[heading for heading, _text in texts],
        is_example=True,
        acting_user=writer,
    )
    for section, (heading, text) in zip(plan.sections.all(), texts, strict=True):
        if text:
            write_section(section, heading=heading, text=text, seen_version=1, acting_user=writer)
    return plan
