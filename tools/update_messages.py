"""Brings the Swedish catalogue up to date with the source texts; what was translated stays.

New texts come in untranslated, for a person to fill in; texts that no longer stand in the source go out.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools import catalogues
from tools import extract_messages

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "src" / "roder" / "locale" / "sv" / "LC_MESSAGES" / "django.po"
HEADER = (
    "Project-Id-Version: Roder\n"
    "Language: sv\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)


def merged(
    entries: list[catalogues.Entry], messages: dict[tuple[str, str], extract_messages.Message]
) -> list[catalogues.Entry]:
    """Return the catalogue that the source texts call for, with the translations that are known."""
    known = {entry.key: entry for entry in entries}
    header = known.get(("", ""), catalogues.Entry(translations={0: HEADER}))
    result = [header]
    for key, message in messages.items():
        before = known.get(key, catalogues.Entry())
        flags = before.flags - {"python-format"}
        if "%(" in message.message + message.plural:
            flags.add("python-format")
        comments = [f"#: {place}" for place in sorted(message.places)]
        comments += [comment for comment in before.comments if not comment.startswith("#:")]
        entry = catalogues.Entry(*key, message.plural, dict(before.translations), flags, comments)
        result.append(entry)
    return result


def main() -> int:
    """Write the catalogue anew and say how much is left to translate."""
    entries = catalogues.read(CATALOGUE.read_text(encoding="utf-8")) if CATALOGUE.exists() else []
    result = merged(entries, extract_messages.in_folder(ROOT))
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(catalogues.write(result), encoding="utf-8")
    left = sum(not all(entry.translations.values() or [""]) for entry in result)
    print(f"{len(result) - 1} messages, {left} to translate: {CATALOGUE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
