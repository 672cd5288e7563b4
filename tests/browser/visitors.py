"""A person at a page: what the page said on the console, how wide it is, what axe finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""What a scheme can break: it changes colours and nothing else."""
ASK_AXE = """async runOnly => {
  const { violations, incomplete } = await axe.run({ runOnly, resultTypes: ["violations", "incomplete"] });
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


PUT_ON = """scheme => {
  document.documentElement.dataset.colorScheme = scheme === "dark" ? "dark" : "auto";
  document.querySelector('link[href*="ui/css/contrast"]').media = scheme === "contrast" ? "all" : "not all";
  // Colours that pass slowly into others have arrived.
  document.documentElement.offsetWidth;
  document.getAnimations().filter((each) => each instanceof CSSTransition).forEach((each) => each.finish());
}"""
"""The scheme as the server would say it: the root's word, and for which screens the sheet of contrast is read."""


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

    def faults_at(self, path: str, width: int) -> list[str]:
        """Return what is wrong with the page that is open when it has that width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate(DRAWN)
        return self.faults_here(f"{path} at {width} px")

    def faults_in(self, path: str, scheme: str) -> list[str]:
        """Return what cannot be read on the page that is open in a scheme; it keeps that scheme."""
        _cookie, device = SCHEMES[scheme]
        self.page.emulate_media(forced_colors=device.get("forced_colors", "none"))
        self.page.evaluate(PUT_ON, scheme)
        self.page.evaluate(DRAWN)
        return self._axe(f"{path} in {scheme}", COLOUR_RULES)

    def sideways(self, path: str, width: int) -> list[str]:
        """Return whether the page that is open scrolls sideways at that width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate(DRAWN)
        return self._sideways(f"{path} at {width} px")

    def faults_here(self, path: str) -> list[str]:
        """Return what axe finds on the page as it stands, and whether it scrolls sideways."""
        # A sticky row covers what scrolls under it, which axe takes for a target too small: show all at once.
        self.page.wait_for_load_state("load")
        size = self.page.viewport_size or {"width": 1280, "height": 900}
        tall = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size(
            {"width": size["width"], "height": min(max(tall, size["height"]), 12_000)}
        )
        faults = [*self._axe(path, TAGS), *self._sideways(path)]
        self.page.set_viewport_size({"width": size["width"], "height": size["height"]})
        return faults

    def _axe(self, path: str, run_only: list[str]) -> list[str]:
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.add_script_tag(path=str(AXE))
        found = self.page.evaluate(ASK_AXE, run_only)
        faults = [f"{path}: {rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]
        return faults + [
            f"{path}: {rule['id']} left open: {node['html']}"
            for rule in found["incomplete"]
            for node in rule["nodes"]
            if rule["id"] not in LOOKED_AT
        ]

    def _sideways(self, path: str) -> list[str]:
        wide, room = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        return [f"{path}: {wide} px wide in {room}"] if wide > room else []
