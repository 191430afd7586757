"""Titles of the charts of events, and notes on how to read them."""

from __future__ import annotations

from django.utils.translation import gettext as _


def chart_words(id: str) -> tuple[str, str]:
    """The title of a chart, and how to read it."""
    return {
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
                "An event that names two factions counts for each. Denied attributions do not "
                "count."
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
    }[id]


def symbols_below() -> str:
    """What is added to the note of a chart that marks pledges."""
    return _("Symbols below: pledges, by kind.")


def resolved_to_members(collective: int, every: int) -> str:
    """What is added where umbrellas are resolved: how many counts name only one of them."""
    return _(
        "Umbrellas are resolved to members named beside them: %(collective)d of %(every)d counts "
        "name only an umbrella or facade, and no member."
    ) % {"collective": collective, "every": every}
