"""Grades of many events at once, known by a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from proxies.methods import evidence, grade
from proxies.methods.evidence import Evidence
from proxies.methods.grade import Judgement
from proxies.models import Account
from proxies.models.events import AttackEventQuerySet
from proxies.vocab import Grade


@dataclass(frozen=True)
class Graded:
    """The evidence of an event and its grade; an imported event that cites nothing has none."""

    evidence: Evidence
    judgement: Judgement


def graded_of(events: AttackEventQuerySet | Iterable[int], by: date | None) -> dict[int, Graded]:
    """Event id → evidence and grade, in one query; events that cite no report are absent."""
    ids: Any = events.order_by().values("pk") if isinstance(events, AttackEventQuerySet) else events
    accounts = Account.objects.filter(event__in=ids)
    found = {}
    for pk, said in evidence.gather(accounts, "event", "event__last_day").items():
        weighed = evidence.weigh(said, by)
        if weighed.said:
            found[pk] = Graded(weighed, grade.judge(weighed))
    return found


def wanted_grades(asked: Iterable[str]) -> frozenset[Grade]:
    """The grades of a filter; "corroborated+" means that and better."""
    wanted: set[Grade] = set()
    for value in asked:
        if value.endswith("+"):
            wanted |= grade.at_least(Grade(value[:-1]))
        else:
            wanted.add(Grade(value))
    return frozenset(wanted)
