"""The strip of a front: its label over the whole record, and its events a month below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from proxies.queries.panels import Panel
from proxies.series.spells import Strip
from proxies.wording.strips import strip_in_words
from proxies.wording.voices import Voices

register = template.Library()

MIDDLE, TALL, DEEP = 34, 18, 12
"""Heights in pixels: of the line between attacks and strikes, and of their bars."""

PATTERNED = frozenset({"halt-strained", "halt-one-sided", "halt-broken", "halt-reported"})
"""Labels told apart without colour too; the patterns stand in the page."""


@register.simple_tag
def strip(one: Strip, name: str, top: int) -> SafeString:
    """The label of a front as a band, attacks above a line and strikes below it, drawn to the
    largest month of any front (`top`), and a line at the day asked for. Widths are shares of the
    whole record, so that strips stand one under the other."""
    place = _Axis(one.axis)
    bands = format_html_join(
        "", '<rect class="{}" {}="{}" x="{}%" width="{}%" height="12"></rect>', _bands(one, place)
    )
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"></rect>',
        _bars(one, place, top),
    )
    years = format_html_join(
        "", '<text x="{}%" y="59">{}</text>', ((place.at(day), day.year) for day in place.years())
    )
    return format_html(
        '<svg class="strip" height="62" role="img" aria-label="{}">{}'
        '<path class="axis" d="M0 {}h4000"></path>{}{}'
        '<rect class="until" x="{}%" width="1.5" height="48"></rect></svg>',
        strip_in_words(one, name),
        bands,
        MIDDLE,
        bars,
        years,
        place.end(one.until),
    )


@register.filter
def busiest(panels: Iterable[Panel]) -> int:
    """The most attacks or strikes of any month of some fronts; at least one."""
    numbers = (number for one in panels for _, *both in one.strip.months for number in both)
    return max(numbers, default=1)


@register.filter
def page_of_reports(voices: Voices, pin: str) -> str:
    """The address of the reports on which a label rests."""
    anchor = {"pledge": "reports-title", "event": "accounts-title", "front": "closures"}
    page = reverse(f"{voices.page}-detail", args=[voices.slug])
    return f"{page}{pin}#{anchor[voices.page]}"


class _Axis:
    """Shares of the time axis, in per cent."""

    def __init__(self, axis: tuple[date, date]) -> None:
        self.first, self.last = axis
        self.days = (self.last - self.first).days + 1

    def at(self, day: date) -> str:
        return f"{100 * max((day - self.first).days, 0) / self.days:.2f}"

    def end(self, day: date) -> str:
        return f"{100 * ((day - self.first).days + 1) / self.days:.2f}"

    def length(self, first: date, last: date) -> str:
        return f"{100 * ((last - first).days + 1) / self.days:.2f}"

    def years(self) -> Iterator[date]:
        for year in range(self.first.year + 1, self.last.year + 1):
            yield date(year, 1, 1)


def _bands(one: Strip, place: _Axis) -> Iterator[tuple[str, str, str, str, str]]:
    """A bar per spell in the colour of its label, and over it the pattern of the label if any."""
    for spell in one.spells:
        ends = place.at(spell.first), place.length(spell.first, spell.last)
        yield "band", "data-status", spell.label if spell.covered else "uncovered", *ends
        if spell.covered and spell.label in PATTERNED:
            yield "over", "fill", f"url(#strip-{spell.label})", *ends


def _bars(one: Strip, place: _Axis, top: int) -> Iterator[tuple[str, str, str, str, str]]:
    for month, attacks, strikes in one.months:
        left, wide = place.at(month), f"{100 * 26 / place.days:.2f}"
        if attacks:
            tall = TALL * attacks / top
            yield "attacks", left, f"{MIDDLE - tall:.1f}", wide, f"{tall:.1f}"
        if strikes:
            yield "strikes", left, str(MIDDLE), wide, f"{DEEP * strikes / top:.1f}"
