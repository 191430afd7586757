"""The label of a front over time, as a strip of bars on a time axis. Pure, as `figures`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proxies.series import Spell

DAY = 86_400_000
"""Milliseconds: the length of a bar on a time axis."""


PATTERNS = {"halt-strained": "/", "halt-broken": "x", "halt-reported": ".", "closed": "-"}
"""Told apart without colour too."""

NAMED_FROM = 60
"""Days a spell must last for its name to fit into its bar."""


def strips(spells: Sequence[Spell]) -> list[dict[str, Any]]:
    """A trace per label, in order of their first day."""
    labels = list(dict.fromkeys(spell.label for spell in spells))
    return [_strip([spell for spell in spells if spell.label == label]) for label in labels]


def _strip(spells: Sequence[Spell]) -> dict[str, Any]:
    """The spells of one label."""
    days = [(spell.last - spell.first).days + 1 for spell in spells]
    return {
        "type": "bar",
        "orientation": "h",
        "name": spells[0].name,
        "yaxis": "y3",
        "y": ["label"] * len(spells),
        "base": [spell.first.isoformat() for spell in spells],
        "x": [n * DAY for n in days],
        "marker": {
            "color": f"$status-{spells[0].label}",
            "pattern": {"shape": PATTERNS.get(spells[0].label, ""), "solidity": 0.2},
        },
        "width": 1,
        "text": [
            spell.name if n >= NAMED_FROM else "" for spell, n in zip(spells, days, strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": "$surface", "size": 10},
        "hovertext": [_spell_words(spell) for spell in spells],
        "hoverinfo": "text",
    }


def _spell_words(spell: Spell) -> str:
    tags = f"<br>{', '.join(spell.tags)}" if spell.tags else ""
    return f"{spell.first} to {spell.last}<br>{spell.name} (rule {spell.rule}){tags}"
