"""The reports that a text names, each with a number; of many a few are named, by a stated rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from proxies.methods.evidence import Citation, Evidence
from proxies.models import Report
from proxies.wording.brief_sources import SourceText, source_in_words


@dataclass
class Sources:
    """The reports named so far, each with its number and with what it says of each record, as of a
    day."""

    known_by: date
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
            source_in_words(number, self.reports[slug], citations, self.known_by)
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
