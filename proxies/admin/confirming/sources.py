"""What is likely a second entry of a source, a report or a place, or a slip in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from proxies.ingest.datasets.borders import LANDS, inland, strays, swapped
from proxies.models import Place, Report, Source, search_key
from proxies.models.countries import NAMES, country_name
from proxies.vocab import PlacePrecision

TWIN = (
    "“{other}” has the same address but for {what}. If it is the same report, use that one: two "
    "would count as two."
)
SPELLING = "its spelling (http or https, www, capitals, a last stroke, or what follows the path)"
NOTHING = "its source"
DAY_OF_ADDRESS = "its address names {day}, and the day of publication is {published}."
SAME_NAME = "“{other}” has that name already. Two entries of one source would count as two origins."
STRAY = "the point lies {away:,} km from {country}{turned}."
TURNED = ", and would lie in it with its degrees swapped"
NO_POINT = "the point is 0, 0 off Africa, which stands for none."
ON_LAND = "its precision is a bearing at sea, and the point lies {away:,} km inland."
NO_COUNTRY = "“{code}” is no country that this record speaks of. Write the code of two letters."
TRACKING = re.compile(r"(utm_.*|fbclid|gclid|igshid|mc_[ce]id|ref|ref_src|cmpid|smid|ocid)\Z")
DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|\Z)", re.ASCII)
CLOSE = timedelta(3)
"""An article may be put out, moved and dated over a few days."""


def address_key(url: str) -> str:
    """An address without what does not change where it leads."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    kept = [pair for pair in parse_qsl(parts.query) if not TRACKING.match(pair[0].lower())]
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(kept))}".lower()


def twins(report: Report) -> Iterator[str]:
    """Reports that are at the same address, however it is written."""
    key, host = address_key(report.url), urlsplit(report.url).hostname or ""
    near = Report.objects.filter(url__icontains=".".join(host.split(".")[-2:]))
    for other in near.exclude(pk=report.pk).select_related("source") if host else ():
        if address_key(other.url) == key:
            what = NOTHING if other.url == report.url else SPELLING
            yield TWIN.format(other=other, what=what)


def day_of_address(report: Report) -> Iterator[str]:
    """The day that an address names, where the report is dated otherwise."""
    found = DAY.search(urlsplit(report.url).path)
    with suppress(ValueError):
        day = date(*map(int, found.groups())) if found else None
        if day and report.published and abs(day - report.published) > CLOSE:
            yield DAY_OF_ADDRESS.format(day=day, published=report.published)


def same_name(source: Source) -> Iterator[str]:
    """Sources of the same name, however it is spelt."""
    key = search_key(source.name)
    for other in Source.objects.exclude(pk=source.pk):
        if search_key(other.name) == key:
            yield SAME_NAME.format(other=other)


def misplaced(place: Place) -> Iterator[str]:
    """A point that is none, or outside its country; a country that is none."""
    if place.lat == 0 == place.lon:
        yield NO_POINT
    elif place.country in LANDS:
        away = strays(place.country, place.lat, place.lon)
        turned = TURNED if away and swapped(place.country, place.lat, place.lon) else ""
        if away is not None:
            yield STRAY.format(away=away, country=country_name(place.country), turned=turned)
    if place.precision == PlacePrecision.SEA and (ashore := inland(place.lat, place.lon)):
        yield ON_LAND.format(away=ashore)
    if place.country and place.country not in NAMES:
        yield NO_COUNTRY.format(code=place.country)
