"""How days, numbers and names are written, in one place for everything that people read."""

from __future__ import annotations

from datetime import date

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import ngettext


def day_in_words(day: date) -> str:
    """A day as "23 December 2024"."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def month_in_words(day: date) -> str:
    """The month of a day as "December 2024"."""
    return f"{MONTHS[day.month]} {day.year}"


def short_day(day: date) -> str:
    """A day where room is scarce: "23 Dec 2024"."""
    return f"{day.day} {short_month(day)}"


def short_month(day: date) -> str:
    """The month of a day where room is scarce: "Dec 2024"."""
    return f"{str(MONTHS_3[day.month]).title()} {day.year}"


def events(number: int) -> str:
    """How many, as "1 event", "12 events"."""
    return ngettext("%(number)d event", "%(number)d events", number) % {"number": number}


def reports(number: int) -> str:
    """How many, as "1 report", "5 reports"."""
    return ngettext("%(number)d report", "%(number)d reports", number) % {"number": number}


def origins(number: int) -> str:
    """How many, as "1 origin", "2 origins"."""
    return ngettext("%(number)d origin", "%(number)d origins", number) % {"number": number}
