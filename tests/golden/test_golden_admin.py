"""What the pages of data entry answer, held against what was recorded of them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.golden.admin_addresses import TEXTS, pages, texts
from tests.golden.answers import answer_to
from tests.golden.recording import assert_digests, assert_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.mark.parametrize("name", TEXTS)
def test_a_page_of_data_entry_answers_word_for_word(name: str, superuser: Client) -> None:
    assert_text(f"{name}.html", answer_to(superuser, texts()[f"{name}.html"]))


@pytest.mark.slow
def test_every_list_and_form_of_data_entry_answers_as_recorded(superuser: Client) -> None:
    assert_digests("digests/admin.txt", (answer_to(superuser, path) for path in pages()))


def test_whoever_is_not_logged_in_is_sent_to_the_same_page() -> None:
    assert_text("admin-login.html", answer_to(Client(), "/admin/login/?next=/admin/"))
