"""Statements and milestones as files: the rows of their lists, described, and a feed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from proxies.models import Milestone, Statement
from tests.downloads import asked, csv_of, json_of
from tests.pages import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

ATOM = "{http://www.w3.org/2005/Atom}"
UNIFIL = "2026-01-unifil-counts-violations"


@pytest.mark.parametrize("query", ["", "?front=iraq&as_of=2024-12-23", "?kind=count"])
def test_the_csv_of_statements_has_the_rows_of_the_list(query: str) -> None:
    rows = csv_of(f"/statements.csv{query}")
    listed = re.findall(r'href="/statements/([^/"]+)/', opened(f"/statements/{query}").markup)
    assert [row["slug"] for row in rows] == listed
    assert rows


def test_a_count_keeps_its_figure_unit_and_days() -> None:
    (row,) = [row for row in csv_of("/statements.csv") if row["slug"] == UNIFIL]
    one = Statement.objects.get(slug=UNIFIL)
    assert (row["figure"], row["unit"]) == ("10000", one.unit)
    assert (row["since"], row["until"]) == ("2024-11-27", "")
    assert row["about_pledges"] == "2024-11-27-israel-lebanon-ceasefire"
    assert row["licence"] == "CC BY 4.0"


def test_a_statement_counts_reports_origins_and_denials() -> None:
    rows = {row["slug"]: row for row in csv_of("/statements.csv")}
    row = rows["2024-12-23-us-pressure-to-dissolve-pmf"]
    assert (row["reports"], row["denying_origins"]) == ("5", "1")
    assert row["about_actors"] == "iraq-government; popular-mobilization-forces"


def test_nothing_of_a_later_day_stands_in_a_file_of_an_earlier_one() -> None:
    statements = csv_of("/statements.csv?as_of=2024-12-22")
    days = [row["date"] for row in statements if row["precision"] == "day"]
    assert max(days) <= "2024-12-22"
    (truce,) = [
        row
        for row in csv_of("/milestones.csv?as_of=2023-11-25")
        if row["slug"] == "2023-11-24-gaza-truce-begins"
    ]
    assert truce["end"] == ""


def test_the_csv_of_milestones_has_them_all() -> None:
    rows = csv_of("/milestones.csv")
    assert {row["slug"] for row in rows} == set(Milestone.objects.values_list("slug", flat=True))
    (first,) = [row for row in rows if row["slug"] == "2023-10-07-hamas-attack"]
    assert (first["killed_best"], first["fronts"]) == ("1200", "iraq; lebanon; syria; yemen")


@pytest.mark.parametrize(
    "address", ["/statements.csv-metadata.json", "/milestones.csv-metadata.json"]
)
def test_metadata_describe_every_column_and_count_the_rows(address: str) -> None:
    file = address.replace(".csv-metadata.json", ".csv?front=iraq")
    metadata = json_of(f"{address}?front=iraq")
    assert f"{address}?front=iraq" in asked(file)["Link"]
    rows = csv_of(file)
    assert metadata["count"] == len(rows)
    described = [column["name"] for column in metadata["tableSchema"]["columns"]]
    assert described == list(rows[0])
    assert "Iraq" in metadata["question"]


def test_the_feed_has_an_entry_for_each_statement_the_newest_report_first() -> None:
    tree = ElementTree.fromstring(asked("/feeds/statements.atom?front=iraq").body)  # noqa: S314
    entries = tree.findall(f"{ATOM}entry")
    assert len(entries) == Statement.objects.filter(fronts__slug="iraq").count()
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert updated == sorted(updated, reverse=True)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)


def test_a_correction_moves_its_statement_to_the_top_of_the_feed() -> None:
    one = Statement.objects.get(slug="2024-12-22-khamenei-no-proxies")
    one.summary = "It was put another way."
    one.save()
    tree = ElementTree.fromstring(asked("/feeds/statements.atom").body)  # noqa: S314
    first = tree.find(f"{ATOM}entry")
    assert first is not None
    assert (first.findtext(f"{ATOM}title") or "").endswith("2024-12-22")
    assert "Corrected" in (first.findtext(f"{ATOM}content") or "")


def test_a_count_says_in_the_feed_whose_rule_it_follows() -> None:
    tree = ElementTree.fromstring(asked("/feeds/statements.atom?kind=count").body)  # noqa: S314
    contents = [entry.findtext(f"{ATOM}content") or "" for entry in tree.findall(f"{ATOM}entry")]
    assert len(contents) == Statement.objects.filter(kind="count").count()
    assert all("by its own rule" in text for text in contents)
