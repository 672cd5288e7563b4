"""What a row of a table of indicators may say, in our names, and what people call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorKind
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import PeriodKind
from roder.domain.indicators import Sex
from roder.domain.indicators import TargetKind
from roder.formats.tabular.fields import Choice
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.goal_fields import FLAG

if TYPE_CHECKING:
    from collections.abc import Mapping

DIRECTION_WORDS: Mapping[str, tuple[str, ...]] = {
    Direction.UP: ("upp", "högre är bättre", "högt", "ökar", "öka", "up", "higher", "higher is better"),
    Direction.DOWN: (
        "ner",
        "ned",
        "lägre är bättre",
        "lågt",
        "minskar",
        "minska",
        "down",
        "lower",
        "lower is better",
    ),
    Direction.INTERVAL: ("intervall", "inom intervall", "interval", "range"),
}
SEX_WORDS: Mapping[str, tuple[str, ...]] = {
    Sex.ALL: ("t", "totalt", "total", "alla", "all", "båda"),
    Sex.WOMEN: ("k", "kvinnor", "kvinna", "flickor", "women", "female", "girls"),
    Sex.MEN: ("m", "män", "man", "pojkar", "men", "male", "boys"),
}
_KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    IndicatorKind.MEASURE: ("mätvärde", "indikator", "measure"),
    IndicatorKind.KEY_FIGURE: ("nyckeltal", "key figure"),
}
_PERIOD_WORDS: Mapping[str, tuple[str, ...]] = {
    PeriodKind.YEAR: ("år", "kalenderår", "year"),
    PeriodKind.SCHOOL_YEAR: ("läsår", "school year"),
    PeriodKind.TERTIAL: ("tertial",),
    PeriodKind.QUARTER: ("kvartal", "quarter"),
    PeriodKind.MONTH: ("månad", "month"),
}
_SOURCE_WORDS: Mapping[str, tuple[str, ...]] = {
    IndicatorSource.KOLADA: ("kolada",),
    IndicatorSource.SCB: ("scb",),
    IndicatorSource.SURVEY: ("enkät", "undersökning", "survey"),
    IndicatorSource.OWN: ("egen", "egen uppföljning", "own"),
    IndicatorSource.LEDGER: ("ekonomisystem", "redovisning", "ledger"),
    IndicatorSource.OTHER: ("annan", "other"),
}
_TARGET_WORDS: Mapping[str, tuple[str, ...]] = {
    TargetKind.REACH: ("nå", "uppnå", "reach"),
    TargetKind.KEEP: ("behåll", "behålla", "lägst högst", "keep"),
    TargetKind.RANGE: ("intervall", "range", "interval"),
}


def _choices(words: Mapping[str, tuple[str, ...]]) -> tuple[Choice, ...]:
    return tuple(Choice(str(value), said, said[0]) for value, said in words.items())


def _field(name: str, kind: FieldKind, swedish: str, english: str, *aliases: str) -> Field:
    return Field(name, kind, swedish, english, aliases=aliases)


def _chosen(name: str, swedish: str, english: str, words: tuple[Choice, ...], *aliases: str) -> Field:
    return Field(name, FieldKind.CHOICE, swedish, english, aliases=aliases, choices=words)


_TEXT, _CODE, _DATE, _NUMBER = FieldKind.TEXT, FieldKind.CODE, FieldKind.DATE, FieldKind.NUMBER

INDICATOR_FIELDS: tuple[Field, ...] = (
    Field(
        "code",
        _CODE,
        "Kod",
        "Code",
        required=True,
        aliases=(
            "kod",
            "mätvärdeskod",
            "mätvärde kod",
            "indikatorkod",
            "nyckeltalskod",
            "kolada id",
            "kpi",
            "code",
            "id",
        ),
    ),
    _field(
        "title",
        _TEXT,
        "Mätvärde",
        "Indicator",
        "mätvärde",
        "indikator",
        "nyckeltal",
        "namn",
        "rubrik",
        "titel",
        "title",
        "name",
        "indicator",
    ),
    _field(
        "title_en", _TEXT, "Mätvärde på engelska", "Title in English", "mätvärde engelska", "title english"
    ),
    _field("definition", _TEXT, "Definition", "Definition", "definition", "beskrivning", "description"),
    _field("area", _TEXT, "Område", "Area", "område", "area"),
    _chosen("kind", "Slag", "Kind", _choices(_KIND_WORDS), "slag", "typ", "kind", "type"),
    _field("unit", _TEXT, "Enhet", "Unit", "enhet", "måttenhet", "unit"),
    _field("decimals", _CODE, "Decimaler", "Decimals", "decimaler", "decimals"),
    _field("direction", _TEXT, "Riktning", "Direction", "riktning", "önskad riktning", "bättre", "direction"),
    _chosen(
        "period_kind",
        "Periodslag",
        "Kind of period",
        _choices(_PERIOD_WORDS),
        "periodslag",
        "mätperiod",
        "period kind",
    ),
    _chosen("source", "Källa", "Source", _choices(_SOURCE_WORDS), "källa", "source"),
    _field(
        "source_reference",
        _TEXT,
        "Källans beteckning",
        "Reference",
        "källans beteckning",
        "kolada",
        "reference",
    ),
    _field(
        "source_note", _TEXT, "Om källan", "Note on the source", "om källan", "källanmärkning", "source note"
    ),
    _field(
        "body",
        _TEXT,
        "Ansvarigt organ",
        "Responsible body",
        "ansvarigt organ",
        "nämnd",
        "organ",
        "responsible",
        "body",
    ),
    _field("owner", _CODE, "Ansvarig, användarnamn", "Owner, user name", "användarnamn", "owner"),
    _field("owner_title", _TEXT, "Ansvarig", "Answers for it", "ansvarig", "owner title"),
    _chosen("by_sex", "Könsuppdelat", "By sex", FLAG, "könsuppdelat", "könsuppdelad", "by sex"),
    _field(
        "no_sex_reason",
        _TEXT,
        "Skäl att inte könsuppdela",
        "Why not by sex",
        "skäl att inte könsuppdela",
        "no sex reason",
    ),
    _chosen("counts_people", "Räknar personer", "Counts people", FLAG, "räknar personer", "counts people"),
    _field("smallest_group", _CODE, "Minsta grupp", "Smallest group", "minsta grupp", "smallest group"),
    _field(
        "days_until_due", _CODE, "Dagar till utfall", "Days until due", "dagar till utfall", "days until due"
    ),
    _field("retired_on", _DATE, "Avslutat", "Retired on", "avslutat", "upphört", "retired on"),
    _field("tree", _CODE, "Version", "Version", "version", "målträd", "tree"),
    _field("goals", _TEXT, "Mål", "Goals", "mål", "målkod", "tillhör mål", "goals", "goal"),
    _field("period", _TEXT, "Period", "Period", "period", "år", "mätår", "year"),
    _field("sex", _TEXT, "Kön", "Sex", "kön", "sex", "gender"),
    _field("place", _TEXT, "Plats", "Place", "plats", "enhetskod", "kommun", "place", "municipality"),
    _field("value", _NUMBER, "Utfall", "Outcome", "utfall", "värde", "resultat", "outcome", "value"),
    _field(
        "group_size",
        _CODE,
        "Antal i gruppen",
        "Size of the group",
        "antal i gruppen",
        "antal",
        "underlag",
        "group size",
    ),
    _field("published_on", _DATE, "Publicerat", "Published on", "publicerat", "published on"),
    _field("note", _TEXT, "Anmärkning", "Note", "anmärkning", "kommentar", "note"),
    _field("target", _NUMBER, "Målvärde", "Target", "målvärde", "måltal", "target"),
    _chosen(
        "target_kind",
        "Slag av målvärde",
        "Kind of target",
        _choices(_TARGET_WORDS),
        "slag av målvärde",
        "target kind",
    ),
    _field("upper", _NUMBER, "Övre målvärde", "Upper target", "övre målvärde", "övre", "upper"),
    _field("limit", _NUMBER, "Gräns", "Limit", "gräns", "gränsvärde", "limit"),
    _chosen("example", "Exempeldata", "Example data", FLAG, "exempeldata", "example"),
)
"""The row of a table of indicators (docs/formats/indicators.md)."""
