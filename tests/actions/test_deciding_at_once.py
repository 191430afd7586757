"""Two editors who decide one cluster in the same moment: one decides, the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from proxies.models import Account, Decision
from tests.admin_people import client_of
from tests.desk_day import make_cluster, make_item
from tests.factories import make_event, make_source
from tests.web.test_desk import another_editor

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_of_two_who_decide_at_once_one_is_refused() -> None:
    event, cluster = make_event(), make_cluster()
    item = make_item(cluster, source=make_source())
    start = Barrier(2)

    def cite(client: Client) -> int:
        sent = {
            "decide": "cite",
            "record": f"/events/{event.slug}/",
            "stance": "asserts",
            "credibility": "3",
            "items": [str(item.pk)],
        }
        start.wait()
        try:
            return client.post(f"/desk/{cluster.pk}/", sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(cite, [client_of("editor"), another_editor()]))
    assert answers == [302, 409]
    assert (Decision.objects.count(), Account.objects.count()) == (1, 1)
