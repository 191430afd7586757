"""A pledge in a row of the ledger."""

from __future__ import annotations

from django import template

from proxies.charts.marks import GLYPHS, KIND_SYMBOLS
from proxies.wording.ledger import run_in_short, stands

register = template.Library()
register.filter(stands)
register.filter(run_in_short)


@register.filter
def kind_sign(kind: str) -> str:
    """The symbol of a kind of pledge, as charts draw it."""
    return GLYPHS[KIND_SYMBOLS.get(kind, "circle")]
