"""Pages without the regions that say how far the record reaches, or lead to other days."""

from __future__ import annotations

from collections.abc import Container
from html.parser import HTMLParser

from tests.pages import VOID

MARK = "data-reach"
"""The attribute of such regions: `control`, `record`, or `term` for what was foreseen."""

SHOWN = ("title", "aria-label", "datetime", "content", "alt")
"""Attributes whose words people see or hear."""


class Regions(HTMLParser):
    """All words of a page, its scripts and attributes that are seen among them, without regions."""

    def __init__(self, markup: str, left_out: Container[str]) -> None:
        super().__init__()
        self.left_out = left_out
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        out = given.get(MARK) in self.left_out
        if tag not in VOID:
            self.open.append((tag, out))
        if not out and not self._outside:
            self.words += [f" {given[name]} " for name in SHOWN if given.get(name)]

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._outside:
            self.words.append(data)

    @property
    def _outside(self) -> bool:
        return any(out for _, out in self.open)


def without_regions(markup: str, left_out: Container[str]) -> str:
    """The words of a page with single spaces, without the regions of these kinds."""
    return " ".join("".join(Regions(markup, left_out).words).split())
