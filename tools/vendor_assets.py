"""The third-party files that the pages load: versions, checksums, and how they are made.

``vendor_assets.py`` checks the committed files against their checksums. ``vendor_assets.py build FOLDER``
makes them again in an empty folder with npm (Node 20 or later), puts them in place and writes the checksums.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src" / "roder" / "ui" / "static" / "ui" / "vendor"
BROWSER = ROOT / "tests" / "browser" / "vendor"
RECIPES = ROOT / "tools" / "vendor"
INTER = VENDOR / "inter-5.3.0"
INTER_FILES = "@fontsource-variable/inter/files"

PACKAGES = (
    "@digdir/designsystemet-css@1.22.0",
    "@digdir/designsystemet@1.15.0",
    "echarts@6.1.0",
    "esbuild@0.28.2",
    "htmx.org@2.0.10",
    "@fontsource-variable/inter@5.3.0",
    "axe-core@4.14.1",
)

SOURCES = {
    VENDOR / "designsystemet-1.22.0" / "designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    VENDOR / "designsystemet-1.22.0" / "LICENSE": "@digdir/designsystemet-css/LICENSE",
    VENDOR / "designsystemet-1.22.0" / "kommun.css": "../design-tokens-build/kommun.css",
    VENDOR / "echarts-6.1.0" / "echarts-bars.min.js": "../echarts-bars.min.js",
    VENDOR / "echarts-6.1.0" / "LICENSE": "echarts/LICENSE",
    VENDOR / "echarts-6.1.0" / "NOTICE": "echarts/NOTICE",
    VENDOR / "echarts-6.1.0" / "LICENSE-zrender": "zrender/LICENSE",
    VENDOR / "htmx-2.0.10" / "htmx.min.js": "htmx.org/dist/htmx.min.js",
    VENDOR / "htmx-2.0.10" / "LICENSE": "htmx.org/LICENSE",
    INTER / "inter-latin.woff2": f"{INTER_FILES}/inter-latin-wght-normal.woff2",
    INTER / "inter-latin-ext.woff2": f"{INTER_FILES}/inter-latin-ext-wght-normal.woff2",
    INTER / "LICENSE": "@fontsource-variable/inter/LICENSE",
    BROWSER / "axe.min.js": "axe-core/axe.min.js",
    BROWSER / "LICENSE-axe-core": "axe-core/LICENSE",
}

SUMS = RECIPES / "SHA256SUMS"
"""The checksums, in the form that ``sha256sum --check`` reads, by path from the repository's root."""

# A manifest storage stops on a source map or a picture that is not there.
_SOURCE_MAP = re.compile(r"^(/\*|//)# sourceMappingURL=.*$\n?", re.MULTILINE)


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def faults() -> list[str]:
    """Return what differs between the committed files and the checksums; empty when all agree."""
    stated = dict(line.split("  ", 1)[::-1] for line in SUMS.read_text(encoding="utf-8").splitlines())
    found = []
    for name, expected in stated.items():
        path = ROOT / name
        if not path.is_file():
            found.append(f"{name}: missing")
        elif sha256_of(path) != expected:
            found.append(f"{name}: changed, sha256 is {sha256_of(path)}")
    present = {path for folder in (VENDOR, BROWSER) for path in folder.rglob("*") if path.is_file()}
    found.extend(
        f"{path.relative_to(ROOT)}: no checksum is stated"
        for path in sorted(present)
        if str(path.relative_to(ROOT)) not in stated
    )
    return found


def build(folder: Path) -> None:
    """Make the files from their packages in ``folder`` and copy them into place."""
    folder.mkdir(parents=True, exist_ok=True)
    for recipe in RECIPES.glob("*.js*"):
        shutil.copy(recipe, folder / recipe.name)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", *PACKAGES], cwd=folder, check=True)
    binaries = folder / "node_modules" / ".bin"
    for step in ("create", "build"):
        subprocess.run([str(binaries / "designsystemet"), "tokens", step, "--clean"], cwd=folder, check=True)
    bundle = ["--bundle", "--minify", "--format=esm", "--legal-comments=inline"]
    subprocess.run(
        [str(binaries / "esbuild"), "echarts-entry.js", *bundle, "--outfile=echarts-bars.min.js"],
        cwd=folder,
        check=True,
    )
    for target, source in SOURCES.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_without_source_map(folder / "node_modules" / source, target)
    lines = [f"{sha256_of(target)}  {target.relative_to(ROOT)}\n" for target in SOURCES]
    SUMS.write_text("".join(lines), encoding="utf-8")


def copy_without_source_map(source: Path, target: Path) -> None:
    if source.suffix in {".css", ".js"}:
        target.write_text(_SOURCE_MAP.sub("", source.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["build"] and len(arguments) > 1:
        build(Path(arguments[1]).resolve())
        return 0
    found = faults()
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
