"""An e-mail digest: the links of a message that was saved as a file (.eml)."""

from __future__ import annotations

import email
import re
from collections.abc import Iterable, Iterator
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from urllib.parse import urlsplit

from proxies.ingest.intake.formats.entries import Entry, Note, Reading, Trouble, UnreadableError
from proxies.ingest.intake.formats.signs import decoded, title_of, tree_of

ADDRESS = re.compile(r"https?://[^\s<>\"'\u00ab\u00bb\u201c\u201d]+")
ENDS = ".,;:!?)]}’"
PARTS = re.compile(r"[/?&=#.;:]+")
NOT_NEWS = re.compile(
    r"(?:email[-_]?)?unsubscribed?(?:[-_]?me)?|opt[-_]?out|manage[-_]?(?:your[-_]?)?subscriptions?"
    r"|(?:(?:email|manage|update|edit|subscription|newsletter|user)[-_]?)?preferences"
    r"|view[-_]?(?:online|this[-_]?e?mail|(?:(?:this[-_]?)?e?mail[-_]?)?in[-_]?(?:your[-_]?)?browser)",
    re.I,
)
"""A whole part of an address that leads to what is none of the news: a part of a longer name, as in
/interview-in-beirut, says nothing."""
FILES = re.compile(r"\.(?:gif|png|jpe?g|css|js)\Z", re.I)
LONGEST_WORDS = 1_000
LEAST_WORDS = 3
ODD = (MessageError, ValueError, TypeError, AttributeError, LookupError)
"""What Python's reader of e-mail raises, at once or when a header or a part is asked for."""


def read_digest(data: bytes) -> Reading:
    """Each link of a message with its words; the message's day is not that of its links. Raises
    UnreadableError."""
    reading = Reading()
    try:
        message = email.message_from_bytes(data, policy=default)
        if not isinstance(message, EmailMessage) or not message.keys():
            raise UnreadableError(Trouble.NOT_AN_EMAIL)
        found = _longest(_links(message, reading), reading)
    except ODD as error:
        raise UnreadableError(Trouble.NOT_AN_EMAIL) from error
    if not found:
        raise UnreadableError(Trouble.NO_LINKS)
    for address, words in found.items():
        title, notes = title_of(words if len(words.split()) >= LEAST_WORDS else "")
        reading.entries.append(Entry(address, title))
        reading.note(notes)
    return reading


def _longest(links: Iterable[tuple[str, str]], reading: Reading) -> dict[str, str]:
    """By address of those that may be news, the longest words that lead to it; how many others
    there are is noted."""
    found: dict[str, str] = {}
    others = set()
    for address, words in links:
        if _is_news(address):
            found[address] = max(found.get(address, ""), words, key=len)
        else:
            others.add(address)
    reading.note([Note.NO_NEWS] * len(others))
    return found


def _is_news(address: str) -> bool:
    return not FILES.search(address) and not any(map(NOT_NEWS.fullmatch, PARTS.split(address)))


def _links(message: EmailMessage, reading: Reading) -> Iterator[tuple[str, str]]:
    """Those of its page, if there is one, else those of its text, each with the line before it."""
    part = message.get_body(("html", "plain"))
    body = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(body, bytes):
        return
    text, notes = decoded(body, part.get_content_charset() or "")
    reading.note(notes)
    if part.get_content_subtype() == "html":
        tree = tree_of(text)
        for link in () if tree is None else tree.iter("a"):
            href = (link.get("href") or "").strip()
            if _is_web(href):
                yield href, " ".join(link.text_content().split())
        return
    before = ""
    for line in map(str.strip, text.splitlines()):
        for match in ADDRESS.finditer(line):
            words = line[: min(match.start(), LONGEST_WORDS)].strip(" :-–—<(") or before
            yield match[0].rstrip(ENDS), words
        before = line[:LONGEST_WORDS] if line and not ADDRESS.search(line) else before


def _is_web(address: str) -> bool:
    """Whether an address is one of the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
