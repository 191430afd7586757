"""The record's own words on pages of the admin, in the direction of their script.

Django's templates print names of records in some forty places, without a direction. So it is put
round the words themselves, once a page is rendered: whatever bears letters from right to left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse

from proxies.wording.phrases import RIGHT_TO_LEFT

PART = re.compile(
    r"<(?P<raw>script|style|title)\b.*?</(?P=raw)\s*>|<!--.*?-->|<[^>]*>|[^<]+",
    re.DOTALL | re.IGNORECASE,
)
"""A page in parts: what is no text, then tags, then text."""

TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
GIVEN = re.compile(r"\sdir\s*=", re.IGNORECASE)
OF_THEIR_OWN = frozenset({"option", "textarea"})
"""Elements that hold text alone, so that the direction is theirs."""

TYPED = re.compile(r'\btype="(text|search)"')


def with_directions(markup: str) -> str:
    """The page with a direction of its own for every text that bears letters from right to left."""
    if not RIGHT_TO_LEFT.search(markup):
        return markup
    parts: list[str] = []
    for found in PART.finditer(markup):
        part = found[0]
        if not RIGHT_TO_LEFT.search(part) or found["raw"] or part.startswith("<!--"):
            parts.append(part)
        elif part.startswith("<"):
            parts.append(_directed(part) if TYPED.search(part) else part)
        elif parts and _name(parts[-1]) in OF_THEIR_OWN:
            parts[-1] = _directed(parts[-1])
            parts.append(part)
        else:
            parts.append(f"<bdi>{part}</bdi>")
    return "".join(parts)


def _name(part: str) -> str:
    """The name of the element that a tag opens; none for what is no opening tag."""
    tag = TAG.match(part)
    return tag[1].lower() if tag and not part.startswith("</") else ""


def _directed(tag: str) -> str:
    """The tag of an element whose direction follows its text."""
    if GIVEN.search(tag):
        return tag
    name = _name(tag)
    return f'{tag[: len(name) + 1]} dir="auto"{tag[len(name) + 1 :]}'


def directing(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of the admin whose pages are given directions."""

    @wraps(view)
    def directed(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        if isinstance(response, TemplateResponse):
            response.add_post_render_callback(_give)
        elif isinstance(response, HttpResponse):
            _give(response)
        return response

    return directed


def _give(response: HttpResponse) -> None:
    if response.get("Content-Type", "").startswith("text/html"):
        response.content = with_directions(response.text)
