"""An article as a page of its own: title, author, day and text."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from proxies.ingest.intake.formats.days import moment_of
from proxies.ingest.intake.formats.entries import Moment, Note
from proxies.ingest.intake.formats.feeds import MOST_WORDS
from proxies.ingest.intake.formats.pages import asks_to_log_in, page_title
from proxies.ingest.intake.formats.signs import line_of, plain, title_of, tree_of, with_signs

STAMPS = frozenset({
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "date", "pubdate", "publishdate", "publish-date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "sailthru.date", "parsely-pub-date", "article.published",
})  # fmt: skip
"""Names under which pages state when they were published."""
ARTICLES = re.compile(r"Article|BlogPosting|Report|LiveBlogPosting")
OPENING = re.compile(r"<[a-zA-Z]")
MOST_ELEMENTS = 10_000
"""Of a page, in which the article is looked for: each may be compared with each other there."""
MOST_DATA = 300_000
LEAST_TEXT = 60
"""Signs below which a page with a password field is no article."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Article:
    """What a page says of itself."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    text: str = ""
    published: Moment | None = None
    language: str = ""
    login: bool = False
    """Whether it asks to log in, and holds no text."""
    notes: tuple[Note, ...] = ()


def read_article(page: str, today: date) -> Article:
    """The article on a page; what it does not say is empty."""
    page, _ = with_signs(page)
    tree = tree_of(page)
    if tree is None:
        return Article()
    found = _extracted(page, today)
    title, notes = title_of(found.get("title") or page_title(page))
    text = plain(found.get("text") or "")[:MOST_WORDS]
    return Article(
        title=title,
        author=line_of(found.get("author") or "")[:200],
        outlet=line_of(found.get("sitename") or "")[:120],
        text=text,
        published=_stated(tree) or moment_of(found.get("date") or ""),
        language=str(tree.get("lang") or ""),
        login=asks_to_log_in(tree) and len(text) < LEAST_TEXT,
        notes=tuple(notes),
    )


def _extracted(page: str, today: date) -> dict[str, Any]:
    """By trafilatura, without comments; it is not told the address, whose day is another thing."""
    from trafilatura import bare_extraction  # noqa: PLC0415  a page of the site does not need it

    days = {"original_date": True, "extensive_search": False, "max_date": today.isoformat()}
    found = bare_extraction(
        first_elements(page),
        include_comments=False,
        with_metadata=True,
        date_extraction_params=days,
    )
    return found.as_dict() if found is not None and not isinstance(found, dict) else found or {}


def first_elements(page: str) -> str:
    """The beginning of a page, with as many elements as are looked through."""
    last = next(islice(OPENING.finditer(page), MOST_ELEMENTS, None), None)
    return page[: last.start()] if last else page


def _stated(tree: Any) -> Moment | None:
    """The time that the page states in its data, with its zone."""
    return next((found for text in _stamps(tree) if (found := moment_of(text))), None)


def _stamps(tree: Any) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _published(json.loads(script[:MOST_DATA]))
        except (ValueError, RecursionError):
            continue
    for meta in tree.iter("meta"):
        names = (meta.get(key, "").lower() for key in ("property", "name", "itemprop"))
        if STAMPS.intersection(names):
            yield meta.get("content", "")
    for time in tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime"):
        yield str(time)


def _published(data: Any, depth: int = 0) -> Iterator[str]:
    """When the articles in structured data were published."""
    if depth > 6:  # noqa: PLR2004
        return
    if isinstance(data, list):
        for each in data:
            yield from _published(each, depth + 1)
    elif isinstance(data, dict):
        if ARTICLES.search(str(data.get("@type", ""))) and isinstance(
            data.get("datePublished"), str
        ):
            yield data["datePublished"]
        yield from _published(data.get("@graph", []), depth + 1)
