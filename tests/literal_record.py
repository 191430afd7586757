"""What counts, what a pledge's standing is and whether it runs, a second time, in plain loops; see
`literal_status`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from proxies.methods.facts import Event, Pledge
from proxies.methods.record import Record


def days(first: date, last: date) -> int:
    return (last - first).days


@dataclass
class LiteralRecord:
    """The record as known by one day, a front looked at on the last day then searched."""

    record: Record
    by: date
    front: str

    def __post_init__(self) -> None:
        searched = [one for one in self.spans() if one[0] <= self.by]
        self.searched = bool(searched)
        self.day = min(self.by, max(end for _, end in searched)) if searched else self.by
        self.events = [self.so_far(one) for one in self.record.events if self.happened(one)]

    def spans(self) -> list[tuple[date, date]]:
        extent = self.record.extent
        if not extent.spans:
            return [(extent.first or date.min, extent.last or date.max)]
        return [(one.start, one.end) for one in extent.spans.get(self.front, ())]

    def covered(self, first: date, last: date) -> int:
        """Days from one to another, both included, on which the front was searched."""
        count = 0
        for start, end in self.spans():
            begin, stop = max(start, first), min(end, last)
            count += days(begin, stop) + 1 if begin <= stop else 0
        return count

    def so_far(self, event: Event) -> Event:
        """Of an event that is still going on, what had come by the day looked at."""
        begun = event.first_day <= self.day < event.last_day
        return replace(event, last_day=self.day) if begun else event

    # What counts

    def counting(self, citations: Any) -> list[Any]:
        return [
            one
            for one in citations
            if one.day <= self.by and not (one.retracted and one.retracted <= self.by)
        ]

    def origins(self, citations: Any) -> dict[str, list[Any]]:
        """Asserting reports by origin: of one not established the outlet, but none of a relay."""
        found: dict[str, list[Any]] = {}
        for one in self.asserting(citations):
            if one.origin:
                found.setdefault(one.origin, []).append(one)
            elif one.kind not in {"digest", "aggregator", "encyclopedia"}:
                found.setdefault(one.source, []).append(one)
        return found

    def asserting(self, citations: Any) -> list[Any]:
        return [one for one in self.counting(citations) if one.stance == "asserts"]

    def letters(self, reports: list[Any]) -> set[str]:
        traced = [one for one in reports if one.origin]
        return {traced[0].origin_letter if traced else reports[0].letter}

    def gone(self, one: Any) -> bool:
        return one.withdrawn is not None and one.withdrawn <= self.by

    def happened(self, event: Event) -> bool:
        if self.gone(event):
            return False
        if not event.citations:
            return (event.released or event.last_day) <= self.by
        return bool(self.asserting(event.citations)) and self.grade(event) != "discounted"

    def grade(self, event: Event) -> str:
        origins = self.origins(event.citations)
        if not event.citations:
            return "not graded"
        asserting = self.asserting(event.citations)
        if asserting and all(one.credibility == 5 for one in asserting):
            return "discounted"
        if any(one.stance == "denies" for one in self.counting(event.citations)):
            return "contested"
        if len(origins) < 2:
            return "single-origin"
        for citations in origins.values():
            if (
                self.letters(citations) & {"A", "B"}
                and min(one.credibility for one in citations) <= 2
            ):
                return "confirmed"
        return "corroborated"

    def named(self, event: Event) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for one in event.named:
            if one.retracted and one.retracted <= self.by:
                continue
            spans = [s for s in one.spans if s.start is None or s.start <= self.by]
            if one.spans and all(s.end and s.end <= self.by for s in spans):
                continue
            found.setdefault(one.actor, set()).add(one.kind.value)
        return found

    # Standing and run

    def standing(self, pledge: Pledge) -> str | None:
        citations, origins = self.counting(pledge.citations), self.origins(pledge.citations)
        if self.gone(pledge) or not citations:
            return None
        if not self.asserting(pledge.citations):
            return "denied"
        if any(one.on_record for one in self.asserting(pledge.citations)):
            return "in-effect"
        rated = any(self.letters(reports) & {"A", "B"} for reports in origins.values())
        return "in-effect" if len(origins) > 1 and rated else "reported"

    def holds(self, pledge: Pledge) -> bool:
        return self.standing(pledge) in {"reported", "in-effect"}

    def start(self, pledge: Pledge) -> date:
        return pledge.effective or pledge.declared or date.max

    def made(self, pledge: Pledge) -> date:
        return pledge.declared or pledge.effective or date.max

    def bound(self, pledge: Pledge) -> set[str]:
        binding = {"announced", "umbrella"}
        return {*pledge.by} | {p for p, how in pledge.bindings.items() if how.value in binding}

    def above(self, pledge: Pledge, event: Event) -> set[str]:
        bound = self.bound(pledge)
        return {
            m.umbrella
            for m in self.record.memberships
            if m.faction in bound
            and (m.start is None or m.start <= event.last_day)
            and (m.end is None or m.end >= event.first_day)
            and not (m.umbrella in pledge.bindings and pledge.bindings[m.umbrella] == "opposed")
        }

    def own_stops(self, pledge: Pledge) -> list[date]:
        """First days on which it no longer runs, for reasons of its own."""
        extensions = [p for p in self.record.pledges if p.extends == pledge.slug and self.holds(p)]
        extensions.sort(key=lambda p: (self.start(p), self.made(p), p.slug))
        expires = extensions[-1].expires if extensions else pledge.expires
        stops = [pledge.ended] if pledge.ended else []
        stops += [expires + timedelta(days=1)] if expires else []
        stops += [
            self.start(p)
            for p in self.record.pledges
            if p.kind == "resumption"
            and self.holds(p)
            and self.start(p) > self.start(pledge)
            and set(p.by) & self.bound(pledge)
            and p.toward & pledge.toward
        ]
        return [stop for stop in stops if stop <= self.day]

    def stop(self, pledge: Pledge) -> date | None:
        stops = self.own_stops(pledge)
        for up in self.record.pledges:
            if up.slug in pledge.depends_on and self.holds(up) and self.start(up) <= self.day:
                ended = min(self.own_stops(up), default=None)
                stops += [max(ended, self.start(pledge))] if ended else []
        return min(stops, default=None)

    def runs(self, pledge: Pledge) -> bool:
        begun = self.start(pledge) <= self.day
        return self.holds(pledge) and begun and self.stop(pledge) is None
