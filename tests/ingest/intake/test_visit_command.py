"""`manage.py visit` reads channels and says per channel what happened."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from proxies.models import Channel
from tests.ingest.intake.local_site import LocalSite
from tests.ingest.intake.made_up import LOGIN, rss, rss_item

pytestmark = pytest.mark.django_db


def run(*names: str) -> str:
    said = StringIO()
    call_command("visit", *names, stdout=said)
    return said.getvalue()


def a_channel(name: str, **fields: Any) -> Channel:
    return Channel.objects.create(name=name, **{"kind": "feed", **fields})


def test_those_that_are_due_are_read_and_said(site: LocalSite) -> None:
    item = rss_item(1, **{"content:encoded": "Words made up for a test."})
    a_channel("Good", address=site.put("/good", rss(item), "text/xml"))
    a_channel("Turned", address=site.put("/turned", LOGIN))
    said = run()
    assert "Good: Read: 1 item, of which 1 new; 0 changed." in said
    assert "Turned: Not read: what came could not be read." in said
    assert "  A page came where a feed was expected" in said
    assert run() == "No channel is due.\n"


def test_one_is_read_now_by_its_name_or_number(site: LocalSite) -> None:
    channel = a_channel("Good", address=site.put("/good", rss(), "text/xml"))
    run("Good")
    run(str(channel.pk))
    assert channel.visits.count() == 2


def test_what_cannot_be_read_is_said(site: LocalSite) -> None:
    a_channel("Hand", kind="by-hand")
    with pytest.raises(CommandError, match=r"no channel 'None such'\. There are: Hand"):
        run("None such")
    with pytest.raises(CommandError, match="Hand takes addresses that are given by hand"):
        run("Hand")
