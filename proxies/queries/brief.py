"""A brief: what is so on each front on a day, what happened before it, who said it, and what is not
known, each line with the numbers of its sources.

Of many events, statements and reports a brief names some, by rules that ask for no side: of each
direction the event that killed the most, then the next; of statements and pledges those with the
most reports; of the reports of a line those that deny, then one for each origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.urls import reverse

from proxies.methods import front_status, grounds, running
from proxies.methods.evidence import Citation, Evidence
from proxies.methods.facts import KnownPledge
from proxies.methods.front_status import Status
from proxies.methods.record import Record
from proxies.models import Front, Pledge, Report
from proxies.queries import sheet
from proxies.queries.answer import Answer
from proxies.queries.public_statements import StatementRow, statement_rows
from proxies.queries.statuses import status_of
from proxies.record.choices import Choices
from proxies.record.current import record
from proxies.selection import Selection
from proxies.vocab import Direction
from proxies.wording import brief as words
from proxies.wording.brief import FrontText, Line, Part, SourceText
from proxies.wording.labels import label_of
from proxies.wording.phrases import day_in_words
from proxies.wording.record import day_to_precision, when
from proxies.wording.would_change import would_change

A_DAY = timedelta(1)
DAYS = {"day": 1, "week": 7, "month": 30}
"""How many days each span has; the last of them is the brief's own."""

EVENTS_READ = 2_000
"""Events of a span that are looked through: more than the curated record has of any month."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a brief says of a front, so that one page of paper holds it."""

    events: int
    said: int
    changes: int
    ahead: int
    sources: int


OF_ONE = (Room(8, 9, 6, 4, 3), Room(7, 7, 5, 3, 2), Room(6, 6, 4, 2, 1), Room(4, 4, 3, 2, 1))
OF_SEVERAL = (Room(2, 2, 2, 1, 1), Room(2, 1, 2, 1, 1), Room(2, 1, 1, 1, 1), Room(1, 1, 1, 1, 1))
"""Of one front by itself, and of several on one page: the first that a sheet of paper holds."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief on `day`, whose span begins on `first`, as known by `known_by`."""

    day: date
    first: date
    known_by: date
    title: str
    labels: str
    counted: str
    fronts: tuple[FrontText, ...]
    sources: tuple[SourceText, ...]
    compare: str


@dataclass
class Sources:
    """The reports named so far, each with its number and with what it says of each record."""

    cited: dict[str, list[Citation]] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)

    def numbers(self, evidence: Evidence | None, most: int) -> tuple[int, ...]:
        """The numbers of some reports of a record; each report keeps the one it has."""
        numbers = []
        for one in chosen(evidence.citations if evidence else (), most):
            self.cited.setdefault(one.report, []).append(one)
            numbers.append([*self.cited].index(one.report) + 1)
        return tuple(sorted(numbers))

    def in_words(self) -> tuple[SourceText, ...]:
        """What is said of each; reports that were read before are not read again."""
        wanted = self.cited.keys() - self.reports.keys()
        if wanted:
            rows = Report.objects.select_related("source__aligned_with")
            self.reports |= rows.in_bulk(list(wanted), field_name="slug")
        return tuple(
            words.source_in_words(number, self.reports[slug], citations)
            for number, (slug, citations) in enumerate(self.cited.items(), 1)
        )


def chosen(citations: Iterable[Citation], most: int) -> list[Citation]:
    """The reports that a line names: of each stance the best, then of each origin the best, those
    that deny first. An outlet's own reporting is better than what repeats it, then what is more
    credible, then what came first."""
    ordered = sorted(citations, key=_best_first)
    stances = {one.stance: one for one in reversed(ordered)}
    origins = {one.origin_key: one for one in reversed(ordered)}
    first = [one for one in ordered if one in stances.values()]
    then = [one for one in ordered if one in origins.values() and one not in first]
    rest = [one for one in ordered if one not in first and one not in then]
    return [*first, *then, *rest][: max(most, len(first))]


def _best_first(one: Citation) -> tuple[bool, bool, int, date, str]:
    return one.asserts, one.origin != one.source, one.credibility, one.day, one.report


def worst(events: Sequence[Any], most: int) -> list[Any]:
    """Some of the events, given the worst first: of each direction the worst, then the next; in
    the order of their days."""
    first = {one.direction: one.pk for one in reversed(events)}.values()
    ordered = sorted(events, key=lambda one: one.pk not in first)
    return sorted(ordered[:most], key=lambda one: (one.first_day, one.slug))


def brief_of(selection: Selection, day: date, span: str, choices: Choices) -> Brief:
    """The brief of a question's fronts on a day; `selection.as_of` is the day known by."""
    first = day - timedelta(DAYS[span] - 1)
    known_by = selection.as_of or day
    asked = selection.but(since=first, until=day, as_of=known_by)
    answer = Answer(asked, choices)
    fronts, events = answer.fronts, answer.rows("deadliest")[:EVENTS_READ]
    facts = _Facts(
        day=day,
        first=first,
        known_by=known_by,
        record=record(),
        events=events,
        statements=_statements(selection, first, day),
        pledges=_pledges(fronts, first, day, known_by),
    )
    texts, sources = _on_a_sheet(facts, fronts)
    days = {"to": known_by.isoformat(), "from": (first - A_DAY).isoformat()}
    return Brief(
        day=day,
        first=first,
        known_by=known_by,
        title=words.title(first, day),
        labels=words.labels_in_a_row(texts),
        counted=words.counts(events),
        fronts=texts,
        sources=sources,
        compare=_address("compare", days),
    )


def _on_a_sheet(
    facts: _Facts, fronts: Sequence[Front]
) -> tuple[tuple[FrontText, ...], tuple[SourceText, ...]]:
    """The fronts and the sources, as much of them as a sheet of paper holds."""
    read = dict[str, Report]()
    for room in OF_ONE if len(fronts) == 1 else OF_SEVERAL:
        named = Sources(reports=read)
        texts = tuple(_Front(facts, front, named, room).text() for front in fronts)
        sources, read = named.in_words(), named.reports
        if sheet.height(texts, sources) <= sheet.SHEET:
            break
    return texts, sources


@dataclass(frozen=True)
class _Said:
    """A pledge that was made or repeated in the span, on `day`."""

    day: date
    row: Pledge
    known: KnownPledge


@dataclass(frozen=True)
class _Spoken:
    """A statement or a pledge as a brief says it."""

    evidence: Evidence
    day: date
    lead: str
    text: str
    url: str

    @property
    def reports(self) -> int:
        return len(self.evidence.citations)


def _pledge(said: _Said) -> _Spoken:
    evidence, row = said.known.evidence, said.row
    text = words.pledge_in_words(row, evidence, said.known.standing)
    return _Spoken(evidence, said.day, day_in_words(said.day), text, row.get_absolute_url())


def _statement(row: StatementRow) -> _Spoken:
    one = row.statement
    text = words.statement_in_words(one, row.evidence)
    lead = day_to_precision(one.date, one.precision)
    return _Spoken(row.evidence, one.date, lead, text, one.get_absolute_url())


@dataclass(frozen=True)
class _Facts:
    """What a brief is made of, for all its fronts."""

    day: date
    first: date
    known_by: date
    record: Record
    events: Sequence[Any]
    statements: Sequence[StatementRow]
    pledges: Sequence[_Said]

    @property
    def eve(self) -> date:
        """The day before the span, which the last one is held against."""
        return self.first - A_DAY

    @property
    def later(self) -> bool:
        """Whether more is known than on the day itself."""
        return self.known_by > self.day


def _statements(selection: Selection, first: date, day: date) -> list[StatementRow]:
    rows = statement_rows(selection, ())
    return [row for row in rows if first <= row.statement.date <= day]


def _pledges(fronts: Sequence[Front], first: date, day: date, known_by: date) -> list[_Said]:
    """The pledges of some fronts that were made or repeated in the span (one query)."""
    slugs, found = {front.slug for front in fronts}, dict[str, date]()
    known = record().known_by(known_by).pledges
    for one in known.values():
        spoken = (one.pledge.made, *one.pledge.repeated)
        days = [each for each in spoken if first <= each <= day]
        if days and one.pledge.fronts & slugs:
            found[one.pledge.slug] = max(days)
    rows = Pledge.objects.filter(slug__in=found).for_lists() if found else ()
    return [_Said(found[row.slug], row, known[row.slug]) for row in rows]


@dataclass(frozen=True)
class _Front:
    """One front of a brief."""

    facts: _Facts
    front: Front
    sources: Sources
    room: Room

    def text(self) -> FrontText:
        status = self._status()
        verdict = Line(words.verdict(status), self._numbers(status.evidence))
        beside = [Line(words.bound_in_words(status)), self._editors(status)]
        if self.room in OF_ONE:
            beside.append(Line(words.tags_in_words(status)))
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
            label_words=label_of(status.label),
            last_known=words.last_known(status),
            verdict=verdict,
            beside=tuple(line for line in beside if line.text),
            parts=parts,
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
                words.event_in_words(one),
                self._numbers(one.graded.evidence if one.graded else None),
                one.get_absolute_url(),
                lead=when(one),
            )
            for one in named
        ]
        more = len(found) - len(named)
        days = {"since": self.facts.first.isoformat(), "until": self.facts.day.isoformat()}
        url = _address("event-list", {"front": self.front.slug, **days}, self.facts.known_by)
        return Part("happened", tuple(lines), words.more_events(more) if more else "", url)

    @cached_property
    def _spoken(self) -> list[_Spoken]:
        """The statements and pledges of the span."""
        slug = self.front.slug
        pledges = [_pledge(one) for one in self.facts.pledges if slug in one.row.front_slugs]
        statements = [
            _statement(row)
            for row in self.facts.statements
            if any(front.slug == slug for front in row.statement.fronts.all())
        ]
        return [*pledges, *statements]

    def _said(self) -> Part:
        most = self.room.said
        found = sorted(self._spoken, key=lambda one: (-one.reports, -one.day.toordinal(), one.url))
        named = sorted(found[:most], key=lambda one: (one.day, one.url))
        lines = [
            Line(one.text, self._numbers(one.evidence), one.url, lead=one.lead) for one in named
        ]
        more = len(found) - len(named)
        url = _address("statement-list", {"front": self.front.slug}, self.facts.known_by)
        text = words.more_said(more) if more else ""
        return Part("said", tuple(lines or [Line(words.nothing_said())]), text, url)

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
            words.without_word(status),
            words.independence(status.evidence),
            words.unnamed(nobody, len(events)),
            words.uncounted(uncounted, len(events)),
            words.denied(events),
            words.undated(undated),
        )
        lines = [Line(words.not_covered(gaps), reach="record")] if gaps else []
        lines += [Line(text) for text in texts if text]
        return Part("unknown", tuple(lines or [Line(words.nothing_unknown())]))


def _address(page: str, asked: dict[str, str], known_by: date | None = None) -> str:
    """The address of a page that is asked something, as known by a day."""
    query = Selection(as_of=known_by).query(**asked) if known_by else Selection().query(**asked)
    return f"{reverse(page)}{query}"
