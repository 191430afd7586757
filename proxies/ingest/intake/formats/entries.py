"""What the parsers give: entries, and notes of what was odd, as codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Note(StrEnum):
    """What was odd about something that was read all the same."""

    WRONG_CHARSET = "wrong-charset"
    """It was not in the encoding that it names; read as UTF-8."""
    NO_CHARSET = "no-charset"
    """No encoding is named, and it is not UTF-8; read by the language of the channel."""
    SIGNS_LOST = "signs-lost"
    """Bytes that are no signs in its encoding."""
    NO_SIGN = "no-sign"
    """A reference to a sign that there is none of."""
    CONTROL_SIGNS = "control-signs"
    NOT_WELL_FORMED = "not-well-formed"
    CUT = "cut"
    """More than the limit; only its beginning was read."""
    TITLE_CUT = "title-cut"
    NO_ADDRESS = "no-address"
    LONG_ADDRESS = "long-address"
    NOT_WEB = "not-web"
    """Its address is none of the web."""
    SAME_ADDRESS = "same-address"
    """Another entry says another thing at its address."""
    NO_NEWS = "no-news"
    """A link of a message to what is none of its news, such as the end of a subscription."""
    AHEAD = "ahead"
    """Its day has not come yet."""
    TOO_EARLY = "too-early"


class Trouble(StrEnum):
    """Why nothing could be read."""

    NOT_A_FEED = "not-a-feed"
    PAGE_INSTEAD = "page-instead"
    LOGIN = "login"
    ENTITIES = "entities"
    EMPTY = "empty"
    NO_PREVIEW = "no-preview"
    NO_LINKS = "no-links"
    NOT_AN_EMAIL = "not-an-email"
    JSON = "json"


class UnreadableError(Exception):
    """What came is not what was expected; `title` is what a page calls itself."""

    def __init__(self, trouble: Trouble, title: str = "") -> None:
        super().__init__(trouble.value)
        self.trouble, self.title = trouble, title


@dataclass(frozen=True)
class Moment:
    """When something was published: the time where one is given, its day (UTC), and the zone as it
    was written."""

    day: date
    at: datetime | None = None
    zone: str = ""


@dataclass(frozen=True)
class Entry:
    """One item as a channel gives it. All texts are plain."""

    address: str
    title: str = ""
    text: str = ""
    whole: bool = False
    """Whether the text is the whole of it, and not a summary."""
    published: Moment | None = None
    author: str = ""
    outlet: str = ""
    language: str = ""
    """As it is declared."""


@dataclass
class Reading:
    """All entries of a channel, in its order."""

    entries: list[Entry] = field(default_factory=list)
    notes: Counter[Note] = field(default_factory=Counter)

    def note(self, notes: Iterable[Note]) -> None:
        self.notes.update(notes)
