"""The page of methods holds the statements and thresholds as the code has them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from proxies import methods
from proxies.methods import front_status, tempo
from proxies.methods.changes import CHANGES
from proxies.methods.record import Record
from proxies.queries import examples, made_up, statements
from proxies.record.current import record
from proxies.web.templatetags.statements import statement
from tests.downloads import json_of
from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def modules() -> list[ModuleType]:
    names = [name for _, name, _ in pkgutil.iter_modules(methods.__path__)]
    return [importlib.import_module(f"proxies.methods.{name}") for name in names]


VERSIONED = [module for module in modules() if "VERSION" in vars(module)]


def section(found: Page, slug: str) -> Page:
    start = re.search(rf'<section[^>]*id="{slug}"', found.markup)
    assert start, slug
    return Page(found.markup[start.start() :].split("</section>")[0])


def test_every_method_with_a_version_is_on_the_page() -> None:
    assert {module for module, _ in statements.METHODS} >= set(VERSIONED)


@pytest.mark.parametrize("module", VERSIONED, ids=statements.slug_of)
def test_each_method_shows_its_statement_its_version_and_what_changed(module: ModuleType) -> None:
    part = section(opened("/methods/"), statements.slug_of(module))
    plain = " ".join(re.sub(r"[*`]|^\d+\. ", "", module.__doc__ or "", flags=re.M).split())
    shown = " ".join(part.text().split())
    for sentence in re.split(r"(?<=[.:;])\s", plain)[:4]:
        assert sentence in shown
    assert f"version {module.VERSION}" in shown
    newest = CHANGES[module.__name__.rpartition(".")[2]][0]
    assert newest.version == module.VERSION
    assert f"{newest.day.day} {newest.day:%B %Y}" in shown


def test_changes_are_told_of_methods_that_have_a_version_and_no_others() -> None:
    assert set(CHANGES) == {module.__name__.rpartition(".")[2] for module in VERSIONED}


def test_thresholds_are_those_of_the_code_with_their_reasons() -> None:
    part = section(opened("/methods/"), "tempo").text()
    for words in ("Recent days", "Baseline days", "Level", "Alone", "Enough events"):
        value = getattr(tempo, words.upper().replace(" ", "_"))
        assert re.search(rf"{words}\s*{re.escape(str(value))}", part)
    assert "Days that are tested: four whole weeks" in part


def test_every_number_that_a_method_names_has_a_reason() -> None:
    for module in VERSIONED:
        (found,) = (s for s in statements.every() if s.slug == statements.slug_of(module))
        given = {one.name for one in found.thresholds} | {one.name for one in found.borrowed}
        numbers = {
            name
            for name, value in vars(module).items()
            if name.isupper() and isinstance(value, int | float)
        }
        assert numbers <= given, module.__name__


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
        ("Nobody of the record is named, in Israel", "Outside the fronts; not taken"),
    ):
        assert re.search(rf"{words}\s*{front}", rows)
    homes = yaml.safe_load(Path("seeds/import_names.yaml").read_text(encoding="utf-8"))["home"]
    assert made_up.HOMES.items() <= homes.items()


@pytest.mark.parametrize("method", statements.METHODS, ids=lambda pair: pair[1])
def test_every_method_has_a_version_and_an_example(method: tuple[ModuleType, str]) -> None:
    slug = statements.slug_of(method[0])
    assert vars(method[0])["VERSION"]
    assert slug in examples.EXAMPLES


def test_an_example_of_a_later_day_is_left_out() -> None:
    part = section(opened("/methods/?as_of=2024-01-01"), "standing").text()
    assert "Its example is of a later day" in part


@pytest.mark.parametrize("day", ["2024-01-10", "2024-01-29", "2024-12-23"])
def test_no_example_tells_of_a_later_day_than_the_page(day: str) -> None:
    found = opened(f"/methods/?as_of={day}")
    for one in examples.every(record(), date.fromisoformat(day)).values():
        assert one.day is None or one.day.isoformat() <= day
        assert one.day is None or one.url in {link.split("?")[0] for link in found.links}
    for link in found.links:
        if link.startswith(("/events/", "/pledges/")):
            opened(link)


def test_the_example_of_a_grade_says_where_independence_is_not_checked() -> None:
    lines = examples.every(record(), None)["grade"].lines
    rows = json_of("/events.json?as_of=2024-01-29&front=iraq")["events"]
    (row,) = (row for row in rows if row["slug"] == examples.EVENT)
    assert not row["independence_checked"]
    assert any("independence not checked" in words for _, words in lines)


def test_an_empty_record_has_the_statements_without_examples_of_its_own() -> None:
    assert set(examples.every(Record(), None)) == {"tempo"}


def test_the_contents_lead_to_every_method() -> None:
    found = opened("/methods/")
    assert {f"#{one.slug}" for one in statements.every()} <= found.links


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
