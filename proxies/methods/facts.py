"""What is known of each record by a day."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from proxies.methods import grade, standing
from proxies.methods.evidence import Citation, Evidence, turning_days, weigh
from proxies.methods.timeline import Span, Timeline
from proxies.vocab import (
    AttributionKind,
    BindingKind,
    ClosureReason,
    Confidence,
    Coverage,
    Direction,
    FrontLabel,
    Grade,
    IncidentVerdict,
    PledgeKind,
    Role,
    SpanDepth,
    Stance,
    Standing,
)

VERSION = "2"


@dataclass(frozen=True, slots=True)
class Attribution:
    """An actor named for an event; `spans` are those of the accounts that bear it, if any."""

    actor: str
    kind: AttributionKind
    spans: tuple[Span, ...] = ()
    retracted: date | None = None

    def known_by(self, day: date) -> bool:
        """Whether it holds on a day on which its event is known."""
        if self.retracted and self.retracted <= day:
            return False
        return not self.spans or any(span.holds(day) for span in self.spans)


@dataclass(frozen=True)
class Event:
    """One event with all that is ever said of it."""

    slug: str
    front: str
    direction: Direction
    first_day: date
    last_day: date
    targets: frozenset[str] = frozenset()
    named: tuple[Attribution, ...] = ()
    citations: tuple[Citation, ...] = ()
    weapons: frozenset[str] = frozenset()
    target_type: str = "unknown"
    released: date | None = None
    withdrawn: date | None = None
    pk: int = 0

    @cached_property
    def judged(self) -> dict[Hashable, Any]:
        """What is kept of the judgement of this event under pledges; see `incidents`."""
        return {}

    @cached_property
    def known(self) -> Timeline[KnownEvent | None]:
        days = turning_days(self.citations)
        for named in self.named:
            days.append(named.retracted)
            days += [day for span in named.spans for day in (span.start, span.end)]
        days += [self.released or self.last_day, self.withdrawn]
        return Timeline(days, self._known_by)

    @cached_property
    def counting(self) -> Timeline[KnownEvent | None]:
        """The same, of an event that counts: see `KnownEvent.happened`."""
        return Timeline(self.known.turns, self._counting_by)

    def _counting_by(self, day: date) -> KnownEvent | None:
        known = self.known.by(day)
        return known if known and known.happened else None

    def _known_by(self, day: date) -> KnownEvent | None:
        if self.withdrawn and self.withdrawn <= day:
            return None
        evidence = weigh(self.citations, day)
        uncited = not self.citations and (self.released or self.last_day) <= day
        if not evidence.citations and not uncited:
            return None
        kinds: dict[str, frozenset[AttributionKind]] = {}
        for one in self.named:
            if one.kind != AttributionKind.PARTY and one.known_by(day):
                kinds[one.actor] = kinds.get(one.actor, frozenset()) | {one.kind}
        graded = None if uncited else grade.judge(evidence).grade
        return KnownEvent(self, evidence, graded, kinds)

    def within(self, day: date, first: date) -> bool:
        """Whether it counts on `day` for the stretch since `first`: last day in it, and begun."""
        return first <= self.last_day and self.first_day <= day


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """What is known of an event by a day: who is named as having done it, and its grade if it has
    one. The sides of a clash are not named for it: nobody says which of them attacked."""

    event: Event
    evidence: Evidence
    grade: Grade | None
    named: Mapping[str, frozenset[AttributionKind]]

    def seen_on(self, day: date) -> KnownEvent:
        """The same, as far as it had come by a day."""
        going_on = self.event.first_day <= day < self.event.last_day
        return replace(self, event=replace(self.event, last_day=day)) if going_on else self

    @property
    def happened(self) -> bool:
        """Whether it counts: somebody says so, and it is not discounted."""
        asserted = self.evidence.asserted or not self.evidence.citations
        return asserted and self.grade != Grade.DISCOUNTED


@dataclass(frozen=True, slots=True)
class EditorsVerdict:
    """An editor's verdict on an event under a pledge; it counts from the day it was made."""

    verdict: IncidentVerdict
    reason: str
    decided: date = date.min


@dataclass(frozen=True)
class Pledge:
    """One pledge with all that is ever said of it."""

    slug: str
    kind: PledgeKind
    by: frozenset[str]
    toward: frozenset[str]
    fronts: frozenset[str] = frozenset()
    declared: date | None = None
    effective: date | None = None
    ended: date | None = None
    expires: date | None = None
    de_facto_since: date | None = None
    conditions: str = ""
    scope_weapons: frozenset[str] = frozenset()
    scope_targets: frozenset[str] = frozenset()
    narrow: bool = False
    other_side: frozenset[str] = frozenset()
    extends: str | None = None
    depends_on: frozenset[str] = frozenset()
    repeated: tuple[date, ...] = ()
    bindings: Mapping[str, BindingKind] = field(default_factory=dict)
    verdicts: Mapping[str, EditorsVerdict] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    side: frozenset[str] = frozenset()
    withdrawn: date | None = None
    pk: int = 0

    @property
    def start(self) -> date:
        """The day it runs from: effective, else declared."""
        return self.effective or self.declared or date.max

    @property
    def made(self) -> date:
        """The day it was made: declared, else effective."""
        return self.declared or self.effective or date.max

    @cached_property
    def bound(self) -> frozenset[str]:
        """Those who made it, whatever their binding says, and those bound as announced or by their
        umbrella."""
        binding = {BindingKind.ANNOUNCED, BindingKind.UMBRELLA}
        return self.by | {party for party, how in self.bindings.items() if how in binding}

    @property
    def two_sided(self) -> bool:
        """Whether it binds two sides."""
        return self.kind == PledgeKind.CEASEFIRE

    @cached_property
    def known(self) -> Timeline[KnownPledge | None]:
        return Timeline([*turning_days(self.citations), self.withdrawn], self._known_by)

    @property
    def turns(self) -> list[date | None]:
        """The days on which what is known of it changes, or an editor judged an event under it."""
        return [*self.known.turns, *(one.decided for one in self.verdicts.values())]

    def _known_by(self, day: date) -> KnownPledge | None:
        if self.withdrawn and self.withdrawn <= day:
            return None
        evidence = weigh(self.citations, day, self.side)
        judged = standing.judge(evidence)
        return KnownPledge(self, evidence, judged) if judged else None


@dataclass(frozen=True, slots=True)
class KnownPledge:
    """What is known of a pledge by a day."""

    pledge: Pledge
    evidence: Evidence
    standing: Standing


@dataclass(frozen=True, slots=True)
class Membership:
    """A spell of a faction under an umbrella or behind a facade; `end` is its last day.

    `citations` say from when it is known.
    """

    faction: str
    umbrella: str
    start: date | None = None
    end: date | None = None
    citations: tuple[Span, ...] = ()

    def overlaps(self, first: date, last: date) -> bool:
        """Whether it held on any of the days from `first` to `last`."""
        begun = self.start is None or self.start <= last
        return begun and (self.end is None or first <= self.end)

    def known_by(self, day: date) -> bool:
        return not self.citations or any(span.holds(day) for span in self.citations)


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: what it is, how it is called in short and in full, and a faction's fronts."""

    slug: str
    name: str
    role: Role
    fronts: frozenset[str] = frozenset()
    permanent_id: str = ""
    """The slug that it had first, which no rename changes."""
    full: str = ""


@dataclass(frozen=True, slots=True)
class Closure:
    """A stretch in which a front was over; `end` is the first day on which it was open again."""

    front: str
    start: date
    end: date | None
    reason: ClosureReason
    citations: tuple[Citation, ...] = ()

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def asserted_by(self, day: date) -> bool:
        """Whether a report that counts by a day asserts it: denials alone close nothing."""
        return any(one.counts_by(day) and one.stance == Stance.ASSERTS for one in self.citations)


@dataclass(frozen=True, slots=True)
class Assessment:
    """An editor's assessment of a front."""

    slug: str
    front: str
    day: date
    label: FrontLabel
    confidence: Confidence
    statement: str = ""
    author: str = ""
    citations: tuple[Citation, ...] = ()
    withdrawn: date | None = None

    def known_by(self, day: date) -> bool:
        if self.day > day or (self.withdrawn and self.withdrawn <= day):
            return False
        return not self.citations or any(one.counts_by(day) for one in self.citations)


@dataclass(frozen=True, slots=True)
class Covered:
    """Days for which a front was searched, both ends included, and how far."""

    start: date
    end: date
    depth: SpanDepth = SpanDepth.THOROUGH


@dataclass(frozen=True)
class Extent:
    """What a dataset covers, and how completely.

    `spans` holds for each front the stretches of days that were searched, in order and apart. A
    dataset that states none for any front covers all of them from its first day to its last.
    """

    coverage: Coverage = Coverage.SELECTION
    first: date | None = None
    last: date | None = None
    spans: Mapping[str, tuple[Covered, ...]] = field(default_factory=dict)

    def of(self, front: str) -> tuple[Covered, ...]:
        """The stretches for which a front was searched."""
        if self.spans:
            return self.spans.get(front, ())
        return (Covered(self.first or date.min, self.last or date.max),)

    def looked_at(self, known_by: date, front: str) -> date | None:
        """E: the last day on or before the day known by for which a front was searched; None
        before the first."""
        begun = (min(one.end, known_by) for one in self.of(front) if one.start <= known_by)
        return max(begun, default=None)

    def looked_at_of(self, known_by: date, fronts: Iterable[str]) -> date:
        """The latest such day of some fronts; the day known by where there is none."""
        days = (self.looked_at(known_by, front) for front in fronts)
        return max((day for day in days if day), default=known_by)

    def days_covered(self, front: str, first: date, last: date) -> int:
        """How many of the days from `first` to `last`, both included, were searched."""
        cut = ((max(one.start, first), min(one.end, last)) for one in self.of(front))
        return sum((end - start).days + 1 for start, end in cut if start <= end)

    def depth(self, front: str, day: date) -> SpanDepth | None:
        """How far a front was searched for a day; None where it was not."""
        spans = self.of(front)
        return next((one.depth for one in spans if one.start <= day <= one.end), None)

    def gaps(self, front: str, first: date, last: date) -> tuple[tuple[date, date], ...]:
        """The stretches between two days, both included, for which a front was not searched."""
        open_from, gaps = first, list[tuple[date, date]]()
        for one in self.of(front):
            if one.end < open_from or one.start > last:
                continue
            if one.start > open_from:
                gaps.append((open_from, one.start - timedelta(1)))
            if one.end >= last:
                return tuple(gaps)
            open_from = one.end + timedelta(1)
        return (*gaps, (open_from, last)) if open_from <= last else tuple(gaps)
