"""When something was published, as feeds, pages and addresses say it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from proxies.ingest.intake.formats.entries import Moment, Note

EARLIEST = date(1990, 1, 1)
"""Before there was a web; zero of a computer's clock is 1970."""
CLOCKS = timedelta(minutes=10)
"""How far the clock of a site may go before ours."""
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
OFFSET = re.compile(r"(?:^|[\dT: ])([+-]\d\d:?\d\d|Z|UT|UTC|GMT|[ECMP][SD]T)\s*$", re.ASCII)
IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/_-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<y2>20\d\d)(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?!\d)",
    re.ASCII,
)


def moment_of(text: str) -> Moment | None:
    """A time as it is written, by ISO 8601 or RFC 2822; None where it is neither."""
    text = " ".join(text.split())
    if ISO_DAY.fullmatch(text):
        try:
            return Moment(date.fromisoformat(text))
        except ValueError:
            return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        try:
            at = parsedate_to_datetime(text)
        except (TypeError, ValueError, IndexError, OverflowError):
            return None
    return moment_at(at, zone_of(text))


def moment_at(at: datetime, zone: str = "") -> Moment | None:
    """A time; without a zone its day is taken as it stands."""
    try:
        utc = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (OverflowError, ValueError):
        return None
    return Moment(utc.date(), utc, zone)


def zone_of(text: str) -> str:
    """The zone that a time is written with; empty where there is none."""
    found = OFFSET.search(text.strip())
    if not found:
        return ""
    zone = found[1]
    if zone in {"Z", "UT", "GMT", "UTC"}:
        return "UTC"
    return f"{zone[:3]}:{zone[3:]}" if zone[0] in "+-" and ":" not in zone else zone


def possible(moment: Moment | None, now: datetime) -> tuple[Moment | None, list[Note]]:
    """The moment, if it can be right: a day that has not come is none; a time of today that has
    not come leaves the day."""
    if moment is None:
        return None, []
    if moment.day < EARLIEST:
        return None, [Note.TOO_EARLY]
    if moment.day > (now + CLOCKS).astimezone(UTC).date():
        return None, [Note.AHEAD]
    if moment.at and moment.at > now + CLOCKS:
        return Moment(moment.day), []
    return moment, []


def day_in(address: str) -> date | None:
    """The day that an address names, such as /2024/12/23/; none where it names two."""
    days = set()
    for found in IN_ADDRESS.finditer(address.partition("?")[0]):
        year, month, day = (
            found[a] or found[b] for a, b in (("y", "y2"), ("m", "m2"), ("d", "d2"))
        )
        try:
            days.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None
