"""The label of a front over time, as a strip of bars on a time axis. Pure, as `figures`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from proxies.charts.periods import DAY
from proxies.charts.words import ChartWords
from proxies.series.spells import Spell
from proxies.vocab import FrontLabel

PATTERNS: dict[str, str] = {
    FrontLabel.HALT_STRAINED: "/",
    FrontLabel.HALT_BROKEN: "x",
    FrontLabel.HALT_ONE_SIDED: "\\",
    FrontLabel.HALT_REPORTED: ".",
    FrontLabel.HALT_UNTESTED: "|",
    FrontLabel.CLOSED: "-",
}
"""Told apart without colour too."""

EMPTY: dict[str, str] = {FrontLabel.NONE_RECORDED: "line-strong/0.5", FrontLabel.NO_DATA: "line"}
"""Labels that say that nothing is known to have been: pale, as in the strips of the fronts."""

LETTERS = 110
"""Letters that stand side by side along the axis; a name that its bar has no room for is in the
legend."""


def strips(spells: Sequence[Spell], *, words: ChartWords) -> list[dict[str, Any]]:
    """A trace per label, in order of their first day, and the days not covered in one of their own;
    a label that is named in no bar of its own is in the legend (`meta`: on a narrow axis all are).
    """
    known = [spell for spell in spells if spell.covered]
    labels = list(dict.fromkeys(spell.label for spell in known))
    drawn = [_strip([spell for spell in known if spell.label == label], words) for label in labels]
    in_place = {note["text"] for note in names(spells)}
    for trace in drawn:
        named = trace["name"] in in_place
        trace |= {"showlegend": not named, "meta": {"named": named}}
    unknown = [spell for spell in spells if not spell.covered]
    return [*drawn, *([_uncovered(unknown, words)] if unknown else [])]


def _lying(spells: Sequence[Spell]) -> dict[str, Any]:
    """A bar for each spell, from its first day to its last."""
    return {
        "type": "bar",
        "orientation": "h",
        "yaxis": "y3",
        "y": ["label"] * len(spells),
        "base": [spell.first.isoformat() for spell in spells],
        "x": [((spell.last - spell.first).days + 1) * DAY for spell in spells],
        "width": 1,
    }


def _strip(spells: Sequence[Spell], words: ChartWords) -> dict[str, Any]:
    """The spells of one label."""
    tone = f"status-{spells[0].label}"
    return {
        **_lying(spells),
        "name": spells[0].name,
        "marker": {
            "color": f"${EMPTY.get(spells[0].label, tone)}",
            "pattern": {"shape": PATTERNS.get(spells[0].label, ""), "solidity": 0.2},
        },
        "hovertext": [_spell_words(spell, words) for spell in spells],
        "textposition": "none",
        "hoverinfo": "text",
    }


def _uncovered(spells: Sequence[Spell], words: ChartWords) -> dict[str, Any]:
    """Days that are not covered: hatched, with no label as if it were known."""
    return {
        **_lying(spells),
        "name": words.not_covered,
        "legendgroup": words.not_covered,
        "showlegend": False,
        "marker": {
            "color": "$sunken",
            "pattern": {"shape": "/", "fgcolor": "$muted", "bgcolor": "$sunken", "solidity": 0.15},
        },
        "hovertext": [_uncovered_words(spell, words) for spell in spells],
        "textposition": "none",
        "hoverinfo": "text",
    }


def _uncovered_words(spell: Spell, words: ChartWords) -> str:
    span = words.span % {"first": words.day(spell.first), "last": words.day(spell.last)}
    last = ""
    if spell.looked_at:
        facts = {"day": words.day(spell.looked_at), "label": spell.name}
        last = f"<br>{words.last_known % facts}"
    return f"{span}<br>{words.not_covered}{last}"


def names(spells: Sequence[Spell]) -> list[dict[str, Any]]:
    """The name of a label on its bar, once for all its spells on end that differ only in rule or
    tags; on a narrow axis there is no room for any."""
    runs = [list(run) for _, run in groupby(spells, key=lambda spell: (spell.label, spell.covered))]
    axis = (spells[-1].last - spells[0].first).days + 1
    return [
        _name(run[0].name, run[0].first, run[-1].last)
        for run in runs
        if run[0].covered
        and ((run[-1].last - run[0].first).days + 1) * LETTERS >= axis * (len(run[0].name) + 2)
    ]


def _name(text: str, first: date, last: date) -> dict[str, Any]:
    return {
        "name": "wide",
        "text": text,
        "x": (first + (last - first + timedelta(1)) / 2).isoformat(),
        "y": "label",
        "yref": "y3",
        "showarrow": False,
        "font": {"size": 11, "color": "$ink"},
        "bgcolor": "$surface/0.9",
        "borderpad": 2,
    }


def _spell_words(spell: Spell, words: ChartWords) -> str:
    tags = f"<br>{', '.join(map(words.code, spell.tags))}" if spell.tags else ""
    span = words.span % {"first": words.day(spell.first), "last": words.day(spell.last)}
    label = words.label_by_rule % {"label": spell.name, "rule": spell.rule}
    return f"{span}<br>{label}{tags}"
