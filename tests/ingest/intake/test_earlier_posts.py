"""Posts of a Telegram channel that the first page of its preview shows no more are read as well."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import pytest

from proxies.ingest.intake import earlier_posts
from proxies.ingest.intake.visiting import visit
from proxies.models import Channel, Item, Visit
from proxies.vocab.intake import ChannelKind
from tests.ingest.intake.channels import channel_at
from tests.ingest.intake.local_site import Answer, LocalSite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_published")]

POST = "<p data-post='made_up/{0}'><b class='tgme_widget_message_text'>Post {0}</b></p>"


class Preview:
    """A channel with posts up to a number, of which a page shows the last twenty."""

    def __init__(self, site: LocalSite) -> None:
        self.site, self.last, self.missing = site, 0, set[int]()
        self.channel = channel_at(site.at("/s/made_up"), kind=ChannelKind.TELEGRAM.value)

    def visit(self, last: int) -> Visit:
        self.last = last
        for before in ("", *(f"?before={n}" for n in range(1, last + 2))):
            self.site.pages[f"/s/made_up{before}"] = self._page
        return visit(self.channel)

    def _page(self, handler: BaseHTTPRequestHandler) -> Answer:
        asked = parse_qs(urlsplit(handler.path).query)
        before = int(asked["before"][0]) if asked else self.last + 1
        there = [n for n in range(1, before) if n <= self.last and n not in self.missing][-20:]
        return 200, {"Content-Type": "text/html"}, "".join(map(POST.format, there)).encode()

    def numbers(self) -> list[int]:
        keys = Item.objects.values_list("key", flat=True)
        return sorted(int(key.rpartition("/")[2]) for key in keys)

    def asked(self) -> list[str]:
        return [urlsplit(path).query for path in self.site.paths()]


@pytest.fixture
def preview(site: LocalSite) -> Preview:
    return Preview(site)


def test_the_first_visit_reads_one_page(preview: Preview) -> None:
    preview.visit(70)
    assert (preview.numbers(), preview.asked()) == (list(range(51, 71)), [""])


def test_posts_between_two_visits_are_all_read(preview: Preview) -> None:
    preview.visit(20)
    done = preview.visit(99)
    assert (done.end, done.new, done.message) == ("read", 79, "")
    assert preview.numbers() == list(range(1, 100))
    assert preview.asked() == ["", "", "before=80", "before=60", "before=40"]
    assert preview.visit(100).new == 1
    assert len(preview.asked()) == 6


def test_posts_that_were_deleted_between_are_no_gap(preview: Preview) -> None:
    preview.visit(20)
    preview.missing = {21, 22}
    done = preview.visit(42)
    assert (done.end, done.new) == ("read", 20)
    assert preview.asked()[2:] == ["before=23"]


def test_what_is_over_the_pages_of_one_visit_is_named(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier_posts, "MOST_PAGES", 2)
    preview.visit(20)
    done = preview.visit(99)
    assert (done.end, done.new) == ("partly", 60)
    assert "Posts from number 21 to 39" in done.message


def test_a_page_that_cannot_be_had_leaves_what_was_read_and_is_said(preview: Preview) -> None:
    preview.visit(20)
    preview.last = 99
    preview.site.pages["/s/made_up"] = preview._page
    preview.site.put("/s/made_up?before=80", status=503)
    preview.channel = Channel.objects.get()
    done = visit(preview.channel)
    assert (done.end, done.new) == ("partly", 20)
    assert "Posts from number 21 to 79" in done.message
    assert "asks to come back later" in done.message
