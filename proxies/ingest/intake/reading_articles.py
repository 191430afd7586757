"""The articles that entries lead to, fetched where the channel does not give the whole text."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error as DatabaseError
from procrastinate.exceptions import JobAborted

from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.fetch import Fetched, Wish, fetch
from proxies.ingest.intake.formats.articles import Article, read_article
from proxies.ingest.intake.formats.signs import decoded

log = logging.getLogger(__name__)

STOPS = frozenset({"later", "away", "busy", "rules", "unknown", "connect", "slow", "certificate"})
"""After one of these the same host is not asked again on this visit."""
FOR_NOW = STOPS | {"most", "closed"}
"""An article that was missed for one of these is asked for again on the next visit."""


@contextmanager
def one_page(address: str) -> Iterator[None]:
    """Whatever a page makes our program raise is logged, and becomes a FetchError: one page breaks
    off neither a visit nor what an editor does. The database and the worker are no page's doing."""
    try:
        yield
    except (FetchError, DatabaseError, JobAborted):
        raise
    except Exception as error:
        log.exception("reading %s broke off", address)
        raise FetchError.of("program", kind=type(error).__name__) from error


def article_at(address: str, language: str = "") -> tuple[Article, Fetched]:
    """The article at an address; raises FetchError, also where the page asks to log in."""
    with one_page(address):
        found = fetch(address, Wish(settings.INTAKE_PAGE_BYTES))
        text, _ = decoded(found.body, found.charset, language)
        article = read_article(text, datetime.now(UTC).date())
    if article.login:
        raise FetchError.of("login", status=found.status, title=article.title)
    return article, found


@dataclass(frozen=True)
class Attempt:
    """What came of fetching an article."""

    article: Article | None = None
    asked: bool = False
    """Whether there is an answer, so that it is not asked for again on the next visit."""
    gone: bool = False
    landed: str = ""
    """The address of the article, after all redirects."""


@dataclass
class Articles:
    """What a visit fetched, up to its limit; why the rest was not."""

    left: int
    missed: Counter[str] = field(default_factory=Counter)
    """Codes of errors; `most` for what went over the limit."""
    closed: set[str] = field(default_factory=set)

    def at(self, address: str, language: str = "") -> Attempt:
        """The article at an address, if it can be had."""
        host = urlsplit(address).hostname or ""
        if self.left <= 0 or host in self.closed:
            self.missed["most" if self.left <= 0 else "closed"] += 1
            return Attempt()
        self.left -= 1
        try:
            article, found = article_at(address, language)
            return Attempt(article, asked=True, landed=found.address)
        except FetchError as error:
            self.missed[error.code] += 1
            self.closed |= {host} if error.code in STOPS else set()
            return Attempt(asked=error.code not in STOPS, gone=error.gone)
