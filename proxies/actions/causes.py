"""Why a record no longer counts: it was entered in error, or became known to be wrong on a day.

An error was never true here, and counts on no day; it stays in the history and the log of
corrections. News counts on the days before; see docs/decisions/0017-error-or-news.md.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from proxies.models import Assessment, AttackEvent, Pledge
from proxies.models.days import today

AHEAD = "{day} has not come yet: today is {today} (UTC). Give today, or the day that it was known."
TOO_EARLY = (
    "“{row}” was not known before {known}, so that it cannot have been known to be wrong on {day}. "
    "Give {known} or a later day; where it was never true here, choose “Entered in error”."
)


class WrongDayError(Exception):
    """A record cannot have become known to be wrong on that day; nothing was changed."""


def check_since(since: date | None, *rows: Any) -> None:
    """Raises `WrongDayError` where records cannot be known to be wrong since a day; None, entered
    in error, always can."""
    if since is None:
        return
    if since > today():
        raise WrongDayError(AHEAD.format(day=since, today=today()))
    for row in rows:
        known = known_since(row)
        if since < known:
            raise WrongDayError(TOO_EARLY.format(row=row, known=known, day=since))


def known_since(row: AttackEvent | Assessment | Pledge) -> date:
    """The day from which a record is known: that of its first report, undated ones from its own
    day; of one without a report its own, or that of the release which brought it."""
    if isinstance(row, AttackEvent):
        released = row.reported or row.dataset.released or row.last_day
        return max(row.first_day, _first(row.accounts, row.last_day, released))
    if isinstance(row, Assessment):
        return max(row.date, _first(row.citations, row.date, row.date))
    return _first(row.citations, row.own_day, row.own_day)


def _first(citations: Any, own_day: date, uncited: date) -> date:
    published = citations.filter(entered_in_error=False).values_list("report__published", flat=True)
    return min((day or own_day for day in published), default=uncited)
