"""As of a day nothing stands anywhere that happened or was published after it.

Every page, download and feed is asked, for days and questions that a seeded die picks. Left out
are the regions that say how far the record reaches (`record`), that lead to other days
(`control`), or that give a term known in advance (`term`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from html import unescape
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils.dates import MONTHS, MONTHS_3

from proxies.models import (
    Account,
    Actor,
    Assessment,
    AttackEvent,
    ControlSpell,
    Designation,
    Faction,
    Front,
    Milestone,
    MilestoneCitation,
    Pledge,
    PledgeCitation,
    Report,
    Source,
    Statement,
    StatementCitation,
)
from proxies.wording.citations import headline
from tests.pages import DAYED, every_address
from tests.questions import FACTIONS, FRONTS, RECORD
from tests.regions import without_regions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded"), pytest.mark.slow]

DICE = 20250131
LEFT_OUT = {"control", "record", "term"}
QUESTIONS = (
    "",
    *(f"&front={front}" for front in FRONTS),
    *(f"&faction={faction}" for faction in FACTIONS),
    *("&target=israel", "&direction=faction-attack", "&weapon=drone", "&count=members"),
    *("&grade=single-origin%2B", "&q=base"),
)
FILES = (
    *("/events.json", "/events.csv", "/events.xlsx", "/events.geojson", "/feeds/events.atom"),
    *("/figures/{chart}.html", "/figures/{chart}.json", "/figures/{chart}/"),
)
OF_PLEDGES = (
    *("/pledges.csv", "/figures/ledger.html", "/figures/ledger.json", "/figures/ledger/"),
)
OF_THE_DAY = (
    *("/fronts.json", "/feeds/status.atom", "/feeds/corrections.atom"),
    *(f"/figures/said-and-did/hezbollah{form}" for form in (".html", ".json", "/")),
)
CHARTS = ("events-over-time", "casualties", "factions", "weapons", "outcomes", "map")

LONG = {str(name): number for number, name in MONTHS.items()}
SHORT = {str(name).title(): number for number, name in MONTHS_3.items()}
NAMED = re.compile(rf"\b(\d{{1,2}}) ({'|'.join([*LONG, *SHORT])}) (\d{{4}})\b")
MONTH = re.compile(rf"(?<!\d )\b({'|'.join([*LONG, *SHORT])}) (\d{{4}})\b")
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d|[-\w])")
MONTH_NAMED_ON = 16
PERIOD = re.compile(r"(?:since|until)=[\d-]+")
"""The ends of a month or week in the address of its events: no day on which anything happened."""

FORESEEN = re.compile(
    r'"would_change": ?\[.*?\]|"[Cc]overage": ?"[^"]*"|"covered_until":"[\d-]+"'
    r"|<script>.*?</script>",
    re.DOTALL,
)
"""What is foreseen, and how far the record reaches, in files; and the library of a chart."""

SLUG = re.compile(r"/(?:events|pledges|statements|milestones)/([\w-]+)/")


TICKS = re.compile(r'"tickvals":\[("[\d-]+"(?:,"[\d-]+")*)\]')
"""Where the names of periods stand under their bars: in the middle of a month or a week."""


def with_firsts(text: str) -> str:
    """The text with the first day of each period in the place of its middle."""
    return TICKS.sub(lambda found: _first_days(found[1]), text)


def _first_days(middles: str) -> str:
    days = [date.fromisoformat(day) for day in re.findall(r"[\d-]+", middles)]
    if all(day.day == 1 for day in days):
        return middles  # those of a ledger stand on the days themselves
    by_month = all(day.day == MONTH_NAMED_ON for day in days)
    firsts = [day - timedelta(MONTH_NAMED_ON - 1 if by_month else 3) for day in days]
    assert by_month or all(day.weekday() == 0 for day in firsts), "weeks begin on Mondays"
    return " ".join(day.isoformat() for day in firsts)


def days_in(text: str) -> Iterator[tuple[date, str]]:
    """Every day that a text names, in any of the forms the site writes, with what is around it."""
    for found in NAMED.finditer(text):
        month = {**LONG, **SHORT}[found[2]]
        yield date(int(found[3]), month, int(found[1])), _around(text, found)
    for found in MONTH.finditer(text):
        yield date(int(found[2]), {**LONG, **SHORT}[found[1]], 1), _around(text, found)
    for found in ISO.finditer(text):
        try:
            yield date(*map(int, found.groups())), _around(text, found)
        except ValueError:
            continue  # figures that are no day


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 70) : found.end() + 30]


def test_names_under_bars_stand_for_the_first_days_of_their_periods() -> None:
    text = '"tickvals":["2025-08-16","2025-09-16"],"x":"2025-09-16"'
    assert with_firsts(text) == '2025-08-01 2025-09-01,"x":"2025-09-16"'
    assert with_firsts('"tickvals":["2025-09-04"]') == "2025-09-01"


def test_days_are_found_in_every_form() -> None:
    text = "23 December 2024, 4 Jan 2025 and 2024-02-29; 2024-13-01; May 2024"
    found = {day.isoformat() for day, _ in days_in(text)}
    assert found == {"2024-12-23", "2025-01-04", "2024-02-29", "2024-05-01"}


WRITTEN: dict[Any, tuple[str, ...]] = {
    AttackEvent: ("summary", "note", "weapon_detail"),
    Pledge: ("summary", "note", "conditions", "announced_via"),
    Actor: ("summary", "note"),
    Account: ("note",),
    PledgeCitation: ("note",),
    Statement: ("summary", "note", "speaker", "unit"),
    StatementCitation: ("note",),
    Milestone: ("title", "summary", "note"),
    MilestoneCitation: ("note",),
    ControlSpell: ("said_by",),
    Source: ("reliability_note", "alignment"),
    Faction: ("founded_note",),
    Designation: ("note", "status"),
    Assessment: ("statement",),
    Front: ("scope",),
}
"""What editors write as of today."""
TERMS = ("effective", "expires")
"""The days of a pledge that were known in advance."""


@cache
def later_records(day: date) -> frozenset[str]:
    """The slugs of events, pledges, statements and milestones that were not known by a day."""
    slugs: set[str] = set()
    models: tuple[Any, ...] = (AttackEvent, Pledge, Statement, Milestone)
    for model in models:
        known = set(model.objects.known_by(day).values_list("slug", flat=True))
        slugs |= set(model.objects.values_list("slug", flat=True)) - known
    return frozenset(slugs)


@cache
def published() -> tuple[str, ...]:
    """The words of reports, which stand as they were published."""
    reports = Report.objects.all()
    texts = {words for one in reports for words in (one.title, one.url, headline(one).text)}
    return tuple(sorted(map(plain, filter(None, texts)), key=len, reverse=True))


@cache
def of_pledges() -> tuple[tuple[str, frozenset[date]], ...]:
    """The texts of pledges that name a day, each with those of its terms that it names."""
    rows = Pledge.objects.values_list(*WRITTEN[Pledge], *TERMS)
    texts = ((plain(text), set(row[-len(TERMS) :])) for row in rows for text in row[:-2] if text)
    named = ((text, {day for day, _ in days_in(text)}, terms) for text, terms in texts)
    return tuple((text, frozenset(days - terms)) for text, days, terms in named if days & terms)


def plain(text: str) -> str:
    return " ".join(unescape(text).split())


def without_written(text: str, day: date) -> str:
    """The text without the words of reports, and without those of pledges that name no later day
    than their own terms."""
    words = plain(text)
    foreseen = (text for text, others in of_pledges() if all(one <= day for one in others))
    for written in (*published(), *foreseen):
        words = words.replace(written, " ")
    return words


def asked(day: date, random: Random) -> Iterator[str]:
    """Every page of a day, of records some of each kind, with questions; files and feeds."""
    for name in DAYED:
        addresses = every_address(name)
        for address in random.sample(addresses, min(3, len(addresses))):
            yield f"{address}?as_of={day}"
    for query in random.sample(QUESTIONS, 3):
        yield from (f"{path}?as_of={day}{query}" for path in ("/", "/events/"))
        for path in FILES:
            yield f"{path.format(chart=random.choice(CHARTS))}?as_of={day}{query}"
        if query.partition("=")[0] in {"", "&front", "&faction", "&q"}:
            yield from (f"{path}?as_of={day}{query}" for path in ("/pledges/", *OF_PLEDGES))
    yield from (f"{path}?as_of={day}" for path in OF_THE_DAY)
    for form in (".html", ".json", "/"):
        front = random.choice(FRONTS)
        yield f"/figures/label-over-time{form}?front={front}&as_of={day}"
    yield f"/compare/?from={day - timedelta(20)}&to={day}"


def words_of(client: Client, address: str) -> str:
    """What a page, download or feed says, without the regions that are left out."""
    response = client.get(address)
    data = response.getvalue()
    if response.status_code == 404 and "Not publicly known" in response.text:
        return ""  # it says when the record becomes known, which is a way to another day
    assert response.status_code in {200, 410}, (address, response.status_code)
    kind = response["Content-Type"]
    if "spreadsheet" in kind:
        with ZipFile(io.BytesIO(data)) as book:
            sheets = [name for name in book.namelist() if name.endswith("sheet1.xml")]
            return " ".join(book.read(name).decode() for name in sheets)
    text: str = FORESEEN.sub("", data.decode())
    if address.startswith("/pledges.csv"):
        rows = csv.DictReader(io.StringIO(text))
        return " ".join(
            str(cell) for row in rows for name, cell in row.items() if name != "expires"
        )
    if "html" not in kind:
        return text
    return without_regions(text.partition("<body")[2], LEFT_OUT)


@pytest.mark.parametrize("number", range(4))
def test_nothing_that_came_after_the_day_stands_anywhere(number: int) -> None:
    random = Random(DICE + number)  # noqa: S311  no secret is made of it
    first, last = RECORD
    day = first + timedelta(random.randrange(30, (last - first).days - 20))
    later = later_records(day)
    client, wrong, read = Client(), [], 0
    for address in asked(day, random):
        text = words_of(client, address)
        read += bool(text)
        wrong += [
            (address, str(one), near)
            for one, near in days_in(without_written(with_firsts(PERIOD.sub("", text)), day))
            if one > day
        ]
        wrong += [(address, slug, "") for slug in later & set(SLUG.findall(text))]
    assert read > 40
    assert wrong == []


FILES_OF: dict[Any, tuple[str, ...]] = {
    AttackEvent: ("/events.csv", "/feeds/events.atom", "/events/"),
    Pledge: ("/pledges.csv",),
    Statement: ("/statements.csv", "/feeds/statements.atom", "/statements/"),
    Milestone: ("/milestones.csv", "/milestones/"),
    Assessment: ("/fronts.json",),
    Source: ("/sources/",),
    Actor: ("/patrons/",),
}
"""Files, feeds and lists that show texts of many records of a kind."""
OWNERS = ("event", "pledge", "statement", "milestone", "front", "support.faction", "actor")


def eves() -> set[tuple[date, str]]:
    """Each day before one that a text of the record names, with the address of the page of the
    record whose text it is, of the files of its kind, and of the brief."""
    found: set[tuple[date, str]] = set()
    for model, columns in WRITTEN.items():
        for row in model._default_manager.all():
            named = {day for name in columns for day, _ in days_in(getattr(row, name))}
            eve = (one - timedelta(1) for one in named if RECORD[0] < one <= RECORD[1])
            for day in (one for one in eve if was_known(row, one)):
                brief = f"/brief/?date={day}&span=month&as_of={day}"
                paths = (page_with(row), *FILES_OF.get(model, ()))
                found |= {(day, brief), *((day, with_day(path, day)) for path in paths)}
    return found


def was_known(row: Any, day: date) -> bool:
    """Whether a record was known by a day; what is no record of its own is shown on any day."""
    known_by = getattr(type(row)._default_manager, "known_by", None)
    return known_by is None or known_by(day).filter(pk=row.pk).exists()


def with_day(path: str, day: date) -> str:
    return f"{path}{'&' if '?' in path else '?'}as_of={day}"


def page_with(row: Any) -> str:
    """The page of a record, or of what it belongs to."""
    owners = [row]
    for name in OWNERS:
        owner = row
        for part in name.split("."):
            owner = getattr(owner, part, None)
        owners.append(owner)
    pages = (one.get_absolute_url() for one in owners if hasattr(one, "get_absolute_url"))
    return str(next(pages))


def test_no_text_of_the_record_names_a_day_after_the_one_asked_for() -> None:
    client, wrong, read = Client(), [], 0
    for day, address in sorted(eves()):
        text = words_of(client, address)
        read += bool(text)
        named = days_in(without_written(PERIOD.sub("", text), day))
        wrong += [(address, str(one), near) for one, near in named if one > day]
    assert read > 100
    assert wrong == []
