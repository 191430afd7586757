"""The ledger: one short row per pledge, threats apart from restraint by sign, word and colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from proxies.models import Pledge
from proxies.queries.ledger import RESTRAINT
from tests.pages import Page
from tests.queries.test_ledger import every_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

ROW = re.compile(r'<tr data-pledge="([^"]+)">(.*?)</tr>', re.DOTALL)


def rows() -> dict[str, str]:
    return dict(ROW.findall(every_page("/pledges/").markup))


def test_every_pledge_has_one_row_on_one_page() -> None:
    found = [slug for slug, _ in ROW.findall(every_page("/pledges/").markup)]
    known = Pledge.objects.known_by(None).values_list("slug", flat=True)
    assert sorted(found) == sorted(known)


def test_a_threat_differs_from_restraint_by_sign_word_and_colour() -> None:
    kinds = dict(Pledge.objects.values_list("slug", "kind"))
    signs: dict[str, set[str]] = {"restraint": set(), "threat": set()}
    for slug, row in rows().items():
        (side,) = re.findall('data-kind="([a-z]+)"', row)
        assert side == ("restraint" if kinds[slug] in RESTRAINT else "threat"), slug
        signs[side] |= set(re.findall('<span aria-hidden="true">(.+?)</span>', row)[:1])
    assert signs["restraint"]
    assert signs["threat"]
    assert not signs["restraint"] & signs["threat"]
    css = Path(settings.BASE_DIR, "static/css/tables.css").read_text("utf-8")
    assert re.search(r'\.kind\[data-kind="threat"\].*color: var\(--threat\)', css)


def test_what_has_ended_is_not_said_to_be_in_effect() -> None:
    ended = {slug: Page(row).text() for slug, row in rows().items() if "ended " in row}
    assert ended
    for slug, words in ended.items():
        assert re.search("Was (in effect|reported)", words), slug
        assert "runs since" not in words, slug
