"""Records drawn by lot, each fact of the seeds held against what its page says.

Days and figures are put into words here once more, by hand: what the pages do with them is what is
tried. Retracted reports are left out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.conf import settings

from proxies.ingest.seeds.documents import parse
from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

Seed = dict[str, Any]
Expected = Iterator[tuple[str, str]]
"""What a page has to hold: "text" or "link", and which."""

LOT = 20261127
MONTHS = (
    *("", "January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
RECENT = "2025-02-01"
"""The record was brought on from here: half of what is drawn lies after it."""


@cache
def seeds(pattern: str) -> list[Seed]:
    files = sorted((settings.BASE_DIR / "seeds").glob(pattern))
    assert files, pattern
    return [row for file in files for row in parse(file.read_bytes())[0]]


@cache
def by_slug(pattern: str) -> dict[str, Seed]:
    return {row["slug"]: row for row in seeds(pattern)}


def name(slug: str) -> str:
    files = ("factions.yaml", "patrons.yaml", "opponents.yaml")
    return str(next(found["name"] for file in files if (found := by_slug(file).get(slug))))


def words(text: Any) -> str:
    return " ".join(str(text).split())


def closed_up(text: str) -> str:
    """Without any blanks: between two elements of a page there may be none."""
    return "".join(text.split())


def in_words(day: str, precision: str = "day") -> str:
    stated = date.fromisoformat(day)
    month = f"{MONTHS[stated.month]} {stated.year}"
    return {
        "day": f"{stated.day} {month}",
        "week": f"eek of {stated.day} {month}",
        "month": month,
        "year": str(stated.year),
    }[precision]


def figures(given: dict[str, Any] | None) -> str:
    """Low, best and high as pages write them."""
    if not given:
        return "not established"
    low, best, high = (given.get(part) for part in ("low", "best", "high"))
    if high is None:
        return f"at least {next(n for n in (low, best) if n is not None):,}"
    if low == high:
        return f"{high:,}"
    span = f"up to {high:,}" if low is None else f"{low:,}–{high:,}"
    return span if best in (None, low, high) else f"{span}, best {best:,}"


CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}


def reports(citations: list[Seed]) -> Expected:
    """The address of each report, its source and its day."""
    for citation in citations:
        if "retracted" in citation:
            continue
        report = by_slug("reports.yaml")[citation["report"]]
        yield "link", f"/sources/{report['source']}/"
        yield "text", words(by_slug("sources.yaml")[report["source"]]["name"])
        yield "text", in_words(report["published"]) if "published" in report else "no day given"
        figure = citation["credibility"]
        yield "text", f"credibility {figure}: {CREDIBILITY[figure]}"
        if "url" in report:
            yield "link", report["url"]
        if "note" in citation:
            yield "text", words(citation["note"])


def texts(record: Seed, *fields: str) -> Expected:
    yield from (("text", words(record[field])) for field in fields if field in record)


def event(record: Seed) -> Expected:
    yield from texts(record, "summary", "note", "weapon", "weapon_detail")
    precision = record.get("precision", "day")
    if "last_day" not in record or precision != "day":
        yield "text", in_words(record["first_day"], precision)
    else:
        yield "text", in_words(record["last_day"])
    yield "text", f"Outcome {record['outcome']}"
    yield "text", f"Killed, any side {figures(record.get('killed'))}"
    yield "text", f"Wounded, any side {figures(record.get('wounded'))}"
    yield "link", f"/fronts/{record['front']}/"
    yield from (("text", f"{name(each['actor'])}:") for each in record.get("attributions", ()))
    yield from (("text", words(name(slug))) for slug in record.get("targets", ()))
    yield from reports(record["accounts"])


def pledge(record: Seed) -> Expected:
    yield from texts(record, "summary", "note", "conditions", "announced_via")
    for field in ("declared", "effective", "ended"):
        if field in record:
            precision = record.get("precision", "day") if field != "ended" else "day"
            yield "text", f"{field.capitalize()} {in_words(record[field], precision)}"
    yield from (("text", name(slug)) for slug in (*record["by"], *record["toward"]))
    yield from (("text", each) for each in record.get("mediators", ()))
    yield from (("link", f"/pledges/{slug}/") for slug in record.get("depends_on", ()))
    yield from reports(record["citations"])


def statement(record: Seed) -> Expected:
    yield from texts(record, "summary", "note", "speaker", "unit")
    yield "text", in_words(record["date"], record.get("precision", "day"))
    if "figure" in record:
        yield "text", f"{record['figure']:,}"
    if "by" in record:
        yield "text", f"Said by {name(record['by'])}"
    yield from (("text", name(slug)) for slug in record.get("about_actors", ()))
    for kind in ("pledges", "events", "statements"):
        yield from (("link", f"/{kind}/{slug}/") for slug in record.get(f"about_{kind}", ()))
    yield from reports(record["citations"])


def milestone(record: Seed) -> Expected:
    yield from texts(record, "title", "summary", "note")
    yield "text", in_words(record.get("end") or record["date"], record.get("precision", "day"))
    yield "text", f"Killed, any side {figures(record.get('killed'))}"
    yield from (("link", f"/fronts/{slug}/") for slug in record.get("fronts", ()))
    yield from reports(record["citations"])


def source(record: Seed) -> Expected:
    yield from texts(record, "name", "reliability_note", "alignment", "kind")
    yield "text", f"Its letter {record['reliability']},"
    if "aligned_with" in record:
        yield "text", f"aligned with {name(record['aligned_with'])}"


def span(record: Seed) -> Expected:
    """A stretch of coverage, as the page of its front has it on the last day of it."""
    yield "text", f"Searched {record['depth'].capitalize()}"


def control(record: Seed) -> Expected:
    """What somebody said of how far a patron commands a faction."""
    yield from texts(record, "said_by")
    yield "text", record["mode"].capitalize()
    for field in ("start", "end"):
        if field in record:
            yield "text", in_words(record[field], record.get(f"{field}_precision", "day"))
    if "front" in record:
        yield "text", f"{by_slug('fronts.yaml')[record['front']]['short_name']} front"


def spans() -> Iterator[tuple[str, Seed]]:
    for front in seeds("fronts.yaml"):
        for one in front["spans"]:
            yield f"/fronts/{front['slug']}/?as_of={one['end']}", one


def control_spells() -> Iterator[tuple[str, Seed]]:
    for faction in seeds("factions.yaml"):
        for tie in faction.get("support", ()):
            yield from ((f"/factions/{faction['slug']}/", one) for one in tie.get("control", ()))


def drawn(kind: str, found: list[tuple[str, Seed]], number: int) -> Iterator[Any]:
    """Some by lot, half of them of the days since the record was brought on where they have any."""
    lot = random.Random(f"{LOT} {kind}")  # noqa: S311  drawn again alike, not in secret
    recent = [one for one in found if _day(one[1]) >= RECENT]
    first = lot.sample(recent, min(number // 2, len(recent)))
    others = [one for one in found if one not in first]
    for address, record in first + lot.sample(others, number - len(first)):
        yield pytest.param(address, record, EXPECTED[kind], id=f"{kind} {address}")


def _day(record: Seed) -> str:
    fields = ("first_day", "declared", "effective", "date", "start")
    return str(next((record[field] for field in fields if field in record), ""))


EXPECTED: dict[str, Callable[[Seed], Expected]] = {
    "event": event,
    "pledge": pledge,
    "statement": statement,
    "milestone": milestone,
    "source": source,
    "span": span,
    "control": control,
}


def draw() -> Iterator[Any]:
    """Thirty records."""
    files = {"event": ("events/*.yaml", 10), "pledge": ("pledges.yaml", 6)}
    files |= {"statement": ("statements.yaml", 5), "milestone": ("milestones.yaml", 3)}
    files |= {"source": ("sources.yaml", 2)}
    for kind, (pattern, number) in files.items():
        found = [(f"/{kind}s/{row['slug']}/", row) for row in seeds(pattern)]
        yield from drawn(kind, found, number)
    yield from drawn("span", list(spans()), 2)
    yield from drawn("control", list(control_spells()), 2)


@pytest.mark.parametrize(("address", "record", "expected"), list(draw()))
def test_a_page_says_what_the_seeds_say(
    address: str, record: Seed, expected: Callable[[Seed], Expected]
) -> None:
    page: Page = opened(address)
    text = closed_up(page.text("main"))
    hrefs = {attributes.get("href", "").partition("?")[0] for attributes in page.all("a")}
    hrefs |= {attributes.get("href", "") for attributes in page.all("a")}
    looked_for = list(expected(record))
    missing = [
        (kind, what)
        for kind, what in looked_for
        if (closed_up(what) not in text if kind == "text" else what not in hrefs)
    ]
    assert looked_for
    assert missing == []


def test_thirty_records_are_drawn() -> None:
    assert len(list(draw())) == 30
