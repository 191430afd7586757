"""The filter bar reads an address: what it cannot read it refuses in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from proxies.selection import MANY, Selection
from proxies.vocab import TargetType
from proxies.web.forms.bar import FilterBar
from proxies.web.forms.error_report import ErrorReportForm
from proxies.web.forms.filters import MOST
from proxies.web.forms.pages import AsOfForm, FrontForm, ListForm, PledgeForm
from proxies.web.forms.question import QuestionForm, without_empty, without_tracking
from tests import questions

NAMES = questions.names()
PAGE_FORMS = (QuestionForm, FrontForm, AsOfForm, PledgeForm, ListForm)


def form_for(query: str, form_class: type[QuestionForm] = QuestionForm) -> QuestionForm:
    return form_class(without_empty(QueryDict(query)), NAMES)


def told(query: str, form_class: type[QuestionForm] = QuestionForm) -> list[tuple[str, str]]:
    """What the form has against a query: label of the filter and words."""
    form = form_for(query, form_class)
    return [] if form.is_valid() else form.problems()


def test_a_full_question_is_read() -> None:
    form = form_for(
        "front=iraq&front=yemen&faction=houthis&patron=iran&direction=clash&weapon=IED"
        "&target=israel&target=military+base&outcome=hit&dataset=curated"
        "&since=2023-10-01&until=2024-12-23&count=members&q=+Golan+"
    )
    assert form.is_valid(), form.problems()
    assert form.selection == Selection(
        front=("iraq", "yemen"),
        faction=("houthis",),
        patron=("iran",),
        direction=("clash",),
        weapon=("IED",),
        target=("israel", "military base"),
        outcome=("hit",),
        dataset=("curated",),
        since=date(2023, 10, 1),
        until=date(2024, 12, 23),
        count="members",
        q="Golan",
    )


@pytest.mark.parametrize("form_class", PAGE_FORMS)
def test_no_parameter_is_the_empty_question(form_class: type[QuestionForm]) -> None:
    form = form_for("", form_class)
    assert form.is_valid(), form.problems()
    assert form.selection == Selection()


@pytest.mark.parametrize("name", sorted(QuestionForm.takes))
def test_an_empty_parameter_is_absent(name: str) -> None:
    form = form_for(f"{name}=&{name}=+++")
    assert form.is_valid(), form.problems()
    assert form.selection == Selection()


MENUS = sorted((set(QuestionForm.takes) & set(MANY)) - {"place"})


@pytest.mark.parametrize("name", MENUS)
def test_an_unknown_value_is_refused_with_the_values_that_are_known(name: str) -> None:
    problems = told(f"{name}=nowhere")
    assert len(problems) == 1
    label, words = problems[0]
    assert label == QuestionForm({}, NAMES).fields[name].label
    assert "“nowhere”" in words
    assert questions.VALUES[name][0] in words


@pytest.mark.parametrize("name", MENUS)
def test_a_known_value_beside_an_unknown_one_does_not_save_it(name: str) -> None:
    known = questions.VALUES[name][0]
    assert told(f"{name}={known}") == []
    assert told(f"{name}={known}&{name}=nowhere") != []


@pytest.mark.parametrize("name", MENUS)
def test_a_filter_takes_many_values_but_not_any_number(name: str) -> None:
    known = questions.VALUES[name][0]
    assert told("&".join([f"{name}={known}"] * MOST)) == []
    problems = told("&".join([f"{name}={known}"] * (MOST + 1)))
    assert any(f"At most {MOST} values" in words for _, words in problems)


def test_capital_letters_make_another_value() -> None:
    assert told("front=Iraq") != []
    assert told("weapon=ied") != []


@pytest.mark.parametrize("form_class", PAGE_FORMS)
def test_an_unknown_filter_is_refused_by_name(form_class: type[QuestionForm]) -> None:
    problems = told("colour=red", form_class)
    assert len(problems) == 1
    assert "no filter called “colour”" in problems[0][1]
    assert all(name in problems[0][1] for name in form_class.takes)


def test_a_very_long_unknown_name_is_cut_short() -> None:
    ((_, words),) = told("x" * 5000 + "=1")
    assert len(words) < 500


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("since", ("2024-01-01", "2024-01-02")),
        ("until", ("2024-01-01", "2024-01-02")),
        ("count", ("brand", "members")),
        ("q", ("Golan", "tanker")),
    ],
)
def test_a_single_filter_given_twice_is_refused(name: str, values: tuple[str, str]) -> None:
    problems = told("&".join(f"{name}={value}" for value in values))
    assert any("Given more than once" in words for _, words in problems)


def test_better_grades_may_be_meant_too() -> None:
    form = form_for("grade=corroborated%2B")
    assert form.is_valid(), form.problems()
    assert form.selection.query() == "?grade=corroborated%2B"
    typed = form_for("grade=corroborated+")
    assert typed.is_valid(), "a plus that a reader typed arrives as a space"
    assert typed.selection == form.selection


def test_a_day_that_has_not_come_is_refused() -> None:
    assert told(f"as_of={questions.TODAY}") == []
    ((label, words),) = told("as_of=2026-09-02")
    assert label == "As known on"
    assert "2026-09-02 has not come yet" in words


GARBAGE = [
    *("yesterday", "2024", "2024-13-01", "2024-02-30", "24-01-01", "2024/01/01", "01-02-2024"),
    *("2024-01-01T00:00", "2024-01-01 12:00", "20240101", "2024-W01-1", "-2024-01-01"),
    *("0000-01-01", "10000-01-01", "2024-1-5", "٢٠٢٤-٠١-٠١", "2024-01-01;drop", "nan", "1e9"),
]


@pytest.mark.parametrize("name", ["since", "until", "as_of"])
@pytest.mark.parametrize("value", GARBAGE)
def test_a_day_is_written_in_one_way(name: str, value: str) -> None:
    data = QueryDict(mutable=True)
    data[name] = value
    form = QuestionForm(data, NAMES)
    assert not form.is_valid()
    assert f"“{value}” is not a day" in form.errors[name][0]


@given(st.text(max_size=40))
def test_any_text_for_a_day_is_a_day_or_refused(text: str) -> None:
    data = QueryDict(mutable=True)
    data["since"] = text
    form = QuestionForm(data, NAMES)
    if form.is_valid() and form.selection.since:
        assert form.selection.since == date.fromisoformat(text.strip())


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    problems = told("since=2024-02-01&until=2024-01-31")
    assert problems == [("To day", "This day is before “From day”. Swap the two, or clear one.")]


def test_words_that_are_not_text_are_refused() -> None:
    assert "not valid UTF-8" in told("q=%ED%A0%80")[0][1]
    assert told("q=a%00b") != []
    assert "200" in told("q=" + "a" * 201)[0][1]
    assert told("q=" + "a" * 200) == []


@pytest.mark.parametrize("value", ["0", "-1", "abc", "1.5", "1e3", "999999999999", "1%002"])
def test_a_page_is_a_whole_number_from_one(value: str) -> None:
    assert told(f"page={value}", ListForm) != []
    assert told("page=1000", ListForm) == []


def test_the_first_page_and_the_newest_first_are_meant_where_none_is_named() -> None:
    form = form_for("", ListForm)
    assert form.is_valid()
    assert form.cleaned_data["page"] == 1
    assert form.cleaned_data["sort"] == "newest"
    assert told("sort=loudest", ListForm) != []


def test_sort_and_page_are_no_part_of_the_question() -> None:
    form = form_for("sort=oldest&page=3&front=iraq", ListForm)
    assert form.is_valid()
    assert form.selection == Selection(front=("iraq",))


def test_a_front_page_takes_no_second_front() -> None:
    assert told("front=iraq", FrontForm) != []
    assert told("weapon=drone", FrontForm) == []


def test_every_error_is_told_at_once() -> None:
    labels = [label for label, _ in told("front=mars&since=never&colour=red")]
    assert sorted(labels) == ["", "From day", "Front"]


@pytest.mark.parametrize("name", ["utm_source", "utm_campaign", "utm_", "fbclid", "gclid"])
def test_what_others_append_to_links_is_dropped(name: str) -> None:
    kept = without_tracking(QueryDict(f"front=iraq&{name}=x&q=a+b&front=yemen"))
    assert kept is not None
    assert kept.urlencode() == "front=iraq&front=yemen&q=a+b"


def test_an_address_without_additions_is_left_alone() -> None:
    assert without_tracking(QueryDict("front=iraq&q=utm_source")) is None
    assert without_tracking(QueryDict("gclidx=1&fbclidfoo=1&xutm_source=1")) is None


def bar_for(query: str, form_class: type[QuestionForm] = QuestionForm) -> FilterBar:
    form = form_for(query, form_class)
    form.is_valid()
    return FilterBar(form, more=True)


def test_menus_show_what_is_chosen() -> None:
    bar = bar_for("front=yemen&front=iraq&front=mars&faction=hezbollah")
    menus = {menu.name: menu for menu in bar.menus}
    checked = [choice.value for choice in menus["front"].parts[0].choices if choice.checked]
    assert checked == ["iraq", "yemen"]
    assert menus["front"].chosen == ("Yemen", "Iraq")
    assert menus["faction"].chosen == ("Hezbollah",)
    assert menus["weapon"].chosen == ()
    assert "dataset" not in {menu.name for menu in bar.further}, "one value offers no choice"


def test_kinds_of_target_and_actors_are_parts_of_one_list() -> None:
    (target,) = (menu for menu in bar_for("target=israel").further if menu.name == "target")
    kinds, actors = target.parts
    assert [choice.value for choice in kinds.choices] == list(TargetType)
    assert {"israel", "iran"} <= {choice.value for choice in actors.choices}
    assert target.chosen == ("Israel",)


def test_what_is_under_more_is_kept_by_a_form_that_does_not_show_it() -> None:
    bar = bar_for("target=israel&q=Golan&front=iraq&sort=oldest&page=2", ListForm)
    assert bar.kept == [("target", "israel"), ("q", "Golan"), ("sort", "oldest")]
    assert bar.further_in_use == 3


@pytest.mark.parametrize(
    ("query", "opened"),
    [
        ("", ""),
        ("filters=more", "more"),
        ("front=mars", "front"),
        ("since=x", "period"),
        ("since=x&q=%22", "period"),
        ("as_of=x&front=mars", "front"),
        ("outcome=x", "more"),
        ("q=%22", "more"),
        ("colour=red", ""),
    ],
)
def test_the_control_with_an_error_stands_open(query: str, opened: str) -> None:
    form = form_for(query)
    form.is_valid()
    assert FilterBar(form, more="filters" in query).opened == opened


def test_a_front_counts_its_own_events() -> None:
    form = form_for("weapon=drone", FrontForm)
    assert form.is_valid()
    counted = form.counted({"slug": "iraq"})
    assert counted == Selection(front=("iraq",), weapon=("drone",))


@pytest.mark.parametrize("form_class", PAGE_FORMS)
def test_every_filter_has_a_label(form_class: type[QuestionForm]) -> None:
    form: forms.Form = form_class({}, NAMES)
    assert all(field.label for field in form.fields.values())


ERROR_REPORT: dict[str, Any] = {"page": "/events/x/", "message": "The day is wrong."}


@pytest.mark.parametrize(
    ("changes", "valid"),
    [
        ({}, True),
        ({"contact": "reader@example.org"}, True),
        ({"message": ""}, False),
        ({"message": "  \n "}, False),
        ({"message": "a\x00b"}, False),
        ({"website": "https://spam.example"}, False),
        ({"page": "/" + "x" * 400}, False),
    ],
)
def test_a_message_of_a_reader_needs_words(changes: dict[str, str], valid: bool) -> None:
    assert ErrorReportForm({**ERROR_REPORT, **changes}).is_valid() is valid
