"""The scale of the time control: labels of the fronts, starts of pledges and days not covered, as
paths of SVG. Nothing is drawn past the day asked for but the axis.

One unit across is a day. Bands are stretched to the width of the page, so places of what is not
stretched, the handle and the years, are percentages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from proxies.series.spells import Scale, Spell, Start

ROW, APART, TOP = 5, 1, 5
"""Units down: a front's row, the space under it, and the strip of ticks above the first."""

EDGE, NARROW_EDGE = 12.0, 22.0
"""Per cent at either end that belong to the names of the first and the last month; on a phone."""


@dataclass(frozen=True)
class Year:
    """A year at its first day; `crowded` where a narrow screen has no room for it."""

    place: str
    year: int
    crowded: bool


@dataclass(frozen=True)
class Drawn:
    """What is drawn up to a day; `bands` by label."""

    days: int
    height: int
    place: int
    bands: dict[str, str]
    gaps: str
    starts: str
    halts: str
    years: tuple[Year, ...]

    @property
    def handle(self) -> str:
        return percent(self.place, self.days)


def drawn(scale: Scale, starts: Iterable[Start], day: date) -> Drawn:
    """The scale as it is drawn for a day."""
    bands: defaultdict[str, list[str]] = defaultdict(list)
    gaps: list[str] = []
    for row, spells in enumerate(scale.rows):
        for first, last, spell in joined(spells, day):
            drawn_in = bands[spell.label] if spell.covered else gaps
            drawn_in.append(_box((first - scale.first).days, row, (last - first).days + 1))
    ticks = [one for one in starts if scale.first <= one.day <= min(day, scale.last)]
    return Drawn(
        days=scale.days,
        height=TOP + len(scale.rows) * (ROW + APART),
        place=scale.place(day),
        bands={label: "".join(boxes) for label, boxes in sorted(bands.items())},
        gaps="".join(gaps),
        starts=_ticks(scale, (one for one in ticks if not one.halts)),
        halts=_ticks(scale, (one for one in ticks if one.halts)),
        years=_years(scale),
    )


def row_places(rows: int) -> list[str]:
    """Where the middle of each row lies, as an attribute of SVG writes it."""
    high = TOP + rows * (ROW + APART)
    return [percent(2 * (TOP + n * (ROW + APART)) + ROW, 2 * high) for n in range(rows)]


def percent(place: int, days: int) -> str:
    """A place on the scale as an attribute of SVG writes it."""
    return f"{100 * place / days:.2f}%"


def gaps_of_all(scale: Scale) -> list[tuple[int, int]]:
    """The days that are covered of no front: first and last, counted from the scale's first."""
    covered: set[int] = set()
    for spell in (spell for row in scale.rows for spell in row if spell.covered):
        covered.update(range((spell.first - scale.first).days, (spell.last - scale.first).days + 1))
    gaps: list[tuple[int, int]] = []
    for place in sorted(set(range(scale.days)) - covered):
        goes_on = bool(gaps) and gaps[-1][1] == place - 1
        first = gaps.pop()[0] if goes_on else place
        gaps.append((first, place))
    return gaps


def joined(spells: Sequence[Spell], day: date) -> list[tuple[date, date, Spell]]:
    """The spells up to a day, those on end of one label and coverage as one."""
    whole: list[tuple[date, date, Spell]] = []
    for spell in (one for one in spells if one.first <= day):
        first, last = spell.first, min(spell.last, day)
        if whole:
            begun, end, before = whole[-1]
            alike = (before.label, before.covered) == (spell.label, spell.covered)
            if alike and end + timedelta(1) == first:
                whole[-1] = (begun, last, before)
                continue
        whole.append((first, last, spell))
    return whole


def _box(place: int, row: int, days: int) -> str:
    return f"M{place} {TOP + row * (ROW + APART)}h{days}v{ROW}h-{days}z"


def _ticks(scale: Scale, starts: Iterable[Start]) -> str:
    """Lines from the strip on top through the rows of the fronts that each pledge names."""
    lines = []
    for start in starts:
        place = (start.day - scale.first).days
        lines.append(f"M{place} 0v{TOP}" if start.halts else f"M{place} {TOP - 3}v3")
        if start.halts:
            lines += [f"M{place} {TOP + row * (ROW + APART)}v{ROW}" for row in start.rows]
    return "".join(dict.fromkeys(lines))


def _years(scale: Scale) -> tuple[Year, ...]:
    """The years whose first day lies on the scale, apart from the months at its ends."""
    firsts = [date(year, 1, 1) for year in range(scale.first.year + 1, scale.last.year + 1)]
    places = [((one - scale.first).days, one.year) for one in firsts]
    shares = [(place, year, 100 * place / scale.days) for place, year in places]
    return tuple(
        Year(percent(place, scale.days), year, not NARROW_EDGE < share < 100 - NARROW_EDGE)
        for place, year, share in shares
        if EDGE < share < 100 - EDGE
    )
