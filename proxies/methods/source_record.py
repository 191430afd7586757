"""A source's record: how often what it reported alone was later corroborated, and how soon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from proxies.methods.evidence import Citation
from proxies.vocab import Stance

VERSION = "2"


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Events first asserted by the source alone; of those, corroborated and denied by the day.

    `median_days` is the median time to corroboration in days, None where there was none.
    """

    alone: int
    corroborated: int
    denied: int
    median_days: float | None


def judge(source: str, events: Iterable[Iterable[Citation]], by: date | None) -> SourceRecord:
    """The record of a source on the citations of events, known by a day."""
    followed = (_follow(source, citations, by) for citations in events)
    alone = [outcome for outcome in followed if outcome]
    waits = [days for days, _ in alone if days is not None]
    return SourceRecord(
        alone=len(alone),
        corroborated=len(waits),
        denied=sum(denied for _, denied in alone),
        median_days=median(waits) if waits else None,
    )


def _follow(
    source: str, citations: Iterable[Citation], by: date | None
) -> tuple[int | None, bool] | None:
    """Days to corroboration and whether denied; None where the source was not alone at first."""
    counting = [one for one in citations if one.counts_by(by)]
    asserting = [one for one in counting if one.stance == Stance.ASSERTS]
    first = min((one.day for one in asserting), default=None)
    if first is None or {one.origin_key for one in asserting if one.day == first} != {source}:
        return None
    others = [one.day for one in asserting if one.origin_key != source]
    wait = (min(others) - first).days if others else None
    return wait, any(one.stance == Stance.DENIES for one in counting)
