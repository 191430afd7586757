"""Digests that come as files: all of each is taken, in as many visits as that takes."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from proxies.ingest.intake.channels import folder_of
from proxies.ingest.intake.visiting import visit
from proxies.models import Channel, FetchedHost, Item
from proxies.vocab.intake import ChannelKind, VisitEnd
from tests.ingest.intake.channels import channel_at
from tests.ingest.intake.local_site import LocalSite
from tests.ingest.intake.made_up import WORDS, article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_published")]


def digest(*links: str) -> bytes:
    body = "".join(f"<a href='{link}'>A made-up headline here</a>" for link in links)
    return f"Subject: Made up\nContent-Type: text/html; charset=utf-8\n\n{body}".encode()


@pytest.fixture
def channel(site: LocalSite) -> Channel:
    return channel_at("", kind=ChannelKind.EMAIL.value)


def drop(channel: Channel, name: str, data: bytes, seconds: float = 60) -> Path:
    """A file that was written so many seconds ago."""
    file = folder_of(channel) / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    os.utime(file, (time.time() - seconds,) * 2)
    return file


def files(channel: Channel) -> list[str]:
    folder = folder_of(channel)
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*.*"))


def test_a_digest_that_is_dropped_as_a_file_is_read_and_put_aside(
    site: LocalSite, channel: Channel
) -> None:
    assert visit(channel).end == VisitEnd.UNCHANGED
    drop(channel, "a.eml", digest(site.put("/made-up", article())))
    drop(channel, "b.eml", b"\x00")
    done = visit(channel)
    assert (done.end, done.new) == ("partly", 1)
    assert done.message == "b.eml was put aside: This file is no e-mail."
    assert WORDS in Item.objects.get().text
    assert files(channel) == ["read/a.eml", "unreadable/b.eml"]
    drop(channel, "a.eml", digest(site.at("/made-up")))
    assert visit(channel).new == 0
    assert files(channel) == ["read/a-1.eml", "read/a.eml", "unreadable/b.eml"]


def test_a_digest_that_is_given_is_read_and_kept(site: LocalSite, channel: Channel) -> None:
    assert visit(channel, digest(site.put("/made-up", article()))).new == 1
    (name,) = files(channel)
    assert name.startswith("read/given-")
    assert visit(channel, b"").end == VisitEnd.UNREADABLE
    assert files(channel) == [name]


@pytest.mark.parametrize("given", [True, False])
def test_a_digest_with_more_links_than_one_visit_takes_is_kept_until_all_are_taken(
    site: LocalSite, channel: Channel, settings: Settings, given: bool
) -> None:
    settings.INTAKE_MOST_ITEMS = 2
    links = [site.put(f"/{n}", article()) for n in range(5)]
    if not given:
        drop(channel, "a.eml", digest(*links))
    done = visit(channel, digest(*links) if given else None)
    assert (done.end, done.new) == ("partly", 2)
    assert "3 older items were left for the next visit" in done.message
    waiting = files(channel)
    assert len(waiting) == 1
    assert not waiting[0].startswith("read/")
    if given:
        os.utime(folder_of(channel) / waiting[0], (time.time() - 60,) * 2)
    assert visit(channel).new == 2
    assert files(channel) == waiting
    assert (visit(channel).new, visit(channel).end) == (1, VisitEnd.UNCHANGED)
    assert files(channel) == [f"read/{waiting[0]}"]
    assert {item.address for item in Item.objects.all()} == {*links}


def test_articles_of_a_digest_over_the_limit_are_fetched_on_later_visits(
    site: LocalSite, channel: Channel, settings: Settings
) -> None:
    settings.INTAKE_MOST_ARTICLES = 2
    links = [site.put(f"/{n}", article()) for n in range(5)]
    drop(channel, "a.eml", digest(*links))
    assert visit(channel).new == 5
    assert Item.objects.filter(fetched=None).count() == 3
    assert [visit(channel).changed for _ in range(3)] == [2, 1, 0]
    assert all(WORDS in item.text for item in Item.objects.all())
    assert sorted(site.paths()) == [f"/{n}" for n in range(5)]


def test_articles_of_a_digest_whose_host_was_away_are_fetched_when_it_is_back(
    site: LocalSite, channel: Channel
) -> None:
    links = [site.put("/0", status=503, Retry_After="60"), site.put("/1", article())]
    visit(channel, digest(*links))
    assert Item.objects.filter(fetched=None).count() == 2
    FetchedHost.objects.update(away_until=None)
    site.put("/0", status=403)
    done = visit(channel)
    assert done.changed == 1
    assert "the site does not let us in" in done.message
    assert Item.objects.filter(fetched=None).count() == 0
    visit(channel)
    assert site.paths() == ["/0", "/0", "/1"]


def test_a_list_that_names_an_article_no_more_has_it_fetched_all_the_same(
    site: LocalSite, settings: Settings
) -> None:
    settings.INTAKE_MOST_ARTICLES = 1
    links = [site.put(f"/news/{n}2345", article()) for n in range(2)]
    site.put("/", "".join(f"<a href='{link}'>A made-up headline</a>" for link in links))
    channel = channel_at(site.at("/"), kind=ChannelKind.PAGE.value)
    assert visit(channel).new == 2
    site.put("/", f"<a href='{links[0]}'>A made-up headline</a>")
    visit(channel)
    assert all(WORDS in item.text for item in Item.objects.all())


def test_a_file_that_may_be_half_written_is_left_alone_until_it_has_settled(
    site: LocalSite, channel: Channel
) -> None:
    file = drop(channel, "a.eml", digest(site.put("/made-up", article())), seconds=1)
    assert visit(channel).end == VisitEnd.UNCHANGED
    assert files(channel) == ["a.eml"]
    os.utime(file, (time.time() - 10,) * 2)
    assert visit(channel).new == 1
    drop(channel, "b.eml", digest(site.at("/other")), seconds=-3600)
    assert visit(channel).new == 1


def test_a_file_that_cannot_be_opened_hides_no_other(site: LocalSite, channel: Channel) -> None:
    drop(channel, "b.eml", digest(site.put("/made-up", article())))
    folder = folder_of(channel) / "a.eml"
    folder.mkdir()
    os.utime(folder, (time.time() - 60,) * 2)
    done = visit(channel)
    assert (done.end, done.new) == ("partly", 1)
    assert done.message == "a.eml could not be opened; the next visit tries again."
