"""How the map names its fronts, panels and marks, and says how it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.charts.clusters import Cluster, Kind, MapMark, kind_of
from proxies.charts.map import MapWords
from proxies.series.counts import Centre
from proxies.wording.charts import on_map
from proxies.wording.coverage import stretch
from proxies.wording.labels import in_sentence
from proxies.wording.phrases import events, isolated

PANELS: dict[str, Any] = {
    "levant": _("Levant and Iraq"),
    "red-sea": _("Red Sea and Yemen"),
}

KEY: dict[Kind, tuple[str, Any]] = {
    Kind.SPOT: ("●■◆▲", _("a place known to its district or closer")),
    Kind.SEA: ("○□◇△", _("at sea, estimated")),
    Kind.PROVINCE: ("◌", _("somewhere in a province (disc: an average one)")),
    Kind.COUNTRY: ("▨", _("somewhere in a country (shaded)")),
}
"""How places are drawn that are known more or less closely."""


def map_words(centres: Sequence[Centre]) -> MapWords:
    """The words on a map of these fronts."""
    named = {centre.front: centre.name for centre in centres}

    def front(slug: str) -> str:
        return named.get(slug) or capfirst(slug)

    return MapWords(
        country=on_map,
        front=front,
        panel=lambda code: str(PANELS.get(code, "")),
        mark=lambda mark: _mark(mark, front),
    )


def _mark(mark: MapMark, front: Any) -> str:
    """What is said of a mark: place, events by front, killed, first and last day, precision."""
    cluster = mark.cluster
    lines = [_place(cluster), _counts(cluster, front), _killed(cluster)]
    lines += [stretch(*cluster.days)] if cluster.days else []
    known = ", ".join(in_sentence(precision) for precision in cluster.precisions)
    lines.append(gettext("Located to: %(precision)s") % {"precision": known})
    return "<br>".join(filter(None, lines))


def _place(cluster: Cluster) -> str:
    if cluster.kind == Kind.COUNTRY and cluster.country:
        return gettext("Somewhere in %(country)s") % {"country": on_map(cluster.country)}
    name = isolated(cluster.name) or gettext("Around %(lat).1f, %(lon).1f") % {
        "lat": cluster.lat,
        "lon": cluster.lon,
    }
    more = cluster.place_count - 1
    if not more:
        return name
    form = ngettext("%(place)s and %(n)d place near it", "%(place)s and %(n)d places near it", more)
    return form % {"place": name, "n": more}


def _counts(cluster: Cluster, front: Any) -> str:
    """ "12 events: Iraq 5, Yemen 7", or of one front "5 events, Iraq front"."""
    counts = cluster.by_front()
    if len(counts) == 1:
        (slug,) = counts
        words = gettext("%(events)s, %(front)s front")
        return words % {"events": events(cluster.count), "front": isolated(front(slug))}
    each = ", ".join(f"{isolated(front(slug))} {count}" for slug, count in counts.items())
    return gettext("%(events)s: %(each)s") % {"events": events(cluster.count), "each": each}


def _killed(cluster: Cluster) -> str:
    if cluster.killed is None:
        return gettext("Killed: not established")
    return gettext("Killed, best figures: %(number)s") % {"number": f"{cluster.killed:,}"}


def map_key(precisions: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What the kinds of marks stand for that are drawn."""
    drawn = {kind_of(precision) for precision in precisions}
    return tuple((sign, str(words)) for kind, (sign, words) in KEY.items() if kind in drawn)


def map_note(unplaced: int, *, cells: bool) -> str:
    """How the map is read, and what of the question is not on it."""
    parts = [
        gettext(
            "A mark’s area is its number of events; places near each other are one mark. Colour "
            "and shape: the front the fire came from. Lines run from the middle of a front to "
            "what it hit across a border or at sea."
        )
    ]
    if cells:
        parts.append(
            gettext("Too many places to tell apart: counted in cells of a quarter degree.")
        )
    if unplaced:
        form = ngettext(
            "Not on the map: %(n)s event of which no place is known.",
            "Not on the map: %(n)s events of which no place is known.",
            unplaced,
        )
        parts.append(form % {"n": f"{unplaced:,}"})
    return " ".join(parts)
