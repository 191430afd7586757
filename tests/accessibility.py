"""What axe, a checker of the rules of accessibility, minds about a page as it stands."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

ONLY_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of colours, which alone can differ between day and night."""

MARK_LOOKS = """(within) => {
  const names = ["color", "fill", "opacity", "filter", "mixBlendMode", "textShadow", "position",
    "backgroundColor", "backgroundImage", "backgroundClip", "fontSize", "fontWeight",
    "display", "visibility", "transform"];
  const numbers = new Map(), looks = new Map(), judged = new Map();
  for (const one of document.querySelectorAll("*")) {
    const css = getComputedStyle(one);
    const own = [looks.get(one.parentElement), one.localName, one.getAttribute("class"),
      one.disabled, one.getAttribute("aria-disabled"), ...names.map((name) => css[name])].join("|");
    if (!numbers.has(own)) numbers.set(own, numbers.size);
    const look = numbers.get(own), times = judged.get(look) ?? 0;
    looks.set(one, look);
    if (!one.closest(within) || !one.checkVisibility() || times > 2) continue;
    one.setAttribute("data-look", "");
    const words = [...one.childNodes].map((each) => each.nodeType === 3 ? each.data : "").join("");
    if (/[\\p{L}\\p{N}].*[\\p{L}\\p{N}]/su.test(words)) judged.set(look, times + 1);
  }
  axe.configure({rules: [{id: "color-contrast", selector: "[data-look]"}]});
}"""
"""Have the contrast, which takes longest, judged of three texts of each look and not of all.

A look is what an element and all those around it are and are painted with; of others of the same
look nothing else would be said. What is hidden, or has a single letter, is not judged, nor counted.
"""

RUN = """async ([within, options]) => {
  const found = await axe.run(within, {...options, resultTypes: ["violations"]});
  document.querySelectorAll("[data-look]").forEach((one) => one.removeAttribute("data-look"));
  const told = (one) => `${one.html.replaceAll(' data-look=""', "")}: ${one.failureSummary}`;
  return Object.fromEntries(found.violations.map((rule) => [rule.id, rule.nodes.map(told)]));
}"""


def faults(page: Page, *only: str, within: str = ":root") -> dict[str, list[str]]:
    """The rules that are broken, or those of them named, and the elements that break each.

    The checker itself breaks the policy with a style.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    page.evaluate(MARK_LOOKS, within)
    options = {"runOnly": list(only)} if only else {}
    found: dict[str, Any] = page.evaluate(RUN, [within, options])
    return found
