"""How days, numbers and names are written, in one place for everything that people read."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext, ngettext

from proxies.models.languages import once_per_language

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters of the scripts that are written from right to left."""

ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def isolated(words: Any) -> str:
    """Words of the record inside a sentence: those from right to left move nothing beside them."""
    text = str(words)
    return f"{ISOLATE}{text}{END}" if RIGHT_TO_LEFT.search(text) else text


@once_per_language
def day_in_words(day: date) -> str:
    """A day as "23 December 2024"."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


@once_per_language
def month_in_words(day: date) -> str:
    """The month of a day as "December 2024"."""
    return f"{MONTHS[day.month]} {day.year}"


@once_per_language
def short_day(day: date) -> str:
    """A day where room is scarce: "23 Dec 2024"."""
    return f"{day.day} {short_month(day)}"


def short_moment(at: datetime) -> str:
    """A moment where room is scarce: "23 Dec 2024, 14:05"."""
    return f"{short_day(at.date())}, {at:%H:%M}"


@once_per_language
def day_and_month(day: date) -> str:
    """A day beside another of the same weeks: "22 Dec"."""
    return f"{day.day} {month_alone(day)}"


@once_per_language
def month_alone(day: date) -> str:
    """The month of a day under its year: "Dec"."""
    return str(MONTHS_3[day.month]).title()


@once_per_language
def short_month(day: date) -> str:
    """The month of a day where room is scarce: "Dec 2024"."""
    return f"{month_alone(day)} {day.year}"


@once_per_language
def events(number: int) -> str:
    """How many, as "1 event", "12 events"."""
    return ngettext("%(number)d event", "%(number)d events", number) % {"number": number}


@once_per_language
def reports(number: int) -> str:
    """How many, as "1 report", "5 reports"."""
    return ngettext("%(number)d report", "%(number)d reports", number) % {"number": number}


@once_per_language
def origins(number: int) -> str:
    """How many, as "1 origin", "2 origins"."""
    return ngettext("%(number)d origin", "%(number)d origins", number) % {"number": number}


def front_name(short: str) -> str:
    """A front by itself: "Iraq front"."""
    return gettext("%(front)s front") % {"front": isolated(short)}
