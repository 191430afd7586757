"""The words of the two time controls: the day by which things are known, and the period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from proxies.models.days import month_of
from proxies.vocab import PledgeKind
from proxies.wording.labels import in_sentence
from proxies.wording.phrases import day_in_words, isolated, month_in_words, short_day
from proxies.wording.record import days_in_words


def known_in_words(day: date | None) -> str:
    """The day of a page where room is scarce: "As known on 23 Dec 2024", "As known now"."""
    if day is None:
        return gettext("As known now")
    return gettext("As known on %(day)s") % {"day": short_day(day)}


def known_days(days: Sequence[date]) -> str:
    """The day of a page, or the two that it compares, in full."""
    if len(days) == 1:
        return day_in_words(days[0])
    first, second = days
    facts = {"first": day_in_words(first), "second": day_in_words(second)}
    return gettext("%(first)s and on %(second)s") % facts


def place_in_words(day: date | None, *, covered: bool) -> str:
    """A place of the scrubber: "23 December 2024", "now"."""
    if day is None:
        return gettext("now")
    words = day_in_words(day)
    return words if covered else gettext("%(day)s, not covered") % {"day": words}


def end_of_record(day: date) -> str:
    return gettext("The record’s end, %(day)s") % {"day": day_in_words(day)}


def start_of_halt(front: str, kind: PledgeKind, day: date) -> str:
    """ "Lebanon: start of the ceasefire, 27 November 2024"."""
    facts = {"front": isolated(front), "kind": in_sentence(kind), "day": day_in_words(day)}
    return gettext("%(front)s: start of the %(kind)s, %(day)s") % facts


def since_halt(front: str, kind: PledgeKind, day: date) -> str:
    """ "Since the ceasefire in Lebanon, 27 November 2024"."""
    facts = {"front": isolated(front), "kind": in_sentence(kind), "day": day_in_words(day)}
    return gettext("Since the %(kind)s in %(front)s, %(day)s") % facts


def period_in_words(since: date | None, until: date | None) -> str:
    """A period where room is scarce: "October 2024", "since 7 Oct 2023"; nothing
    for the whole record."""
    if since and until:
        if (since, until) == month_of(since):
            return month_in_words(since)
        days = {"first": short_day(since), "last": short_day(until)}
        return gettext("%(first)s to %(last)s") % days
    if since:
        return gettext("since %(start)s") % {"start": short_day(since)}
    if until:
        return gettext("until %(day)s") % {"day": short_day(until)}
    return ""


def stretches(days: Sequence[tuple[date, date]]) -> str:
    """Some stretches of days, one after the other."""
    return "; ".join(days_in_words(first, last) for first, last in days)
