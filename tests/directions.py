"""Words from right to left on a page, and whether their direction is given."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from tests.pages import VOID

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
ISOLATES = re.compile("\u2068[^\u2068\u2069]*\u2069")
"""Text that is set apart by characters, as plain text has to."""

TYPED = {"text", "search"}


def bare(text: str) -> bool:
    """Whether words from right to left stand in a text that is not set apart."""
    while ISOLATES.search(text):
        text = ISOLATES.sub("", text)
    return bool(RIGHT_TO_LEFT.search(text))


class Directions(HTMLParser):
    """Texts of a page in scripts from right to left, and those whose direction nothing gives."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self.without: list[str] = []
        self.feed(re.split(r"<body\b", markup, maxsplit=1)[-1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = tag in {"bdi", "script"} or ("dir", "auto") in attrs
        if tag not in VOID:
            self.open.append((tag, given))
        elif tag == "input" and dict(attrs).get("type") in TYPED:
            self._look(dict(attrs).get("value") or "", given)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._look(data, any(given for _, given in self.open))

    def _look(self, text: str, given: bool) -> None:
        if RIGHT_TO_LEFT.search(text):
            self.found.append(text)
            if not given and bare(text):
                within = " ".join(name for name, _ in self.open[-3:])
                self.without.append(f"<{within}> {' '.join(text.split())}")
