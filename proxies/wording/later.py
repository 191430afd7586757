"""Texts that editors word as of today, shown as of a past day: the one place where that is done.

A text that names a day after the one asked for tells what nobody knew then, and is left out with a
sentence that says so: on pages, in files, feeds and briefs alike. A term that stands in its record
was known in advance, and may be named.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from proxies.named_days import names_later

LEFT_OUT = _("Left out as of this day: what is written here today names a later one.")

TERMS = ("effective", "expires")
"""Days of a pledge that its own words set. Its end is none of them: nobody knew it before."""


def worded_by(text: Any, day: date | None, known: Collection[date] = ()) -> str:
    """A text, or that it is left out since it names a day, month or year after the day asked for
    that is none of those known in advance; today every text is shown."""
    words = str(text)
    return str(LEFT_OUT) if is_left_out(words, day, known) else words


def is_left_out(text: str, day: date | None, known: Collection[date] = ()) -> bool:
    """Whether a text is not shown as of a day."""
    return day is not None and names_later(text, day, known)


def text_as_of(record: Any, name: str, day: date | None) -> str:
    """A text of a record by its name, as of a day; its own terms may be named in it."""
    return worded_by(getattr(record, name), day, terms_of(record))


def terms_of(record: Any) -> list[date]:
    """The days of a record that were known in advance."""
    return [day for name in TERMS if (day := getattr(record, name, None))]
