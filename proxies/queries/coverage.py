"""Which days of the fronts of a question are covered by the datasets that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from proxies.methods.facts import Extent
from proxies.models import Dataset
from proxies.record.coverage import Stretch, merged
from proxies.series.counts import Cover, Gap, Group


@dataclass(frozen=True)
class Coverage:
    """What some datasets together cover of some fronts: a day that one covers is covered."""

    extents: tuple[Extent, ...]
    fronts: tuple[Group, ...]

    def gaps_of(self, front: str, first: date, last: date) -> list[Stretch]:
        """The stretches of a span for which no dataset covers a front."""
        gaps = [(first, last)] if self.extents and first <= last else []
        for extent in self.extents:
            gaps = [gap for one in gaps for gap in extent.gaps(front, *one)]
        return gaps

    def gaps_of_all(self, first: date, last: date) -> list[Stretch]:
        """The stretches of a span for which no front at all is covered."""
        gaps = [(first, last)] if self.fronts and first <= last else []
        for front in self.fronts:
            gaps = [gap for one in gaps for gap in self.gaps_of(front.key, *one)]
        return gaps

    def gaps(self, span: tuple[date, date]) -> tuple[Gap, ...]:
        """Those of each front, then, of no front in particular, those of all of them."""
        own = [
            Gap(front.key, front.name, *gap)
            for front in self.fronts
            for gap in self.gaps_of(front.key, *span)
        ]
        return (*own, *(Gap("", "", *gap) for gap in self.gaps_of_all(*span)))

    def cover(self, gaps: Sequence[Gap], first: date, last: date) -> Cover:
        """How much of a period the gaps, apart from each other, leave covered."""
        cut = ((max(gap.first, first), min(gap.last, last)) for gap in gaps)
        missing = sum((b - a).days + 1 for a, b in cut if a <= b)
        if not missing:
            return Cover.WHOLE
        return Cover.NONE if missing == (last - first).days + 1 else Cover.PART

    def last_day(self, front: str, known_by: date) -> date | None:
        """The last day until one for which any dataset covers a front."""
        days = (extent.looked_at(known_by, front) for extent in self.extents)
        return max(filter(None, days), default=None)

    def ends(self, known_by: date) -> dict[str, date | None]:
        """The name of each front → the last day until one for which it is covered."""
        return {front.name: self.last_day(front.key, known_by) for front in self.fronts}

    def not_covered_on(self, day: date) -> dict[str, date | None]:
        """Those fronts that a day is not covered of → the last day before it that is."""
        return {name: last for name, last in self.ends(day).items() if last != day}


def coverage_of(
    datasets: Iterable[Dataset], extents: dict[str, Extent], fronts: Iterable[Group]
) -> Coverage:
    """What the datasets of a question cover of its fronts."""
    own = (extents.get(dataset.slug, Extent()) for dataset in datasets)
    return Coverage(tuple(own), tuple(fronts))


def stretches_by_front(extent: Extent, fronts: Iterable[Group]) -> dict[str, tuple[Stretch, ...]]:
    """The name of each front → what a dataset covers of it; empty where it covers all of them on
    the same days without a gap."""
    spans = {
        front.name: merged((one.start, one.end) for one in extent.of(front.key)) for front in fronts
    }
    alike = len(set(spans.values())) == 1 and all(len(own) == 1 for own in spans.values())
    return {} if alike else spans


def covers_by_front(
    coverage: Coverage,
    gaps: Iterable[Gap],
    fronts: Sequence[str],
    periods: Sequence[tuple[date, date]],
) -> dict[str, tuple[Cover, ...]]:
    """How much of each period is covered, by front and, under "", of all of them together: partly
    where some of their days are not."""
    gaps = list(gaps)

    def of(front: str) -> tuple[Cover, ...]:
        own = [gap for gap in gaps if gap.front == front]
        if not own:
            return (Cover.WHOLE,) * len(periods)
        return tuple(coverage.cover(own, *each) for each in periods)

    covers = {front: of(front) for front in fronts}
    alone = of("")
    if len(fronts) > 1:
        alone = tuple(
            cover if cover == Cover.NONE or {*each} <= {Cover.WHOLE} else Cover.PART
            for cover, each in zip(alone, zip(*covers.values(), strict=True), strict=True)
        )
    return {**covers, "": alone}
