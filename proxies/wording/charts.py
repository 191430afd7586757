"""How charts name themselves, their periods and scales."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.charts.words import ChartWords
from proxies.series import Stretch
from proxies.wording.datasets import theatre_name
from proxies.wording.labels import in_sentence
from proxies.wording.phrases import day_in_words, events, month_in_words

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
            "Above: pledges that it made or that name it, by kind; vows and threats are hatched. "
            "Below: attacks by the way it is named for them; those in the name of an umbrella are "
            "on that one’s page."
        ),
    ),
    "ledger": (
        _("Pledges by front and faction"),
        _(
            "From the start to the day it stopped, or to %(day)s. Solid: restraint. Hatched: a "
            "vow or threat. Symbols at the start: its kind. Marks on a bar: incidents by verdict."
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


def figure_words() -> ChartWords:
    """The words inside the figures themselves."""
    return ChartWords(
        code=in_sentence,
        day=day_in_words,
        country=on_map,
        number_of_events=events,
        events=gettext("events"),
        week_from=gettext("week from %(day)s"),
        people_killed=gettext("people killed"),
        killed_figures=gettext(
            "best %(best)s, low %(low)s, high %(high)s<br>%(without)s events without a figure"
        ),
        partner_claimed=gettext("partner-claimed only"),
        pledge=gettext("pledge"),
        span=gettext("%(first)s to %(last)s"),
        label_by_rule=gettext("%(label)s (rule %(rule)d)"),
        located_to=gettext("located to: %(precision)s"),
        said=gettext("Said"),
        did=gettext("Did"),
        restraint=gettext("restraint"),
        vow_or_threat=gettext("vow or threat"),
        start_by_kind=gettext("start, by kind"),
        never_ran=gettext("denied or not begun"),
        runs_on=gettext("runs on"),
        by_other_side=gettext("%(verdict)s, by the other side"),
        attack=gettext("attack, %(how)s"),
        about=gettext("about %(day)s"),
        not_covered=gettext("not covered"),
        last_known=gettext("last known on %(day)s: %(label)s"),
        milestone=gettext("milestone"),
    )


def symbols_below() -> str:
    """What is added to the note of a chart that marks pledges."""
    return gettext("Symbols below: pledges, by kind.")


def before_axis(pledges: Iterable[Stretch], first: date) -> str:
    """What is added to the note of a chart whose axis begins after some pledges were over."""
    earlier = {one.url for one in pledges if (one.last or one.first) < first}
    note = gettext(" Before the axis, in the table: %(number)d.")
    return note % {"number": len(earlier)} if earlier else ""


def hatching() -> str:
    """What is added to the note of a chart on whose axis some days are not covered."""
    return gettext("Hatched: days not covered, of which nothing is known here.")


def resolved_to_members(collective: int, every: int) -> str:
    """What is added where umbrellas are resolved: how many counts name only one of them."""
    return gettext(
        "Umbrellas are resolved to members named beside them: %(collective)d of %(every)d counts "
        "name only an umbrella or facade, and no member."
    ) % {"collective": collective, "every": every}
