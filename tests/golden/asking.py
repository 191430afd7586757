"""The addresses whose answers are recorded as digests: file → addresses, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import urlencode

from proxies.models import Actor
from proxies.vocab import PledgeKind
from tests.pages import ASKED, DAYED, LISTS, OTHERS, RECORDS, every_address, sample
from tests.questions import FRONTS, VALUES

FIRST, LAST = date(2023, 10, 7), date(2025, 2, 6)
"""The days of the record, and some beyond its end."""
MID = "2024-12-23"
LATER = ("2025-03-01", "2025-07-01", "2026-01-01", "2026-11-26", "2026-11-27")
DOWNLOADS = (
    *("/events.json", "/events.csv", "/events.csv-metadata.json", "/events.xlsx"),
    *("/events.geojson", "/feeds/events.atom"),
)
MANY = ("event-detail", "source-detail")
OF_PLEDGES = ("/pledges/", "/pledges.csv", "/pledges.csv-metadata.json", "/figures/ledger.html")
CHARTS = ("events-over-time", "casualties", "factions", "weapons", "outcomes", "map")
CUTS = ("2023-11-24", "2024-02-05", "2024-07-19", "2024-11-27", "2024-12-10", MID, "2025-01-15")


def records(thinned: int = 1) -> Iterator[str]:
    """Every page of every record, every list, and every download of everything.

    Of events and sources, which take the time, one out of `thinned`.
    """
    for name in (*LISTS, *OTHERS, *RECORDS):
        step = thinned if name in MANY else 1
        yield from sorted(every_address(name))[::step]
    yield from (*DOWNLOADS, *OF_PLEDGES, "/fronts.json", "/feeds/status.atom")
    yield "/feeds/corrections.atom"


def records_of_a_day() -> Iterator[str]:
    """The same as they were known on a past day, with every fifth event and source."""
    undated = {sample(name) for name in OTHERS if name not in DAYED}
    return (f"{address}?as_of={MID}" for address in records(5) if address not in undated)


def days() -> Iterator[str]:
    """The status of every front on every third day, and more seldom what else a day changes."""
    yield from (f"/fronts.json?as_of={day}" for day in (*_every(3), *LATER))
    yield from (f"/pledges.csv?as_of={day}" for day in (*_every(11), *LATER))
    yield from (f"/?as_of={day}" for day in _every(47))
    yield from (f"/methods/?as_of={day}" for day in _every(61))
    yield from (f"/fronts/{front}/?as_of={day}" for front in FRONTS for day in CUTS[::2])
    yield from (f"/feeds/status.atom?as_of={day}&front=iraq" for day in CUTS)


def _every(step: int) -> list[str]:
    count = (LAST - FIRST).days // step + 1
    return [(FIRST + timedelta(step * n)).isoformat() for n in range(count)]


def questions() -> Iterator[str]:
    """Each value of each filter, put to one page or download after the other."""
    paths = ("/events/", *DOWNLOADS, "/fronts/yemen/", "/")
    for number, query in enumerate(_each_value()):
        yield from _put(query, (paths[number % len(paths)],))
    for query in MIXED:
        yield from _put(query, ("/", "/events/", "/events.csv", "/figures/factions.html"))
    yield from (f"/events/?sort={sort}&page={page}" for sort in SORTS for page in (1, 2, 4))


SORTS = ("newest", "oldest", "deadliest")
MIXED = (
    "since=2023-10-07&until=2023-12-31",
    "since=2024-01-01&until=2024-01-31&count=members",
    "count=members&faction=islamic-resistance-in-iraq",
    "front=iraq&front=yemen&grade=corroborated%2B&as_of=2024-12-10",
    "target=united-states&direction=faction-attack&as_of=2025-01-15",
    "front=iraq&faction=kataib-hezbollah&patron=iran&direction=faction-attack&weapon=drone"
    "&target=united-states&outcome=hit&grade=confirmed&since=2023-10-07&until=2024-12-23"
    "&as_of=2024-12-23&count=members&q=base",
    "q=%D8%AD%D8%B2%D8%A8&front=lebanon",
    "weapon=rocket&weapon=drone&outcome=unknown&since=2024-11-27",
)


def _each_value() -> list[str]:
    return [urlencode({name: value}) for name, values in VALUES.items() for value in values]


def _put(query: str, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if not (path.startswith("/fronts/") and "front=" in query):
            yield f"{path}?{query}"


def pledges() -> Iterator[str]:
    """What can be asked of pledges, in every form of their ledger."""
    asked = [
        *(f"kind={kind}" for kind in PledgeKind),
        *(f"front={front}" for front in FRONTS),
        *("faction=hezbollah", "target=israel", "q=Gaza", "since=2024-11-01&until=2024-12-31"),
        *("faction=houthis&as_of=2025-01-15", f"as_of={MID}&front=iraq&kind=threat"),
    ]
    for number, query in enumerate(asked):
        yield f"/pledges/?{query}"
        yield f"{OF_PLEDGES[1 + number % 3]}?{query}"


def comparisons() -> Iterator[str]:
    """Pairs of days, with a filter and without."""
    for number, (first, second) in enumerate(pairwise(CUTS)):
        yield f"/compare/?from={first}&to={second}"
        yield f"/compare/?from={first}&to={second}&front={FRONTS[number % 4]}"
        yield f"/compare/?from={first}&grade=confirmed"
    yield "/compare/?from=2024-11-27&to=2024-12-23&faction=hezbollah&count=members&q=rocket"


def figures() -> Iterator[str]:
    """Every chart as a file, of one front after the other, and of every faction."""
    for number, chart in enumerate(CHARTS):
        yield f"/figures/{chart}.html"
        yield f"/figures/{chart}.html?front={FRONTS[number % 4]}&as_of={MID}"
    for front in FRONTS:
        yield f"/figures/label-over-time.html?front={front}"
        yield f"/figures/label-over-time.html?front={front}&as_of={MID}"
    factions = Actor.objects.filter(role="faction").order_by("slug").values_list("slug", flat=True)
    yield from (f"/figures/said-and-did/{slug}.html" for slug in factions)


def refusals() -> Iterator[str]:
    """Addresses that lead nowhere, and questions that are refused."""
    for name in ASKED:
        yield f"{sample(name)}?colour=red&as_of=yesterday"
        yield f"{sample(name)}?as_of=2999-01-01&q=%21&front=mars"
    for path in (*DOWNLOADS, *OF_PLEDGES, "/fronts.json", "/feeds/status.atom"):
        yield f"{path}?front=mars&as_of=2024-02-30"
    yield from ("/figures/colours.html", "/figures/label-over-time.html", "/nowhere/", "/events")
    yield from (f"{sample(name).rstrip('/')}-not/" for name in RECORDS)
    yield from ("/compare/?from=2025-01-01&to=2024-01-01", "/datasets/rejects-1.csv", "/?fbclid=1")
    yield from ("/datasets/template.csv?as_of=2024-12-23", "/report-an-error/?page=x&colour=red")


DIGESTS = {
    "records": records,
    "records-of-a-day": records_of_a_day,
    "days": days,
    "questions": questions,
    "pledges": pledges,
    "comparisons": comparisons,
    "figures": figures,
    "refusals": refusals,
}
