"""Grades of many events at once, known by a day. The citations of curated events are in memory with
the record; those of others are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from proxies.methods import evidence, grade
from proxies.methods.evidence import Citation, Evidence
from proxies.methods.grade import Judgement
from proxies.models import Account
from proxies.record.citations import citations_by
from proxies.record.current import record
from proxies.vocab import Grade
from proxies.wording.evidence import evidence_in_words


@dataclass(frozen=True)
class GradedEvidence:
    """The evidence of an event and its grade; an imported event that cites nothing has none."""

    evidence: Evidence
    judgement: Judgement

    @property
    def words(self) -> str:
        """The evidence in words, with what its grade says of independence."""
        return evidence_in_words(self.evidence, self.judgement.independence_checked)

    @property
    def beside_badge(self) -> str:
        """The same beside a badge that says already where independence is not checked."""
        checked = self.judgement.independence_checked
        return evidence_in_words(self.evidence, checked, beside_badge=True)


def graded_of(events: Iterable[int], by: date | None) -> dict[int, GradedEvidence]:
    """Event id → evidence and grade; events that cite no report are absent."""
    ids = list(events)
    curated = record().citations
    others = [pk for pk in ids if pk not in curated]
    citations = _read(Account.objects.filter(event__in=others)) if others else {}
    return _graded(citations | {pk: curated[pk] for pk in ids if pk in curated}, by)


def _read(accounts: QuerySet[Account]) -> dict[int, tuple[Citation, ...]]:
    citations = citations_by(accounts)
    return {pk: tuple(each) for pk, each in citations.items()}


def _graded(
    citations: dict[int, tuple[Citation, ...]], by: date | None
) -> dict[int, GradedEvidence]:
    weighed = {pk: evidence.weigh(each, by) for pk, each in citations.items()}
    return {
        pk: GradedEvidence(one, grade.judge(one)) for pk, one in weighed.items() if one.citations
    }


def wanted_grades(values: Iterable[str]) -> frozenset[Grade]:
    """The grades of a filter; "corroborated+" means that and better."""
    return frozenset().union(
        *(grade.at_least(Grade(v[:-1])) if v.endswith("+") else {Grade(v)} for v in values)
    )
