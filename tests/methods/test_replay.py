"""The record of the seeds, replayed: each front as it was publicly known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from proxies.methods import front_status, incidents, links, running, silence
from proxies.methods.evidence import RATED
from proxies.methods.front_status import Status
from proxies.methods.incidents import Side
from proxies.methods.record import KnownRecord, Record
from proxies.methods.tags import Tag
from proxies.record import reading
from proxies.record.fronts import read_fronts
from proxies.vocab import IncidentVerdict
from proxies.wording.status import status_in_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

IRAQI_HALT = "2024-12-23-iraqi-factions-halt"
NUJABA_HALT = "2025-01-15-nujaba-suspends-on-israel"
LEBANON_DEAL = "2024-11-27-israel-lebanon-ceasefire"


@pytest.fixture
def record() -> Record:
    return reading.read_record()


def status(record: Record, front: str, day: str) -> Status:
    return front_status.judge(record, front, date.fromisoformat(day))


FEW, VOWS = "few-bound", "vows-to-continue"
REPLAY = [
    ("iraq", "2024-12-10", "active", 9, f"denied {VOWS}", ""),
    ("iraq", "2024-12-22", "active", 9, f"denied {VOWS}", ""),
    ("iraq", "2024-12-23", "halt-reported", 5, FEW, ""),
    ("iraq", "2024-12-26", "halt-reported", 5, FEW, ""),
    ("iraq", "2024-12-30", "halt-reported", 5, FEW, ""),
    ("iraq", "2025-01-07", "halt-reported", 5, FEW, ""),
    ("iraq", "2025-01-08", "halt-strained", 4, FEW, ""),
    ("iraq", "2025-01-14", "halt-strained", 4, FEW, ""),
    ("iraq", "2025-01-15", "halt-untested", 7, FEW, ""),
    ("iraq", "2025-01-28", "halt-untested", 7, FEW, ""),
    ("iraq", "2025-01-29", "halt-holding", 6, FEW, ""),
    ("iraq", "2025-03-10", "halt-holding", 6, FEW, "2025-01-31"),
    ("iraq", "2026-03-05", "active", 9, "", ""),
    ("lebanon", "2023-10-06", "no-data", 11, "", ""),
    ("lebanon", "2024-12-23", "halt-strained", 4, "", ""),
    ("lebanon", "2025-04-20", "halt-one-sided", 3, "", ""),
    ("lebanon", "2026-03-05", "active", 9, VOWS, ""),
    ("lebanon", "2026-05-10", "active", 9, "", ""),
    ("yemen", "2024-12-23", "active", 9, VOWS, ""),
    ("yemen", "2025-03-10", "halt-holding", 6, "partial", ""),
    ("yemen", "2025-04-20", "none-recorded", 10, VOWS, ""),
    ("syria", "2024-06-01", "halt-holding", 6, "", ""),
    ("syria", "2024-12-23", "closed", 1, "", ""),
]
"""Front, day known by, label, rule, tags but `under-strikes`, and the day looked at if another."""


@pytest.mark.parametrize(
    ("front", "day", "label", "rule", "tags", "looked_at"),
    REPLAY,
    ids=[f"{r[0]} {r[1]}" for r in REPLAY],
)
def test_the_replay(  # noqa: PLR0913, PLR0917
    record: Record, front: str, day: str, label: str, rule: int, tags: str, looked_at: str
) -> None:
    found = status(record, front, day)
    shown = " ".join(tag for tag in found.tags if tag != Tag.UNDER_STRIKES)
    assert (found.label, found.rule, shown) == (label, rule, tags)
    assert found.day.isoformat() == (looked_at or day)


@pytest.mark.parametrize(
    ("front", "struck"), [("lebanon", True), ("yemen", True), ("syria", True), ("iraq", False)]
)
def test_the_fronts_under_strikes(record: Record, front: str, struck: bool) -> None:
    assert (Tag.UNDER_STRIKES in status(record, front, "2024-12-23").tags) is struck


@pytest.mark.parametrize(
    ("day", "origins", "words"),
    [
        ("2024-12-23", 1, "1 origin · one aligned with a party"),
        ("2024-12-26", 2, "2 origins"),
        ("2024-12-30", 3, "3 origins"),
    ],
)
def test_the_iraqi_halt_stays_reported_however_often(
    record: Record, day: str, origins: int, words: str
) -> None:
    found = status(record, "iraq", day)
    assert (found.halt, found.standing) == (IRAQI_HALT, "reported")
    assert found.evidence
    assert len(found.evidence.asserting) == origins
    assert not {origin.letter for origin in found.evidence.asserting} & RATED
    assert words in status_in_words(found).evidence
    assert found.confidence == "low"


def test_what_strained_it_is_an_allys_claim(record: Record) -> None:
    found = status(record, "iraq", "2025-01-08")
    moving = [one for one in found.incidents if one.moves]
    assert [(one.actor, one.verdict) for one in moving] == [
        ("islamic-resistance-in-iraq", IncidentVerdict.CONTESTED)
    ]
    assert found.differs, "the editors had last called it holding"


def test_both_sides_of_the_lebanese_ceasefire_are_counted(record: Record) -> None:
    found = status(record, "lebanon", "2025-01-27")
    assert found.halt == LEBANON_DEAL
    assert found.violations[Side.BOUND][IncidentVerdict.CONFIRMED] == 1
    assert found.violations[Side.OTHER][IncidentVerdict.CONFIRMED] == 2


@pytest.mark.parametrize(
    ("day", "expires"),
    [("2026-04-22", "2026-04-26"), ("2026-04-24", "2026-05-17"), ("2026-05-16", "2026-07-01")],
)
def test_the_extensions_are_known_in_time(record: Record, day: str, expires: str) -> None:
    known_by, deal = date.fromisoformat(day), record.pledge("2026-04-16-ten-day-ceasefire")
    run = running.judge(record.known_by(known_by), deal, known_by)
    assert run.runs
    assert run.expires == date.fromisoformat(expires)


@pytest.mark.parametrize(
    ("slug", "day", "on", "upstream"),
    [
        (
            "2023-11-25-kh-gaza-truce-pause",
            "2023-12-01",
            "2023-12-01",
            "2023-11-24-gaza-truce",
        ),
        ("2022-04-02-yemen-truce", "2023-12-01", "2022-10-02", None),
        ("2024-02-04-iraqi-factions-de-facto-pause", "2024-08-10", "2024-04-21", None),
    ],
)
def test_why_a_pledge_stopped(
    record: Record, slug: str, day: str, on: str, upstream: str | None
) -> None:
    known_by = date.fromisoformat(day)
    run = running.judge(record.known_by(known_by), record.pledge(slug), known_by)
    assert not run.runs
    assert run.stop
    assert (run.stop.on, run.stop.upstream) == (date.fromisoformat(on), upstream)


def test_nothing_runs_past_the_last_covered_day(record: Record) -> None:
    end, later = (status(record, "iraq", day) for day in ("2025-01-31", "2025-05-31"))
    assert later.day == date(2025, 1, 31)
    assert (later.days_held, later.days_since_last_attack) == (
        end.days_held,
        end.days_since_last_attack,
    )
    assert (later.past_end, end.past_end) == (True, False)
    said = status_in_words(later)
    assert said.last_known == "last known on 31 January 2025; not covered since"
    assert said.coverage == (
        "a selection: 7 October 2023 to 31 January 2025 (thorough); "
        "not covered: 1 February 2025 to 31 May 2025"
    )
    assert said.held_covered == "16 of 16 days covered"


def test_the_silence_of_the_iraqi_factions_began_before_their_halt(record: Record) -> None:
    day = date(2024, 12, 23)
    found = silence.judge(record.known_by(day), record.pledge(IRAQI_HALT), day, day)
    assert found.de_facto_since == date(2024, 11, 25)
    assert found.before == 28
    assert found.expected is None, "a selection never yields a rate"


def test_linked_halts_are_flagged_when_the_deal_they_rest_on_is_strained(record: Record) -> None:
    day = date(2024, 12, 23)
    known = record.known_by(day)
    (link,) = links.judge(known, record.pledge(IRAQI_HALT), day)
    assert (link.upstream.slug, link.state, link.at_stake) == (LEBANON_DEAL, "strained", True)
    slugs = {one.slug for one in links.dependents(known, record.pledge(LEBANON_DEAL))}
    assert IRAQI_HALT in slugs


def test_an_attack_without_a_named_attacker_is_no_incident(record: Record) -> None:
    day = date(2024, 12, 23)
    halt = record.pledge("2024-12-23-kss-halt-linked-to-lebanon")
    slugs = {one.event.slug for one in incidents.judge(record.known_by(day), halt, day).incidents}
    assert "2024-12-21-drone-from-the-east" not in slugs


def test_every_status_of_every_day_is_whole(record: Record) -> None:
    days = [date(2023, 10, 1) + timedelta(n) for n in range(0, 1100, 7)]
    found = [front_status.judge(record, front, day) for front in record.fronts for day in days]
    assert all(one.would_change.prospects for one in found)
    words = [status_in_words(one) for one in found]
    assert all(one.would_change and one.inputs and one.coverage for one in words)


def test_the_record_is_read_in_four_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    read_fronts()  # kept in memory apart
    with django_assert_num_queries(4):
        reading.read_record()


def test_a_label_over_time_works_out_each_state_of_knowledge_once(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out, usual = [], Record._work_out

    def counted(self: Record, day: date) -> KnownRecord:
        worked_out.append(day)
        return usual(self, day)

    monkeypatch.setattr(Record, "_work_out", counted)
    days = [date(2023, 10, 7) + timedelta(n) for n in range(483)]
    fresh = replace(record)
    for front in fresh.fronts:
        front_status.history(fresh, front, days)
    assert 1 < len(worked_out) < len(days)
    assert len(worked_out) == len(set(worked_out))
