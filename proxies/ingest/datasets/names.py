"""The names of actors that the importer knows: the reviewed file's, and those of the record.

A name that carries years in brackets, such as "Military Forces of Yemen (2017-) Houthi", is known
by a rule: its base name and one span of years, reviewed together. It means the actor only with a
span that is reviewed, and only for events of its years. With other years it is proposed to an
editor and never taken by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from django.conf import settings

from proxies.ingest.seeds.documents import NAMES_FILE
from proxies.models import Actor, ActorName, says_something, search_key

STILL = 9999
"""The last year of a span that is open."""
YEARS = "(years)"
"""Stands in a base name where a dataset writes the years."""
SPAN = re.compile(r"\( ?(\d{4}) (?:(\d{4})|present)? ?\)", re.ASCII)
"""Years in a folded name, in which a dash is a space: "(2017 )", "(2000 2024)"."""

folded = lru_cache(maxsize=65536)(search_key)
"""The same folding as the search's; remembered, for files write the same names again and again."""


class Years(NamedTuple):
    """A span of years; both count in full, for the days are not told."""

    first: int
    last: int = STILL

    def __str__(self) -> str:
        return f"{self.first}-{'' if self.last == STILL else self.last}"

    def hold(self, day: date) -> bool:
        return self.first <= day.year <= self.last

    def shares_years(self, other: Years) -> bool:
        """Whether they have more in common than the year in which one follows the other."""
        return self == other or max(self.first, other.first) < min(self.last, other.last)


class DatedName(NamedTuple):
    """A folded name with `YEARS` in the place of its years, and these."""

    base: str
    years: Years

    @classmethod
    def of(cls, key: str) -> DatedName | None:
        """The rule that a folded name would follow; None where it carries no years, or several, or
        ends before it begins."""
        found = list(SPAN.finditer(key))
        if len(found) != 1:
            return None
        (span,) = found
        years = Years(int(span[1]), int(span[2] or STILL))
        if years.last < years.first:
            return None
        return cls(f"{key[: span.start()]}{YEARS}{key[span.end() :]}", years)


class ActorId(NamedTuple):
    """An id of a dataset that means an actor, perhaps only from a day and a release on."""

    actor: str
    since: date
    release: str

    def holds(self, day: date, release: str) -> bool:
        given, first = (
            [int(part) for part in text.split(".") if part.isdigit()]
            for text in (release, self.release)
        )
        return day >= self.since and (not self.release or (release != "" and given >= first))


class NamesFile(NamedTuple):
    """The reviewed file, as read; its texts are folded."""

    ids: dict[str, ActorId]
    names: dict[str, str]
    dated: dict[DatedName, str]
    homes: dict[str, str]
    countries: dict[str, str]
    seas: frozenset[str]
    provinces: dict[str, frozenset[str]]
    """Codes of the countries that have a province of this name."""
    divided: frozenset[str]
    """Codes of the countries whose provinces are listed."""


@lru_cache
def read_names() -> NamesFile:
    """The reviewed file: actors by id and by name, home fronts, countries by name."""
    path = settings.BASE_DIR / "seeds" / NAMES_FILE
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    ids: dict[str, ActorId] = {}
    names: dict[str, str] = {}
    dated: dict[DatedName, str] = {}
    for entry in content["actors"]:
        for each in entry.get("ucdp", []):
            given = each if isinstance(each, dict) else {"id": each}
            since, release = given.get("since", date.min), str(given.get("release", ""))
            ids[str(given["id"])] = ActorId(entry["actor"], since, release)
        names |= {search_key(name): entry["actor"] for name in entry.get("names", [])}
        dated |= dict.fromkeys(_dated(entry.get("dated", {})), entry["actor"])
    written = content["countries"].items()
    countries = {search_key(name): code for code, listed in written for name in [code, *listed]}
    seas = frozenset(search_key(name) for name in content["seas"])
    divided = content["provinces"]
    provinces: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for code, listed in divided.items():
        for name in listed:
            provinces[search_key(name)] |= {code}
    return NamesFile(
        ids, names, dated, content["home"], countries, seas, {**provinces}, frozenset(divided)
    )


def _dated(written: Mapping[str, list[str]]) -> Iterator[DatedName]:
    """Each span with which a name is written, as a rule."""
    for name, spans in written.items():
        for span in spans:
            rule = DatedName.of(search_key(name.replace(YEARS, f"({span})")))
            if rule is None:
                raise ValueError(f"{NAMES_FILE}: {name!r} has no span of years {span!r}")
            yield rule


class KnownNames(NamedTuple):
    """Whom names mean, by their folded form: those without years, and those with."""

    plain: dict[str, str]
    dated: dict[DatedName, str]

    def who(self, name: str, day: date) -> str | None:
        """The slug of the actor that a name means on a day."""
        key = folded(name)
        rule = DatedName.of(key)
        if rule is None:
            return self.plain.get(key)
        return self.dated.get(rule) if rule.years.hold(day) else None

    def likely(self, name: str) -> tuple[str, list[Years]] | None:
        """The actor that a name with years likely means, and the years with which that name is
        known; None where there is none, or several.

        That is whoever the same name means with years that overlap; an open span does not, once
        it was closed by another. The forces of a state in years apart from those may be another
        government's; a body that is named behind the years stays itself.
        """
        rule = DatedName.of(search_key(name))
        if rule is None:
            return None
        same = {one.years: slug for one, slug in self.dated.items() if one.base == rule.base}
        closed = {years.first for years in same if years.last != STILL}
        standing = [y for y in same if y.last != STILL or y.first not in closed]
        slugs = {same[years] for years in standing if rule.years.shares_years(years)}
        if not slugs and not rule.base.endswith(YEARS):
            slugs = set(same.values())
        return (slugs.pop(), sorted(same)) if len(slugs) == 1 else None


def known_names() -> KnownNames:
    """The names of the reviewed file and of the record; one that two actors of the record share
    means neither, unless the file says which."""
    file, holders = read_names(), defaultdict[str, set[str]](set)
    for slug, *names in Actor.objects.values_list("slug", "slug", "name", "short_name"):
        for name in names:
            holders[search_key(name)].add(slug)
    for key, slug in ActorName.objects.values_list("search_key", "actor__slug"):
        holders[key].add(slug)
    own = {key: min(slugs) for key, slugs in holders.items() if len(slugs) == 1}
    dated = {rule: slug for key, slug in own.items() if (rule := DatedName.of(key))}
    plain = {key: slug for key, slug in own.items() if says_something(key)}
    return KnownNames(plain | file.names, dated | file.dated)
