"""What every address answers, held against what was recorded of it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.golden.answers import answer_of_seeds, answer_to, sent
from tests.golden.asking import DIGESTS
from tests.golden.recording import assert_digests, assert_text
from tests.golden.texts import PARTS, TEXTS

pytestmark = [
    *(pytest.mark.django_db, pytest.mark.usefixtures("seeded")),
    pytest.mark.together("crawl"),
]


@pytest.mark.parametrize("name", TEXTS)
def test_an_address_answers_word_for_word_as_recorded(name: str) -> None:
    assert_text(name, answer_to(Client(), TEXTS[name]))


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_a_page_is_the_one_recorded(name: str) -> None:
    assert_text(name, answer_to(Client(), PARTS[name], {"HX-Request": "true"}))


def test_a_report_of_an_error_without_words_is_refused_as_recorded() -> None:
    given = {"page": "/events/no-such-event/", "message": "", "contact": "nobody"}
    assert_text("error-report-refused.html", sent(Client(), "/report-an-error/", given))


@pytest.mark.slow
@pytest.mark.parametrize("name", DIGESTS)
def test_every_address_answers_as_recorded(name: str) -> None:
    client, crawled = Client(), name == "records"
    answers = (
        answer_of_seeds(path) if crawled and path.endswith("/") else answer_to(client, path)
        for path in DIGESTS[name]()
    )
    assert_digests(f"digests/{name}.txt", answers)
