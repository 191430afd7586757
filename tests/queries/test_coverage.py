"""Which days of which fronts the datasets of a question cover."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from proxies.methods.facts import Covered, Extent
from proxies.models import CoverageSpan
from proxies.queries.answer import Answer
from proxies.queries.coverage import Coverage
from proxies.queries.statuses import label_over_time
from proxies.record.choices import Choices
from proxies.record.current import record
from proxies.selection import Selection
from proxies.series.counts import Cover, Gap, Group
from proxies.vocab import Coverage as Kind

IRAQ, SYRIA = Group("iraq", "Iraq"), Group("syria", "Syria")


def day(number: int) -> date:
    return date(2024, 1, 1) + timedelta(number)


def extent(**spans: list[tuple[int, int]]) -> Extent:
    covered = {
        front: tuple(Covered(day(a), day(b)) for a, b in own) for front, own in spans.items()
    }
    return Extent(Kind.SELECTION, spans=covered)


def gaps(*extents: Extent) -> list[tuple[str, date, date]]:
    found = Coverage(extents, (IRAQ, SYRIA)).gaps((day(0), day(99)))
    return [(gap.front, gap.first, gap.last) for gap in found]


def test_each_front_has_its_own_gaps_and_all_of_them_what_they_share() -> None:
    assert gaps(extent(iraq=[(0, 9), (40, 99)], syria=[(0, 59)])) == [
        ("iraq", day(10), day(39)),
        ("syria", day(60), day(99)),
    ]
    assert gaps(extent(iraq=[(0, 9)], syria=[(0, 59)])) == [
        ("iraq", day(10), day(99)),
        ("syria", day(60), day(99)),
        ("", day(60), day(99)),
    ]


def test_a_day_that_another_dataset_covers_is_covered() -> None:
    ours, theirs = extent(iraq=[(0, 9)], syria=[(0, 99)]), extent(iraq=[(30, 99)], syria=[])
    assert gaps(ours, theirs) == [("iraq", day(10), day(29))]


def test_a_dataset_that_states_no_days_covers_all() -> None:
    assert gaps(Extent()) == []


def test_how_much_of_a_period_is_covered() -> None:
    found = [Gap("iraq", "Iraq", day(10), day(19)), Gap("iraq", "Iraq", day(25), day(26))]
    of = Coverage((), ()).cover
    assert of(found, day(0), day(9)) == Cover.WHOLE
    assert of(found, day(10), day(19)) == Cover.NONE
    assert of(found, day(15), day(20)) == Cover.PART
    assert of(found, day(19), day(26)) == Cover.PART


def test_the_last_days_covered_of_each_front() -> None:
    covered = Coverage((extent(iraq=[(0, 9), (20, 29)], syria=[(50, 59)]),), (IRAQ, SYRIA))
    assert covered.ends(day(15)) == {"Iraq": day(9), "Syria": None}
    assert covered.not_covered_on(day(55)) == {"Iraq": day(29)}


def answer(**asked: object) -> Answer:
    return Answer(Selection(**asked), Choices.read())  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("asked", [{}, {"front": ("iraq",)}, {"until": date(2025, 7, 10)}])
def test_the_series_say_of_each_period_what_a_count_of_its_days_says(
    asked: dict[str, object],
) -> None:
    """Held against the plain definition: day by day, off the spans of the database."""
    found = answer(**asked)
    spans = [*CoverageSpan.objects.values_list("front__slug", "start", "end")]

    def is_covered(front: str, on: date) -> bool:
        return any(slug == front and first <= on <= last for slug, first, last in spans)

    def cover(fronts: list[str], days: list[date]) -> Cover:
        by_day = [[is_covered(front, on) for front in fronts] for on in days]
        if all(map(all, by_day)):
            return Cover.WHOLE
        return Cover.PART if any(map(any, by_day)) else Cover.NONE

    stack, (first, last) = found.stack, found.span
    ends = [*stack.periods[1:], last + timedelta(1)]
    for number, (start, end) in enumerate(zip(stack.periods, ends, strict=True)):
        days = [start + timedelta(n) for n in range((end - start).days)]
        days = [on for on in days if first <= on <= last]
        for group, covers in zip(stack.groups, stack.covers, strict=True):
            assert covers[number] == cover([group.key], days), (group.key, start)
        every = cover([front.slug for front in found.fronts], days)
        assert stack.all_covers[number] == every, start
        assert found.ranges[number].cover == every, start


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("front", ["iraq", "lebanon", "syria", "yemen"])
def test_a_spell_is_covered_on_all_of_its_days_or_on_none(front: str) -> None:
    spells = label_over_time(front, (date(2024, 12, 1), date(2026, 6, 30)))
    extent, seen = record().extent, set()
    for spell in spells:
        days = (spell.last - spell.first).days + 1
        covered = extent.days_covered(front, spell.first, spell.last)
        assert covered == (days if spell.covered else 0), spell
        seen.add(spell.covered)
    assert seen == ({True} if front == "lebanon" else {True, False})


@pytest.mark.django_db
def test_a_record_without_fronts_has_periods_all_the_same() -> None:
    stack = answer().stack
    assert len(stack.all_covers) == len(stack.periods) > 0
