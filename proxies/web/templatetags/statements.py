"""The text of a method's statement as simple markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ITEM = re.compile(r"^\d+\. ", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")
EMPHASIS = re.compile(r"(?<![\w*])\*([^\s*](?:[^*]*[^\s*])?)\*(?![\w*])")


@register.filter
def statement(text: str) -> SafeString:
    """Paragraphs, numbered lists, `code` and *emphasis*; everything else is escaped."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text))
    return mark_safe("".join(_block(block) for block in blocks if block))  # noqa: S308  escaped in _inline


def _block(block: str) -> str:
    if not ITEM.match(block):
        return f"<p>{_inline(block)}</p>"
    items = (item for item in ITEM.split(block) if item.strip())
    return f"<ol>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</ol>"


def _inline(text: str) -> str:
    """One line of escaped text; what stands in `code` is not searched for emphasis."""
    parts = CODE.split(str(escape(" ".join(text.split()))))
    return "".join(
        f"<code>{part}</code>" if number % 2 else EMPHASIS.sub(r"<em>\1</em>", part)
        for number, part in enumerate(parts)
    )


@register.filter
def of(values: Mapping[str, Any], key: str) -> Any:
    """The value of a key that is known only in the loop; None where there is none."""
    return values.get(key)
