"""The fields of the volume model, and what people call them."""

from __future__ import annotations

from roder.domain.volumes import VolumeRowKind
from roder.formats.tabular.fields import Choice
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.fields import plain_name

KIND_WORDS = {
    VolumeRowKind.POPULATION: ("befolkning", "invånare", "population", "people"),
    VolumeRowKind.USE: ("nyttjandegrad", "nyttjande", "use", "rate of use"),
    VolumeRowKind.PRICE: ("prislapp", "pris", "price"),
    VolumeRowKind.SHARE: ("andel", "share", "part"),
    VolumeRowKind.VOLUME: ("volym", "budgeterad volym", "volume"),
    VolumeRowKind.MEASURED: ("uppmätt", "uppmätt volym", "utfall", "measured", "counted"),
}
KEY_WORDS = {
    "preschool": ("förskola", "preschool"),
    "preschool_class": ("förskoleklass", "preschool class"),
    "compulsory_school": ("grundskola", "compulsory school"),
    "after_school": ("fritidshem", "after-school care"),
    "upper_secondary": ("gymnasieskola", "gymnasium", "upper secondary school"),
    "adult_support": ("stöd till vuxna", "support for adults"),
    "elderly_65": ("äldreomsorg 65-79", "elderly care 65-79"),
    "elderly_80": ("äldreomsorg 80-84", "elderly care 80-84"),
    "elderly_85": ("äldreomsorg 85-89", "elderly care 85-89"),
    "elderly_90": ("äldreomsorg 90+", "elderly care 90+"),
}
_KEYS = {plain_name(word): key for key, words in KEY_WORDS.items() for word in (*words, key)}


def volume_key(text: str) -> str:
    """Return the key that a word means; any other word is a key of the municipality's own.

    >>> volume_key("Förskola"), volume_key("Vuxenutbildning")
    ('preschool', 'Vuxenutbildning')
    """
    return _KEYS.get(plain_name(text), text.strip())


VOLUME_FIELDS: tuple[Field, ...] = (
    Field(
        "kind",
        FieldKind.CHOICE,
        "Slag",
        "Kind",
        required=True,
        aliases=("slag", "typ", "kind", "type"),
        choices=tuple(Choice(kind.value, words, words[0]) for kind, words in KIND_WORDS.items()),
    ),
    Field("year", FieldKind.CODE, "År", "Year", required=True, aliases=("år", "year", "from", "från år")),
    Field("key", FieldKind.TEXT, "Nyckel", "Key", aliases=("nyckel", "verksamhet", "volymslag", "key")),
    Field(
        "body",
        FieldKind.CODE,
        "Nämnd",
        "Body",
        aliases=("nämnd", "organ", "kod", "nämndkod", "body", "committee"),
    ),
    Field("ages", FieldKind.TEXT, "Ålder", "Age", aliases=("ålder", "åldrar", "age", "ages")),
    Field(
        "value",
        FieldKind.NUMBER,
        "Värde",
        "Value",
        required=True,
        aliases=("värde", "antal", "procent", "kronor", "value", "number"),
    ),
    Field(
        "day", FieldKind.DATE, "Mätdatum", "Counted on", aliases=("mätdatum", "mätdag", "day", "counted on")
    ),
    Field("months", FieldKind.CODE, "Månader", "Months", aliases=("månader", "gäller månader", "months")),
    Field("source", FieldKind.TEXT, "Källa", "Source", aliases=("källa", "source")),
    Field(
        "example",
        FieldKind.CHOICE,
        "Exempeldata",
        "Example data",
        aliases=("exempeldata", "exempel", "example", "example data"),
        choices=(Choice("yes", ("ja", "yes", "x", "exempeldata"), "ja"), Choice("", ("nej", "no"), "")),
    ),
)
"""The row of a table of the volume model (docs/formats/volumes.md)."""
