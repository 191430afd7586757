"""The strip of a front: its label over the whole record, and its events a month."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from proxies.models import AttackEvent, Front
from proxies.queries.counts import ByDay
from proxies.queries.matching import Matching
from proxies.queries.strips import strip as strip_of
from proxies.selection import Selection
from proxies.series.spells import Spell, Strip
from proxies.web.templatetags.fronts import strip
from proxies.wording.strips import strip_in_words

AXIS = (date(2024, 1, 1), date(2024, 4, 9))  # a hundred days
RECT = re.compile(r'<rect class="(\w+)" (?:[\w-]+="([^"]*)" )?x="([\d.]+)%"')
PATH = re.compile(r'<path class="(\w+)"(?: data-status="([^"]*)")? d="([^"]*)"')


def spell(first: date, last: date, label: str, *, covered: bool = True) -> Spell:
    return Spell(first, last, label, label, 9, (), covered)


ACTIVE = spell(date(2024, 1, 1), date(2024, 1, 20), "active")
GAP = spell(date(2024, 1, 21), date(2024, 1, 30), "active", covered=False)
STRAINED = spell(date(2024, 1, 31), date(2024, 2, 19), "halt-strained")
DRAWN = Strip(AXIS, date(2024, 2, 19), (ACTIVE, GAP, STRAINED), ((date(2024, 2, 1), 4, 1),))


def test_each_spell_stands_at_its_share_of_the_record_and_a_gap_is_no_label() -> None:
    drawn = strip(DRAWN, "Iraq", 4)
    assert 'viewBox="0 0 100 62"' in drawn
    bands = [(label, path) for kind, label, path in PATH.findall(drawn) if kind == "band"]
    assert bands == [("active", "M0 0h20v12h-20z"), ("halt-strained", "M30 0h20v12h-20z")]
    found = RECT.findall(drawn)
    over = [(label, left) for _, label, left in found if label]
    assert over == [("uncovered", "20.00"), ("url(#strip-halt-strained)", "30.00")]
    assert [left for kind, _, left in found if kind == "until"] == ["50.00"]


def test_attacks_stand_above_the_line_and_strikes_below_it_by_the_largest_month() -> None:
    drawn = strip(DRAWN, "Iraq", 4)
    assert '<path class="attacks" d="M31 34h26v-18.0h-26z">' in drawn
    assert '<path class="strikes" d="M31 34h26v3.0h-26z">' in drawn


def test_spells_on_end_of_one_label_are_drawn_as_one_and_those_of_a_label_as_one_path() -> None:
    later = spell(date(2024, 2, 20), date(2024, 2, 29), "halt-strained")
    again = spell(date(2024, 3, 1), date(2024, 3, 10), "active")
    whole = Strip(AXIS, date(2024, 3, 10), (ACTIVE, GAP, STRAINED, later, again), ())
    drawn = strip(whole, "Iraq", 1)
    bands = {label: path for kind, label, path in PATH.findall(drawn) if kind == "band"}
    assert bands == {
        "active": "M0 0h20v12h-20zM60 0h10v12h-10z",
        "halt-strained": "M30 0h30v12h-30z",
    }
    assert drawn.count("url(#strip-halt-strained)") == 1


def test_a_last_spell_too_short_to_be_seen_is_six_pixels_wide_in_its_colour() -> None:
    day = date(2024, 2, 20)
    whole = Strip(AXIS, day, (ACTIVE, GAP, STRAINED, spell(day, day, "halt-reported")), ())
    drawn = strip(whole, "Iraq", 1)
    for kind in ('band last" data-status="', 'over last" fill="url(#strip-'):
        name = f"{kind}halt-reported" + (")" if "url" in kind else "")
        assert f'<rect class="{name}" x="51.00%" width="6" height="12">' in drawn
    assert " last" not in strip(DRAWN, "Iraq", 4)


def test_the_strip_is_said_in_words() -> None:
    assert strip_in_words(DRAWN, "Iraq") == (
        "Iraq, label and events a month; halt strained since 31 January 2024; most attacks in "
        "February 2024, 4"
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_nothing_is_drawn_after_the_day() -> None:
    day, axis = date(2024, 1, 25), (date(2023, 10, 7), date(2026, 6, 30))
    iraq = Front.objects.get(slug="iraq")
    months = [*ByDay(Matching(Selection()), [iraq]).months(iraq, axis[0], day)]
    found = strip_of("iraq", months, axis, day)
    assert max(one.last for one in found.spells) == found.until == day
    january = AttackEvent.objects.filter(front=iraq, first_day__range=(date(2024, 1, 1), day))
    attacks, strikes = (
        january.filter(direction=direction).count()
        for direction in ("faction-attack", "state-strike")
    )
    assert found.months[-1] == (date(2024, 1, 1), attacks, strikes)
    assert attacks


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_the_first_screen_answers_what_is_so_since_when_and_who_says_so(client: Client) -> None:
    page = client.get("/?as_of=2024-12-23").text
    assert "The halt from Iraq rests on one voice; Syria stays closed" in page
    row = page.partition('id="front-iraq"')[2].partition("</section>")[0]
    assert "Label since 23 Dec 2024." in row
    assert (
        "A halt by Nujaba and the Popular Mobilization Forces (PMF) rests on one voice, Al-Akhbar."
        in row
    )
    assert "(silent, named in 22 of 23 attacks)" in row
    assert "(said to have announced it, named in none of 23 attacks)" in row
    assert "Al-Akhbar (aligned with Hezbollah); <b>denied by</b> Meir Amit" in row
    assert "Halt reported, low confidence" in row
    changed = page.partition('class="lately"')[2].partition("</section>")[0]
    assert "active → halt reported" in changed
    assert "/compare/?from=2024-12-17&amp;to=2024-12-23" in changed


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_the_key_below_the_rows_names_the_labels_that_occur_once(client: Client) -> None:
    page = client.get("/?as_of=2024-12-23").text
    assert page.count('class="strip-key"') == 1
    key = page.partition('class="strip-key"')[2].partition("</p>")[0]
    swatches = re.findall(r'class="band" data-status="([\w-]+)"', key)
    drawn = set(
        re.findall(r'<path class="band" data-status="([\w-]+)"', page.partition("<main")[2])
    )
    assert set(swatches) == drawn
    assert len(swatches) == len(drawn)
    assert "uncovered" not in swatches
    assert "not covered" in client.get("/").text.partition('class="strip-key"')[2]
    assert "bars up: attacks by factions, down: strikes by states" in key


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_with_whom_outlets_are_aligned_is_said_alike_and_no_stop_hangs_after_a_badge(
    client: Client,
) -> None:
    page = client.get("/").text
    row = page.partition('id="front-syria"')[2].partition("</section>")[0]
    assert "Meir Amit Intelligence and Terrorism Information Center (aligned with Israel)" in row
    assert "differs from the computed label</span><br>" in page
    assert "</span>.<br>" not in page
