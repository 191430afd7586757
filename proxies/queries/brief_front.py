"""One front of a brief: label, what happened, who said what, what changed, what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.urls import reverse

from proxies.methods import front_status, grounds, running
from proxies.methods.evidence import Evidence
from proxies.methods.facts import KnownPledge
from proxies.methods.front_status import Status
from proxies.methods.record import Record
from proxies.methods.tags import Tag
from proxies.models import Front, Pledge
from proxies.queries.numbered import Sources
from proxies.queries.public_statements import StatementRow
from proxies.queries.statuses import status_of
from proxies.selection import Selection
from proxies.vocab import Direction
from proxies.wording import brief as words
from proxies.wording import brief_unknown as unknown
from proxies.wording.brief import FrontText, Line, Part
from proxies.wording.phrases import day_in_words
from proxies.wording.record import day_to_precision, when
from proxies.wording.verdict import SENTENCES
from proxies.wording.verdict import verdict as verdict_of
from proxies.wording.would_change import would_change

A_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Room:
    """How much a brief says of a front, so that one page of paper holds it; and in how many
    sentences its verdict."""

    events: int
    said: int
    changes: int
    ahead: int
    sources: int
    sentences: int = SENTENCES


@dataclass(frozen=True)
class Said:
    """A pledge that was made or repeated in the span, on `day`."""

    day: date
    row: Pledge
    known: KnownPledge


@dataclass(frozen=True)
class Spoken:
    """A statement or a pledge as a brief says it."""

    evidence: Evidence
    day: date
    lead: str
    text: str
    url: str
    pledge: bool = False

    @property
    def reports(self) -> int:
        return len(self.evidence.citations)


def _pledge(facts: Facts, said: Said) -> Spoken:
    evidence, row = said.known.evidence, said.row
    text = words.pledge_in_words(facts.record, row, said.known, facts.known_by)
    return Spoken(
        evidence, said.day, day_in_words(said.day), text, row.get_absolute_url(), pledge=True
    )


def _statement(facts: Facts, row: StatementRow) -> Spoken:
    one = row.statement
    text = words.statement_in_words(facts.record, one, row.evidence, facts.known_by)
    lead = day_to_precision(one.date, one.precision)
    return Spoken(row.evidence, one.date, lead, text, one.get_absolute_url())


def _most_first(one: Spoken) -> tuple[bool, int, int, str]:
    return not one.pledge, -one.reports, -one.day.toordinal(), one.url


def lines_of(
    spoken: Sequence[Spoken], sources: Sources, room: Room
) -> tuple[tuple[Line, ...], int]:
    """Some of what was said, in the order of its days, and how much is left out."""
    found = sorted(spoken, key=_most_first)
    named = sorted(found[: room.said], key=lambda one: (one.day, one.url))
    lines = (
        Line(one.text, sources.numbers(one.evidence, room.sources), one.url, lead=one.lead)
        for one in named
    )
    return tuple(lines), len(found) - len(named)


@dataclass(frozen=True)
class Facts:
    """What a brief is made of, for all its fronts."""

    day: date
    first: date
    known_by: date
    record: Record
    events: Sequence[Any]
    statements: Sequence[StatementRow]
    pledges: Sequence[Said]

    @property
    def eve(self) -> date:
        """The day before the span, which the last one is held against."""
        return self.first - A_DAY

    @property
    def later(self) -> bool:
        """Whether more is known than on the day itself."""
        return self.known_by > self.day


def worst(events: Sequence[Any], most: int) -> list[Any]:
    """Some of the events, given the worst first: of each direction the worst, then the next; in
    the order of their days."""
    first = {one.direction: one.pk for one in reversed(events)}.values()
    ordered = sorted(events, key=lambda one: one.pk not in first)
    return sorted(ordered[:most], key=lambda one: (one.first_day, one.slug))


def beyond(facts: Facts, sources: Sources, room: Room) -> Part | None:
    """What was said on none of the fronts; None where nothing was."""
    pledges = [_pledge(facts, one) for one in facts.pledges if not one.row.front_slugs]
    statements = [
        _statement(facts, row) for row in facts.statements if not row.statement.fronts.all()
    ]
    lines, more = lines_of([*pledges, *statements], sources, room)
    if not lines and not more:
        return None
    text = words.more_said(more) if more else ""
    return Part("beyond", lines, text, address("statement-list", {}, facts.known_by))


@dataclass(frozen=True)
class BriefFront:
    """One front of a brief."""

    facts: Facts
    front: Front
    sources: Sources
    room: Room

    def text(self) -> FrontText:
        status = self._status()
        verdict = Line(verdict_of(status, self.room.sentences), self._numbers(status.evidence))
        beside = [Line(words.bound_in_words(status)), self._editors(status)]
        parts = (
            self._happened(status),
            self._said(),
            self._changed(status),
            self._ahead(status),
            self._unknown(status),
        )
        return FrontText(
            slug=self.front.slug,
            name=self.front.short_name,
            label=status.label.value,
            label_words=words.badge(status),
            few_bound=Tag.FEW_BOUND in status.tags,
            last_known=words.last_known(status),
            verdict=verdict,
            beside=tuple(line for line in beside if line.text),
            parts=tuple(part for part in parts if part.lines),
        )

    def _status(self) -> Status:
        facts, slug = self.facts, self.front.slug
        if facts.later:
            return front_status.judge_later(facts.record, slug, facts.day, facts.known_by)
        return status_of(facts.record, slug, facts.day).status

    def _numbers(self, evidence: Evidence | None) -> tuple[int, ...]:
        return self.sources.numbers(evidence, self.room.sources)

    def _editors(self, status: Status) -> Line:
        text = words.editors_view(status)
        cited = status.assessment.citations if status.assessment else ()
        known = tuple(one for one in cited if one.counts_by(self.facts.known_by))
        return Line(text, self._numbers(Evidence(known, (), ())))

    @property
    def _events(self) -> list[Any]:
        return [one for one in self.facts.events if one.front_id == self.front.pk]

    def _happened(self, status: Status) -> Part:
        """The events of the span, the worst of them in the order of their days."""
        found = self._events
        named = worst(found, self.room.events)
        lines = [Line(words.counts(found))]
        if not any(one.direction == Direction.FACTION_ATTACK for one in found):
            lines.append(Line(words.last_attack(status)))
        lines += [
            Line(
                words.event_in_words(self.facts.record, one),
                self._numbers(one.graded.evidence if one.graded else None),
                one.get_absolute_url(),
                lead=when(one),
            )
            for one in named
        ]
        more = len(found) - len(named)
        days = {"since": self.facts.first.isoformat(), "until": self.facts.day.isoformat()}
        url = address("event-list", {"front": self.front.slug, **days}, self.facts.known_by)
        return Part("happened", tuple(lines), words.more_events(more) if more else "", url)

    @cached_property
    def _spoken(self) -> list[Spoken]:
        """The statements and pledges of the span."""
        slug, facts = self.front.slug, self.facts
        pledges = [_pledge(facts, one) for one in self.facts.pledges if slug in one.row.front_slugs]
        statements = [
            _statement(facts, row)
            for row in self.facts.statements
            if any(front.slug == slug for front in row.statement.fronts.all())
        ]
        return [*pledges, *statements]

    def _said(self) -> Part:
        lines, more = lines_of(self._spoken, self.sources, self.room)
        url = address("statement-list", {"front": self.front.slug}, self.facts.known_by)
        text = words.more_said(more) if more else ""
        return Part("said", lines or (Line(words.nothing_said()),), text, url)

    def _changed(self, status: Status) -> Part:
        """The labels of the span and the pledges, held against the day before it."""
        labels = [Line(text) for text in self._labels(status)]
        pledges = [*self._pledges_changed()]
        lines = [*labels[-self.room.changes :], *pledges[: self.room.changes]]
        if not pledges:
            lines.append(Line(words.nothing_changed()))
        return Part("changed", tuple(lines))

    def _labels(self, status: Status) -> Iterator[str]:
        facts = self.facts
        days = [facts.eve + timedelta(n) for n in range((facts.day - facts.eve).days + 1)]
        found = [self._label(day) for day in days]
        if len(set(found)) == 1:
            yield words.label_same(status, facts.eve)
        for day, (before, after) in zip(days[1:], pairwise(found), strict=True):
            if before != after:
                yield words.label_changed(before, after, day)

    def _label(self, day: date) -> str:
        facts, slug = self.facts, self.front.slug
        if facts.later:
            return grounds.judge_later(facts.record, slug, day, facts.known_by).label.value
        return grounds.judge(facts.record, slug, day).label.value

    def _pledges_changed(self) -> Iterator[Line]:
        facts = self.facts
        before = facts.record.known_by(facts.eve)
        after = facts.record.known_by(facts.known_by)
        for slug, one in sorted(after.pledges.items()):
            if self.front.slug not in one.pledge.fronts or one.pledge.made > facts.day:
                continue
            old = before.pledges.get(slug)
            run = running.judge(after, one.pledge, facts.day)
            ran = running.judge(before, one.pledge, facts.eve)
            standing = old.standing if old else None
            if (standing, ran.state) != (one.standing, run.state):
                text = words.pledge_changed(facts.record, standing, run)
                name = words.pledge_name(facts.record, one.pledge)
                yield Line(text, (), reverse("pledge-detail", args=[slug]), "term", name)

    def _ahead(self, status: Status) -> Part:
        sentences = [*would_change(status)][: self.room.ahead]
        return Part("ahead", tuple(Line(text, reach="term") for text in sentences))

    def _unknown(self, status: Status) -> Part:
        facts, events = self.facts, self._events
        gaps = facts.record.extent.gaps(self.front.slug, facts.first, facts.day)
        nobody = sum(not one.named for one in events)
        uncounted = sum(one.known_high is None for one in events)
        evidence = [one.graded.evidence for one in events if one.graded]
        evidence += [one.evidence for one in self._spoken]
        undated = sum(one.only_undated for one in evidence)
        texts = (
            unknown.without_word(status),
            unknown.independence(status.evidence),
            unknown.unnamed(nobody, len(events)),
            unknown.uncounted(uncounted, len(events)),
            unknown.denied(events),
            unknown.undated(undated),
        )
        lines = [Line(unknown.not_covered(gaps), reach="record")] if gaps else []
        lines += [Line(text) for text in texts if text]
        return Part("unknown", tuple(lines or [Line(unknown.nothing_unknown())]))


def address(page: str, asked: dict[str, str], known_by: date | None = None) -> str:
    """The address of a page that is asked something, as known by a day."""
    query = Selection(as_of=known_by).query(**asked) if known_by else Selection().query(**asked)
    return f"{reverse(page)}{query}"
