"""The label of a front over time, as a strip of bars on a time axis. Pure, as `figures`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from proxies.charts.words import ChartWords
from proxies.series.spells import Spell
from proxies.vocab import FrontLabel

DAY = 86_400_000
"""Milliseconds: the unit of lengths on a time axis."""

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

NAMED_FROM = 60
"""Days a label must last for its name to fit into its bar."""


def strips(spells: Sequence[Spell], *, words: ChartWords) -> list[dict[str, Any]]:
    """A trace per label, in order of their first day, the days not covered in one of their own, and
    the names of the long ones."""
    known = [spell for spell in spells if spell.covered]
    labels = list(dict.fromkeys(spell.label for spell in known))
    drawn = [_strip([spell for spell in known if spell.label == label], words) for label in labels]
    unknown = [spell for spell in spells if not spell.covered]
    return [*drawn, *([_uncovered(unknown, words)] if unknown else []), *_names(spells)]


def _lying(spells: Sequence[tuple[Spell, Spell]]) -> dict[str, Any]:
    """Bars from the first day of a spell to the last day of another."""
    days = [(last.last - first.first).days + 1 for first, last in spells]
    return {
        "type": "bar",
        "orientation": "h",
        "yaxis": "y3",
        "y": ["label"] * len(spells),
        "base": [first.first.isoformat() for first, _ in spells],
        "x": [n * DAY for n in days],
        "width": 1,
    }


def _strip(spells: Sequence[Spell], words: ChartWords) -> dict[str, Any]:
    """The spells of one label."""
    tone = f"status-{spells[0].label}"
    return {
        **_lying([(spell, spell) for spell in spells]),
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
        **_lying([(spell, spell) for spell in spells]),
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


def _names(spells: Sequence[Spell]) -> list[dict[str, Any]]:
    """The name of a label, once for all its spells on end that differ only in rule or tags."""
    by_label = groupby(spells, key=lambda spell: (spell.label, spell.covered))
    runs = [list(group) for _, group in by_label]
    ends = [(run[0], run[-1]) for run in runs if run[0].covered]
    long = [(a, b) for a, b in ends if (b.last - a.first).days + 1 >= NAMED_FROM]
    if not long:
        return []
    return [
        {
            **_lying(long),
            "name": "labels",
            "showlegend": False,
            "hoverinfo": "skip",
            "marker": {"color": "rgba(0, 0, 0, 0)", "line": {"width": 0}},
            "text": [first.name for first, _ in long],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "textfont": {
                "color": [
                    "$ink" if first.label in EMPTY or first.label in PATTERNS else "$surface"
                    for first, _ in long
                ],
                "size": 10,
            },
        }
    ]


def _spell_words(spell: Spell, words: ChartWords) -> str:
    tags = f"<br>{', '.join(map(words.code, spell.tags))}" if spell.tags else ""
    span = words.span % {"first": words.day(spell.first), "last": words.day(spell.last)}
    label = words.label_by_rule % {"label": spell.name, "rule": spell.rule}
    return f"{span}<br>{label}{tags}"
