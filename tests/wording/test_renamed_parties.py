"""Parties within a sentence go by the same words, whatever their slug is by now."""

from __future__ import annotations

import pytest

from proxies.models import Actor
from proxies.record.current import record
from proxies.wording.parties import WITHIN, parties, party


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_a_renamed_party_keeps_its_words_within_a_sentence() -> None:
    assert party(record(), "houthis") == "the Houthis"
    Actor.objects.filter(slug="houthis").update(slug="ansar-allah")
    assert party(record(), "ansar-allah") == "the Houthis"
    assert parties(record(), ["ansar-allah", "israel"]) == "the Houthis and Israel"


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_every_party_with_words_of_its_own_is_of_the_record() -> None:
    assert set(WITHIN) <= {one.permanent_id for one in record().actors.values()}
