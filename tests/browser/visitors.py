"""A person at a page: what the page said on the console, how wide it is, what axe finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK_AXE = """async tags => {
  const { violations, incomplete } = await axe.run({ runOnly: tags, resultTypes: ["violations", "incomplete"] });
  return { violations, incomplete };
}"""
"""Every rule is tried on every element; what passed is not described, which is most of axe's work."""
DRAWN = """async () => {
  await document.fonts.ready;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
"""The page has its fonts and has been drawn with them."""
SCHEMES: dict[str, tuple[str, dict[str, Any]]] = {
    "light": ("light", {}),
    "dark": ("dark", {}),
    "contrast": ("contrast", {}),
    "forced": ("auto", {"forced_colors": "active"}),
}
"""How a screen may look: the choice in our cookie, and what the device says of itself."""


LOOKED_AT = {"color-contrast"}
"""What axe may leave open: colours where one thing lies over another. tests/ui measures every pair of tokens."""


class Visit:
    """One person's way through the site."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.said: list[str] = []
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.said.append(text)

    def goto(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}")

    def choose(self, appearance: str) -> None:
        """Let the screen look so, as the person menu does."""
        self.page.context.add_cookies([{"name": "roder_appearance", "value": appearance, "url": self.site}])

    def faults(self, path: str) -> list[str]:
        """Return what is wrong with a page for those who see, hear or move differently."""
        self.said.clear()
        self.goto(path)
        self.page.evaluate(DRAWN)
        faults = self.faults_here(path)
        # The half second without traffic is mostly over by now; what the page says in it is heard too.
        self.page.wait_for_load_state("networkidle")
        return [*faults, *(f"{path}: {line}" for line in self.said if "404" not in line)]

    def faults_here(self, path: str) -> list[str]:
        """Return what axe finds on the page as it stands, and whether it scrolls sideways."""
        # A sticky row covers what scrolls under it, which axe takes for a target too small: show all at once.
        self.page.wait_for_load_state("load")
        size = self.page.viewport_size or {"width": 1280, "height": 900}
        tall = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size(
            {"width": size["width"], "height": min(max(tall, size["height"]), 12_000)}
        )
        self.page.add_script_tag(path=str(AXE))
        found = self.page.evaluate(ASK_AXE, TAGS)
        faults = [f"{path}: {rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]
        faults += [
            f"{path}: {rule['id']} left open: {node['html']}"
            for rule in found["incomplete"]
            for node in rule["nodes"]
            if rule["id"] not in LOOKED_AT
        ]
        wide, room = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        self.page.set_viewport_size({"width": size["width"], "height": size["height"]})
        return faults + ([f"{path}: {wide} px wide in {room}"] if wide > room else [])
