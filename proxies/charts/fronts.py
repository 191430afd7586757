"""How bars and dots of a front look; told apart without colour too. Pure."""

from __future__ import annotations

from typing import Any

PATTERNS = {"iraq": "/", "yemen": ".", "syria": "x"}
"""Patterns of bars by front; the others are plain."""

SYMBOLS = {"iraq": "circle-dot", "yemen": "circle-cross", "syria": "circle-x"}
"""Symbols of single events by front, all round, unlike most of those of pledges; the others are
plain."""


def bar_marker(front: str) -> dict[str, Any]:
    """The colour of a front, with its pattern over it."""
    marker: dict[str, Any] = {"color": f"$front-{front}"}
    if front in PATTERNS:
        pattern = {"shape": PATTERNS[front], "fillmode": "overlay", "fgcolor": "$surface/0.7"}
        marker["pattern"] = {**pattern, "size": 6, "solidity": 0.18}
    return marker


def dot_marker(front: str) -> dict[str, Any]:
    line = {"color": "$surface", "width": 1.5}
    symbol = SYMBOLS.get(front, "circle")
    return {"size": 13, "symbol": symbol, "color": f"$front-{front}", "line": line}
