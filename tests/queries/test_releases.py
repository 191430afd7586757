"""The day of a release does not read as a day of news."""

from __future__ import annotations

from datetime import date

import pytest

from proxies.models import Account, Dataset, Front, PledgeCitation
from proxies.queries.compare import compare_fronts, compare_pledges, of_release
from proxies.selection import Selection
from tests.pages import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

EVE, DAY = date(2026, 11, 26), date(2026, 11, 27)
ADDRESS = f"/compare/?from={EVE}&to={DAY}"


def test_the_day_of_release_is_told_once_with_its_number_and_not_as_confirmations() -> None:
    fronts = [*Front.objects.all()]
    changes = compare_fronts(Selection(), (EVE, DAY), fronts)
    pledges = compare_pledges(Selection(), (EVE, DAY))
    (effect,) = of_release(changes, pledges)
    assert (effect.release.day, effect.release.version) == (DAY, "2026-06")
    assert effect.release.dataset == Dataset.objects.get().slug
    assert not any(one.appeared for one in changes)
    assert [one for change in changes for one in change.changed if not one.retracted] == []
    assert [moved for moved in pledges if not moved.release] == []
    reports = {said.report for one in effect.events for said in one.reports}
    reports |= {said.report for one in effect.pledges for said in one.reports}
    known = set(Account.objects.values_list("report__slug", flat=True))
    known |= set(PledgeCitation.objects.values_list("report__slug", flat=True))
    assert reports <= known
    assert effect.reports == len(reports) > 100
    page = opened(ADDRESS)
    words = page.text("main")
    assert words.count(f"{effect.reports} undated reports count in full from the release") == 1
    assert "Counted with version 2026-06" in words
    assert "Entered with version 2026-06 (1)" in words
    assert "Appeared (" not in words
    lebanon = page.markup.split('id="lebanon-title"')[1].split("</section>")[0]
    assert "<h3>Changed" not in lebanon


def test_a_label_that_the_release_alone_moved_says_so() -> None:
    words = opened(ADDRESS).text("main")
    assert "The release alone moved it from halt strained to halt broken by one side" in words
    assert "Active, last known on 31 March 2026, as before" in words


def test_days_without_a_release_name_none() -> None:
    days = (date(2024, 12, 22), date(2024, 12, 31))
    changes = compare_fronts(Selection(), days, [*Front.objects.all()])
    assert of_release(changes, compare_pledges(Selection(), days)) == ()
    assert "release" not in opened(f"/compare/?from={days[0]}&to={days[1]}").text("main")
