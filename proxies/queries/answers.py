"""Answers to questions about the curated record, each kept until the record changes."""

from __future__ import annotations

from collections.abc import Hashable

from proxies.queries.answer import Answer
from proxies.queries.statuses import once
from proxies.record.choices import Choices
from proxies.record.versions import Copy
from proxies.selection import CURATED, Selection

_kept: Copy[dict[Hashable, Answer]] = Copy(dict)


def answer_to(selection: Selection, choices: Choices) -> Answer:
    """The answer to a question, with what was counted for it since the record changed last.

    Only those about the curated record are kept, which is in memory as a whole; files may hold
    millions of events.
    """
    if selection.datasets != (CURATED,):
        return Answer(selection, choices)
    return once(_kept.get(), (selection, choices.today), lambda: Answer(selection, choices))
