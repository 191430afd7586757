"""A text as its sentences, and the part of it that says what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proxies.methods.suggestions.thresholds import LEAD_SENTENCES
from proxies.signs.folding import FoldedText

END = re.compile(
    r"(?<![.!?؟…]{2})(?<![\s.]\w)(?<!\d)[.!?؟…]++(?=\s|\Z)|(?<=\d)[.](?=\s\D|\Z)|\n+|؛|;"
)
"""A row of signs is tried from its first or second on alone, however long it is."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the folded text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def sentences(text: FoldedText) -> Iterator[Sentence]:
    """The sentences of a text, in order; a line ends one."""
    begin = 0
    for end in END.finditer(text.text):
        if text.text[begin : end.start()].strip():
            yield Sentence(text.text[begin : end.start()], begin)
        begin = end.end()
    if text.text[begin:].strip():
        yield Sentence(text.text[begin:], begin)


def lead(text: FoldedText, title_signs: int) -> tuple[Sentence, ...]:
    """The title and the first sentences of the text."""
    found: list[Sentence] = []
    below = 0
    for one in sentences(text):
        below += text.places[one.start] >= title_signs
        if below > LEAD_SENTENCES:
            break
        found.append(one)
    return tuple(found)
