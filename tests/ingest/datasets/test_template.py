"""The template on offer: what it holds, that Excel leaves it alone, and that it comes in again."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from proxies.ingest.datasets.catalogue import FORMATS
from proxies.ingest.datasets.formats.proxies_columns import COLUMNS, TABLE, CellKind
from proxies.ingest.datasets.formats.proxies_table import OTHERWISE, PARTS
from proxies.ingest.datasets.formats.tables import File
from proxies.ingest.datasets.job import ImportJob
from proxies.ingest.datasets.load import run
from proxies.ingest.datasets.template import TemplateRow, as_csv, examples
from proxies.ingest.datasets.template_workbook import save_workbook
from proxies.models import AttackEvent, Front
from proxies.vocab import DatePrecision, Direction, Outcome, PlacePrecision, TargetType, Weapon
from tests.downloads import asked
from tests.repository.test_files import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

VOCABULARIES = {
    "date_precision": DatePrecision,
    "direction": Direction,
    "place_precision": PlacePrecision,
    "weapon": Weapon,
    "target_type": TargetType,
    "outcome": Outcome,
}
ADDRESSES = ("/datasets/template.csv", "/datasets/template-examples.csv", "/datasets/template.xlsx")


def book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(asked("/datasets/template.xlsx").body))


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_datasets_page_offers_the_template(address: str) -> None:
    assert f'href="{address}"' in asked("/datasets/").content.decode()
    response = asked(address)
    assert response["Content-Disposition"].startswith('attachment; filename="proxies-events-')
    assert Client().post(address).status_code == 405


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_template_takes_no_question(address: str) -> None:
    refused = Client().get(address, {"as_of": "2024-12-23"})
    assert refused.status_code == 400
    [error] = refused.json()["errors"]
    assert error["message"] == "There is no filter called “as_of”. Nothing can be asked here."
    assert Client().get(address, {"utm_source": "mail"})["Location"] == address


def test_an_empty_template_has_the_columns_that_are_read_and_no_row() -> None:
    assert asked("/datasets/template.csv").body.decode() == ",".join(COLUMNS) + "\r\n"
    rows = list(book()["Events"].iter_rows(values_only=True))
    assert rows == [COLUMNS]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_offered_comes_in_without_rejects(address: str, tmp_path: Path) -> None:
    path = tmp_path / address.rpartition("/")[2]
    path.write_bytes(asked(address).body)
    if "examples" in address:
        call_command("import_events", "proxies", str(path), stdout=io.StringIO())
    else:
        with pytest.raises(CommandError, match="holds no rows"):
            call_command("import_events", "proxies", str(path), stdout=io.StringIO())
    held = AttackEvent.objects.filter(dataset__slug="own-events")
    assert held.count() == (len(examples()) if "examples" in address else 0)


def test_the_examples_are_events_of_the_record_and_come_in_as_they_are() -> None:
    run(ImportJob(FORMATS["proxies"], File.of(as_csv(examples()).encode()), "own", ""))
    came_in = {event.source_key: event for event in AttackEvent.objects.filter(dataset__slug="own")}
    assert len(came_in) == len({event.front_id for event in came_in.values()}) > 1
    for slug, event in came_in.items():
        true = AttackEvent.objects.get(slug=slug, dataset__slug="curated", state="published")
        for name in ("first_day", "last_day", "precision", "front", "direction", "weapon",
                     "target_type", "outcome", "killed_low", "killed_best", "killed_high",
                     "summary"):  # fmt: skip
            assert getattr(event, name) == getattr(true, name), (slug, name)
        assert parties(event) == parties(true)
        assert event.place is not None
        assert true.place is not None
        assert (event.place.lat, event.place.lon) == (true.place.lat, true.place.lon)


def parties(event: AttackEvent) -> tuple[set[Any], set[Any]]:
    named = event.attributions.filter(retracted=None).values_list("actor__slug", "kind")
    return set(named), set(event.targets.values_list("slug", flat=True))


def test_the_examples_of_the_workbook_are_those_of_the_csv_and_stand_apart() -> None:
    names, *rows = book()["Examples"].iter_rows(values_only=True)
    table = csv.DictReader(io.StringIO(asked("/datasets/template-examples.csv").body.decode()))
    expected = [[each[name] for name in names] for each in table]
    assert [["" if cell is None else str(cell) for cell in row] for row in rows] == expected


def test_keys_and_days_are_text_that_a_spreadsheet_leaves_alone() -> None:
    sheets = book()
    letters = {cell.value: cell.column_letter for cell in sheets["Events"][1]}
    for name in ("key", "first_day", "last_day", "targets"):
        assert sheets["Events"].column_dimensions[letters[name]].number_format == "@"
        cell = sheets["Examples"][f"{letters[name]}2"]
        if cell.value is not None:
            assert (cell.data_type, cell.number_format) == ("s", "@")
    assert sheets["Events"].column_dimensions[letters["killed_low"]].number_format == "General"
    assert sheets["Examples"][f"{letters['lat']}2"].data_type == "n"


def test_a_formula_in_an_example_is_text() -> None:
    row: TemplateRow = {"key": "=1+1", "summary": "=HYPERLINK(1)"}
    stream = io.BytesIO()
    save_workbook(stream, [row])
    sheet = openpyxl.load_workbook(stream)["Examples"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert as_csv([row]).splitlines()[1].startswith("'=1+1,")


def test_coded_columns_have_lists_of_the_words_that_are_read() -> None:
    sheets = book()
    letters = {cell.value: cell.column_letter for cell in sheets["Events"][1]}
    lists = {
        str(rule.sqref).split("2:")[0]: rule.formula1
        for rule in sheets["Events"].data_validations.dataValidation
        if rule.type == "list"
    }
    words = {column.name: list(column.words) for column in TABLE if column.words}
    assert set(words) == {*OTHERWISE, "front"} == {*VOCABULARIES, "front"}
    for name, expected in words.items():
        sheet, _, area = lists[letters[name]].partition("!")
        found = [cell.value for (cell,) in sheets[sheet][area.replace("$", "")]]
        assert found == expected, name
        if name in VOCABULARIES:
            assert found == [each.value for each in VOCABULARIES[name]]
    assert set(next(column.words for column in TABLE if column.name == "front")) == {
        front.slug for front in Front.objects.all()
    }


def test_every_column_is_explained_in_the_workbook_and_the_guide() -> None:
    _, *rows = book()["Columns"].iter_rows(values_only=True)
    assert [row[0] for row in rows] == list(COLUMNS)
    told = {row[0]: row for row in rows}
    guide = text_of("docs/importing.md")
    for column in TABLE:
        assert told[column.name][2:4] == (column.kind.value, column.holds)
        assert (told[column.name][4] or "") == ", ".join(column.words)
        assert f"| `{column.name}` | {column.kind.value} | {column.holds}" in guide, column.name
        assert all(f"`{word}`" in guide for word in column.words)
    assert told["first_day"][5] in {str(row["first_day"]) for row in examples()}


def test_columns_of_actors_are_those_that_name_parties() -> None:
    assert {column.name for column in TABLE if column.kind == CellKind.ACTORS} == set(PARTS)
