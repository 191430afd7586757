"""The status of a front a second time: the stated rules one after the other, in plain loops.

Nothing of `proxies.methods` is used but the frozen facts it reads, of which only what was entered
is asked, nothing that is worked out. Slow, and meant to be read beside the statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from proxies.methods.facts import Event, Pledge
from tests.literal_record import LiteralRecord, days
from tests.literal_tempo import tempo_on

HALTS = ("ceasefire", "unilateral halt", "pause")
Finding = tuple[str, str | None, str, str, bool]
"""Side, actor, verdict, slug of the event, whether it straddles the start."""


@dataclass
class Literal(LiteralRecord):
    """A front as known by one day, looked at on the last day then searched."""

    # Incidents

    def findings(self, pledge: Pledge) -> Iterator[tuple[date, Event, Finding]]:
        stop = self.stop(pledge)
        for event in self.events:
            if event.last_day < self.start(pledge) or event.first_day > self.day:
                continue
            if stop and event.first_day >= stop:
                continue
            side = "other" if event.direction == "state-strike" else "bound"
            straddles = event.first_day < self.start(pledge)
            judged = dict(self.judged(pledge, event))
            given = pledge.verdicts.get(event.slug)
            if given and given.decided <= self.by:
                judged = dict.fromkeys(judged or [None], given.verdict.value)
            for actor, verdict in judged.items():
                yield event.last_day, event, (side, actor, verdict, event.slug, straddles)

    def judged(self, pledge: Pledge, event: Event) -> Iterator[tuple[Any, str]]:
        names = self.named(event)
        if event.direction == "faction-attack" and event.targets & pledge.toward:
            bound = self.bound(pledge)
            for actor in names.keys() & (bound | self.above(pledge, event)):
                yield actor, self.verdict(pledge, event, names[actor], actor in bound)
        if event.direction == "state-strike" and pledge.kind == "ceasefire":
            inside = event.front in pledge.fronts and event.first_day >= self.start(pledge)
            for actor in names.keys() & pledge.toward if inside else ():
                yield actor, self.verdict(pledge, event, names[actor], True)

    def verdict(self, pledge: Pledge, event: Event, kinds: set[str], sure: bool) -> str:
        if pledge.scope_weapons and not pledge.scope_weapons & event.weapons:
            return "out of scope"
        if pledge.scope_targets and event.target_type not in pledge.scope_targets:
            return "out of scope"
        if "denied" in kinds or ("partner-claimed" in kinds and "claimed" not in kinds):
            return "contested"
        if event.first_day < self.start(pledge):
            return "contested"
        strong = "claimed" in kinds or self.grade(event) in {"confirmed", "corroborated"}
        return "confirmed" if sure and strong else "alleged"

    def moving(self, pledge: Pledge) -> list[Finding]:
        """Incidents that move a label, of the last 28 days."""
        return [
            found
            for last, _, found in self.findings(pledge)
            if days(last, self.day) <= 28 and not found[4] and found[2] != "out of scope"
        ]

    def broken_on(self, pledge: Pledge, side: str) -> list[date]:
        """The days of the second of two breaches by one actor of a side, at most 14 days apart."""
        breaches = [
            (last, actor, slug)
            for last, _, (whose, actor, verdict, slug, straddles) in self.findings(pledge)
            if whose == side and verdict == "confirmed" and not straddles and actor
        ]
        return [
            max(one[0], other[0])
            for one in breaches
            for other in breaches
            if one[1] == other[1] and one[2] != other[2] and abs(days(one[0], other[0])) <= 14
        ]

    def broken_by(self, pledge: Pledge) -> list[str]:
        """The sides that broke it; of a ceasefire in the last 28 days."""
        if pledge.kind != "ceasefire":
            return ["bound"] if self.broken_on(pledge, "bound") else []
        return [
            side
            for side in ("bound", "other")
            if any(0 <= days(one, self.day) <= 28 for one in self.broken_on(pledge, side))
        ]

    def violations(self, pledge: Pledge | None) -> dict[str, dict[str, int]]:
        ranks = ("confirmed", "alleged", "contested", "out of scope")
        found = [one for _, _, one in self.findings(pledge)] if pledge else []
        counts = {side: dict.fromkeys(ranks, 0) for side in ("bound", "other")}
        for side, slug in {(one[0], one[3]) for one in found}:
            mine = {one[2] for one in found if one[0] == side and one[3] == slug}
            counts[side][next(rank for rank in ranks if rank in mine)] += 1
        return counts

    # The label

    def attacks(self, front: str, last_days: int | None = 28) -> list[Event]:
        return [
            one
            for one in self.events
            if one.front == front
            and one.direction == "faction-attack"
            and one.first_day <= self.day
            and (last_days is None or days(one.last_day, self.day) <= last_days)
        ]

    def outside(self, pledge: Pledge, front: str) -> bool:
        for one in self.attacks(front):
            if one.last_day <= self.start(pledge):
                continue
            if not one.targets & pledge.toward:
                return True
            names = set(self.named(one))
            if names and not names & (self.bound(pledge) | self.above(pledge, one)):
                return True
        return False

    def speaks(self, pledge: Pledge, front: str) -> bool:
        if pledge.kind not in HALTS or front not in pledge.fronts or pledge.narrow:
            return False
        if not any(front in self.record.actors[party].fronts for party in pledge.by):
            return False
        if not self.runs(pledge) or self.outside(pledge, front):
            return False
        broken = self.broken_on(pledge, "bound")
        return pledge.kind == "ceasefire" or not broken or days(min(broken), self.day) < 29

    def halt(self, front: str) -> Pledge | None:
        found = [one for one in self.record.pledges if self.speaks(one, front)]
        found.sort(key=lambda one: one.slug)
        found.sort(key=lambda one: one.declared or date.min, reverse=True)
        found.sort(key=self.start, reverse=True)
        return found[0] if found else None

    def closed(self, front: str) -> bool:
        return any(
            one.front == front
            and bool(self.asserting(one.citations))
            and one.start <= self.day
            and (one.end is None or self.day < one.end)
            for one in self.record.closures
        )

    def label(self, front: str) -> tuple[int, str, Pledge | None]:
        """Rule, label, and the halt it rests on."""
        if not self.searched:
            return 11, "no-data", None
        if self.closed(front):
            return 1, "closed", None
        halt = self.halt(front)
        if halt:
            return (*self.under(halt), halt)
        tempo = tempo_on(self.record.daily.get(front), self.day, self.by)
        if tempo:
            return 8, tempo, None
        if self.attacks(front):
            return 9, "active", None
        searched = self.covered(self.day - timedelta(days=28), self.day) >= 14
        return (10, "none-recorded", None) if searched else (11, "no-data", None)

    def under(self, halt: Pledge) -> tuple[int, str]:
        sides = self.broken_by(halt)
        if len(sides) == 2 or (sides and halt.kind != "ceasefire"):
            return 2, "halt-broken"
        if sides:
            return 3, "halt-one-sided"
        if self.moving(halt):
            return 4, "halt-strained"
        if self.standing(halt) == "reported":
            return 5, "halt-reported"
        held = self.covered(self.start(halt), self.day) > 14
        return (6, "halt-holding") if held else (7, "halt-untested")

    # Tags

    def tags(self, front: str, halt: Pledge | None) -> list[str]:
        tests = {
            "denied": any(
                one.kind in HALTS
                and front in one.fronts
                and self.standing(one) == "denied"
                and self.stop(one) is None
                for one in self.record.pledges
            ),
            "vows-to-continue": any(self.vows(one, front) for one in self.record.pledges),
            "few-bound": bool(halt and self.few_bound(halt, front)),
            "under-strikes": any(
                one.front == front
                and one.direction == "state-strike"
                and one.first_day <= self.day
                and days(one.last_day, self.day) <= 28
                for one in self.events
            ),
            "partial": bool(halt and self.partial(halt)),
        }
        if not self.searched:
            tests |= {"few-bound": False, "partial": False}
        return [tag for tag, fits in tests.items() if fits]

    def vows(self, vow: Pledge, front: str) -> bool:
        if vow.kind != "vow to continue" or front not in vow.fronts or not self.runs(vow):
            return False
        made = [one for one in (self.made(vow), *vow.repeated) if one <= self.day]
        recent = bool(made) and days(max(made), self.day) <= 90
        since = [
            one
            for one in self.record.pledges
            if one.kind in HALTS
            and self.holds(one)
            and one.toward & vow.toward
            and self.start(vow) <= max(self.made(one), self.start(one)) <= self.day
        ]
        halted = {party for one in since for party in self.bound(one)}
        return recent and not vow.by <= halted

    def partial(self, halt: Pledge) -> bool:
        for one in self.events:
            if one.direction != "faction-attack" or one.first_day > self.day:
                continue
            if days(one.last_day, self.day) > 365:
                continue
            hit = {slug for slug in one.targets - halt.toward if slug != "civilians"}
            if hit and self.attackers(one) & self.bound(halt):
                return True
        return False

    def attackers(self, event: Event) -> set[str]:
        """Those named for it, denied and partner-claimed apart."""
        apart = {"denied", "partner-claimed"}
        return {actor for actor, kinds in self.named(event).items() if kinds - apart}

    def few_bound(self, halt: Pledge, front: str) -> bool:
        start = self.start(halt)
        named = [
            self.attackers(one)
            for one in self.events
            if one.front == front
            and one.direction == "faction-attack"
            and one.first_day < start
            and days(one.last_day, start) <= 365
            and self.attackers(one)
        ]
        bound = [one for one in named if one & self.bound(halt)]
        return len(named) >= 5 and len(bound) < len(named) / 2

    def status(self) -> dict[str, Any]:
        front = self.front
        rule, label, halt = self.label(front)
        attacks = [min(one.last_day, self.day) for one in self.attacks(front, None)]
        return {
            "label": label,
            "rule": rule,
            "tags": self.tags(front, halt),
            "halt": halt.slug if halt else None,
            "standing": self.standing(halt) if halt else None,
            "days_held": days(self.start(halt), self.day) if halt else None,
            "violations": self.violations(halt),
            "day": self.day,
            "last_attack": max(attacks, default=None),
        }
