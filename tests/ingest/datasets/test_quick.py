"""What makes an import quick changes nothing of what comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.ingest.datasets.formats import note_days, note_killed, proxies_table, tables
from proxies.ingest.datasets.formats.rows import EventRow, Rejection
from proxies.ingest.datasets.formats.tables import File
from proxies.models import AttackEvent
from tests.ingest.datasets.test_formats import OWN_ROW, table
from tests.ingest.datasets.test_load import load, own_rows

DAY = date(2019, 3, 12)
WORDS = """On In during since the 12 13 3 19 2019 2019, 1,200 March MARCH mar. May 12th 12.3.2019
    3/12/2019 2019-03-12 2018-01-02 at least more than killed KILLED dead two died deaths of
    fatalities no wounded ١٢ ۱۲ مارس آذار في عام ٢٠١٩ در سال ב-12 במרץ מרץ בשנת . , ; ( )""".split()  # noqa: SIM905  as in a note
NOTES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
ANYTHING = re.compile("")


@given(NOTES)
def test_days_of_notes_are_those_without_looking_first(note: str) -> None:
    assert_same_without(
        note_days,
        ("LIKE_ENGLISH", "LIKE_NUMBERS", "LIKE_A_YEAR"),
        lambda: note_days.agrees(note, DAY, DAY, "day"),
    )


@given(NOTES)
def test_the_killed_of_notes_are_those_without_looking_first(note: str) -> None:
    assert_same_without(
        note_killed, ("KILLING",), lambda: note_killed.agrees(note, (None, 12, None))
    )


def assert_same_without(module: Any, names: tuple[str, ...], asked: Callable[[], Any]) -> None:
    """What is asked of a module is the same where its patterns of these names find anything."""
    before = asked()
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(module, name, ANYTHING)
        assert asked() == before


def test_rows_stay_in_order_however_many_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = table(*({**OWN_ROW, "key": f"e{n}"} for n in range(7))).splitlines(keepends=True)
    data = b"".join([*lines[:3], b"cut,off\n", *lines[3:], b'"not closed\n'])
    monkeypatch.setattr(tables, "AT_ONCE", 2)
    found = [*proxies_table.read(File.of(data))]
    assert [each.line for each in found] == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert [isinstance(each, Rejection) for each in found] == [n in {2, 8} for n in range(9)]
    monkeypatch.setattr(tables, "AT_ONCE", 256)
    assert [*map(str, found)] == [*map(str, proxies_table.read(File.of(data)))]


def test_like_cells_come_to_the_same_and_bad_ones_are_named_each_time() -> None:
    good = {**OWN_ROW, "lat": "33.3", "lon": "44.4", "killed_low": "1", "killed_high": "2"}
    bad = {**good, "killed_low": "3"}
    cells = [good, bad, bad, good, {**good, "killed_high": ""}, {**good, "lon": "44.5"}]
    found = [*proxies_table.read(File.of(table(*cells)))]
    first, one, other, again, without, moved = found
    assert isinstance(first, EventRow)
    assert isinstance(one, Rejection)
    assert isinstance(other, Rejection)
    assert [(one.column, one.line), (other.column, other.line)] == [
        ("killed_low", 3),
        ("killed_low", 4),
    ]
    assert one.reason == other.reason == "is above killed_best, which is 1"
    assert again == first._replace(line=5)
    assert isinstance(without, EventRow)
    assert without.killed == (1, 1, None)
    assert isinstance(moved, EventRow)
    assert moved.spot is not None
    assert moved.spot.lon == 44.5


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_what_means_something_to_copy_arrives_as_it_stands() -> None:
    texts = [
        'a\\b, \\N and "c"',
        "tab\there",
        "one\ntwo\r\nthree",
        "{x,y}",
        "NULL;",
        "«ألف» ’",
        "\\.",
    ]
    rows = [
        own_rows(f"k{n}", summary=f"s {text}", note=text, place_name=text, weapon_detail=text)[0]
        for n, text in enumerate(texts)
    ]
    assert load("proxies", *rows).counts.new == len(texts)
    events = AttackEvent.objects.filter(dataset__slug="own").order_by("source_key")
    named = [(e.summary, e.note, e.weapon_detail, e.place and e.place.name) for e in events]
    assert named == [(f"s {text}", text, text, text) for text in texts]


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_events_have_keys_of_their_own_sequence() -> None:
    assert load("proxies", *own_rows("a", "b", "c")).counts.new == 3
    keys = AttackEvent.objects.filter(dataset__slug="own").order_by("source_key")
    numbers = [event.pk for event in keys]
    assert [later - before for before, later in pairwise(numbers)] == [1, 1]
    assert AttackEvent.objects.exclude(pk__in=numbers).filter(pk__gte=numbers[0]).count() == 0
