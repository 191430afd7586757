"""How records are put into words on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any

import orjson
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from jinja2 import pass_context

from proxies.charts.chart import Chart
from proxies.exports.html import size_of
from proxies.methods.facts import Assessment
from proxies.models import AttackEvent, Dataset
from proxies.series.counts import Point, Range, Stack
from proxies.vocab import DatePrecision
from proxies.wording import charts, compare, coverage, datasets, days, labels, phrases, record
from proxies.wording.later import text_as_of, worded_by
from proxies.wording.status import not_covered_since

register = template.Library()
for words in (
    *(datasets.assessed_by, datasets.checked, datasets.chosen_how, datasets.counts_of_what),
    *(
        datasets.coverages,
        datasets.completeness,
        datasets.only_adds,
        datasets.records,
        datasets.theatres,
        datasets.undone,
        datasets.what_counts_mean,
        labels.each_in_sentence,
        labels.in_sentence,
    ),
    *(
        days.known_days,
        phrases.short_day,
        phrases.short_month,
        record.acting,
        record.assessed_later,
        record.other_acts,
    ),
    *(record.attributed, record.between, record.coded),
    *(record.figures, record.moment, record.sides, record.status_sentence, record.verdicts),
    record.when,
    record.when_in_short,
):
    register.filter(words)
for said in (
    compare.in_full,
    compare.release_name,
    coverage.gaps_in_words,
    coverage.covered_in_words,
    coverage.ends_in_words,
    coverage.last_covered,
):
    register.filter(said)
register.filter(not_covered_since)
register.filter("day", record.day_to_precision)
register.filter(worded_by)
register.filter("label", labels.label_of)


@pass_context
def text_of(context: Mapping[str, Any], record: Any, name: str) -> str:
    """A text of a record by its name, as of the day asked for."""
    return text_as_of(record, name, context["as_of"])


@register.filter
def sources_of(assessment: Assessment, day: date) -> list[tuple[str, str]]:
    """Slug and name of the sources that an assessment rested on by a day, each once."""
    citations = (one for one in assessment.citations if one.counts_by(day))
    return list(dict.fromkeys((one.source, one.source_name) for one in citations))


LICENCES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}
"""Where the text of a licence stands that is known by its name."""


@register.filter
def licensed(dataset: Dataset) -> SafeString:
    """The licence of a dataset, with its text where that is known."""
    words = datasets.licence(dataset)
    if words in LICENCES:
        return format_html('<a href="{}" rel="license">{}</a>', LICENCES[words], words)
    return format_html("<bdi>{}</bdi>", words)


@register.filter
def learned(event: AttackEvent) -> date | None:
    """The day of the first report that counts and has one; of an import that of its source, else of
    its release."""
    if event.graded:
        return event.graded.evidence.first_dated  # type: ignore[no-any-return]
    return event.reported or event.dataset.released


@register.filter
def by(value: date | None, day: date | None) -> date | None:
    """A date that had come by a day, else None: what was to come is not shown as known."""
    return value if value is None or day is None or value <= day else None


@register.filter
def iso(value: date | None) -> str:
    """A day, or the day of a moment, as HTML writes it for machines: "2024-12-23"."""
    return value.isoformat()[:10] if value else ""


@register.filter
def machine_day(value: date, precision: str) -> str:
    """A day for machines, to its precision: "2024-12", "2024"."""
    lengths = {DatePrecision.YEAR.value: 4, DatePrecision.MONTH.value: 7}
    return value.isoformat()[: lengths.get(precision, 10)]


@register.filter
def comma(value: int) -> SafeString:
    """A count with its thousands apart; called for every cell of every table, so kept bare."""
    return SafeString(f"{value:,}")


POINT_ROW = (
    '\n      <tr><th scope="row"><a href="{}"><bdi>{}</bdi></a></th><td>{}</td><td>{}</td>'
    '<td class="num">{}</td><td class="num">{}</td></tr>\n    '
)


def point_rows(points: Sequence[Point]) -> SafeString:
    """The rows of places, hundreds on a page: written at once, as a loop of the template would take
    longer than all else on it."""
    unknown = _("not established")
    rows = (
        (
            point.url,
            point.name,
            labels.in_sentence(point.precision),
            capfirst(point.front),
            comma(point.count),
            unknown if point.killed is None else comma(point.killed),
        )
        for point in points
    )
    return format_html_join("", POINT_ROW, rows)


@register.filter
def embed(figure: Mapping[str, Any]) -> SafeString:
    """A figure as JSON that is safe between script tags."""
    text = orjson.dumps(figure).decode()
    for character, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(character, escape)
    return mark_safe(text)  # noqa: S308  the three characters that could end the script are escaped


@pass_context
def chart_question(context: Mapping[str, Any]) -> str:
    """What the charts of a page are of: its subject, where it has one, and the question."""
    subject = context.get("actor") or context.get("front")
    name = [context["title"]] if subject else []
    return " · ".join([*name, *context["question"].clauses_without_day])


@register.filter
def size_of_file(chart: Chart) -> str:
    """How large a chart is as a file of its own, the figure as what is wanting to the next tenth:
    "1.7 MB"."""
    return _("%(size)s MB") % {"size": f"{ceil(size_of(chart) / 1e5) / 10:.1f}"}


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
    return charts.period_name(value, weekly=stack.weekly)
