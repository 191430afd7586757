"""Leads come into the inbox with all that was noted of them, and never into the record."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from proxies.ingest.intake.matching import match_waiting
from proxies.models import AttackEvent, Cluster, Item, Report
from proxies.vocab.intake import DayFrom
from tests import factories as make

pytestmark = pytest.mark.django_db

FILE = """# A made-up file.
leads:
- seems: event
  front: iraq
  about: 2026-03-10
  outlet: made-up-paper
  title: A made-up headline
  url: https://paper.example/1?utm_source=x
  published: 2026-03-11
  says: Made up for
    a test.
- url: https://paper.example/1
  seems: pledge
  about: 2026-03-12
  title: null
  says: Made up as well.
- url: https://other.example/2026/03/09/two
  outlet: Another made-up one
"""


def load(folder: Path, text: str) -> str:
    (folder / "leads.yaml").write_text(text, "utf-8")
    said = StringIO()
    call_command("leads", str(folder / "leads.yaml"), stdout=said)
    return said.getvalue().strip()


def test_leads_become_items_with_their_notes(tmp_path: Path) -> None:
    paper = make.make_source("Made-up paper", slug="made-up-paper")
    assert load(tmp_path, FILE) == (
        "3 leads: 2 new items; 0 were there and got a note; 0 unchanged."
    )
    first = Item.objects.get(source=paper)
    assert (first.title, first.outlet, first.lead) == ("A made-up headline", "Made-up paper", True)
    assert (first.about, first.published) == (date(2026, 3, 10), date(2026, 3, 11))
    assert first.day_from == DayFrom.GIVEN
    assert first.note == (
        "event, iraq, 2026-03-10: Made up for a test.\npledge, 2026-03-12: Made up as well."
    )
    assert (first.matched, first.channel) == (None, None)
    second = Item.objects.get(source=None)
    assert (second.title, second.outlet) == ("", "Another made-up one")
    assert (second.published, second.day_from) == (date(2026, 3, 9), DayFrom.ADDRESS)
    assert not Report.objects.exists()
    assert not AttackEvent.objects.exists()


def test_leads_stand_in_the_inbox_on_the_front_and_day_that_they_name(tmp_path: Path) -> None:
    front = make.make_front("iraq")
    same = """- url: https://paper.example/3
  front: iraq
  about: 2026-03-10
  says: Made up for a test.
"""
    load(tmp_path, FILE + same)
    first, bare, third = Item.objects.order_by("pk")
    assert first.cluster is not None
    assert (first.cluster.front, first.cluster.day) == (front, date(2026, 3, 10))
    assert (first.cluster.title, third.cluster) == ("Made up for a test.", first.cluster)
    assert bare.cluster is not None
    assert (bare.cluster.front, bare.cluster.title) == (
        None,
        "https://other.example/2026/03/09/two",
    )
    match_waiting()
    assert Cluster.objects.count() == 2
    first.refresh_from_db()
    assert first.matched is not None


def test_a_second_run_changes_nothing_and_a_new_note_is_added(tmp_path: Path) -> None:
    load(tmp_path, FILE)
    before = list(Item.objects.order_by("pk").values())
    assert load(tmp_path, FILE).endswith("0 new items; 0 were there and got a note; 2 unchanged.")
    assert list(Item.objects.order_by("pk").values()) == before
    more = f"{FILE}  says: Something more.\n"
    assert load(tmp_path, more).endswith("0 new items; 1 were there and got a note; 1 unchanged.")
    assert Item.objects.filter(note="Something more.").count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("leads:\n- url: https://a.example/1\n  abuot: 2026-03-10\n",
         "leads.yaml:3: lead number 1: abuot: is no key of this record; did you mean about"),
        ("leads:\n- url: ftp://a.example/1\n", "leads.yaml:2: lead number 1: url = 'ftp"),
        ("leads:\n- url: http://127.0.0.1:22/\n", "Port 22 is not asked"),
        ("leads:\n- outlet: x\n", "leads.yaml:2: lead number 1: url: is missing; add it"),
        ("leads:\n- url: https://a.example/1\n  about: 10 March\n",
         "leads.yaml:3: lead number 1: about = '10 March': is not a day"),
        ("leads:\n- url: https://a.example/1\n  published: 2099-01-01\n",
         "leads.yaml:3: lead number 1: published = '2099-01-01': has not come yet"),
        ("- url: https://a.example/1\n", "leads.yaml:1: holds no list of leads"),
        ("leads: [\n", "is not YAML"),
        ("leads:\n- 5\n", "lead number 1"),
    ],
)  # fmt: skip
def test_errors_are_said_with_their_lines_and_nothing_is_written(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(CommandError) as caught:
        load(tmp_path, f"{text}- url: https://a.example/good\n" if text.endswith("\n") else text)
    assert said in str(caught.value)
    assert not Item.objects.exists()


def test_a_file_that_is_not_there_is_said() -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("leads", "no-such-file.yaml")
