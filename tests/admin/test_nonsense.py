"""What can never be right is refused in words, on the forms and in the seed files alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from proxies.ingest.seeds.check import read
from tests import factories as make
from tests.admin.test_refusals import accepted, answered, page_of
from tests.admin_people import client_of

pytestmark = pytest.mark.django_db

DAYS = {"effective": "", "declared": "2024-10-03"}


def test_a_pledge_is_not_made_toward_its_own_maker() -> None:
    faction = make.make_faction("Asaib")
    israel = make.make_opponent("Israel").actor
    pledge = make.make_pledge(faction, toward=(israel,), state="draft")
    client = client_of("editor")
    both = {"toward": [israel.pk, faction.pk]}
    assert "Asaib cannot stand on both sides" in answered(client, page_of(pledge), both)
    assert [*pledge.toward.all()] == [israel]
    accepted(client, page_of(pledge), {"note": "As it was."})


@pytest.mark.parametrize("field", ["ended", "expires"])
def test_a_pledge_does_not_end_before_it_starts(field: str) -> None:
    israel = make.make_opponent("Israel").actor
    pledge = make.make_pledge(make.make_faction(), toward=(israel,), state="draft")
    client = client_of("editor")
    words = answered(client, page_of(pledge), {**DAYS, field: "2024-10-02"})
    assert "2024-10-02 is before the pledge began (2024-10-03)" in words
    accepted(client, page_of(pledge), {**DAYS, field: "2024-10-03"})
    pledge.refresh_from_db()
    assert getattr(pledge, field) == date(2024, 10, 3)


PLEDGE = """
- slug: a-halt
  kind: unilateral halt
  by: [asaib]
  toward: [{toward}]
  declared: 2024-10-03
  {key}: 2024-10-02
  summary: A halt.
"""


@pytest.mark.parametrize(
    ("toward", "key", "words"),
    [
        ("asaib", "declared", "names asaib, which makes the pledge"),
        ("israel", "ended", "is before the pledge began (2024-10-03)"),
        ("israel", "expires", "is before the pledge began (2024-10-03)"),
    ],
)
def test_the_seeds_refuse_the_same(tmp_path: Path, toward: str, key: str, words: str) -> None:
    text = PLEDGE.format(toward=toward, key=key)
    if key == "declared":
        text = text.replace("  declared: 2024-10-02\n", "")
    (tmp_path / "pledges.yaml").write_text(text)
    assert any(words in problem.message for problem in read(tmp_path).problems)


def test_the_seeds_of_the_record_hold_no_such_pledge() -> None:
    problems = read(Path(__file__).parents[2] / "seeds").problems
    assert problems == []
