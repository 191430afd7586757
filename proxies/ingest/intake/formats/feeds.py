"""RSS 2.0 and 1.0, Atom and JSON Feed."""

from __future__ import annotations

import json
import re
from calendar import timegm
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from proxies.ingest.intake.formats.broken_json import beginning_of
from proxies.ingest.intake.formats.days import moment_at, moment_of, zone_of
from proxies.ingest.intake.formats.entries import (
    Entry,
    Moment,
    Note,
    Reading,
    Trouble,
    UnreadableError,
)
from proxies.ingest.intake.formats.pages import is_page, page_title
from proxies.ingest.intake.formats.signs import line_of, plain, title_of, with_signs

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,500}>", re.IGNORECASE)
DECLARES = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)
MOST_WORDS = 100_000
"""Signs of an item's text that are kept."""


def read_feed(text: str, address: str) -> Reading:
    """The entries of a feed of any kind; raises UnreadableError."""
    start = text.lstrip("\ufeff \t\r\n")
    if not start:
        raise UnreadableError(Trouble.EMPTY)
    if start[0] in "{[":
        return _json(start)
    if is_page(start):
        raise UnreadableError(Trouble.PAGE_INSTEAD, page_title(start))
    if DECLARES.search(start):
        raise UnreadableError(Trouble.ENTITIES)
    return _xml(DOCTYPE.sub("", DECLARATION.sub("", start)), address)


AS_IT_STANDS: dict[str, Any] = {"sanitize_html": False, "resolve_relative_uris": False}
"""What it says becomes plain text here: nothing of HTML is kept, so none has to be cleaned, which
takes ten times as long."""


def _xml(text: str, address: str) -> Reading:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    text, notes = with_signs(text)
    data = BytesIO(text.encode("utf-8", "replace"))
    found = feedparser.parse(data, response_headers=headers, **AS_IT_STANDS)
    if not found.version and not found.entries:
        raise UnreadableError(Trouble.NOT_A_FEED)
    reading = Reading()
    reading.note(notes)
    if found.bozo and not isinstance(found.bozo_exception, feedparser.CharacterEncodingOverride):
        reading.note([Note.NOT_WELL_FORMED])
    declared = found.feed.get("language", "") or ""
    for each in found.entries:
        _add(reading, each, declared)
    return reading


def _add(reading: Reading, each: Any, declared: str) -> None:
    title, notes = title_of(each.get("title", ""))
    content = max((part.get("value", "") for part in each.get("content", ())), key=len, default="")
    text = plain(content or each.get("summary", ""))
    entry = Entry(
        address=(each.get("link") or _web(each.get("id", ""))).strip(),
        title=title,
        text=text[:MOST_WORDS],
        whole=bool(content),
        published=_moment(each),
        author=line_of(each.get("author", ""))[:200],
        outlet=line_of((each.get("source") or {}).get("title", ""))[:120],
        language=_language(each) or declared,
    )
    reading.entries.append(entry)
    reading.note(notes)


def _web(text: str) -> str:
    return text if text.startswith(("http://", "https://")) else ""


def _language(each: Any) -> str:
    return (each.get("title_detail") or {}).get("language") or each.get("language") or ""


def _moment(each: Any) -> Moment | None:
    for name in ("published", "created", "updated"):
        if name not in each:
            continue
        written = each.get(name) or ""
        parsed = each.get(f"{name}_parsed")
        if found := moment_of(written):
            return found
        if parsed and (at := _time_of(parsed)):
            return moment_at(at, zone_of(written))
    return None


def _time_of(parsed: struct_time) -> datetime | None:
    """The time (UTC) that feedparser read; none where no calendar has it, such as 0000-00-00."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Author(_Loose):
    name: str = ""


class _JsonItem(_Loose):
    """An item of JSON Feed 1.0 or 1.1."""

    id: str | int | float = ""
    url: str = ""
    external_url: str = ""
    title: str = ""
    content_html: str = ""
    content_text: str = ""
    summary: str = ""
    date_published: str = ""
    author: _Author | None = None
    authors: list[_Author] = Field(default_factory=list)
    language: str = ""


class _JsonFeed(_Loose):
    version: str = Field(pattern="jsonfeed")
    language: str = ""
    items: list[dict[str, Any]]


def _json(text: str) -> Reading:
    reading = Reading()
    try:
        try:
            loaded = json.loads(text)
        except json.JSONDecodeError:
            loaded = beginning_of(text)
            reading.note([Note.NOT_WELL_FORMED])
        feed = _JsonFeed.model_validate(loaded)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(Trouble.JSON) from error
    for raw in feed.items:
        try:
            known = {name: value for name, value in raw.items() if value is not None}
            _add_json(reading, _JsonItem.model_validate(known), feed.language)
        except ValidationError:
            reading.note([Note.NOT_WELL_FORMED])
    return reading


def _add_json(reading: Reading, item: _JsonItem, declared: str) -> None:
    title, notes = title_of(item.title)
    content = plain(item.content_html) if item.content_html else plain(item.content_text)
    authors = [each.name for each in (*item.authors, item.author or _Author()) if each.name]
    entry = Entry(
        address=(item.url or item.external_url or _web(str(item.id))).strip(),
        title=title,
        text=(content or plain(item.summary))[:MOST_WORDS],
        whole=bool(content),
        published=moment_of(item.date_published),
        author=line_of(", ".join(dict.fromkeys(authors)))[:200],
        language=item.language or declared,
    )
    reading.entries.append(entry)
    reading.note(notes)
