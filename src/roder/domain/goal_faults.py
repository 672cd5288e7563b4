"""Why something cannot be done to a goal tree or a goal in it, in both languages."""

from __future__ import annotations

from roder.domain.problems import Problem
from roder.domain.problems import Severity


def _error(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


TAKEN_CODE = _error(
    "goal_code_taken",
    "Another goal of the tree has this code. Choose another.",
    "Ett annat mål i trädet har den koden. Välj en annan.",
)
TAKEN_TREE_CODE = _error(
    "goal_tree_code_taken",
    "There is already a goal tree with this code. Choose another.",
    "Det finns redan ett målträd med den koden. Välj en annan.",
)
BAD_TREE = _error(
    "goal_tree_incomplete",
    "A goal tree needs a code without spaces, a title and the budget year.",
    "Ett målträd behöver en kod utan mellanslag, en titel och budgetåret.",
)
DECIDED_GOAL = _error(
    "goal_is_decided",
    "The goal is decided and stands as it was decided. Add a new goal by a new decision.",
    "Målet är beslutat och står som det beslutades. Lägg till ett nytt mål med ett nytt beslut.",
)
HAS_CHILDREN = _error(
    "goal_is_built_on",
    "Goals, answers or assignments stand on this goal. Move or remove them first.",
    "Det finns mål, svar eller uppdrag som bygger på det här målet. Flytta eller ta bort dem först.",
)
NOT_OVERARCHING = _error(
    "goal_is_not_overarching",
    "A body answers the council's overarching goals. This goal is not one of them.",
    "Nämnder och bolag svarar på fullmäktiges övergripande mål. Det här målet är inte ett sådant.",
)
UNKNOWN_VERDICT = _error(
    "verdict_unknown",
    "Choose a verdict of the municipality's scale.",
    "Välj en bedömning i kommunens skala.",
)
BAD_PERIOD = _error(
    "verdict_without_period",
    "Say which period the verdict is of, as 2018, 2018T2 or 2018-08.",
    "Ange vilken period bedömningen gäller, som 2018, 2018T2 eller 2018-08.",
)
TREE_IS_DRAFT = _error(
    "goal_tree_is_draft",
    "The goals are not adopted yet. This can be done once they are.",
    "Målen är inte antagna ännu. Det här går att göra när de är det.",
)
TREE_ADOPTED = _error(
    "goal_tree_adopted",
    "The goals are adopted by the council and fixed. Copy the tree to the next version to change them.",
    "Målen är antagna av fullmäktige och ligger fast. Kopiera trädet till nästa version för att ändra dem.",
)
TREE_ARCHIVED = _error(
    "goal_tree_archived",
    "The goal tree is archived. It can be read and copied, not changed.",
    "Målträdet är arkiverat. Det går att läsa och kopiera, men inte att ändra.",
)
TREE_EMPTY = _error(
    "goal_tree_empty",
    "There is no overarching goal to adopt.",
    "Det finns inget övergripande mål att anta.",
)
NO_TREE_DECISION = _error(
    "goal_tree_without_decision",
    "State the council's decision: meeting and paragraph.",
    "Ange fullmäktiges beslut: sammanträde och paragraf.",
)
NOT_OVERALL = _error(
    "goal_levels_without_top",
    "The first level holds the overarching goals and stays first.",
    "Den första nivån är de övergripande målen och ska stå först.",
)
LEVEL_TWICE = _error(
    "goal_level_twice",
    "Each level needs a key of its own, without spaces.",
    "Varje nivå behöver en egen nyckel utan mellanslag.",
)
LEVEL_WITHOUT_NAME = _error(
    "goal_level_without_name",
    "Every level needs a name.",
    "Varje nivå behöver ett namn.",
)
LEVEL_IN_USE = _error(
    "goal_level_in_use",
    "There are goals on a level that is missing. Keep it, or move the goals first.",
    "Det finns mål på en nivå som saknas. Behåll nivån eller flytta målen först.",
)
NO_SUCH_LEVEL = _error(
    "goal_level_unknown",
    "Choose a level of this tree.",
    "Välj en av trädets nivåer.",
)
BAD_CODE = _error(
    "goal_code_unusable",
    "A code has letters, figures, full stops and hyphens, at most 20, and no spaces.",
    "En kod består av bokstäver, siffror, punkt och bindestreck, högst 20 tecken och inga mellanslag.",
)
NO_GOAL_TITLE = _error("goal_without_title", "Write the goal's title.", "Skriv målets rubrik.")
OVERALL_OF_A_BODY = _error(
    "overarching_goal_of_a_body",
    "An overarching goal is the council's and belongs to no committee.",
    "Ett övergripande mål är fullmäktiges och hör inte till någon nämnd.",
)
WRONG_PARENT = _error(
    "goal_under_the_wrong_goal",
    "A goal stands under a goal of a higher level; an overarching goal stands under none.",
    "Ett mål ska stå under ett mål på en högre nivå, och ett övergripande mål under inget.",
)
NO_REASON = _error("reason_missing", "Write the reason.", "Skriv skälet.")
NO_BODY = _error(
    "goal_without_body",
    "Say which committee or company it is of.",
    "Ange vilken nämnd eller vilket bolag det gäller.",
)
NO_SECTION_HEADING = _error(
    "section_without_heading", "Write the section's heading.", "Skriv avsnittets rubrik."
)
NOT_EARLIER = _error(
    "goal_is_not_earlier",
    "A goal comes from goals of an earlier tree of the same municipality.",
    "Ett mål kommer från mål i ett tidigare målträd i samma kommun.",
)
