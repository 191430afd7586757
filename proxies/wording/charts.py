"""How charts name themselves, their periods and scales."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.dates import MONTHS_3
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.charts.words import ChartWords
from proxies.series.counts import Cover, Dot, Range, Stack
from proxies.series.ledger import Stretch
from proxies.wording.datasets import theatre_name
from proxies.wording.labels import in_sentence
from proxies.wording.phrases import (
    day_in_words,
    events,
    front_name,
    month_in_words,
)

CHARTS: dict[str, tuple[Any, Any]] = {
    "events-over-time": (
        _("Events over time"),
        _("By the first day of the event, stacked by front."),
    ),
    "label-over-time": (
        _("Label and events over time"),
        _(
            "Strip above: the label of each day, as known on that day. Bars: events of this "
            "question, by their first day."
        ),
    ),
    "events-one-by-one": (_("Events over time"), _("A mark per event, on its first day.")),
    "label-one-by-one": (
        _("Label and events over time"),
        _(
            "Strip above: the label of each day, as known on that day. Below it: a mark per event "
            "of this question, on its first day."
        ),
    ),
    "casualties": (
        _("People killed, on any side"),
        _("Bars: best figures. Whiskers: sums of the lowest and the highest figures reported."),
    ),
    "factions": (
        _("Factions named"),
        _(
            "An event that names two factions counts for each, and so does a clash of which it is "
            "not coded who attacked. Denied attributions do not count."
        ),
    ),
    "weapons": (_("Weapons by front"), _("An event with two weapons stands in both rows.")),
    "outcomes": (
        _("Who is named, and what came of it"),
        _("By the way a party is named for the event, and by outcome."),
    ),
    "map": (
        _("Where it landed"),
        _(
            "One dot per place and front, sized by events; many places are known only "
            "roughly. The front is where the fire came from, not the country hit."
        ),
    ),
    "said-and-did": (
        _("Said and did"),
        _(
            "Above: pledges that it made or that name it, by kind; vows and threats are striped in "
            "their colour; →: runs on. Below: attacks by the way it is named for them; those in "
            "the name of an umbrella are on that one’s page."
        ),
    ),
    "ledger": (
        _("Pledges by front and maker"),
        _(
            "A row per pledge, from its start to the day it stopped, or to %(day)s; →: runs on. "
            "Solid: restraint. Striped in colour: a vow or threat. Beside the axis: its kind. "
            "Marks: incidents by verdict; a larger one stands for several near each other."
        ),
    ),
}
"""The title of each chart, and how to read it."""

AXES: dict[str, tuple[Any, Any]] = {
    "weapons": (_("weapon"), _("front")),
    "outcomes": (_("attribution"), _("outcome")),
}
"""What the rows and the columns of a chart of two ways to count are."""

SHORT_NAMES = {"AE": _("UAE"), "TR": _("Turkey")}
"""Countries that maps write otherwise than in full."""


def period_name(first: date, *, weekly: bool) -> str:
    """A period in words: "December 2024", "week from 2 December 2024"."""
    week = gettext("week from %(day)s") % {"day": day_in_words(first)}
    return week if weekly else month_in_words(first)


def in_period(stack: Stack, n: int) -> str:
    """The events of the nth period of a stack, in all and by front: "November 2024: 19 events"."""
    first, parts, total = stack.rows()[n]
    cover = stack.all_covers[n] if stack.all_covers else Cover.WHOLE
    named = capfirst(period_name(first, weekly=stack.weekly))
    if not total and cover == Cover.NONE:
        return gettext("%(period)s: not covered") % {"period": named}
    line = gettext("%(period)s: %(events)s") % {"period": named, "events": events(total)}
    if cover != Cover.WHOLE:
        line = gettext("%(line)s, partly covered") % {"line": line}
    own = zip(stack.groups, parts, strict=True)
    each = ", ".join(f"{group.name} {count}" for group, count in own if count)
    return f"{line}<br>{each}" if each and len(stack.groups) > 1 else line


def killed_in_period(row: Range) -> str:
    """People killed in a period, with the lowest and the highest figures."""
    named = capfirst(period_name(row.period, weekly=row.weekly))
    if not row.events:
        form = (
            gettext("%(period)s: not covered")
            if row.cover == Cover.NONE
            else gettext("%(period)s: no event")
        )
        return form % {"period": named}
    if row.without == row.events:
        form = gettext("%(period)s: %(events)s, none with a figure of people killed")
        return form % {"period": named, "events": events(row.events)}
    figures = {"period": named, "best": f"{row.best:,}", "low": f"{row.low:,}"}
    form = gettext("%(period)s: %(best)s killed (low %(low)s, high %(high)s)")
    line = form % {**figures, "high": f"{row.high:,}"}
    without = gettext("%(line)s<br>%(events)s without a figure")
    return without % {"line": line, "events": events(row.without)} if row.without else line


def tick(first: date, weekly: bool, with_year: bool) -> str:
    """The name of a period under its bar: "Oct", "2 Dec", with the year where it is new."""
    month = str(MONTHS_3[first.month]).title()
    name = f"{first.day} {month}" if weekly else month
    return f"{name}<br>{first.year}" if with_year else name


def dot_in_words(dot: Dot) -> str:
    """One event: its days, front and title."""
    return f"{dot.when}, {front_name(dot.front.name)}<br>{dot.title}"


def chart_words(id: str, **facts: str) -> tuple[str, str]:
    """The title of a chart, and how to read it."""
    title, note = CHARTS[id]
    return str(title), str(note) % facts


def matrix_axes(id: str) -> tuple[str, str]:
    """What the rows and the columns of a chart of two ways to count are."""
    row, column = AXES[id]
    return str(row), str(column)


def on_map(code: str) -> str:
    """A country or territory where a map has little room."""
    return str(SHORT_NAMES.get(code, "")) or theatre_name(code)


def _pledges(number: int) -> str:
    return ngettext("%(n)d pledge", "%(n)d pledges", number) % {"n": number}


def _and_more(number: int) -> str:
    return gettext("and %(n)d more") % {"n": number}


def figure_words() -> ChartWords:
    """The words inside the figures themselves."""
    return ChartWords(
        code=in_sentence,
        day=day_in_words,
        number_of_pledges=_pledges,
        and_more=_and_more,
        events=gettext("events"),
        period=gettext("a whole period"),
        in_period=in_period,
        killed_in_period=killed_in_period,
        tick=tick,
        dot=dot_in_words,
        people_killed=gettext("people killed"),
        partner_claimed=gettext("partner-claimed only"),
        span=gettext("%(first)s to %(last)s"),
        label_by_rule=gettext("%(label)s (rule %(rule)d)"),
        said=gettext("Said"),
        did=gettext("Did"),
        restraint=gettext("restraint"),
        vow_or_threat=gettext("vow or threat"),
        threats=gettext("vows, threats"),
        start_by_kind=gettext("start, by kind"),
        never_ran=gettext("denied or not begun"),
        runs_on=gettext("runs on"),
        by_other_side=gettext("%(verdict)s, by the other side"),
        other_side=gettext("by the other side"),
        attack=gettext("attack, %(how)s"),
        about=gettext("about %(day)s"),
        not_covered=gettext("not covered"),
        last_known=gettext("last known on %(day)s: %(label)s"),
        milestone=gettext("milestone"),
    )


def symbols_below() -> str:
    """What is added to the note of a chart that marks pledges."""
    return gettext(
        "Below: pledges; a ring counts several that begin near each other, one alone is marked by "
        "kind."
    )


def before_axis(pledges: Iterable[Stretch], first: date) -> str:
    """What is added to the note of a chart whose axis begins after some pledges were over."""
    earlier = {one.url for one in pledges if (one.last or one.first) < first}
    note = gettext("Before the axis, in the table: %(number)d.")
    return note % {"number": len(earlier)} if earlier else ""


def claimed_by_partners() -> str:
    """What is added to the note of a chart of factions of which some are claimed for by others."""
    return gettext("Hatched, after a plus: claimed for it by a partner only.")


def hatching() -> str:
    """What is added to the note of a chart on whose axis some days are not covered."""
    return gettext("Hatched: days not covered, of which nothing is known here.")


def resolved_to_members(collective: int, every: int) -> str:
    """What is added where umbrellas are resolved: how many counts name only one of them."""
    return gettext(
        "Umbrellas are resolved to members named beside them: %(collective)d of %(every)d counts "
        "name only an umbrella or facade, and no member."
    ) % {"collective": collective, "every": every}
