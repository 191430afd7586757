"""What a status says would change it, tried out on a record that is frozen on the day known by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from proxies.methods import grounds, incidents
from proxies.methods.evidence import Citation
from proxies.methods.facts import Attribution, Closure, EditorsVerdict, Event, Pledge
from proxies.methods.grounds import Grounds
from proxies.methods.record import Record
from proxies.vocab import AttributionKind, Direction, IncidentVerdict, PledgeKind, Role
from tests.small_record import cited

DAY = timedelta(1)
TIME = re.compile(r"(?:[:;] )([a-z][a-z ]*) from (\d+ \w+ \d{4}) \(")
BY = re.compile(r" by (\d+ \w+ \d{4}), while")


def frozen(record: Record, known_by: date, until: date = date(2031, 1, 1)) -> Record:
    """The record as if nothing had become known after a day, and its coverage had gone on.

    It is one without a census.
    """
    assert not record.daily

    def kept(every: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(
            replace(one, retracted=past(one.retracted)) for one in every if one.day <= known_by
        )

    def past(gone: date | None) -> date | None:
        return gone if gone and gone <= known_by else None

    def named(event: Event) -> tuple[Attribution, ...]:
        held = (one for one in event.named if one.known_by(known_by))
        return tuple(replace(one, spans=(), retracted=None) for one in held)

    return replace(
        record,
        events=tuple(
            replace(one, citations=kept(one.citations), named=named(one), withdrawn=None)
            for one in record.events
            if one.known.by(known_by)
        ),
        pledges=tuple(
            replace(
                one,
                citations=kept(one.citations),
                withdrawn=None,
                verdicts={e: v for e, v in one.verdicts.items() if v.decided <= known_by},
            )
            for one in record.pledges
            if one.known.by(known_by)
        ),
        memberships=tuple(
            replace(one, citations=()) for one in record.memberships if one.known_by(known_by)
        ),
        closures=tuple(replace(one, citations=kept(one.citations)) for one in record.closures),
        assessments=(),
        extent=replace(record.extent, last=until),
        daily={},
    )


def day_of(words: str) -> date:
    return datetime.strptime(words, "%d %B %Y").date()  # noqa: DTZ007  a day has no zone


def turns(sentences: tuple[str, ...]) -> list[tuple[date, str]]:
    """The days named for time alone, with the label in words."""
    time = [one for one in sentences if "nothing more bec" in one]
    return [(day_of(day), label) for one in time for label, day in TIME.findall(one)]


def words(found: Grounds) -> str:
    return found.label.value.replace("-", " ")


class Trial:
    """One front of a frozen record, and the facts that its sentences name, added to it."""

    def __init__(self, record: Record, front: str, day: date) -> None:
        self.record, self.front, self.day = record, front, day
        self.now = grounds.judge(record, front, day)

    def later(self, record: Record, day: date) -> Grounds:
        return grounds.judge(record, self.front, day)

    def outcomes(self, sentence: str) -> Iterator[tuple[Grounds, str]]:
        """Each way to bring about what a sentence says: what comes of it, and what it promised."""
        before, _, promised = sentence.rstrip(".").rpartition(": ")
        tried = [each for start, each in self.ways.items() if sentence.startswith(start)]
        assert tried, f"nothing tries out {sentence!r}"
        for found in tried[0](self, before):
            yield found, promised

    def told(self, slug: str, *more: Citation, **fields: object) -> Record:
        pledges = (
            replace(one, citations=one.citations + more, **fields) if one.slug == slug else one  # type: ignore[arg-type]
            for one in self.record.pledges
        )
        return replace(self.record, pledges=tuple(pledges))

    @property
    def halt(self) -> Pledge:
        assert self.now.halt
        return self.now.halt.pledge

    def report(self, origin: str, letter: str = "F", *, on_record: bool = False) -> Citation:
        return replace(cited(0, origin, letter=letter, on_record=on_record), day=self.day)

    def on_the_record(self, _: str) -> Iterator[Grounds]:
        yield self.later(self.told(self.halt.slug, self.report("x", on_record=True)), self.day)

    def origin(self, words: str) -> Iterator[Grounds]:
        for letter in "AB" if "rated" in words else "ABCDEF":
            yield self.later(self.told(self.halt.slug, self.report("x", letter)), self.day)

    def asserted(self, _: str) -> Iterator[Grounds]:
        found = [
            self.later(self.told(one.slug, self.report("x")), self.day)
            for one in self.record.pledges
            if one.known.by(self.day) and not one.known.by(self.day).evidence.asserting  # type: ignore[union-attr]
        ]
        yield next(one for one in found if one.label != self.now.label)

    def event(self, who: str, whom: frozenset[str], day: date, *, strike: bool = False) -> Event:
        any_weapon = self.now.halt.pledge.scope_weapons if self.now.halt else frozenset()
        kinds = self.now.halt.pledge.scope_targets if self.now.halt else frozenset()
        return Event(
            slug=f"new-{who}-{day}",
            front=self.front,
            direction=Direction.STATE_STRIKE if strike else Direction.FACTION_ATTACK,
            first_day=day,
            last_day=day,
            targets=whom,
            named=(Attribution(who, AttributionKind.CLAIMED),) if who else (),
            citations=(replace(cited(0), day=day),),
            weapons=any_weapon,
            target_type=min(kinds, default="unknown"),
        )

    def after(self, event: Event) -> Grounds:
        return self.later(replace(self.record, events=(*self.record.events, event)), event.last_day)

    def attack(self, _: str) -> Iterator[Grounds]:
        known, new = self.now.known, self.event("", frozenset(), self.day)
        for who in self.halt.bound | incidents.above(known, self.halt, new):
            yield self.after(self.event(who, self.halt.toward, self.day))

    def strike(self, _: str) -> Iterator[Grounds]:
        for who in self.halt.toward:
            yield self.after(self.event(who, self.halt.by, self.day, strike=True))

    def outside(self, _: str) -> Iterator[Grounds]:
        day = self.day + DAY if self.halt.start == self.day else self.day
        known, new = self.now.known, self.event("", frozenset(), day)
        meant = self.halt.bound | incidents.above(known, self.halt, new)
        parties = self.record.parties.values()
        others = (p.slug for p in parties if p.role == Role.FACTION and p.slug not in meant)
        yield self.after(self.event(next(others), self.halt.toward, day))
        whom = (p.slug for p in parties if p.role == Role.OPPONENT)
        spared = frozenset([next(one for one in whom if one not in self.halt.toward)])
        yield self.after(self.event(min(self.halt.bound), spared, day))

    def attack_here(self, _: str) -> Iterator[Grounds]:
        yield self.after(self.event("", frozenset(), self.day))

    def retraction(self, _: str) -> Iterator[Grounds]:
        left = tuple(one for one in self.halt.citations if one.stance == "denies")
        pledges = (
            replace(one, citations=left) if one.slug == self.halt.slug else one
            for one in self.record.pledges
        )
        yield self.later(replace(self.record, pledges=tuple(pledges)), self.day)

    def end(self, words: str) -> Iterator[Grounds]:
        slugs = [
            slug for slug in self.halt.depends_on
            if self.record.title(self.record.pledge(slug)) in words
        ]  # fmt: skip
        assert slugs
        for slug in slugs:
            yield self.later(self.told(slug, ended=self.day), self.day)

    def opened(self, _: str) -> Iterator[Grounds]:
        closed = self.now.closure
        assert closed
        rest: list[tuple[Closure, ...]] = [
            tuple(one for one in self.record.closures if one != closed),
            tuple(
                replace(one, end=self.day - DAY) if one == closed else one
                for one in self.record.closures
            ),
        ]
        for closures in rest:
            yield self.later(replace(self.record, closures=closures), self.day)

    def second(self, words: str) -> Iterator[Grounds]:
        found = BY.search(words)
        assert found
        names = {p.name: p.slug for p in self.record.parties.values()}
        who = names[words.removeprefix("A second confirmed breach by ").split(" by ")[0]]
        strikes = who in self.halt.toward
        whom = self.halt.by if strikes else self.halt.toward
        for day in {self.day, day_of(found[1])}:
            yield self.after(self.event(who, whom, day, strike=strikes))

    def doubted(self, words: str) -> Iterator[Grounds]:
        assert self.now.halt
        assert self.now.halt.breaches.breaking
        for one in self.now.halt.breaches.breaking:
            if f"{one.day:%-d %B %Y}" in words:
                for verdict in (IncidentVerdict.ALLEGED, IncidentVerdict.CONTESTED):
                    given = {one.event.slug: EditorsVerdict(verdict, "Checked.")}
                    held = self.told(self.halt.slug, verdicts={**self.halt.verdicts, **given})
                    yield self.later(held, self.day)

    def new_halt(self, _: str) -> Iterator[Grounds]:
        told = (*self.now.known.attacks, *self.now.known.strikes)
        start = max([self.day, *(one.event.last_day for one in told)]) + DAY
        home = min(p.slug for p in self.record.parties.values() if self.front in p.fronts)
        for on_record in (True, False):
            new = Pledge(
                slug="new",
                kind=PledgeKind.UNILATERAL_HALT,
                by=frozenset([home]),
                toward=frozenset(["israel"]),
                fronts=frozenset([self.front]),
                effective=start,
                citations=(replace(self.report("x", on_record=on_record), day=start),),
            )
            held = replace(self.record, pledges=(*self.record.pledges, new))
            yield self.later(held, start)

    ways = {
        "A statement on the record": on_the_record,
        "A second origin": origin,
        "A further origin": origin,
        "A report that asserts": asserted,
        "An attack from this front:": attack_here,
        "An attack from this front": outside,
        "An attack on": attack,
        "A strike on": strike,
        "A retraction": retraction,
        "An end of": end,
        "A recorded end of the closure": opened,
        "A second confirmed breach": second,
        "An editor": doubted,
        "A newer halt": new_halt,
        "A new halt": new_halt,
    }
