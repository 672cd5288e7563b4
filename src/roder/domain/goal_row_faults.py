"""What can be wrong with the rows of a table of goals, in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

MESSAGES: Final = {
    "goal_row_incomplete": (
        _ERROR,
        "The row ({kind}) says nothing under “{field}”. Fill in the cell.",
        "Raden ({kind_sv}) saknar uppgift under ”{field_sv}”. Fyll i cellen.",
    ),
    "goal_row_twice": (
        _ERROR,
        "The same row ({kind} {code}) stands already on line {other_line}. Keep one of them.",
        "Samma rad ({kind_sv} {code}) står redan på rad {other_line}. Behåll en av dem.",
    ),
    "goal_state_unknown": (
        _ERROR,
        "“{state}” is not a state that a row of this kind ({kind}) can have. Known: {known}.",
        "”{state}” är inget läge som en rad av det här slaget ({kind_sv}) kan ha. Kända: {known}.",
    ),
    "goal_year_unknown": (
        _ERROR,
        "“{year}” is not a year. Write it with four digits.",
        "”{year}” är inget år. Skriv det med fyra siffror.",
    ),
    "goal_order_unknown": (
        _ERROR,
        "“{order}” is not a whole number from 0. Correct the order.",
        "”{order}” är inte ett heltal från 0. Rätta ordningen.",
    ),
    "goal_levels_unreadable": (
        _ERROR,
        "The levels “{levels}” cannot be read. Write them as “overall: Övergripande mål / Overarching goal; committee: Nämndmål / Committee goal”.",
        "Nivåerna ”{levels}” går inte att läsa. Skriv dem som ”overall: Övergripande mål / Overarching goal; committee: Nämndmål / Committee goal”.",
    ),
    "goal_text_too_long": (
        _ERROR,
        "The text under “{field}” is longer than {limit} characters. Shorten it.",
        "Texten under ”{field_sv}” är längre än {limit} tecken. Korta den.",
    ),
    "goal_tree_not_said": (
        _ERROR,
        "The row does not say which version of the goals it belongs to, and there is more than one. Fill in the column Version, or state it under [constants] or with --tree.",
        "Raden säger inte vilken version av målen den hör till, och det finns flera. Fyll i kolumnen Version, eller ange den under [constants] eller med --tree.",
    ),
    "goal_tree_unknown": (
        _ERROR,
        "There is no version “{tree}” of the goals, neither here nor in the file. Known: {known}.",
        "Det finns ingen version ”{tree}” av målen, varken här eller i filen. Kända: {known}.",
    ),
    "goal_tree_made": (
        _INFO,
        "A new version of the goals, “{tree}”, is made as a draft for the rows of the file.",
        "En ny version av målen, ”{tree}”, läggs upp som utkast för filens rader.",
    ),
    "goal_level_unknown": (
        _ERROR,
        "“{level}” is neither a kind of row nor a level of the version {tree}. Its levels: {known}.",
        "”{level}” är varken ett slag av rad eller en nivå i versionen {tree}. Nivåerna är: {known}.",
    ),
    "goal_unknown": (
        _ERROR,
        "The version {tree} has no goal “{code}”. Correct the code, or add the goal to the file.",
        "Versionen {tree} har inget mål ”{code}”. Rätta koden, eller lägg till målet i filen.",
    ),
    "goal_loop": (
        _ERROR,
        "The goal {code} stands under itself. Correct the goals above.",
        "Målet {code} står under sig självt. Rätta de överordnade målen.",
    ),
    "goal_body_unknown": (
        _ERROR,
        "“{body}” is not a body of the organisation. Correct the code or the name.",
        "”{body}” är inget organ i organisationen. Rätta koden eller namnet.",
    ),
    "goal_bodies_unchecked": (
        _WARNING,
        "There is no organisation to set the bodies against, so their codes are taken as they stand.",
        "Det finns ingen organisation att kontrollera organen mot, så koderna tas som de står.",
    ),
    "goal_owner_unknown": (
        _ERROR,
        "Nobody has the user name “{owner}”. Correct it, or write a title under Ansvarig instead.",
        "Ingen har användarnamnet ”{owner}”. Rätta det, eller skriv en titel under Ansvarig i stället.",
    ),
    "goal_assignment_unknown": (
        _ERROR,
        "There is no assignment “{assignment}”, neither here nor in the file.",
        "Det finns inget uppdrag ”{assignment}”, varken här eller i filen.",
    ),
    "goal_assignment_due_before_given": (
        _ERROR,
        "The assignment {code} is due {due}, before it is given {given}. Correct one of the days.",
        "Uppdraget {code} ska vara klart {due}, innan det ges {given}. Rätta ett av datumen.",
    ),
    "goal_activity_serves_nothing": (
        _ERROR,
        "The activity {code} names neither an assignment nor a goal. Name one of them.",
        "Aktiviteten {code} anger varken uppdrag eller mål. Ange ett av dem.",
    ),
    "goal_activity_of_several_goals": (
        _ERROR,
        "The activity {code} names several goals. An activity serves one assignment or one goal: keep one, or make a row for each.",
        "Aktiviteten {code} anger flera mål. En aktivitet hör till ett uppdrag eller ett mål: behåll ett, eller gör en rad för varje.",
    ),
    "goal_tree_without_decision": (
        _ERROR,
        "The version {tree} is adopted, so its decision must be said: body, date and paragraph.",
        "Versionen {tree} är antagen, så beslutet måste anges: organ, datum och paragraf.",
    ),
    "goal_indicator_unknown": (
        _ERROR,
        "There is no indicator “{indicator}”. Import the indicators first, or correct the code.",
        "Det finns inget mätvärde ”{indicator}”. Läs in mätvärdena först, eller rätta koden.",
    ),
    "goal_document_unknown": (
        _ERROR,
        "There is no steering document “{document}”. Register it first, or correct the code.",
        "Det finns inget styrdokument ”{document}”. Registrera det först, eller rätta koden.",
    ),
    "goal_decision_incomplete": (
        _ERROR,
        "A decision is known by its body, its date and its paragraph. Fill in all three.",
        "Ett beslut känns igen på organ, datum och paragraf. Fyll i alla tre.",
    ),
    "goal_verdict_level_unknown": (
        _ERROR,
        "“{state}” is not a step of the scale. The steps: {known}.",
        "”{state}” är inget steg på bedömningsskalan. Stegen är: {known}.",
    ),
    "goal_period_unknown": (
        _ERROR,
        "“{period}” is not a period. Write it as 2018, 2017/18, 2018T2, 2018Q3 or 2018-08.",
        "”{period}” är ingen period. Skriv den som 2018, 2017/18, 2018T2, 2018Q3 eller 2018-08.",
    ),
}
"""Code to weight, English and Swedish sentence; documented in docs/formats/goals.md."""

KIND_NAMES: Final = {
    "tree": ("tree", "målträd"),
    "section": ("section", "avsnitt"),
    "goal": ("goal", "mål"),
    "lineage": ("lineage", "arv"),
    "answer": ("answer", "svar på mål"),
    "assignment": ("assignment", "uppdrag"),
    "report": ("report", "rapport"),
    "activity": ("activity", "aktivitet"),
    "indicator": ("indicator", "mätvärde"),
    "document": ("document", "dokument"),
    "funding": ("money", "pengar"),
    "verdict": ("verdict", "bedömning"),
}


def goal_row_fault(code: str, line: int | None, /, **facts: str | int) -> Problem:
    """Return the problem of a code with its facts.

    >>> goal_row_fault("goal_year_unknown", 2, year="18").line
    2
    """
    severity, english, swedish = MESSAGES[code]
    if "kind" in facts:
        facts["kind"], facts["kind_sv"] = KIND_NAMES[str(facts["kind"])]
    return Problem(severity, code, line, english.format(**facts), swedish.format(**facts), values=facts)


FIELD_NAMES: Final = {
    "title": ("Title", "Rubrik"),
    "year": ("Year", "År"),
    "text": ("Text", "Text"),
    "code": ("Code", "Kod"),
    "earlier_tree": ("Earlier version", "Tidigare version"),
    "goals": ("Goals", "Mål"),
    "body": ("Body", "Organ"),
    "given_by": ("Given by", "Uppdragsgivare"),
    "given_on": ("Given on", "Givet den"),
    "assignment": ("Assignment", "Uppdrag"),
    "date": ("Date", "Datum"),
    "state": ("State", "Läge"),
    "indicators": ("Indicators", "Mätvärden"),
    "documents": ("Documents", "Styrdokument"),
    "funding": ("Kind of money", "Slag av pengar"),
    "amount": ("Amount", "Belopp"),
    "period": ("Period", "Period"),
}


def incomplete(kind: str, field: str, line: int | None) -> Problem:
    """Return the problem of a row that lacks a field it cannot be without.

    >>> incomplete("goal", "title", 2).message_en
    'The row (goal) says nothing under “Title”. Fill in the cell.'
    """
    english, swedish = FIELD_NAMES[field]
    return goal_row_fault("goal_row_incomplete", line, kind=kind, field=english, field_sv=swedish)


def on_line(problems: Iterable[Problem], line: int | None) -> Iterator[Problem]:
    """Yield the problems of a rule as those of a line of a file.

    >>> list(on_line([], 2))
    []
    """
    for problem in problems:
        yield replace(problem, line=line)
