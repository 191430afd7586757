"""What is said of counts follows the datasets that are counted: coverage and licence."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from proxies.models import Dataset
from tests import factories as make
from tests.pages import Page

pytestmark = pytest.mark.django_db

CURATED = "a selection, not a census"
CENSUS = "a census by its own rule"


@pytest.fixture(autouse=True)
def datasets() -> None:
    """A curated event, and one of a census under terms of its own."""
    curated = make.make_dataset(licence="CC BY 4.0")
    census = make.make_dataset(
        "acled", name="ACLED", coverage="census", licence="ACLED’s terms of use."
    )
    make.make_dataset("own", name="Own events", licence="")
    for dataset in (curated, census):
        make.make_account(make.make_event(dataset=dataset, slug=f"of-{dataset.slug}"))


def cited(path: str) -> str:
    found = re.search(r'id="citation-text">([^<]*)<', Client().get(path).text)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", f"{CURATED}. CC BY 4.0. http"),
        ("?dataset=curated", f"{CURATED}. CC BY 4.0. http"),
        ("?dataset=acled", f"{CENSUS}. ACLED’s terms of use. http"),
        ("?dataset=own", f"{CURATED}. Licence not stated. http"),
        (
            "?dataset=acled&dataset=curated",
            f"ACLED: {CENSUS}, ACLED’s terms of use; Curated record: {CURATED}, CC BY 4.0. http",
        ),
    ],
)
@pytest.mark.parametrize("path", ["/", "/fronts/iraq/"])
def test_a_citation_has_the_terms_of_the_datasets_counted(
    path: str, query: str, terms: str
) -> None:
    assert f"); {terms}" in cited(path + query)


def test_a_record_is_cited_on_the_terms_of_its_own_dataset() -> None:
    assert f"); {CENSUS}. ACLED’s terms of use. http" in cited("/events/of-acled/")
    assert f"); {CURATED}. CC BY 4.0. http" in cited("/events/of-curated/")
    pledge = make.make_pledge(make.make_faction())
    make.make_pledge_citation(pledge)
    assert f"); {CURATED}. CC BY 4.0. http" in cited(pledge.get_absolute_url())


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("", [CURATED]),
        ("?dataset=acled", [CENSUS]),
        ("?dataset=acled&dataset=curated", [f"ACLED: {CENSUS}", f"Curated record: {CURATED}"]),
    ],
)
def test_beside_a_count_stands_what_it_counts(query: str, notes: list[str]) -> None:
    page = Client().get(f"/{query}").text
    (figure,) = re.findall(r"Events in the record</dt>.*?</div>", page, re.DOTALL)
    assert re.findall(r'figure-note">([^<]*)<', figure) == notes


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "1 event of the curated record, a selection and not a census."),
        ("?dataset=acled", "1 event of ACLED, a census by its own rule."),
        (
            "?dataset=acled&dataset=curated",
            "2 events of ACLED, a census by its own rule; and of the curated record, "
            "a selection and not a census.",
        ),
    ],
)
def test_a_shared_link_says_what_is_counted(query: str, words: str) -> None:
    page = unescape(Client().get(f"/events/{query}").text)
    assert f": {words}" in page


@pytest.mark.parametrize(
    ("coverage", "words"),
    [("selection", "No rate, trend or pace may be computed"), ("census", CENSUS)],
)
def test_the_page_about_the_record_says_what_its_dataset_is(coverage: str, words: str) -> None:
    Dataset.objects.filter(slug="curated").update(coverage=coverage, licence="Terms of its own.")
    for path in ("/about/", "/sources/", "/"):
        page = Page(Client().get(path).text).text()
        assert "Curated record: Terms of its own." in page, path
        assert "CC BY" not in page, path
    page = Page(Client().get("/about/").text).text()
    assert words in page
    assert ("selection" in page) is (coverage == "selection")


def test_the_foot_of_a_page_names_the_licence_of_each_dataset_asked_for() -> None:
    page = Page(Client().get("/?dataset=acled&dataset=curated").text).text("footer")
    assert "ACLED: ACLED’s terms of use. Curated record: CC BY 4.0." in page
    page = Page(Client().get("/?dataset=own").text).text("footer")
    assert "Own events: licence not stated." in page
    assert "CC BY" not in page


def test_pages_of_a_source_and_of_a_pledge_say_what_the_record_is() -> None:
    source = make.make_source()
    enemy = make.make_opponent().actor
    pledge = make.make_pledge(make.make_faction(), toward=(enemy,), fronts=(make.make_front(),))
    make.make_pledge_citation(pledge, make.make_report(source))
    for coverage, words in (("selection", CURATED), ("census", CENSUS)):
        Dataset.objects.filter(slug="curated").update(coverage=coverage)
        for path in (source.get_absolute_url(), pledge.get_absolute_url()):
            assert (
                f"The record is {words}: that" in (page := Page(Client().get(path).text).text())
                or f"The record is {words}: the share" in page
            ), path
