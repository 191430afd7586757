"""Sources as known on a day: what they reported by then, and their own record."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from proxies.methods import source_record
from proxies.models import Source
from tests import factories as make
from tests.factories import DAY
from tests.pages import opened
from tests.small_record import cited
from tests.small_record import day as on

BEFORE = DAY - timedelta(1)


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("day", ["2024-01-10", "2024-12-23", ""])
def test_the_list_counts_the_reports_that_the_pages_of_its_sources_show(day: str) -> None:
    asked = f"?as_of={day}" if day else ""
    pages = [f"/sources/{asked}", *(f"/sources/?page={n}&as_of={day}" for n in (2, 3))]
    lists = [opened(page.removesuffix("&as_of=")).markup for page in pages]
    assert "this is the last one" not in lists[-1]
    rows = [row for markup in lists for row in markup.split("<tr")]
    told = {
        found[1]: int(number[-1])
        for row in rows
        if (found := re.search(r"/sources/([^/?]+)/", row))
        and (number := re.findall(r"num\">([0-9]+)<", row))
    }
    assert len(told) == Source.objects.count()
    for slug in ("press-digest", "shafaq", "reuters", "wikipedia"):
        page = opened(f"/sources/{slug}/{asked}").text("main")
        assert re.search(rf"\b{told[slug]} reports?\b", page), slug


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_a_source_of_a_past_day_shows_nothing_later() -> None:
    page = opened("/sources/wikipedia/?as_of=2024-01-10").text("main")
    assert "Basta" not in page
    assert "23 September 2024" not in page
    assert "Basta" in opened("/sources/wikipedia/").text("main")


@pytest.mark.django_db
def test_an_undated_report_is_out_from_the_first_day_of_what_it_tells(client: Client) -> None:
    source = make.make_source("Gazette")
    report = make.make_report(source, published=None, title="Of no day")
    make.make_account(make.make_event(), report)
    make.make_account(make.make_event(day=date(2024, 12, 1), summary="Later."), report)
    address = source.get_absolute_url()
    assert "Of no day" not in client.get(address, {"as_of": str(BEFORE)}).text
    then = client.get(address, {"as_of": str(DAY)}).text.partition("<main")[2]
    assert "Of no day" in then
    assert "1 December 2024" not in then  # but in the control of the day, as the next change
    assert "1 December 2024" in client.get(address).text


@pytest.mark.django_db
def test_what_a_report_said_leaves_its_source_when_it_is_retracted(client: Client) -> None:
    account = make.make_account(make.make_event())
    account.retracted, account.retraction_reason = DAY + timedelta(9), "A hoax."
    account.save()
    address, event = account.report.source.get_absolute_url(), account.event.get_absolute_url()
    assert event in client.get(address, {"as_of": str(DAY)}).text
    assert event not in client.get(address).text


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_a_digest_has_no_record_of_its_own() -> None:
    page = opened("/sources/press-digest/").text("main")
    assert "never an origin of its own, so it has no record of its own" in page
    assert "the only origin to assert" not in page


@pytest.mark.parametrize(("kind", "alone"), [("newspaper", 1), ("digest", 0)])
def test_an_item_whose_origin_is_not_established_counts_as_in_the_grade(
    kind: str, alone: int
) -> None:
    """Of a newspaper for itself; of a digest for itself only, not for the digest."""
    told = [cited(number, None, source="a", kind=kind) for number in (0, 3)]
    found = source_record.judge("a", [told], None)
    assert (found.alone, found.corroborated) == (alone, 0)
    other = source_record.judge("b", [[cited(0, "b"), *told[1:]]], on(9))
    assert (other.alone, other.corroborated, other.median_days) == (1, 1, 3)
