"""From the entries of a channel to items: which are new, which changed, which are gone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.conf import settings

from proxies.ingest.intake.channels import Seen
from proxies.ingest.intake.drafts import draft, fingerprint, taken_over
from proxies.ingest.intake.formats.entries import Entry
from proxies.ingest.intake.keys import key_of
from proxies.ingest.intake.landing import Landings, known_items
from proxies.ingest.intake.outlets import Outlets
from proxies.ingest.intake.reading_articles import FOR_NOW, Articles, Attempt
from proxies.ingest.intake.rechecking import gone_from_preview, to_complete, to_recheck
from proxies.ingest.intake.storing import Mark, mark_of
from proxies.ingest.intake.telling_apart import usable
from proxies.models import Channel, Item
from proxies.vocab.intake import ChannelKind

WAITS_FOR = timedelta(days=1)
VISITS_WAITED = 3
"""How long an item that came without its article is completed on later visits: a day, or so many
visits where they are rarer."""


@dataclass
class Gathering:
    """What a visit is about to keep; nothing is written here."""

    channel: Channel
    seen: Seen
    now: datetime
    new: list[Item] = field(default_factory=list)
    changed: list[Item] = field(default_factory=list)
    unchanged: list[Item] = field(default_factory=list)
    """Items that were looked at, and say what they said."""
    gone: list[Item] = field(default_factory=list)
    read_as: dict[int, Mark] = field(default_factory=dict)
    led: dict[str, set[str]] = field(default_factory=dict)
    """By key of an item, the keys of links that led to it through a redirect."""
    found: int = 0
    left_out: int = 0
    """New items over the limit of one visit."""
    most_articles: int | None = None

    def __post_init__(self) -> None:
        most = settings.INTAKE_MOST_ARTICLES
        most = most if self.most_articles is None else min(most, self.most_articles)
        self.articles, self.outlets = Articles(most), Outlets()

    @property
    def complete(self) -> bool:
        """Whether nothing of the channel is to be asked for again on the next visit."""
        return not self.left_out and FOR_NOW.isdisjoint(self.articles.missed)

    @property
    def _waits_since(self) -> datetime:
        """Items that came after this wait for their articles."""
        minutes = self.channel.minutes * VISITS_WAITED
        return self.now - max(WAITS_FOR, timedelta(minutes=minutes))

    def run(self) -> None:
        """Go through all entries, and look at some earlier items again."""
        entries = usable(self.seen, self.channel)
        self.found = len(entries)
        known = known_items(entries)
        fresh = _newest({key: each for key, each in entries.items() if key not in known}, self.now)
        most = settings.INTAKE_MOST_ITEMS
        self.left_out = len(fresh[most:])
        self._take_in(fresh[:most], entries.keys() | {item.key for item in known.values()})
        compared: set[int] = set()
        for key, item in known.items():
            if item.pk not in compared:  # its own address goes before others that lead to it
                self._compare(item, entries[key])
            compared.add(item.pk)
        self._look_again(entries)

    def _take_in(self, fresh: list[tuple[str, Entry]], taken: set[str]) -> None:
        """New entries, each at the address at which its article was found."""
        tried = [(key, entry, self._tried(entry)) for key, entry in fresh]
        landings = Landings(tried, taken)
        for key, given, attempt in tried:
            address = landings.of(key, given, attempt)
            entry, at = replace(given, address=address), key
            if address != given.address:
                at = key_of(address)
                self.led.setdefault(at, set()).add(key)
            if there := landings.there.get(at):
                self._compare(there, entry, attempt)
            else:
                self.new.append(self._item(at, entry, attempt))

    def _tried(self, entry: Entry) -> Attempt:
        """The article of an entry, where the channel does not give the text."""
        if entry.whole:
            return Attempt()
        return self.articles.at(entry.address, self.channel.language)

    def _item(self, key: str, entry: Entry, tried: Attempt) -> Item:
        one = draft(entry, tried.article, self.channel, self.outlets, self.now)
        self.seen.reading.note(one.notes.elements())
        one.item.key = key
        one.item.fetched = self.now if tried.asked else None
        one.item.gone = self.now if tried.gone else None
        return one.item

    def _compare(self, item: Item, entry: Entry, tried: Attempt | None = None) -> None:
        """An item that is known: read again where its own channel gives other words, where it was
        an address alone, or where its article was not asked for yet."""
        bare = not item.fingerprint
        own = item.channel_id == self.channel.pk
        waits = own and not entry.whole and item.fetched is None and self._is_recent(item)
        if not (bare or waits or (own and item.fingerprint != fingerprint(entry))):
            return
        new = self._item(item.key, entry, tried or self._tried(entry))
        if new.text == entry.text and not entry.whole and len(new.text) < len(item.text):
            new.text = ""  # a summary does not replace the article
        if bare and item.channel_id is None:
            item.channel = self.channel
        if bare:
            item.source, item.outlet = item.source or new.source, item.outlet or new.outlet
        self._take_over(item, new)
        if new.gone:
            self.gone.append(item)

    def _is_recent(self, item: Item) -> bool:
        return item.came > self._waits_since and item.gone is None

    def _take_over(self, item: Item, new: Item) -> None:
        self.read_as[item.pk] = mark_of(item)
        (self.changed if taken_over(item, new, self.now) else self.unchanged).append(item)

    def _look_again(self, entries: dict[str, Entry]) -> None:
        """Some of the channel's last items at their own address: those without their articles, and
        others that may have changed or gone."""
        if self.channel.kind == ChannelKind.TELEGRAM:
            self.gone += gone_from_preview(self.channel, entries)
            return
        seen_now = {item.pk for item in (*self.changed, *self.unchanged)}
        for item in to_complete(self.channel, self._waits_since, seen_now):
            self._ask_again(item, self.articles)
        articles = Articles(settings.INTAKE_RECHECKS)
        for item in to_recheck(self.channel, self.now, seen_now):
            self._ask_again(item, articles)

    def _ask_again(self, item: Item, articles: Articles) -> None:
        """What stands at the address of an item now; an answer that is no page counts as one."""
        tried = articles.at(item.address, self.channel.language)
        if tried.gone:
            self.gone.append(item)
        if page := tried.article:
            entry = Entry(item.address, item.title or page.title, page.text)
            new = draft(entry, page, self.channel, self.outlets, self.now).item
            new.fingerprint = item.fingerprint
            self._take_over(item, new)
        elif tried.asked:
            item.fetched = self.now
            self.unchanged.append(item)


def _newest(entries: dict[str, Entry], now: datetime) -> list[tuple[str, Entry]]:
    """The newest first; those without a day stand where the channel has them, at the front."""
    today = now.date()
    return sorted(
        entries.items(),
        key=lambda each: each[1].published.day if each[1].published else today,
        reverse=True,
    )
