"""Whatever stands in an address is answered: with the page, or with 400 and words, never 500."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxies.models import ErrorReport
from proxies.web.forms.filters import LABELS
from proxies.web.forms.pages import ListForm
from tests.pages import ASKED, DAYED, NAMES, Page, sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

SCRIPT = "<script>alert(1)</script>"
FILTERED = ("overview", "event-list", "front-detail")
FILTERS = [name for name in ListForm.takes if name not in {"q", "page", "cited"}]
MOST_ECHOED = 60_000
"""Characters of a page that refuses a question: it must not hand back all it was sent."""


def answer(query: str, name: str = "overview") -> HttpResponse:
    """What a page answers to a query string that is sent as it stands."""
    return Client().get(sample(name), QUERY_STRING=query)  # type: ignore[return-value]


def refused(query: str, name: str = "overview") -> str:
    """The words in which a query string is refused."""
    response = answer(query, name)
    assert response.status_code == 400, f"{name}?{query[:80]}: {response.status_code}"
    page = Page(response.content.decode())
    assert SCRIPT not in page.markup
    assert not page.markup.count("data-figure"), "a refused question shows no data"
    assert page.text("h1")
    return page.text("main")


def shortcoming(query: str, words: str, name: str) -> str:
    """How a page fails to refuse a query string in these words; nothing where it does so."""
    try:
        return "" if words in refused(query, name) else "refused in other words"
    except AssertionError as error:
        return str(error)


def shortcomings(query: str, words: str, names: Iterable[str]) -> dict[str, str]:
    """The pages that fail to refuse a query string in these words, and how."""
    found = {name: shortcoming(query, words, name) for name in names}
    return {name: how for name, how in found.items() if how}


@pytest.mark.parametrize(
    "key",
    ["colour", SCRIPT, "\x00", "a" * 5000, "%ED%A0%80", "[]", "q[]"],
    ids=lambda key: key[:20],
)
def test_an_unheard_of_name_is_refused_on_every_page(key: str) -> None:
    written = key if key.startswith("%") else quote(key)
    words = "no filter called “colour”" if key == "colour" else "There is no filter called"
    assert shortcomings(f"{written}=1", words, ASKED) == {}


@pytest.mark.parametrize(
    "value",
    [
        "nowhere",
        SCRIPT,
        "-1",
        "0",
        "a%00b",
        "%ED%A0%80",
        "%FF%FE",
        "%zz",
        "' OR 1=1--",
        "😀",
        "null",
    ],
)
def test_an_unknown_value_of_any_filter_is_refused(value: str) -> None:
    written = value if "%" in value else quote(value)
    found = {
        name: shortcoming(f"{name}={written}", str(LABELS[name]), "event-list") for name in FILTERS
    }
    assert {name: how for name, how in found.items() if how} == {}


@pytest.mark.parametrize("value", ["yesterday", "2024-13-01", "9999-99-99", "3024-01-01", "%00"])
def test_a_day_that_is_none_is_refused_on_every_page(value: str) -> None:
    assert shortcomings(f"as_of={value}", str(LABELS["as_of"]), DAYED) == {}


@pytest.mark.parametrize("day", ["1900-01-01", "1979-06-15", "2023-10-06", "2024-12-23"])
@pytest.mark.parametrize("name", FILTERED)
def test_a_day_of_long_ago_is_a_day(name: str, day: str) -> None:
    for query in (f"as_of={day}", f"since={day}", f"until={day}", f"since={day}&until={day}"):
        assert answer(query, name).status_code == 200, query


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", FILTERED)
def test_a_day_that_no_record_can_reach_is_refused(name: str, day: str) -> None:
    for query in (f"as_of={day}", f"since={day}", f"until={day}"):
        assert f"{day} is out of reach" in refused(query, name)


def test_days_beyond_the_record_are_answered() -> None:
    for query in ("since=2100-12-31", "until=2100-12-31", "since=2100-12-31&until=2100-12-31"):
        assert answer(query).status_code == 200, query


@pytest.mark.parametrize(
    "page", ["-1", "0", "abc", "999999999999", "1.5", "%D9%A3x", "%00", "1,2", SCRIPT]
)
def test_a_page_number_that_is_none_is_refused(page: str) -> None:
    assert str(LABELS["page"]) in refused(f"page={page}", "event-list")


def test_a_page_past_the_last_is_the_last_and_says_so() -> None:
    assert "this is the last one" in answer("page=1000", "event-list").content.decode()


@pytest.mark.parametrize("name", FILTERED)
def test_thousands_of_values_are_refused(name: str) -> None:
    many = "&".join(f"weapon=drone{n}" for n in range(10_000))
    assert answer(many, name).status_code == 400
    response = answer("weapon=" + ",".join(["drone"] * 10_000), name)
    assert response.status_code == 400
    assert len(response.content) < MOST_ECHOED


def test_a_few_more_values_than_there_can_be_are_refused_in_words() -> None:
    assert "At most 100 values" in refused("&".join(["weapon=drone"] * 500))


@pytest.mark.parametrize(
    "words",
    [
        SCRIPT,
        '"><img src=x onerror=alert(1)>',
        "'; DROP TABLE proxies_attackevent; --",
        "{{ 7*7 }}",
    ],
)
@pytest.mark.parametrize("name", [*FILTERED, "pledge-list"])
def test_words_with_markup_are_shown_as_they_were_typed(name: str, words: str) -> None:
    response = answer(f"q={quote(words)}", name)
    markup = response.content.decode()
    assert response.status_code == (200 if name != "pledge-list" else response.status_code)
    assert words not in markup or "<" not in words
    assert words in unescape(markup)
    for figure in markup.split('type="application/json"')[1:]:
        assert "<" not in figure.split("</script>")[0].split(">", 1)[1]


@pytest.mark.parametrize("words", ["a & b", "a -b", '"a', "a:*", "a <-> b", "the", "or", "ك"])
@pytest.mark.parametrize("name", [*FILTERED, "pledge-list"])
def test_words_that_mean_something_to_a_search_engine_are_only_words(name: str, words: str) -> None:
    assert answer(f"q={quote(words)}", name).status_code == 200


SIGNS = ["%", "_", "-", "\\", "|", "!!", "(", '"', "'", ":*", "<->", "😀", "\u202e", "ـ", "־ ء"]


@pytest.mark.parametrize("words", SIGNS)
def test_words_without_a_letter_or_a_digit_are_refused(words: str) -> None:
    asked = (*FILTERED, "pledge-list")
    assert shortcomings(f"q={quote(words)}", "has no letter or digit", asked) == {}


@pytest.mark.parametrize("words", ["a%00b", "%ED%A0%80", "%C3%28", "a" * 201, "a" * 100_000])
def test_words_that_are_no_text_or_too_long_are_refused(words: str) -> None:
    assert str(LABELS["q"]) in refused(f"q={words}")


@pytest.mark.parametrize("query", ["%zz", "%", "q=%zz", "&&&", "=", "==&=", "?", "#", "q=%", ";"])
def test_escapes_that_are_none_never_break_a_page(query: str) -> None:
    assert answer(query).status_code in {200, 400}


@pytest.mark.parametrize(
    "path",
    [
        "/events/%00/",
        "/events/%ED%A0%80/",
        "/events/%FF/",
        "/events/<script>/",
        "/events/" + "a" * 3000 + "/",
        "/fronts/mars/",
        "/fronts/../../etc/passwd/",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/.env",
        "/events/a/b/c/",
        "/مرحبا/",
    ],
)
def test_a_path_that_leads_nowhere_is_not_found(path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    assert "There is nothing at this address" in response.text
    assert "covers 7 October 2023 to 30 June 2026" in response.text
    assert "<script>/" not in response.text


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_htmx_header_still_gets_a_page(name: str) -> None:
    odd = {"HX-Request": "maybe", "HX-Current-URL": "\\\\[bad", "HX-Target": SCRIPT}
    assert Client().get(sample(name), headers=odd).status_code == 200


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"page": "/", "message": " "},
        {"page": "/", "message": "a\x00b"},
        {"page": "/", "message": "x" * 200_000},
        {"page": "/", "message": SCRIPT, "contact": "y" * 5000},
        {"page": "javascript:alert(1)" + "z" * 400, "message": "m"},
        {"page": "javascript:alert(1)", "message": "m"},
        {"page": "https://evil.example/", "message": "m"},
        {"page": "//evil.example/", "message": "m"},
        {"page": "/\\evil.example/", "message": "m"},
    ],
)
def test_a_message_that_cannot_be_kept_is_refused_in_words(message: dict[str, str]) -> None:
    response = Client().post("/report-an-error/", message)
    assert response.status_code == 400
    assert "errorlist" in response.text
    assert SCRIPT not in response.text
    assert not ErrorReport.objects.exists()


ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]


@pytest.mark.parametrize("page", ELSEWHERE)
def test_a_message_is_about_a_page_of_this_site(page: str) -> None:
    asked = Client().get("/report-an-error/", {"page": page})
    assert asked.status_code == 400
    assert "is an address of this site" in asked.text
    assert "is an address of this site" in Client().post("/report-an-error/", {"page": page}).text


VALUE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["iraq", "drone", "houthis", "2024-01-01", "1", "", " ", "members", "hit"]),
)
QUERY = st.lists(st.tuples(st.sampled_from([*ListForm.takes, "colour"]), VALUE), max_size=5)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(QUERY, st.sampled_from(["overview", "event-list"]))
def test_any_filters_at_all_are_answered(pairs: list[tuple[str, str]], name: str) -> None:
    query = "&".join(f"{key}={quote(value, errors='surrogatepass')}" for key, value in pairs)
    assert answer(query, name).status_code in {200, 400}


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=60), st.sampled_from(["overview", "event-list"]))
def test_any_bytes_at_all_are_answered(data: bytes, name: str) -> None:
    assert answer(data.decode("latin-1"), name).status_code in {200, 302, 400}
