"""The third-party files that the pages load: versions, checksums, and how they are made.

``vendor_assets.py`` checks the committed files against the checksums below. ``vendor_assets.py build FOLDER`` makes
them again in an empty folder with npm (Node 20 or later) and puts them in place; then update FILES from its output.
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
    VENDOR / "inter-5.3.0" / "inter-latin.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    VENDOR / "inter-5.3.0" / "inter-latin-ext.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
    VENDOR / "inter-5.3.0" / "LICENSE": "@fontsource-variable/inter/LICENSE",
    BROWSER / "axe.min.js": "axe-core/axe.min.js",
    BROWSER / "LICENSE-axe-core": "axe-core/LICENSE",
}

FILES = {
    "src/roder/ui/static/ui/vendor/designsystemet-1.22.0/designsystemet.css": "2cde59fd79f14cef7ecfd37cbe9838ed7e075935e7a7ddf9d6fd0b695ac94b12",
    "src/roder/ui/static/ui/vendor/designsystemet-1.22.0/LICENSE": "4512b49c86d9d8c6c87c29fe6e709340ebfd22d83db03675a5434d6a6509ad7b",
    "src/roder/ui/static/ui/vendor/designsystemet-1.22.0/kommun.css": "3a24c54c60abd936011192cb265cf8089bb3b6cd07c63b4a023bd897fd3a57da",
    "src/roder/ui/static/ui/vendor/echarts-6.1.0/echarts-bars.min.js": "76fd481a27279818119118f1f574ff096bb2cd239186f05e0edbb235d20bd9be",
    "src/roder/ui/static/ui/vendor/echarts-6.1.0/LICENSE": "634293835b43a6dd2094fa39182a3d9a6b9ca43b7fdb9ac354e8037af2a3093a",
    "src/roder/ui/static/ui/vendor/echarts-6.1.0/NOTICE": "d491d358344f842685c1b1585970999db65fe30ecf7ef3867af8814f4016c016",
    "src/roder/ui/static/ui/vendor/echarts-6.1.0/LICENSE-zrender": "a681e9d183c72b4af4856935893805eb48c08f0f5a3f260203db7444c20fb98a",
    "src/roder/ui/static/ui/vendor/htmx-2.0.10/htmx.min.js": "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de",
    "src/roder/ui/static/ui/vendor/htmx-2.0.10/LICENSE": "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38",
    "src/roder/ui/static/ui/vendor/inter-5.3.0/inter-latin.woff2": "3100e775e8616cd2611beecfa23a4263d7037586789b43f035236a2e6fbd4c62",
    "src/roder/ui/static/ui/vendor/inter-5.3.0/inter-latin-ext.woff2": "34b9c504cab7a73e37b746343a449132e56cf7b5481af2cb81dc74dcff25c956",
    "src/roder/ui/static/ui/vendor/inter-5.3.0/LICENSE": "3b0a5fca3d17942cde889069889dedbbbd075e9b599968c82a95f4d944e9b345",
    "tests/browser/vendor/axe.min.js": "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
    "tests/browser/vendor/LICENSE-axe-core": "af175b9d96ee93c21a036152e1b905b0b95304d4ae8c2c921c7609100ba8df7e",
}

# A manifest storage stops on a source map or a picture that is not there.
_SOURCE_MAP = re.compile(r"^(/\*|//)# sourceMappingURL=.*$\n?", re.MULTILINE)


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def faults() -> list[str]:
    """Return what differs between the committed files and FILES; empty when all agree."""
    found = []
    for name, expected in FILES.items():
        path = ROOT / name
        if not path.is_file():
            found.append(f"{name}: missing")
        elif sha256_of(path) != expected:
            found.append(f"{name}: changed, sha256 is {sha256_of(path)}")
    stated = {ROOT / name for name in FILES}
    present = {path for folder in (VENDOR, BROWSER) for path in folder.rglob("*") if path.is_file()}
    found.extend(f"{path.relative_to(ROOT)}: not stated in FILES" for path in sorted(present - stated))
    return found


def build(folder: Path) -> None:
    """Make the files from their packages in ``folder`` and copy them into place."""
    folder.mkdir(parents=True, exist_ok=True)
    for recipe in RECIPES.iterdir():
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
        print(f'    "{target.relative_to(ROOT)}": "{sha256_of(target)}",')


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
