"""A piece of a page that a function puts into it."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


def piece(template: str, **shown: Any) -> SafeString:
    """A template of its own, which knows nothing of the page around it."""
    return mark_safe(render_to_string(template, shown))  # noqa: S308  templates escape
