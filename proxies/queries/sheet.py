"""How much of a sheet of paper a brief takes, so that no brief needs a second one.

Measured on the printed page (`static/css/print.css`): letters to a line and heights in pixels of
1/96 inch. They err on the side of too much.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

from proxies.wording.brief import FrontText, Line, Part
from proxies.wording.brief_sources import SourceText

SHEET = 880
"""The height of a sheet between its margins."""


@dataclass(frozen=True, slots=True)
class Print:
    """How a brief is set: letters to a line and the height of a line, of the prose and of the
    sources in their columns; `run_on` says that the lines of a part follow each other in one
    paragraph."""

    letters: int
    line: float
    source_letters: int
    source_line: float
    columns: int
    run_on: bool


OF_ONE = Print(118, 13.1, 84, 9.5, 2, run_on=False)
OF_SEVERAL = Print(138, 11.4, 70, 8.7, 3, run_on=True)

BOLD = 0.8
"""Letters of a verdict, which is bold, to one of the prose."""

HEAD, FRONT, PART, FOOT = 92, 14, 4, 44
"""The heights of what stands above the fronts, around each front and each part, and below."""


def height(
    fronts: Iterable[FrontText],
    sources: Iterable[SourceText],
    beyond: Part | None = None,
    short_names: str = "",
) -> float:
    """The height of a brief in print."""
    fronts = tuple(fronts)
    how = OF_ONE if len(fronts) == 1 else OF_SEVERAL
    whole = sum(_front(one, how) for one in fronts) + _sources(sources, how)
    foot = FOOT + ceil(len(short_names) / how.letters) * how.line
    return HEAD + whole + (FRONT + _part(beyond, how) if beyond else 0) + foot


def _front(front: FrontText, how: Print) -> float:
    alone = [front.verdict, *front.beside]
    lines = sum(_lines([one], how) for one in front.beside)
    lines += _lines([front.verdict], replace(how, letters=int(how.letters * BOLD)))
    high = FRONT + lines * how.line + 2 * len(alone) + (0 if how.run_on else 24)
    return high + sum(_part(part, how) for part in front.parts)


def _part(part: Part, how: Print) -> float:
    said = [*part.lines, *([Line(part.more)] if part.more else [])]
    if how.run_on:
        return _lines([Line(part.heading), *said], how) * how.line + PART
    return sum(_lines([one], how) * how.line + 1.6 for one in said) + 2 * PART


def _lines(said: Iterable[Line], how: Print) -> int:
    letters = sum(len(one.lead) + len(one.text) + 3 * len(one.sources) + 2 for one in said)
    return ceil(letters / how.letters)


def _sources(sources: Iterable[SourceText], how: Print) -> float:
    lines = 0
    for one in sources:
        headline = 0 if one.readable else len(one.headline)
        said = (one.outlet, one.day, one.origin, one.alignment)
        letters = headline + sum(map(len, said)) + 12 + 0.88 * len(one.url)
        lines += ceil(letters / how.source_letters)
    return (lines / how.columns + 2) * how.source_line
