"""Figures as plotly.js would take them: checked by the library that knows every property."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from django.test import Client

from proxies.wording.charts import figure_words

WORDS = figure_words()

TOKEN = re.compile(r"\$([a-z][a-z0-9-]*)(?:/(0?\.\d+|1))?")
"""A colour named by its token, as static/js/theme.js reads it."""

STYLES = Path(__file__).parent.parent / "static/css/tokens.css"
DEFINED = frozenset(re.findall(r"--([a-z0-9-]+):", STYLES.read_text("utf-8")))
"""Tokens of the style sheet."""

DRAWN = re.compile(r'data-figure="([^"]+)"(?: data-source="([^"]+)")?')
EMBEDDED = re.compile(r'<script type="application/json" id="([^"]+)">(.*?)</script>', re.DOTALL)


def coloured(value: Any) -> Any:
    """The figure with a colour in the place of every token."""
    if isinstance(value, Mapping):
        return {key: coloured(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [coloured(inner) for inner in value]
    return "#123456" if isinstance(value, str) and TOKEN.fullmatch(value) else value


def drawn(figure: Mapping[str, Any]) -> go.Figure:
    """The figure, or an error that names the property that Plotly does not know."""
    assert set(figure) <= {"data", "layout", "frames"}
    return go.Figure(coloured(figure))


def tokens(value: Any) -> set[str]:
    """The names of all colours that a figure uses."""
    if isinstance(value, Mapping):
        return set().union(*(tokens(inner) for inner in value.values()))
    if isinstance(value, list | tuple):
        return set().union(*(tokens(inner) for inner in value))
    found = TOKEN.fullmatch(value) if isinstance(value, str) else None
    return {found[1]} if found else set()


def checked(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure, known to Plotly, with colours that the style sheet defines."""
    drawn(figure)
    assert tokens(figure) <= DEFINED
    return figure


def embedded(page: str) -> dict[str, dict[str, Any]]:
    """Every figure of a page by its id, from the address that its box names; that of an event's map
    stands in the page itself. The other data of a page are no figures."""
    inside = {name: json.loads(text) for name, text in EMBEDDED.findall(page)}
    found = {}
    for name, address in DRAWN.findall(page):
        assert bool(address) != (name in inside), "every box that is drawn in has one figure"
        found[name] = figure_at(unescape(address)) if address else inside[name]
    return found


def figure_at(address: str) -> dict[str, Any]:
    """The figure that the site gives at an address."""
    response = Client().get(address)
    assert response.status_code == 200, address
    figure: dict[str, Any] = response.json()
    return figure


def total(figure: Mapping[str, Any], axis: str, *, kind: str = "bar") -> float:
    """The sum of what the traces of one kind show along an axis; gaps and the columns that are
    pointed at count nothing."""
    apart = {WORDS.not_covered, WORDS.period}
    counted = (one for one in figure["data"] if one["type"] == kind and one["name"] not in apart)
    return sum(sum(trace[axis]) for trace in counted)
