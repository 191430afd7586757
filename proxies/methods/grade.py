"""The grade of an event, known by a day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proxies.methods.evidence import ENOUGH_ORIGINS, RATED, Evidence
from proxies.vocab import Grade

VERSION = "2"
IMPROBABLE = 5
PROBABLE = 2
RANKS = {
    Grade.CONFIRMED: 3,
    Grade.CORROBORATED: 2,
    Grade.SINGLE_ORIGIN: 1,
    Grade.CONTESTED: 0,
    Grade.DISCOUNTED: -1,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade, and whether it stands without the reports of unknown origin."""

    grade: Grade
    independence_checked: bool


def judge(evidence: Evidence, *, discounted: bool = False) -> Judgement:
    """The grade of an event on its evidence; `discounted` is an editor's word."""
    grade = _grade(evidence, discounted)
    traced = replace(
        evidence, asserting=tuple(origin for origin in evidence.asserting if origin.established)
    )
    falls = evidence.asserted and RANKS[_grade(traced, discounted)] < RANKS[grade]
    if not traced.asserting and grade == Grade.SINGLE_ORIGIN:
        falls = True
    return Judgement(grade, not falls)


def _grade(evidence: Evidence, discounted: bool) -> Grade:
    asserting = evidence.asserting
    reports = [one for one in evidence.citations if one.asserts]
    if discounted or (reports and all(one.credibility == IMPROBABLE for one in reports)):
        return Grade.DISCOUNTED
    if evidence.denied:
        return Grade.CONTESTED
    if len(asserting) < ENOUGH_ORIGINS:
        return Grade.SINGLE_ORIGIN
    if any(one.letter in RATED and one.credibility <= PROBABLE for one in asserting):
        return Grade.CONFIRMED
    return Grade.CORROBORATED


def at_least(floor: Grade) -> frozenset[Grade]:
    """The grades of a floor: itself and every stronger one."""
    return frozenset(grade for grade, rank in RANKS.items() if rank >= max(RANKS[floor], 1))
