"""What can be wrong with the rows of a table of indicators, in both languages."""

from __future__ import annotations

from typing import Final

from roder.domain.problems import Problem
from roder.domain.problems import Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

MESSAGES: Final = {
    "indicator_without_direction": (
        _ERROR,
        "Say which way is better for {code}: upp, ner or intervall. It is never guessed from the unit.",
        "Ange vilken riktning som är bättre för {code}: upp, ner eller intervall. Den gissas aldrig utifrån enheten.",
    ),
    "indicator_direction_unknown": (
        _ERROR,
        "“{text}” is not a direction. Write upp (higher is better), ner (lower is better) or intervall.",
        "”{text}” är ingen riktning. Skriv upp (högre är bättre), ner (lägre är bättre) eller intervall.",
    ),
    "indicator_sex_unknown": (
        _ERROR,
        "“{text}” is not a sex. Write T (all), K (women) or M (men).",
        "”{text}” är inget kön. Skriv T (totalt), K (kvinnor) eller M (män).",
    ),
    "indicator_period_unknown": (
        _ERROR,
        "“{text}” is not a period. Write it as 2018, 2017/18, 2018T2, 2018Q3 or 2018-08.",
        "”{text}” är ingen period. Skriv den som 2018, 2017/18, 2018T2, 2018Q3 eller 2018-08.",
    ),
    "indicator_period_missing": (
        _ERROR,
        "The row has a value or a target for {code} but no period. Fill in the period.",
        "Raden har utfall eller målvärde för {code} men ingen period. Fyll i perioden.",
    ),
    "indicator_number_unknown": (
        _ERROR,
        "“{text}” under “{field}” is not a whole number from 0. Correct the cell.",
        "”{text}” under ”{field_sv}” är inte ett heltal från 0. Rätta cellen.",
    ),
    "indicator_text_too_long": (
        _ERROR,
        "The text under “{field}” is longer than {limit} characters. Shorten it.",
        "Texten under ”{field_sv}” är längre än {limit} tecken. Korta den.",
    ),
    "indicator_stated_otherwise": (
        _ERROR,
        "The row says another {field} for {code} than line {other_line}. Say the same, or say it once.",
        "Raden anger ett annat värde under {field_sv} för {code} än rad {other_line}. Ange samma, eller bara en gång.",
    ),
    "indicator_value_twice": (
        _ERROR,
        "{code} has two outcomes for {period} {sex}; the first stands on line {other_line}. Keep one of them.",
        "{code} har två utfall för {period} {sex}; det första står på rad {other_line}. Behåll ett av dem.",
    ),
    "indicator_target_twice": (
        _ERROR,
        "{code} has two targets for {period} {sex}; the first stands on line {other_line}. Keep one of them.",
        "{code} har två målvärden för {period} {sex}; det första står på rad {other_line}. Behåll ett av dem.",
    ),
    "indicator_target_missing": (
        _ERROR,
        "The row has a limit, an upper end or a kind of target for {code} but no target. A missing target is an empty cell.",
        "Raden har gräns, övre målvärde eller slag av målvärde för {code} men inget målvärde. Ett målvärde som saknas är en tom cell.",
    ),
    "indicator_body_unknown": (
        _ERROR,
        "“{body}” is not a body of the organisation. Correct the code or the name.",
        "”{body}” är inget organ i organisationen. Rätta koden eller namnet.",
    ),
    "indicator_bodies_unchecked": (
        _WARNING,
        "There is no organisation to set the bodies against, so their codes are taken as they stand.",
        "Det finns ingen organisation att kontrollera organen mot, så koderna tas som de står.",
    ),
    "indicator_place_unknown": (
        _ERROR,
        "“{place}” is neither a body of the organisation nor a place that is compared with. Leave it empty for the municipality itself.",
        "”{place}” är varken ett organ i organisationen eller en jämförelseplats. Lämna tomt för kommunen själv.",
    ),
    "indicator_owner_unknown": (
        _ERROR,
        "Nobody has the user name “{owner}”. Correct it, or write a title under Ansvarig instead.",
        "Ingen har användarnamnet ”{owner}”. Rätta det, eller skriv en titel under Ansvarig i stället.",
    ),
    "indicator_goal_unknown": (
        _ERROR,
        "There is no goal “{goal}” in the version “{tree}”. Import the goals first, or correct the code.",
        "Det finns inget mål ”{goal}” i versionen ”{tree}”. Läs in målen först, eller rätta koden.",
    ),
    "indicator_goal_tree_not_said": (
        _ERROR,
        "The goal “{goal}” is not said to be of any version, and there is more than one. Write it as 2018-2020/{goal}, or fill in Version.",
        "Det framgår inte vilken version målet ”{goal}” hör till, och det finns flera. Skriv 2018-2020/{goal}, eller fyll i Version.",
    ),
}
"""Code to weight, English and Swedish sentence; documented in docs/formats/indicators.md."""


def indicator_row_fault(code: str, line: int | None, /, **facts: str | int) -> Problem:
    """Return the problem of a code with its facts.

    >>> indicator_row_fault("indicator_sex_unknown", 2, text="X").line
    2
    """
    severity, english, swedish = MESSAGES[code]
    return Problem(severity, code, line, english.format(**facts), swedish.format(**facts), values=facts)
