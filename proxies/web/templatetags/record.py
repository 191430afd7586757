"""How records are put into words on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from proxies.methods.facts import Assessment
from proxies.models import AttackEvent
from proxies.models.base import label as label_of
from proxies.series import Range, Spark, Stack, period_name
from proxies.wording.datasets import coverages

register = template.Library()
register.filter("label", label_of)
register.filter("coverages", coverages)

ENDASH = "\N{EN DASH}"


STATUS_SENTENCES = {
    "closed": "The front is closed, for another reason than a pledge.",
    "halt-broken": "A halt was broken by two confirmed breaches.",
    "halt-strained": "A halt runs, with an incident in the last 28 days.",
    "halt-reported": "A halt is reported, but nothing bears it out on the record.",
    "halt-holding": "A halt has run for 14 days or more, with no incident in the last 28.",
    "halt-untested": "A halt runs, but for less than 14 days.",
    "rising": "Attacks come more often than in the 84 days before.",
    "falling": "Attacks come less often than in the 84 days before.",
    "quiet": "No attack in the last 28 days, in a record that would hold it.",
    "steady": "Attacks come about as often as in the 84 days before.",
    "active": "Attacks in the last 28 days; how often they come cannot be said.",
    "no-data": "No halt and no attack is known of. That is not quiet: the record may miss it.",
    "denied": "A halt on this front is known only by denials.",
    "vows-to-continue": "A vow to go on was made or repeated in the last 90 days.",
    "partial": "In the year before, the parties bound attacked an opponent it leaves out.",
    "bound": "By the side bound",
    "other": "By the other side",
}
"""Labels, tags and sides in plain words."""


@register.filter
def status_sentence(value: str) -> str:
    """What a label or tag of a front means."""
    return STATUS_SENTENCES.get(str(value), str(value))


@register.filter
def verdicts(counts: Mapping[str, int]) -> str:
    """Incidents by verdict, as "1 confirmed, 2 alleged"; those out of scope are none."""
    found = (f"{n} {verdict}" for verdict, n in counts.items() if n and verdict != "out of scope")
    return ", ".join(found) or "none known"


@register.filter
def sources_of(assessment: Assessment, day_: date) -> list[tuple[str, str]]:
    """Slug and name of the sources that an assessment rested on by a day, each once."""
    counting = (said for said in assessment.citations if said.counts_by(day_))
    return list(dict.fromkeys((said.source, said.source_name) for said in counting))


@register.filter
def day(value: date | None, precision: str = "day") -> str:
    """A day to its precision: "3 October 2024", "week of 3 October 2024", "October 2024"."""
    if value is None:
        return "not established"
    if precision == "month":
        return f"{value:%B %Y}"
    if precision == "year":
        return f"{value:%Y}"
    text = f"{value.day} {value:%B %Y}"
    return f"week of {text}" if precision == "week" else text


@register.filter
def when(event: AttackEvent) -> str:
    """The day or days of an event, to their precision."""
    if event.first_day == event.last_day or event.precision != "day":
        return day(event.first_day, event.precision)
    first = f"{event.first_day.day}"
    if event.first_day.year != event.last_day.year:
        first = day(event.first_day)
    elif event.first_day.month != event.last_day.month:
        first = f"{event.first_day.day} {event.first_day:%B}"
    return f"{first}{ENDASH}{day(event.last_day)}"


@register.filter
def figures(record: Any, name: str) -> str:
    """Casualties in words: "3", a span with its best, "at least 2", or "not established"."""
    low, best, high = (getattr(record, f"{name}_{part}") for part in ("low", "best", "high"))
    known = [value for value in (low, best, high) if value is not None]
    if not known:
        return "not established"
    if high is None:
        return f"at least {known[0]:,}"
    if low == high:
        return f"{high:,}"
    span = f"{low:,}{ENDASH}{high:,}" if low is not None else f"up to {high:,}"
    return f"{span}, best {best:,}" if best is not None and best not in (low, high) else span


@register.filter
def by(value: date | None, day: date | None) -> date | None:
    """A date that had come by a day, else None: what was to come is not shown as known."""
    return value if value is None or day is None or value <= day else None


@register.filter
def comma(value: int) -> SafeString:
    """A count with its thousands apart; called for every cell of every table, so kept bare."""
    return SafeString(f"{value:,}")


@register.filter
def between(low: int, high: int) -> str:
    """Two sums as "12" or, with a dash, "12 to 15"."""
    return f"{low:,}" if low == high else f"{low:,}{ENDASH}{high:,}"


@register.filter
def embed(figure: Mapping[str, Any]) -> SafeString:
    """A figure as JSON that is safe between script tags."""
    text = orjson.dumps(figure).decode()
    for character, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(character, escape)
    return mark_safe(text)  # noqa: S308  the three characters that could end the script are escaped


@register.filter
def level(count: int, most: int) -> int:
    """The shade of a cell, 0 to 5."""
    return 0 if not count or not most else 1 + min(4, (count * 5 - 1) // most)


@register.filter
def peak(counts: Sequence[Sequence[int]]) -> int:
    """The largest count of a matrix."""
    return max((n for row in counts for n in row), default=0)


@register.filter
def period(value: date, stack: Stack | Range) -> str:
    """The name of a period of a chart: a month, or the week from a Monday."""
    return period_name(value, weekly=stack.weekly)


@register.simple_tag
def sparkline(spark: Spark | None, name: str) -> SafeString:
    """Events per period as small bars, all panels to one scale, with span and maximum in words."""
    if spark is None:
        return SafeString("")
    width = 100 / len(spark.counts)
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"></rect>',
        (
            (
                f"{i * width:.2f}",
                f"{30 - 28 * n / max(spark.top, 1):.2f}",
                f"{width * 0.8:.2f}",
                f"{28 * n / max(spark.top, 1):.2f}",
            )
            for i, n in enumerate(spark.counts)
        ),
    )
    return format_html(
        '<div class="spark"><svg class="sparkline" viewBox="0 0 100 30" '
        'preserveAspectRatio="none" role="img" aria-label="{}: events over time">'
        '{}<path class="axis" d="M0 30H100"></path></svg><p>{}</p></div>',
        name,
        bars,
        spark.words,
    )
