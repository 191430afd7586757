"""The strip of a front: its label over the whole record, and its events a month below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from proxies.charts.scale import joined
from proxies.models.base import page_of
from proxies.queries.panels import Panel
from proxies.series.spells import Spell, Strip
from proxies.vocab import FrontLabel
from proxies.web.templatetags.pieces import piece
from proxies.wording.strips import strip_in_words
from proxies.wording.voices import Voices

register = template.Library()

BAND = 12
"""Height in pixels of the band of labels."""

MIDDLE, TALL, DEEP = 34, 18, 12
"""Heights of the line between attacks and strikes, and of their bars."""

MOST_LABELS = 64
"""Labels that are kept as drawn, of those asked for last."""

MONTH = 26
"""Days that the bar of a month is wide: some less than a month, so that bars stand apart."""

SHORT = 0.025
"""A last spell of less than this part of the axis is under six pixels of a narrow screen."""

PATTERNED = frozenset(
    {"halt-strained", "halt-one-sided", "halt-broken", "halt-reported", "halt-untested"}
)
"""Labels told apart without colour too; the patterns stand in the page."""


def strip(one: Strip, name: str, top: int) -> SafeString:
    """The label of a front as a band, attacks above a line and strikes below it, drawn to the
    largest month of any front (`top`), and a line at the day asked for. One unit across is a day of
    the record, so that strips stand one under the other; patterns, which must not be stretched, lie
    over it in shares of its width."""
    place = _Axis(one.axis)
    bands, over = _label(one.axis, one.until, one.spells)
    bars = format_html_join("", '<path class="{}" d="{}"></path>', _bars(one, place, top).items())
    return format_html(
        '<svg class="strip" height="62" role="img" aria-label="{}">'
        '<path class="axis" d="M0 {}h4000"></path>'
        '<svg width="100%" height="62" viewBox="0 0 {} 62" preserveAspectRatio="none">{}{}</svg>'
        "{}"
        '<rect class="until" x="{}%" width="1.5" height="48"></rect></svg>',
        strip_in_words(one, name),
        MIDDLE,
        place.days,
        bands,
        bars,
        over,
        place.end(one.until),
    )


@lru_cache(MOST_LABELS)
def _label(
    axis: tuple[date, date], until: date, spells: tuple[Spell, ...]
) -> tuple[SafeString, SafeString]:
    """What lies below the bars of a strip, and over them: no question about events changes it."""
    one, place = Strip(axis, until, spells, ()), _Axis(axis)
    bands = format_html_join(
        "", '<path class="band" data-status="{}" d="{}"></path>', _bands(one, place).items()
    )
    over = format_html_join(
        "", '<rect class="{}" {}="{}" x="{}%" width="{}%" height="12"></rect>', _over(one, place)
    )
    last = format_html_join(
        "",
        '<rect class="{} last" {}="{}" x="{}%" width="6" height="12"></rect>',
        _last(one, place),
    )
    years = format_html_join(
        "", '<text x="{}%" y="59">{}</text>', ((place.at(day), day.year) for day in place.years())
    )
    return bands, over + last + years


def strip_key(panels: Iterable[Panel]) -> SafeString:
    """The labels that the strips of some fronts show, in the order of the status rules."""
    spells = [spell for one in panels for spell in one.strip.spells]
    labels = {spell.label for spell in spells if spell.covered}
    found = [str(label) for label in FrontLabel if label in labels]
    if not all(spell.covered for spell in spells):
        found.append("uncovered")
    return piece("parts/strip_key.html", labels=found, patterned=PATTERNED)


@register.filter
def busiest(panels: Iterable[Panel]) -> int:
    """The most attacks or strikes of any month of some fronts; at least one."""
    numbers = (number for one in panels for _, *both in one.strip.months for number in both)
    return max(numbers, default=1)


@register.filter
def page_of_reports(voices: Voices, pin: str) -> str:
    """The address of the reports on which a label rests."""
    anchor = {"pledge": "reports-title", "event": "accounts-title", "front": "closures"}
    page = page_of(f"{voices.page}-detail", voices.slug)
    return f"{page}{pin}#{anchor[voices.page]}"


class _Axis:
    """Shares of the time axis, in per cent."""

    def __init__(self, axis: tuple[date, date]) -> None:
        self.first, self.last = axis
        self.days = (self.last - self.first).days + 1

    def nth(self, day: date) -> int:
        """How many days of the axis lie before a day."""
        return max((day - self.first).days, 0)

    def at(self, day: date) -> str:
        return f"{100 * self.nth(day) / self.days:.2f}"

    def end(self, day: date) -> str:
        return f"{100 * ((day - self.first).days + 1) / self.days:.2f}"

    def length(self, first: date, last: date) -> str:
        return f"{100 * ((last - first).days + 1) / self.days:.2f}"

    def years(self) -> Iterator[date]:
        for year in range(self.first.year + 1, self.last.year + 1):
            yield date(year, 1, 1)


def _bands(one: Strip, place: _Axis) -> dict[str, str]:
    """The spells of each label as one path."""
    bands: defaultdict[str, str] = defaultdict(str)
    for first, last, spell in joined(one.spells, one.until):
        if spell.covered:
            days = (last - first).days + 1
            bands[spell.label] += f"M{place.nth(first)} 0h{days}v{BAND}h-{days}z"
    return bands


def _over(one: Strip, place: _Axis) -> Iterator[tuple[str, str, str, str, str]]:
    """A bar for each stretch that is not covered, and for each spell of a label with a pattern."""
    for first, last, spell in joined(one.spells, one.until):
        ends = place.at(first), place.length(first, last)
        if not spell.covered:
            yield "band", "data-status", "uncovered", *ends
        elif spell.label in PATTERNED:
            yield "over", "fill", f"url(#strip-{spell.label})", *ends


def _last(one: Strip, place: _Axis) -> Iterator[tuple[str, str, str, str]]:
    """The last spell, where it is too short to be seen: six pixels that end with it."""
    for first, last, spell in joined(one.spells, one.until)[-1:]:
        if (last - first).days + 1 < SHORT * place.days:
            label = spell.label if spell.covered else "uncovered"
            yield "band", "data-status", label, place.end(last)
            if spell.covered and label in PATTERNED:
                yield "over", "fill", f"url(#strip-{label})", place.end(last)


def _bars(one: Strip, place: _Axis, top: int) -> dict[str, str]:
    """The attacks of all months as one path, and the strikes as another."""
    bars: defaultdict[str, str] = defaultdict(str)
    for month, attacks, strikes in one.months:
        for kind, number, height in (("attacks", attacks, -TALL), ("strikes", strikes, DEEP)):
            if number:
                tall = height * number / top
                bars[kind] += f"M{place.nth(month)} {MIDDLE}h{MONTH}v{tall:.1f}h-{MONTH}z"
    return bars
