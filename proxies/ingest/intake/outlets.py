"""Whose an address is: the source of the record that publishes at its host."""

from __future__ import annotations

from collections import Counter, defaultdict
from urllib.parse import urlsplit

from proxies.models import Report, Source

PLATFORMS = frozenset({
    "t.me", "x.com", "twitter.com", "facebook.com", "youtube.com", "instagram.com", "tiktok.com",
    "reddit.com", "medium.com", "substack.com", "bsky.app", "threads.net", "archive.org",
    "web.archive.org", "archive.ph", "wikipedia.org", "en.wikipedia.org", "github.com",
})  # fmt: skip
"""Hosts at which many publish: there the first part of the path says who."""
MOSTLY = 0.8
"""The share of a host's reports that must be of one source."""
OWN = 0.25
"""The share of a source's reports that must be at a host, for it to be its own."""


class Outlets:
    """Sources by the places at which their reports stand; read once per visit."""

    def __init__(self) -> None:
        rows = Report.objects.exclude(url="").values_list("source_id", "url")
        by_place: dict[str, Counter[int]] = defaultdict(Counter)
        totals: Counter[int] = Counter()
        for source, url in rows:
            by_place[place_of(url)][source] += 1
            totals[source] += 1
        self._owner = {
            place: source
            for place, counts in by_place.items()
            for source, number in counts.most_common(1)
            if number >= MOSTLY * counts.total() and number >= OWN * totals[source]
        }
        self._sources: dict[int, Source] = Source.objects.in_bulk(set(self._owner.values()))

    def source_of(self, address: str) -> Source | None:
        """The source whose own place an address is at; None where there is none, or several."""
        return self._sources.get(self._owner.get(place_of(address), 0))


def place_of(address: str) -> str:
    """The host, of a platform with the name that publishes there."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host not in PLATFORMS:
        return host
    names = [each for each in parts.path.split("/") if each not in {"", "s"}]
    return f"{host}/{names[0].lower()}" if names else host
