"""Who writes items takes turns: what a visit writes is what is matched, and nothing is undone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest
from django.db import connection, transaction

from proxies.ingest.intake.matching import match_waiting
from proxies.models import Cluster, Item
from proxies.models.items import take_turn
from tests.waiting import LONGEST, until_somebody_waits

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_an_item_that_changes_while_it_would_be_matched_is_matched_by_its_new_words() -> None:
    address = "https://paper.example/a"
    item = Item.objects.create(address=address, key=address, title="Old", came=datetime.now(UTC))
    began = Event()

    def change() -> None:
        with transaction.atomic():
            take_turn()
            began.set()
            until_somebody_waits("advisory")
            Item.objects.filter(pk=item.pk).update(title="New")
        connection.close()

    def match() -> int:
        began.wait(LONGEST)
        try:
            return match_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        changed, matched = pool.submit(change), pool.submit(match)
        changed.result()
        assert matched.result() == 1
    assert Cluster.objects.get().title == "New"
    item.refresh_from_db()
    assert item.title == "New"
    assert item.matched
