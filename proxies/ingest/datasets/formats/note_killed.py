"""How many people were killed by the note of a row, held against the row's own figure.

A note may give several figures, of several sides or by several sources: the row agrees where its
figure lies between the least of them and all of them together. A note that gives none in digits or
in English words, up to the thousands, is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from proxies.ingest.datasets.formats.cells import ISO_DAY
from proxies.ingest.datasets.formats.note_days import MONTH_OF, NUMBERS, WRITTEN
from proxies.ingest.datasets.formats.rows import Figures
from proxies.signs.number_words import WORDED, number_in

NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|{WORDED})\b(?![.,]?\d|\s*(?:%|km))"
VAGUE = r"(?:about|around|some|nearly|almost|roughly|another|a further|reportedly|an estimated)"
BOUND = r"(?P<bound>at least|more than|over|up to|as many as|fewer than|less than)"
BEFORE = rf"(?:(?:{BOUND}|{VAGUE}) )*"
AFTER = re.compile(
    rf"\b(?:kill(?:ed|ing|s)?|(?:the )?deaths? of|claimed the lives of) {BEFORE}(?P<n>{NUMBER})"
    r"(?P<rest>[^.;\n]*)",
    re.IGNORECASE,
)
AHEAD = re.compile(
    rf"(?<![\w.,-]){BEFORE}(?P<n>{NUMBER})(?: (?!wound|injur|hurt)[\w'’-]+){{0,4}}? "
    r"(?:killed|dead|died|fatalit(?:y|ies)|deaths?)\b",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"\b(?:no(?: one|body)?(?: was| were)? killed|no (?:\w+ )?(?:fatalities|deaths|casualties)|"
    r"(?:killed|killing) (?:nobody|no one))\b",
    re.IGNORECASE,
)
HURT = re.compile(r"wound|injur|hurt", re.IGNORECASE)
AT_LEAST = frozenset({"at least", "more than", "over"})
KILLING = re.compile("kill|dead|died|death|fatal|casualt|lives")
"""What no note that tells of somebody killed is without, in lower case."""


class Killed(NamedTuple):
    """The least and the most that a note can mean; None means without an end."""

    least: int
    most: int | None


def agrees(note: str, killed: Figures) -> bool | None:
    """Whether the figure of a row fits its note; None where one of the two gives none."""
    given = [figure for figure in killed if figure is not None]
    if not given or (note.isascii() and not KILLING.search(note.lower())):
        return None
    named = [*_named(_without_days(note))]
    if not named:
        return None
    ends = [each.most for each in named]
    most = sum(end for end in ends if end is not None)
    return min(each.least for each in named) <= max(given) and (None in ends or min(given) <= most)


def _named(note: str) -> Iterator[Killed]:
    """What the note says, statement by statement."""
    taken = []
    for found in AFTER.finditer(note):
        taken.append(found.span("n"))
        yield _killed(found, _others(found["rest"]))
    for found in AHEAD.finditer(note):
        if found.span("n") not in taken:
            yield _killed(found, 0)
    if NOBODY.search(note):
        yield Killed(0, 0)


def _killed(found: re.Match[str], others: int) -> Killed:
    number, bound = _number(found["n"]), (found["bound"] or "").lower()
    if bound in AT_LEAST:
        return Killed(number, None)
    return Killed(0 if bound else number, number + others)


def _others(rest: str) -> int:
    """Numbers that follow in the sentence and may be of further dead, up to those wounded."""
    dead = HURT.split(rest)[0]
    return sum(_number(text) for text in re.findall(NUMBER, dead, re.IGNORECASE))


def _number(text: str) -> int:
    plain = text.replace(",", "").lower()
    return int(plain) if plain.isdigit() else number_in(plain)


def _without_days(note: str) -> str:
    """The note without the numbers of its days and months."""
    for pattern in (WRITTEN, NUMBERS, ISO_DAY, MONTH_OF):
        note = pattern.sub("that day", note)
    return note
