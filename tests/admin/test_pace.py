"""A dataset measures a front only for what it can hold; what it would change is shown before."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from proxies.admin.pace import doubts
from proxies.ingest.seeds.check import read
from proxies.methods import front_status
from proxies.models import Dataset, Front
from proxies.queries.pace import Named, preview
from proxies.record import reading
from tests import factories as make
from tests.admin.test_confirming import boxes, confirmed
from tests.admin.test_refusals import accepted, answered, page_of
from tests.admin_people import client_of, form_of
from tests.pages import Page

pytestmark = pytest.mark.django_db

STATED = {"records_acts": ["faction-attack", "clash"], "records_parties": ["faction", "opponent"]}
LAST = date(2025, 1, 31)
"""The last day that pages look at: the curated record's end."""


def make_census(slug: str = "census", **fields: Any) -> Dataset:
    """A census of 2023 and 2024 that states what it records."""
    days = {"covered_from": date(2023, 1, 1), "covered_until": date(2025, 2, 28)}
    about = {"name": slug.capitalize(), "coverage": "census", **days, **STATED, **fields}
    return make.make_dataset(slug, **about)


@pytest.fixture
def yemen() -> Front:
    make.make_dataset()
    return make.make_front("yemen")


@pytest.fixture
def census(yemen: Front) -> Dataset:
    """Names a faction of the front every third day from June 2023 to May 2024."""
    dataset, party = make_census(), make.make_faction("Here", fronts=(yemen,)).actor
    for n in range(120):
        day = date(2023, 6, 1) + timedelta(3 * n)
        make.make_event(party, dataset=dataset, front=yemen, day=day)
    return dataset


def pace_of(front: Front, dataset: Any = "") -> str:
    query = f"?dataset={dataset}" if dataset != "" else ""
    return reverse("admin:proxies_front_pace", args=[front.pk]) + query


UNFIT = [
    pytest.param(
        {"records_acts": ["state-strike"], "records_parties": ["opponent"]},
        "Raids records strike by a state, but no attacks by factions and no clashes",
        id="air raids",
    ),
    pytest.param({"records_acts": ["other"]}, "Raids records other, but no attacks", id="others"),
    pytest.param(
        {"records_parties": ["opponent", "patron"]},
        "Raids records acts of opponents, patrons, but not of factions",
        id="acts of states",
    ),
    pytest.param({"records_acts": []}, "does not say which kinds of act", id="acts not stated"),
    pytest.param({"records_parties": []}, "does not say which kinds", id="parties not stated"),
    pytest.param({"coverage": "selection"}, "Raids is a selection", id="a selection"),
]


@pytest.mark.parametrize(("fields", "words"), UNFIT)
def test_what_cannot_hold_attacks_by_factions_measures_no_front(
    yemen: Front, fields: dict[str, Any], words: str
) -> None:
    raids, client = make_census("raids", **fields), client_of("editor")
    assert words in answered(client, page_of(yemen), {"tempo_dataset": raids.pk})
    yemen.refresh_from_db()
    assert yemen.tempo_dataset is None
    yemen.tempo_dataset = raids
    with pytest.raises(ValidationError, match=words):
        yemen.full_clean()
    tried = client.get(pace_of(yemen, raids.pk)).text
    offered = raids.coverage == "census"
    assert (words if offered else "Select a valid choice") in tried


@pytest.mark.parametrize(
    ("events", "named", "seldom"),
    [(16, 16, False), (15, 15, True), (160, 16, False), (161, 16, True), (0, 0, True)],
)
def test_factions_are_hardly_ever_named(events: int, named: int, seldom: bool) -> None:
    assert Named(LAST, LAST, events, named).seldom is seldom


@pytest.mark.parametrize("named", [0, 1, 15])
def test_a_dataset_that_hardly_names_its_factions_has_to_be_confirmed(
    yemen: Front, named: int
) -> None:
    dataset, party = make_census(), make.make_faction("Here", fronts=(yemen,)).actor
    for n in range(20):
        who = (party,) if n < named else ()
        make.make_event(*who, dataset=dataset, front=yemen, direction="clash")
    make.make_event(party, dataset=dataset, front=yemen, direction="state-strike")
    client, path = client_of("editor"), page_of(yemen)
    answer = client.post(path, {**form_of(client, path), "tempo_dataset": dataset.pk})
    seldom, changes = boxes(answer).values()
    assert "Census hardly ever names the factions of this front" in seldom
    assert f"it holds 20 attacks, clashes and other acts there, and {named} of them" in seldom
    assert "With Census, the label of this front in the 157 weeks up to 2025-01-31" in changes
    assert client.post(path, confirmed(answer)).status_code == 302
    yemen.refresh_from_db()
    assert yemen.tempo_dataset == dataset


def test_what_would_change_is_shown_before_it_is_chosen(yemen: Front, census: Dataset) -> None:
    client, path = client_of("editor"), page_of(yemen)
    answer = client.post(path, {**form_of(client, path), "tempo_dataset": census.pk})
    [changes] = boxes(answer).values()
    assert "; now it is: no data in 89, none recorded in 68." in changes
    assert "It differs in " in changes
    assert client.post(path, confirmed(answer)).status_code == 302
    accepted(client, path, {"scope": "Fire from there, and from its sea."})
    accepted(client, path, {"tempo_dataset": ""})


def weekly(front: Front, dataset: Dataset) -> dict[date, str]:
    """The label with a dataset by day, as the preview has it."""
    return {
        one.first + timedelta(7 * n): one.then.value
        for one in preview(front, dataset).spells
        for n in range(one.weeks)
    }


def test_the_preview_is_what_the_label_becomes(yemen: Front, census: Dataset) -> None:
    Dataset.objects.filter(slug="curated").update(covered_from=date(2022, 12, 1))
    party = make.make_faction("There", fronts=(yemen,)).actor
    report = make.make_report(published=date(2023, 2, 2))
    make.make_account(make.make_event(party, front=yemen, day=date(2023, 2, 1)), report)
    foreseen = weekly(yemen, census)
    Front.objects.filter(pk=yemen.pk).update(tempo_dataset=census)
    record = reading.read_record()
    assert len(foreseen) == 157
    assert max(foreseen) == LAST
    assert set(foreseen.values()) >= {"no-data", "none-recorded", "active", "steady", "quiet"}
    judged = {day: front_status.judge(record, "yemen", day).label.value for day in foreseen}
    assert foreseen == judged


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("2023-10-06", "no-data"),  # the census names a faction, but the front was not searched
        ("2023-10-13", "steady"),
        ("2024-01-12", "steady"),  # in the gap: of the last day before it
        ("2024-03-01", "steady"),
        ("2024-07-12", "quiet"),
    ],
)
def test_weeks_for_which_the_front_was_not_searched_are_those_of_the_pages(
    yemen: Front, census: Dataset, day: str, label: str
) -> None:
    spans = [("2023-10-07", "2023-12-31"), ("2024-02-01", "2025-01-31")]
    for start, end in spans:
        make.make_dataset().spans.create(front=yemen, start=start, end=end, depth="thorough")
    foreseen = weekly(yemen, census)
    assert foreseen[date.fromisoformat(day)] == label
    Front.objects.filter(pk=yemen.pk).update(tempo_dataset=census)
    record = reading.read_record()
    judged = front_status.judge(record, "yemen", date.fromisoformat(day))
    assert judged.label.value == label


def test_the_page_shows_the_weeks_in_which_the_label_would_be_another(
    yemen: Front, census: Dataset
) -> None:
    client = client_of("editor")
    assert pace_of(yemen) in client.get(page_of(yemen)).text
    page = client.get(pace_of(yemen, census.pk)).text
    found = preview(yemen, census)
    assert f"The label would be another in {found.differing} weeks." in page
    differing = sum(one.now != one.then for one in found.spells)
    assert page.partition("pace-heading")[2].count("<strong>") == differing
    for spell in found.spells:
        assert f"<td>{spell.weeks}</td>" in page
    empty = make_census("empty")
    page = client.get(pace_of(yemen, empty.pk)).text
    assert "The label would be the same in every week." in page
    assert "Empty hardly ever names the factions of this front" in page


@pytest.mark.parametrize("value", ["x", "0", "999999", "9" * 40, "%00", "-1", "1.5"])
def test_a_dataset_that_is_none_is_answered_in_words(yemen: Front, value: str) -> None:
    answer = client_of("editor").get(pace_of(yemen, value))
    assert answer.status_code == 200
    assert "errorlist" in answer.text
    assert "pace-heading" not in answer.text


def test_the_page_is_for_those_who_may_see_fronts(yemen: Front) -> None:
    assert Client().get(pace_of(yemen)).status_code == 302
    gone = reverse("admin:proxies_front_pace", args=[99_999])
    assert client_of("editor").get(gone).status_code == 404


def test_a_dataset_that_measures_a_front_is_asked_about_before_it_no_longer_can(
    yemen: Front, census: Dataset
) -> None:
    Front.objects.filter(pk=yemen.pk).update(tempo_dataset=census)
    client, path = client_of("editor"), page_of(census)
    answer = client.post(path, {**form_of(client, path), "records_acts": ["state-strike"]})
    [asked] = boxes(answer).values()
    assert "it measures Yemen front now, and would no longer" in asked
    assert client.post(path, confirmed(answer)).status_code == 302
    assert "yemen" not in reading.read_record().daily


SEEDS = """
- slug: raids
  name: Raids
  version: 2024-12
  coverage: {coverage}
  inclusion: All raids.
  records_acts: [{acts}]
  records_parties: [faction]
"""
FRONT = """
- slug: yemen
  name: Yemen front
  short_name: Yemen
  countries: [YE]
  scope: Fire from there.
  centre: {lat: 15, lon: 44}
  bounds: {south: 12, west: 41, north: 19, east: 54}
  tempo_dataset: raids
"""


@pytest.mark.parametrize(
    ("coverage", "acts", "words"),
    [
        ("census", "state-strike", "does not state that it records factions, and attacks"),
        ("census", "", "does not state that it records factions, and attacks"),
        ("selection", "clash", "is a selection, which tells no pace"),
        ("census", "clash", ""),
    ],
)
def test_the_seeds_refuse_the_same(tmp_path: Path, coverage: str, acts: str, words: str) -> None:
    (tmp_path / "datasets.yaml").write_text(SEEDS.format(coverage=coverage, acts=acts))
    (tmp_path / "fronts.yaml").write_text(FRONT)
    messages = [problem.message for problem in read(tmp_path).problems]
    assert len(messages) == bool(words)
    assert all(words in message for message in messages)


def test_a_census_of_other_years_measures_none_of_the_weeks_looked_at(yemen: Front) -> None:
    past = make_census("past", covered_from=date(2015, 1, 1), covered_until=date(2019, 12, 31))
    says = "Past covers 2015-01-01 to 2019-12-31: none of the weeks from "
    page = Page(client_of("superuser").get(pace_of(yemen, past.pk)).text)
    assert says in page.text("main")
    yemen.tempo_dataset = past
    assert any(words.startswith(says) for words in doubts(yemen))


def test_a_census_of_these_years_is_not_said_to_be_of_others(yemen: Front, census: Dataset) -> None:
    yemen.tempo_dataset = census
    assert not any("none of the weeks" in words for words in doubts(yemen))
