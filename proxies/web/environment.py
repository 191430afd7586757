"""The templates of pages, in Jinja2: what they can call beside its own filters.

Django's language, in which the admin's templates are, takes twice as long for what they do
(decision 28). The filters of both are those of `templatetags/`.
"""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.template import defaultfilters
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import strip_spaces_between_tags
from jinja2 import ChainableUndefined, Environment, FileSystemBytecodeCache

from proxies.models.base import page_of
from proxies.web.templatetags import (
    countries,
    desk,
    fronts,
    ledger,
    menus,
    names,
    record,
    said,
    selections,
    statements,
    terms,
    wording,
)
from proxies.wording.coverage import counted

LIBRARIES = (
    *(countries, desk, fronts, ledger, names, record, said, selections, statements, terms),
    wording,
)

OF_DJANGO = (
    *("add", "capfirst", "cut", "default", "default_if_none", "floatformat"),
    *("linebreaksbr", "pluralize", "slice", "slugify", "stringformat", "truncatechars"),
    *("urlencode", "urlizetrunc"),
)
"""Filters that Jinja2 lacks, or that mean something else to it."""

FUNCTIONS = (
    *(counted, desk.actions, fronts.strip, fronts.strip_key, menus.choices_of, menus.months_of),
    *(names.names_in, names.short_names, record.chart_question, record.point_rows, record.text_of),
    *(static, terms.definitions, terms.term),
)


def environment(**options: Any) -> Environment:
    """Jinja2 as Django asks for it by the settings."""
    options |= {"undefined": ChainableUndefined, "keep_trailing_newline": True}
    options["bytecode_cache"] = compiled()
    made = Environment(**options)  # noqa: S701  Django has it escape
    for library in LIBRARIES:
        made.filters.update(library.register.filters)
    made.filters.update({name: defaultfilters.register.filters[name] for name in OF_DJANGO})
    made.filters["spaceless"] = spaceless
    made.globals.update({function.__name__: function for function in FUNCTIONS})
    made.globals.update(address=page_of, address_or_none=address_or_none)
    return made


def compiled() -> FileSystemBytecodeCache | None:
    """Where templates lie as they are compiled, which takes a process half a second; nowhere, where
    nothing can be written."""
    folder = settings.VAR_DIR / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def address_or_none(name: str) -> str:
    """The address of a page that the site may do without, empty where it does."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def spaceless(markup: str) -> str:
    """Markup without the space around it and between its tags."""
    return strip_spaces_between_tags(markup.strip())
