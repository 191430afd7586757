"""The ledger and the pages of pledges say what the methods find, from the seeds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from proxies.methods import incidents, running
from proxies.models import AttackEvent, Pledge, PledgeIncident
from proxies.models.days import today
from proxies.queries import ledger
from proxies.queries import pledge as pledge_queries
from proxies.record.current import record
from proxies.web.views import pledges as pledge_pages
from proxies.wording.pledges import heading, why_it_runs
from tests import factories as make
from tests.pages import Page, numbers_of, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

CEASEFIRE = "2024-11-27-israel-lebanon-ceasefire"
HALT = "2024-12-23-iraqi-factions-halt"
KSS = "2024-12-23-kss-halt-linked-to-lebanon"
END = date(2025, 1, 31)


def page(slug: str, as_of: str = "") -> Page:
    return opened(f"/pledges/{slug}/{f'?as_of={as_of}' if as_of else ''}")


def section(found: Page, anchor: str) -> Page:
    """One section of a page, by its id."""
    start = re.search(rf'<section[^>]*id="{anchor}"', found.markup)
    assert start, anchor
    return Page(found.markup[start.start() :].split("</section>")[0])


def verdicts(part: Page) -> list[tuple[str, str]]:
    """Each row of incidents: the event it leads to, and the verdict that counts."""
    rows = part.markup.split("<tr data-verdict=")[1:]
    found = []
    for row in rows:
        event = re.search(r"/events/([^/]+)/", row)
        assert event
        found.append((event[1], row.split('"')[1]))
    return found


def tiles(found: Page) -> dict[str, str]:
    """The figures at the head of a page: name → value."""
    pairs = re.findall(r"<dt>([^<]+)</dt>\s*<dd>\s*([^<]+?)\s*</dd>", found.markup)
    return dict(pairs)


def test_a_ceasefire_shows_the_breaches_of_both_sides_apart_and_alike() -> None:
    found = page(CEASEFIRE)
    bound, other = section(found, "side-bound"), section(found, "side-other")
    assert verdicts(bound) == [
        ("2024-12-02-mount-dov-mortars", "confirmed"),
        ("2025-03-22-metula-rockets", "contested"),
        ("2025-03-28-kiryat-shmona-rockets", "contested"),
    ]
    judged = [verdict for _, verdict in verdicts(other)]
    assert (judged.count("confirmed"), judged.count("alleged"), len(judged)) == (29, 1, 30)
    assert "Incidents by Hezbollah" in bound.text("h2")
    assert "Incidents by Israel" in other.text("h2")
    assert bound.text("thead") == other.text("thead")


def test_a_ceasefire_without_incidents_yet_still_has_both_sides() -> None:
    found = page(CEASEFIRE, "2024-11-28")
    for side in ("side-bound", "side-other"):
        part = section(found, side)
        assert verdicts(part) == []
        assert "does not show that there was none" in part.text()


def test_a_halt_by_one_side_has_one_list() -> None:
    found = page(HALT)
    assert "side-bound" in found.ids
    assert "side-other" not in found.ids


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-12-23", []),
        ("2024-12-24", []),
        ("2024-12-25", ["contested"]),
        ("2025-01-07", ["contested"]),
        ("2025-01-08", ["contested", "contested"]),
    ],
)
def test_the_iraqi_halt_is_strained_by_attacks_that_an_ally_claimed(
    as_of: str, expected: list[str]
) -> None:
    part = section(page(HALT, as_of), "side-bound")
    assert [verdict for _, verdict in verdicts(part)] == expected
    assert ("Claimed by an ally as joint; the actor is silent." in part.text()) == bool(expected)


def test_the_event_that_strains_the_iraqi_halt_on_8_january_is_named_and_linked() -> None:
    part = section(page(HALT, "2025-01-08"), "side-bound")
    event, verdict = verdicts(part)[-1]
    assert event.startswith("2025-01-08")
    assert verdict == "contested"
    assert f"/events/{event}/?as_of=2025-01-08" in part.links


def test_days_held_never_run_past_the_end_of_the_record() -> None:
    found = page(HALT, "2025-03-10")
    assert tiles(found)["Days it would have run"] == str((END - date(2024, 12, 23)).days)
    assert "to 31 January 2025, the last day covered" in found.text()
    stopped = tiles(page(CEASEFIRE))
    assert stopped["Days since its start"] == str((date(2026, 3, 2) - date(2024, 11, 27)).days)
    earlier = tiles(page(CEASEFIRE, "2024-12-07"))
    assert earlier["Days held"] == "10"


@pytest.mark.parametrize(
    ("as_of", "state", "days"),
    [
        ("2023-11-30", "Runs since 24 November 2023", "6"),
        ("2023-12-01", "Ended 1 December 2023", "7"),
        ("2023-12-31", "Ended 1 December 2023", "7"),
    ],
)
def test_a_pause_stops_with_the_truce_that_it_depended_on(
    as_of: str, state: str, days: str
) -> None:
    found = tiles(page("2023-11-25-kh-gaza-truce-pause", as_of))
    assert (found["State"], found["Days held"]) == (state, days)


def test_a_pledge_that_is_over_is_not_in_effect() -> None:
    found = page(CEASEFIRE)
    assert tiles(found)["State"] == "Ended 2 March 2026; broken before"
    assert "Was in effect" in found.text("article")
    assert "In effect" not in found.text("article")
    assert "Was only reported" in page(HALT).text("article")
    running_then = page(CEASEFIRE, "2024-12-07")
    assert tiles(running_then)["State"].startswith("Runs since 27 November 2024")
    assert "In effect" in running_then.text("article")


def test_a_pledge_that_is_only_reported_does_not_read_as_a_fact() -> None:
    found = page(HALT, "2024-12-30")
    shown = tiles(found)
    assert shown["State"] == "Reported, not confirmed; would run since 23 December 2024"
    assert shown["Days it would have run"] == "7"
    text = found.text("article")
    assert "Runs since" not in text
    assert "Held to it" not in text
    assert "Days held" not in text


def test_a_page_says_why_a_pledge_stopped() -> None:
    text = page("2023-11-25-kh-gaza-truce-pause").text()
    assert "It depended on the ceasefire of Hamas toward Israel. Ended on 1 December 2023." in text


def test_an_extension_moves_the_term_once_it_is_known() -> None:
    truce, extension = "2026-04-16-ten-day-ceasefire", "2026-04-23-three-week-extension"
    before, after = page(truce, "2026-04-20"), page(truce, "2026-05-10")
    assert "26 April 2026" in before.text("dd")
    assert "17 May 2026" in after.text("dd")
    assert f"/pledges/{extension}/?as_of=2026-05-10" in after.links
    assert "no end recorded" in page(CEASEFIRE, "2025-02-05").text("dd")


def test_a_linked_halt_is_flagged_when_what_it_depends_on_is_strained() -> None:
    part = section(page(KSS, "2024-12-24"), "links")
    assert "Its condition is at stake" in part.text()
    assert "fire resumes if the Lebanon truce collapses" in part.text()
    assert f"/pledges/{CEASEFIRE}/?as_of=2024-12-24" in part.links


def test_what_others_depend_on_names_them_with_their_conditions() -> None:
    part = section(page(CEASEFIRE), "links")
    assert {f"/pledges/{KSS}/", f"/pledges/{HALT}/"} <= part.links
    assert "the condition of 3 other pledges is at stake" in part.text()


def test_the_matrix_of_parties_has_a_mark_for_each_way_of_being_bound() -> None:
    part = section(page(HALT), "parties")
    cells = part.markup.split("<tr>")[2:]
    rows = {re.sub(r"<[^>]+>", "", row.split("</th>")[0]).strip(): row for row in cells}
    marks = {
        name: re.sub(r"<[^>]+>", "|", row.split("</th>")[1]).replace("\n", "")
        for name, row in rows.items()
    }
    held_to_it = {name for name, cells in marks.items() if cells.rstrip(" |").endswith("yes")}
    names = {unescape(name) for name in held_to_it}
    assert names == {
        "Nujaba",
        "Kata'ib Sayyid al-Shuhada (KSS)",
        "Popular Mobilization Forces (PMF)",
    }
    others = {unescape(name) for name in marks} - names
    assert {"Kata'ib Hezbollah (KH)", "Islamic Resistance in Iraq (IRI)"} <= others


def test_silence_says_whether_it_began_before_and_gives_no_rate_from_a_selection() -> None:
    part = section(page(HALT), "silence")
    assert "never “because they agreed”" in part.text()
    assert "no census covers this front" in part.text()


def test_a_silence_of_the_selection_is_not_asserted_as_a_fact() -> None:
    part = section(page("2025-01-15-nujaba-suspends-on-israel"), "silence").text()
    # The last attack that it claims is of 24 November 2024.
    assert "By the record, the silence began 51 days before the pledge." in part
    assert "The record is a selection: it may have missed an attack." in part


TRUCE = "2022-04-02-yemen-truce"


def test_days_that_the_record_does_not_cover_are_not_counted_as_none() -> None:
    found = page(TRUCE)
    for name in SIDES:
        part = section(found, name).text()
        assert "All days of this pledge, 2 April 2022 to 2 October 2022, lie before that" in part
        assert "No incident" not in part
        assert "0 confirmed" not in part
    assert "not covered: the record begins on 7 October 2023" in found.text()
    silence = section(found, "silence").text()
    assert "The record begins on 7 October 2023: the days before the pledge" in silence
    assert "is recorded" not in silence


def test_a_pledge_covered_in_part_says_from_when(monkeypatch: pytest.MonkeyPatch) -> None:
    full = record()
    later = replace(full, extent=replace(full.extent, first=date(2024, 12, 25)))
    judged = pledge_queries.review_of(later, HALT, END)
    assert (judged.entry.uncovered, judged.entry.blind) == (
        (date(2024, 12, 23), date(2024, 12, 24)),
        False,
    )
    monkeypatch.setattr(pledge_pages, "record", lambda: later)
    part = section(page(HALT), "side-bound").text()
    assert "The days of this pledge from 23 December 2024 to 24 December 2024 lie before" in part


def test_a_pledge_of_days_that_are_covered_says_nothing_of_it() -> None:
    judged = pledge_queries.review_of(record(), HALT, END)
    assert (judged.entry.uncovered, judged.entry.blind) == (None, False)
    assert "Not covered" not in page(HALT).text()


def test_a_vow_has_no_incidents_and_says_why() -> None:
    found = page("2023-10-31-houthi-vow-strikes-israel")
    assert "side-bound" not in found.ids
    assert "no breach: it promises no restraint" in found.text()


def test_every_page_agrees_with_the_methods() -> None:
    known = record().known_by(END)
    for slug, one in known.pledges.items():
        run = running.judge(known, one.pledge, END)
        found = page(slug, END.isoformat())
        breachable = one.pledge.kind in ledger.BREACHABLE
        broken = breachable and incidents.judge(known, one.pledge, END).broken_on
        state = tiles(found)["State"]
        begins = "Reported, not confirmed; would run since " if run.only_reported else "Runs since "
        assert state.startswith(begins) is run.runs, slug
        assert ("broken" in state) is bool(broken), slug
        assert why_it_runs(record(), run).split(".")[0] in found.text(), slug
        if breachable:
            judged = incidents.judge(known, one.pledge, END).incidents
            parts = [section(found, name) for name in found.ids if name in SIDES]
            shown = [row for part in parts for row in verdicts(part)]
            assert sorted(shown) == sorted((i.event.slug, str(i.verdict)) for i in judged), slug


SIDES = ("side-bound", "side-other")


def test_an_editors_verdict_stands_beside_the_computed_one_and_counts() -> None:
    halt = Pledge.objects.get(slug=HALT)
    event = incidents.judge(record().known_by(END), record().pledge(HALT), END).incidents[-1].event
    halt.incidents.create(
        event_id=event.pk, verdict="confirmed", reason="<script>alert(1)</script> it was seen"
    )
    part = section(page(HALT), "side-bound")
    assert verdicts(part)[-1] == (event.slug, "confirmed")
    assert "computed; does not count" in part.text()
    assert "<script>alert" not in part.markup
    assert "&lt;script&gt;alert(1)" in part.markup
    assert "1 confirmed" in part.text()


@pytest.mark.parametrize("state", ["draft", "review"])
def test_an_unpublished_pledge_has_no_page_and_no_bar(state: str) -> None:
    pledge = make.make_pledge(make.make_faction("A new brigade"), state=state, slug="zz-hidden")
    make.make_pledge_citation(pledge)
    assert Client().get(pledge.get_absolute_url()).status_code == 404
    assert "zz-hidden" not in opened("/pledges/").markup


def test_a_pledge_of_a_later_day_is_not_there_yet() -> None:
    assert Client().get(f"/pledges/{HALT}/?as_of=2024-12-03").status_code == 404


def test_what_is_judged_of_a_pledge_costs_one_query(django_assert_num_queries: Any) -> None:
    found = record()
    with django_assert_num_queries(1):
        pledge_queries.review_of(found, CEASEFIRE, END)
    with django_assert_num_queries(0):
        pledge_queries.review_of(found, "2023-10-31-houthi-vow-strikes-israel", END)


def test_the_ledger_costs_few_queries(django_assert_max_num_queries: Any) -> None:
    opened("/pledges/")
    with django_assert_max_num_queries(5):
        opened("/pledges/")
    with django_assert_max_num_queries(9):
        page(CEASEFIRE)


def test_a_strike_that_an_editor_judged_stands_on_the_page_of_a_one_sided_halt() -> None:
    days = (date(2024, 12, 24), END)
    strike = AttackEvent.objects.filter(direction="state-strike", first_day__range=days)[0]
    pledge = Pledge.objects.get(slug=HALT)
    make_verdict(pledge, strike)
    found = page(HALT)
    assert strike.slug in found.markup
    sides = pledge_queries.review_of(record(), HALT, END).sides
    assert [(one.side, one.total) for one in sides] == [("bound", 2), ("other", 1)]


def make_verdict(pledge: Pledge, event: AttackEvent) -> None:
    PledgeIncident.objects.create(
        pledge=pledge, event=event, verdict="confirmed", reason="Checked.", decided=END
    )


def test_the_parties_of_a_pledge_are_listed_alike_everywhere() -> None:
    vow = "2024-11-27-iraqi-factions-vow-after-lebanon-truce"
    title = "Vow to continue: HAAA, IRCC, KH, KSS and Nujaba toward Israel"
    assert page(vow).text("h1") == title
    assert title in Page(numbers_of("ledger", "/pledges/")).text()
    assert heading(record(), record().pledge(vow)) == title


def test_a_pledge_on_no_front_is_said_to_be_not_covered_and_not_to_have_been_kept() -> None:
    found = page("2025-10-10-gaza-ceasefire")
    figures = tiles(found)
    assert "Days held" not in figures
    assert figures["Days since its start"] == str((today() - date(2025, 10, 10)).days)
    assert found.text("main").count("Not covered: this pledge is on none of the fronts") == 2
    assert "No incident by" not in found.text("main")
    assert "the silence began" not in found.text("main")


@pytest.mark.parametrize(
    ("slug", "as_of", "state", "standing"),
    [
        ("2025-10-10-houthi-halt-on-israel", "", "Ended 28 March 2026", "Was in effect"),
        (
            "2025-10-10-houthi-halt-on-israel",
            "2026-03-01",
            "Reported, not confirmed; would run since 10 October 2025",
            "Reported",
        ),
        ("2025-10-10-houthi-halt-on-shipping", "", "Runs since 10 October 2025", "In effect"),
    ],
)
def test_what_ended_is_not_in_effect_any_more(
    slug: str, as_of: str, state: str, standing: str
) -> None:
    found = page(slug, as_of)
    (tile,) = re.findall(
        r'<dt>State</dt><dd>([^<]+)</dd><dd class="figure-note">(.*?)</dd>', found.markup, re.DOTALL
    )
    assert tile[0] == state
    note = "Nothing bears it out on the record" if standing == "Reported" else standing
    assert Page(tile[1]).text().startswith(f"{note}.")
    badge = re.search(r'<a class="grade[^"]*" data-standing="[^"]+"[^>]*>([^<]+)</a>', found.markup)
    assert badge
    assert badge[1] == standing
