"""What axe, a checker of the rules of accessibility, minds about a page as it stands."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

CONTRAST = "color-contrast"
ONLY_COLOURS = (CONTRAST, "link-in-text-block")
"""The rules of colours, which alone can differ between day and night."""

MARK_LOOKS = """([within, known]) => {
  const names = ["color", "fill", "opacity", "filter", "mixBlendMode", "textShadow", "position",
    "backgroundColor", "backgroundImage", "backgroundClip", "fontSize", "fontWeight",
    "display", "visibility", "transform"];
  const numbers = new Map(), looks = new Map(), judged = new Map(), before = new Set(known);
  const number = (text) => {
    let one = 0xdeadbeef, two = 0x41c6ce57;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      one = Math.imul(one ^ code, 2654435761);
      two = Math.imul(two ^ code, 1597334677);
    }
    one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
    two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
    return 4294967296 * (2097151 & two) + (one >>> 0);
  };
  for (const one of document.querySelectorAll("*")) {
    const css = getComputedStyle(one);
    const own = [looks.get(one.parentElement), one.localName, one.getAttribute("class"),
      one.disabled, one.getAttribute("aria-disabled"), ...names.map((name) => css[name])].join("|");
    if (!numbers.has(own)) numbers.set(own, number(own));
    const look = numbers.get(own), times = judged.get(look) ?? 0;
    looks.set(one, look);
    if (before.has(look) || !one.closest(within) || !one.checkVisibility() || times > 2) continue;
    one.setAttribute("data-look", "");
    const words = [...one.childNodes].map((each) => each.nodeType === 3 ? each.data : "").join("");
    if (/[\\p{L}\\p{N}].*[\\p{L}\\p{N}]/su.test(words)) judged.set(look, times + 1);
  }
  axe.configure({rules: [{id: "color-contrast", selector: "[data-look]"}]});
  return [...judged.keys()];
}"""
"""Have the contrast, which takes longest, judged of three texts of each look and not of all.

A look is what an element and all those around it are and are painted with; of others of the same
look nothing else would be said. What is hidden, or has a single letter, is not judged, nor counted.
Looks that are known, from this page or another, are passed over; those that are judged come back.
"""

RUN = """async ([within, options]) => {
  const found = await axe.run(within, {...options, resultTypes: ["violations"]});
  document.querySelectorAll("[data-look]").forEach((one) => one.removeAttribute("data-look"));
  const told = (one) => `${one.html.replaceAll(' data-look=""', "")}: ${one.failureSummary}`;
  return Object.fromEntries(found.violations.map((rule) => [rule.id, rule.nodes.map(told)]));
}"""

_known: set[int] = set()
"""Looks without a fault, by number: the pages of the site have most of theirs in common."""


def faults(page: Page, *only: str, within: str = ":root") -> dict[str, list[str]]:
    """The rules that are broken, or those of them named, and the elements that break each.

    The checker itself breaks the policy with a style.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    judged = page.evaluate(MARK_LOOKS, [within, list(_known)])
    options = {"runOnly": list(only)} if only else {}
    found: dict[str, Any] = page.evaluate(RUN, [within, options])
    if CONTRAST not in found and (CONTRAST in only or not only):
        _known.update(judged)
    return found
