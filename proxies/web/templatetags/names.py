"""Short names of parties, spelt out where a reader meets them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from proxies.record.current import record
from proxies.web.templatetags.pieces import piece
from proxies.wording import parties

register = template.Library()

MARKUP = re.compile(r"<(script|svg|option)\b.*?</\1>|<[^>]*>", re.DOTALL)
"""What of a page is no text to read."""


@register.filter
def spelt_out(short: str) -> str:
    """A party by its short name, an abbreviation after what it stands for."""
    return parties.spelt_out(record(), short)


def short_names(pledges: Iterable[Any]) -> SafeString:
    """What the abbreviations in the titles of some pledges stand for."""
    named = {name for one in pledges for name in (*one.by_names, *one.toward_names)}
    return _spelt_out(parties.short_names(record(), named))


@register.filter
def few(named: Sequence[Any]) -> Sequence[Any]:
    """The parties that a line names: of more than three the first two, for a link leads to all."""
    return named[:2] if len(named) > parties.MOST_NAMES else named


@register.filter
def spelt_out_within(title: str) -> str:
    """A title with its abbreviations after what they stand for, where they are few."""
    return parties.spelt_out_within(record(), title)


@register.filter
def explained(content: str, first: bool = False) -> SafeString:
    """A part of a page, below what the abbreviations stand for that it does not spell out, or,
    where it comes `first`, above that."""
    names = parties.names_within(record(), unescape(MARKUP.sub(" ", content)))
    line = _spelt_out(names) if names else ""
    return mark_safe(content + line if first else line + content)  # noqa: S308  both are made by templates


def names_in(title: str) -> SafeString:
    """What the abbreviations stand for that are too many for a title to spell out."""
    known = record()
    return _spelt_out(parties.names_within(known, parties.spelt_out_within(known, title)))


def _spelt_out(names: Sequence[Any]) -> SafeString:
    return piece("parts/short_names.html", names=names)
