"""The page of methods holds the statements and thresholds as the code has them."""

from __future__ import annotations

import pkgutil
import re
import string
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from proxies import methods
from proxies.methods import front_status, incidents, tempo
from proxies.methods.record import Record
from proxies.queries import examples, made_up, statements
from proxies.queries.statements import module_of, slug_of
from proxies.record.current import record
from proxies.web.templatetags.statements import statement
from tests.downloads import json_of
from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


NAMES = [name for _, name, _ in pkgutil.iter_modules(methods.__path__)]
MODULES = {name: module_of(name) for name in NAMES}
VERSIONED = [name for name, module in MODULES.items() if "VERSION" in vars(module)]


def section(found: Page, slug: str) -> Page:
    start = re.search(rf'<section[^>]*id="{slug}"', found.markup)
    assert start, slug
    return Page(found.markup[start.start() :].split("</section>")[0])


def stated(name: str) -> statements.Statement:
    return next(one for one in statements.all_statements() if one.slug == slug_of(name))


def test_methods_with_a_version_are_on_the_page_and_each_has_its_text_beside_it() -> None:
    assert sorted(VERSIONED) == sorted(statements.METHODS)
    (folder,) = methods.__path__
    assert sorted(path.stem for path in Path(folder).rglob("*.md")) == sorted(statements.METHODS)


@pytest.mark.parametrize("name", statements.METHODS)
def test_each_method_shows_its_statement_its_version_and_what_changed(name: str) -> None:
    part = section(opened("/methods/"), slug_of(name))
    plain = re.sub(r"[*`\s]|^\d+\. ", "", stated(name).text, flags=re.M)
    assert plain in re.sub(r"\s", "", part.text())
    shown = part.text()
    assert f"version {MODULES[name].VERSION}" in shown
    newest = stated(name).changes[0]
    assert newest.version == MODULES[name].VERSION
    assert f"{newest.day.day} {newest.day:%B %Y}" in shown


@pytest.mark.parametrize("name", statements.METHODS)
def test_markers_name_what_the_method_or_another_one_states(name: str) -> None:
    _, markup = statements.path_of(name).read_text("utf-8").split("\n---\n")
    for _, field, _, _ in string.Formatter().parse(markup):
        if field:
            lender, constant = f"{name}.{field}".split(".")[-2:]
            given = stated(lender)
            assert constant in {one.name for one in (*given.thresholds, *given.borrowed)}


def test_days_that_follow_from_thresholds_are_right_in_the_statements() -> None:
    span = tempo.RECENT_DAYS + tempo.BASELINE_DAYS
    assert f"E - {span - 1} to E" in stated("tempo").text
    assert f"E - {span - 1} to E" in stated("front_status").text
    assert f"p = {tempo.RECENT_DAYS}/{span}" in stated("tempo").text
    assert f"from {incidents.DECIDES_DAYS + 1} days later" in " ".join(
        stated("incidents").text.split()
    )


def test_thresholds_are_those_of_the_code_with_their_reasons() -> None:
    part = section(opened("/methods/"), "tempo").text()
    for words in ("Recent days", "Baseline days", "Level", "Alone", "Enough events"):
        value = getattr(tempo, words.upper().replace(" ", "_"))
        assert re.search(rf"{words}\s*{re.escape(str(value))}", part)
    assert "Days that are tested: four whole weeks" in part


def numeric(value: object) -> bool:
    """Whether a constant is a number, a level, or made of such."""
    if isinstance(value, Mapping):
        return any(map(numeric, value.values()))
    if isinstance(value, tuple | list | set | frozenset):
        return any(map(numeric, value))
    return isinstance(value, int | float)


@pytest.mark.parametrize("name", statements.METHODS)
def test_every_number_that_a_method_names_has_a_reason(name: str) -> None:
    given = stated(name)
    assert all(one.reason for one in given.thresholds)
    assert all(one.title for one in given.borrowed)
    named = {one.name for one in (*given.thresholds, *given.borrowed)}
    constants = vars(MODULES[name]).items()
    assert {key for key, value in constants if key.isupper() and numeric(value)} <= named


@pytest.mark.parametrize("slug", sorted(examples.EXAMPLES))
def test_each_example_is_computed_from_the_record_and_can_be_followed(slug: str) -> None:
    part = section(opened("/methods/"), slug)
    assert "An example" in part.text("h3")
    for link in (link for link in part.links if not link.startswith("#")):
        opened(link)


def test_the_examples_say_what_the_methods_find() -> None:
    found = opened("/methods/")
    status = front_status.judge(record(), "iraq", date(2024, 12, 23))
    assert f"Halt reported, by rule {status.rule}" in section(found, "front-status").text()
    assert "Denied, vows to continue" in section(found, "tags").text()
    assert "Reported" in section(found, "standing").text("dd")
    breaches = section(found, "incidents").text("dd")
    assert "(bound side)" in breaches
    assert "(other side)" in breaches
    assert "Ended on 1 December 2023" in section(found, "running").text("dd")


def test_the_example_of_sides_names_who_is_on_one_and_which_origins_are_aligned() -> None:
    part = section(opened("/methods/"), "sides").text()
    assert re.search(r"On a side with one of them\s*\S", part)
    assert "Aligned origins of it" in part


def test_the_made_up_rows_come_out_as_imports_of_the_seeds_would() -> None:
    rows = section(opened("/methods/"), "imported-front").text()
    for words, front in (
        ("Hezbollah fights in Syria", "Syria"),
        ("KH strikes Israel", "Iraq"),
        ("KH strikes the occupied Golan, filed under Syria", "Iraq"),
        ("Nobody of the record is named, in Yemen", "Yemen"),
        ("Hezbollah fights in Jordan", "Outside, theatre Jordan; not taken"),
        ("Nobody of the record is named, in Gaza", "Outside, theatre Gaza; not taken"),
        ("Nobody of the record is named, in Israel", "Outside, theatre Israel; not taken"),
    ):
        assert re.search(rf"{words}\s*{front}", rows)
    homes = yaml.safe_load(Path("seeds/import_names.yaml").read_text(encoding="utf-8"))["home"]
    assert made_up.HOMES.items() <= homes.items()


def test_every_method_has_an_example() -> None:
    assert set(examples.EXAMPLES) == {slug_of(name) for name in statements.METHODS}


def test_an_example_of_a_later_day_is_left_out() -> None:
    part = section(opened("/methods/?as_of=2024-01-01"), "standing").text()
    assert "Its example is of a later day" in part


@pytest.mark.parametrize("day", ["2024-01-10", "2024-01-29", "2024-12-23"])
def test_no_example_tells_of_a_later_day_than_the_page(day: str) -> None:
    found = opened(f"/methods/?as_of={day}")
    for one in examples.examples_by_method(record(), date.fromisoformat(day)).values():
        assert one.day is None or one.day.isoformat() <= day
        assert one.day is None or one.url in {link.split("?")[0] for link in found.links}
    for link in found.links:
        if link.startswith(("/events/", "/pledges/")):
            opened(link)


def test_the_example_of_a_grade_says_where_independence_is_not_checked() -> None:
    example = examples.examples_by_method(record(), None)["grade"]
    rows = json_of(f"/events.json?as_of={example.day}&front=iraq")["events"]
    (row,) = (row for row in rows if row["slug"] == examples.EVENT)
    said = "independence not checked" in example.lines[-1][1]
    assert said is not row["independence_checked"]
    assert row["grade"].replace("-", " ") in example.lines[-1][1]


def test_an_empty_record_has_the_statements_without_examples_of_its_own() -> None:
    assert set(examples.examples_by_method(Record(), None)) == {"tempo"}


def test_the_contents_lead_to_every_method() -> None:
    found = opened("/methods/")
    assert {f"#{one.slug}" for one in statements.all_statements()} <= found.links


def test_every_page_leads_to_the_methods() -> None:
    assert "/methods/" in opened("/").links


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("One.\n\nTwo *and* `x`.", "<p>One.</p><p>Two <em>and</em> <code>x</code>.</p>"),
        ("1. a\n   b\n2. `c`", "<ol><li>a b</li><li><code>c</code></li></ol>"),
        ("<b> & 'x'", "<p>&lt;b&gt; &amp; &#x27;x&#x27;</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("`*not*` <i>*so*</i>", None),
    ],
)
def test_a_statement_becomes_simple_markup_and_nothing_else(text: str, markup: str | None) -> None:
    found = statement(text)
    if markup is None:
        assert "<code>*not*</code>" in found
        assert "<i>" not in found
    else:
        assert found == markup
