"""The brief of 23 December 2024 says what the seeds hold, and no side is left out of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from proxies.methods.evidence import Citation
from proxies.queries import sheet
from proxies.queries.brief import OF_SEVERAL, Brief, brief_of
from proxies.queries.brief_front import worst
from proxies.queries.numbered import chosen
from proxies.record.choices import Choices
from proxies.selection import Selection
from proxies.wording.brief import FrontText, Line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

DAY = date(2024, 12, 23)


def brief(*fronts: str, day: date = DAY, span: str = "week", known_by: date | None = None) -> Brief:
    asked = Selection(front=fronts, as_of=known_by or day)
    return brief_of(asked, day, span, Choices.read())


def front(found: Brief, slug: str) -> FrontText:
    return next(one for one in found.fronts if one.slug == slug)


def lines(text: FrontText, key: str) -> tuple[Line, ...]:
    return next(part.lines for part in text.parts if part.key == key)


def words(text: FrontText, key: str) -> str:
    return " ".join(f"{line.lead} {line.text}" for line in lines(text, key))


def test_the_labels_of_the_day_stand_in_the_order_of_the_fronts() -> None:
    found = brief()
    assert found.title == "Brief: 17\N{EN DASH}23 December 2024"
    assert found.labels == (
        "Lebanon: halt strained; Iraq: halt reported; Yemen: active; Syria: closed"
    )


def test_of_the_reported_halt_it_says_who_is_bound_and_who_is_not() -> None:
    (bound, editors, *_) = front(brief(), "iraq").beside
    assert "(KSS) (said to have announced it, named in none of 23 attacks)" in bound.text
    assert "Nujaba (said to have announced it, named in none)" in bound.text
    assert "(IRI) (silent, named in 22 of 23 attacks)" in bound.text.partition("Not bound: ")[2]
    assert editors.text.startswith("The editors’ view, of 23 December 2024: halt reported.")


def test_who_said_so_and_who_denied_it_are_both_named_and_cited() -> None:
    found = brief()
    (said,) = [
        line
        for line in lines(front(found, "iraq"), "said")
        if line.url.endswith("/2024-12-23-iraqi-factions-halt/")
    ]
    assert said.lead == "23 December 2024"
    assert "by Al-Akhbar (aligned with Hezbollah)" in said.text
    center = "Meir Amit Intelligence and Terrorism Information Center (aligned with Israel)"
    assert f"denied by {center}" in said.text
    cited = {source.outlet for source in found.sources if source.number in said.sources}
    assert cited >= {"Al-Akhbar", "Meir Amit Intelligence and Terrorism Information Center"}


def test_what_changed_is_held_against_the_day_before_the_span() -> None:
    changed = words(front(brief("iraq", span="day"), "iraq"), "changed")
    assert "From active to halt reported on 23 December 2024." in changed
    assert "Unilateral halt of Nujaba and PMF toward Israel denied, now reported." in changed
    assert "Ended on 23 December 2024; until then in effect." in changed
    assert "Closed, as on 16 December 2024." in words(front(brief(), "syria"), "changed")


def test_of_yemen_both_sides_are_told_with_their_dead() -> None:
    found = brief("yemen")
    told = words(front(found, "yemen"), "happened")
    assert "Recorded: 2 attacks by factions and 2 strikes by states; 9 killed" in told
    assert "Named: Israel (claimed); killed: 9; confirmed" in told
    assert "Named: Houthis (claimed); killed: 0; confirmed" in told


def test_an_attack_that_nobody_is_named_for_is_not_said_to_be_a_faction_s() -> None:
    found = brief()
    assert words(front(found, "iraq"), "happened").startswith(
        " Recorded: 1 attack by nobody named; nobody killed on any side."
    )
    assert found.counted.startswith(
        "Recorded: 2 attacks by factions, 1 attack by nobody named and 2 strikes by states; 9"
    )


@pytest.mark.parametrize("span", ["day", "week", "month"])
def test_no_heading_stands_over_nothing_and_what_would_change_a_label_is_said(span: str) -> None:
    found = brief(span=span)
    assert all(part.lines for text in found.fronts for part in text.parts)
    lebanon, iraq = (words(front(found, slug), "ahead") for slug in ("lebanon", "iraq"))
    assert "halt holding from 31 December 2024 (the last incident is then more" in lebanon
    assert "A statement on the record by a bound party" in iraq


def test_a_label_stands_in_the_brief_as_on_its_badge_elsewhere() -> None:
    labels = {one.slug: (one.label_words, one.few_bound) for one in brief().fronts}
    assert labels["iraq"] == ("Halt reported, few bound", True)
    assert labels["lebanon"] == ("Halt strained", False)


def test_a_week_without_an_event_says_when_the_last_attack_was() -> None:
    told = words(front(brief(), "lebanon"), "happened")
    assert "No event of these days is recorded." in told
    assert "The last attack recorded from this front: 2 December 2024." in told


def test_what_is_not_known_is_said() -> None:
    unknown = words(front(brief(), "iraq"), "unknown")
    assert "Whether IRI and KH agree: silent." in unknown
    assert "nobody is named for 1 of 1 events" in unknown


def test_days_that_are_not_covered_are_no_quiet_days() -> None:
    text = front(brief(day=date(2026, 3, 31)), "yemen")
    assert text.last_known == "last known on 28 March 2026; not covered since"
    assert "Not covered: 29 March 2026 to 31 March 2026. That is unknown, not quiet." in words(
        text, "unknown"
    )


def test_sources_are_numbered_in_the_order_of_reading_and_each_but_once() -> None:
    found = brief()
    assert [source.number for source in found.sources] == list(range(1, len(found.sources) + 1))
    said = [
        line
        for text in found.fronts
        for part in text.parts
        for line in (text.verdict, *text.beside, *part.lines)
    ]
    cited = {number for line in said for number in line.sources}
    assert cited == {source.number for source in found.sources}


def test_a_source_without_a_headline_gives_the_words_of_its_address_and_says_so() -> None:
    sources = brief("lebanon", "yemen").sources
    (about,) = [one for one in sources if one.outlet == "LBCI"]
    assert (about.readable, about.day) == (True, "26 November 2024")
    assert about.headline == "Lebanons pm mikati praises us france efforts in ceasefire deal"


def test_what_became_known_later_counts_only_where_it_is_asked_for() -> None:
    then, later = brief("iraq"), brief("iraq", known_by=date(2025, 1, 15))
    assert then.known_by == DAY
    assert later.known_by == date(2025, 1, 15)
    assert later.day == DAY
    outlets = {(one.outlet, one.url) for one in then.sources}
    assert {(one.outlet, one.url) for one in later.sources} - outlets


def test_what_was_said_on_no_front_has_a_place_of_its_own_where_no_front_is_asked_for() -> None:
    found = brief(day=date(2023, 10, 14)).beyond
    assert found
    assert found.heading == "On no front"
    (khamenei,) = found.lines
    assert khamenei.url == "/statements/2023-10-10-khamenei-denies-part-in-7-october/"
    assert khamenei.sources
    gaza = brief(day=date(2025, 1, 20)).beyond
    assert gaza
    assert any("/pledges/" in line.url for line in gaza.lines), "pledges on no front too"
    assert brief().beyond is None
    assert brief("lebanon", day=date(2023, 10, 14)).beyond is None


@pytest.mark.parametrize("span", ["week", "month"])
@pytest.mark.parametrize("day", [date(2024, 10, 31), DAY, date(2026, 3, 31)])
def test_a_brief_says_no_more_than_a_sheet_holds(day: date, span: str) -> None:
    for fronts in ((), ("lebanon",), ("iraq",), ("yemen",), ("syria",)):
        found = brief(*fronts, day=day, span=span)
        high = sheet.height(found.fronts, found.sources, found.beyond)
        least = all(len(lines(one, "said")) <= OF_SEVERAL[-1].said for one in found.fronts)
        assert high <= sheet.SHEET or (not fronts and least), (fronts, high)


def cited(report: str, stance: str, origin: str | None, credibility: int) -> Citation:
    values: dict[str, Any] = dict.fromkeys(
        ("aligned_with", "origin_name", "origin_letter", "origin_aligned_with")
    )
    return Citation(
        report=report,
        source=report,
        source_name=report,
        letter="B",
        kind="agency",
        origin=origin,
        stance=stance,
        credibility=credibility,
        day=DAY,
        dated=True,
        **values,
    )


def test_however_few_reports_are_named_one_that_denies_is_among_them() -> None:
    citations = [
        cited("first", "asserts", "first", 1),
        cited("second", "asserts", "first", 1),
        cited("third", "asserts", "third", 2),
        cited("other", "denies", None, 4),
    ]
    assert [one.report for one in chosen(citations, 1)] == ["other", "first"]
    assert [one.report for one in chosen(citations, 3)] == ["other", "first", "third"]


def test_of_many_events_the_worst_of_each_direction_is_named() -> None:
    events = [*Choices.read().fronts]  # anything that has what the rule looks at
    kinds = ("state-strike", "state-strike", "faction-attack", "state-strike")
    for number, (event, kind) in enumerate(zip(events, kinds, strict=True)):
        vars(event).update(direction=kind, first_day=date(2024, 12, 20 - number))
    assert worst(events, 2) == [events[2], events[0]]
