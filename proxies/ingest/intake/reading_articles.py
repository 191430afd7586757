"""The articles that entries lead to, fetched where the channel does not give the whole text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings

from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.fetch import Fetched, Wish, fetch
from proxies.ingest.intake.formats.articles import Article, read_article
from proxies.ingest.intake.formats.signs import decoded

STOPS = frozenset({"later", "away", "busy", "unknown", "connect", "slow", "certificate"})
"""After one of these the same host is not asked again on this visit."""


def article_at(address: str, language: str = "") -> tuple[Article, Fetched]:
    """The article at an address; raises FetchError, also where the page asks to log in."""
    found = fetch(address, Wish(settings.INTAKE_PAGE_BYTES))
    text, _ = decoded(found.body, found.charset, language)
    article = read_article(text, datetime.now(UTC).date())
    if article.login:
        raise FetchError.of("login", status=found.status, title=article.title)
    return article, found


@dataclass
class Articles:
    """What a visit fetched, up to its limit; why the rest was not."""

    left: int
    missed: Counter[str] = field(default_factory=Counter)
    """Codes of errors; `most` for what went over the limit."""
    closed: set[str] = field(default_factory=set)

    def at(self, address: str, language: str = "") -> tuple[Article | None, bool]:
        """The article, if it can be had; and whether its address is gone."""
        host = urlsplit(address).hostname or ""
        if self.left <= 0 or host in self.closed:
            self.missed["most" if self.left <= 0 else "closed"] += 1
            return None, False
        self.left -= 1
        try:
            return article_at(address, language)[0], False
        except FetchError as error:
            self.missed[error.code] += 1
            self.closed |= {host} if error.code in STOPS else set()
            return None, error.gone
