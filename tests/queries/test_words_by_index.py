"""Words of events are looked up in their index, which must hold them just as they are searched."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from proxies.models import AttackEvent
from proxies.queries.matching import TEXTS, Matching
from proxies.record.search import by_index, search_term, texts_hold
from proxies.selection import CURATED, Selection
from tests.factories import make_event, make_faction, make_place

pytestmark = [pytest.mark.django_db]


def seqscan() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize("words", ["tanker", "made-up tanker", '"a tanker" or drone', "drone -sea"])
def test_words_are_looked_up_in_the_index(words: str) -> None:
    found = AttackEvent.objects.filter(texts_hold(words, search_term(words), *TEXTS))
    with by_index():
        assert "attackevent_words" in found.explain()
        assert seqscan() == "off"
    assert seqscan() == "on"


def keys(words: str, day: date | None = None) -> list[int]:
    return [*map(int, Matching(Selection(dataset=(CURATED,), q=words, as_of=day)).keys)]


def test_words_find_texts_slugs_places_and_parties() -> None:
    faction = make_faction("The Made-up Brigades").actor
    text = make_event(summary="A tanker burns.", slug="of-the-text")
    slug = make_event(slug="a-tanker-by-its-slug")
    place = make_event(place=make_place("Tanker Bay"), slug="of-the-place")
    claimed = make_event(faction, slug="of-who-claims")
    aimed = make_event(targets=(faction,), slug="of-whom-it-hits")
    make_event(slug="of-nothing")
    assert sorted(keys("tanker")) == [text.pk, slug.pk, place.pk]
    assert sorted(keys("made-up brigades")) == [claimed.pk, aimed.pk]
    assert keys("of the place") == [place.pk]
    assert keys("no such words") == []


def test_a_text_left_out_as_of_a_day_is_not_found_and_the_others_are() -> None:
    day = date(2024, 2, 1)
    event = make_event(day=day, summary="Sunk on 3 May 2024.", note="A tanker.", reported=day)
    other = make_event(day=day, summary="Sunk on 1 February 2024.", reported=day)
    assert sorted(keys("sunk")) == [event.pk, other.pk]
    assert keys("sunk", day) == [other.pk]
    assert keys("tanker", day) == [event.pk]
