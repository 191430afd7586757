"""A brief: what is so on each front on a day, what happened before it, who said it, and what is not
known, each line with the numbers of its sources.

Of many events, statements and reports a brief names some, by rules that ask for no side: of each
direction the event that killed the most, then the next; pledges before statements, those with
the most reports first; of the reports of a line those that deny, then one for each origin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from proxies.models import Front, Pledge, Report
from proxies.queries import sheet
from proxies.queries.answer import answer_to
from proxies.queries.brief_front import A_DAY, BriefFront, Facts, Room, Said, address, beyond
from proxies.queries.numbered import Sources
from proxies.queries.public_statements import StatementRow, statement_rows
from proxies.record.choices import Choices
from proxies.record.current import record
from proxies.selection import Selection
from proxies.wording import brief as words
from proxies.wording.brief import FrontText, Part
from proxies.wording.brief_sources import SourceText

DAYS = {"day": 1, "week": 7, "month": 30}
"""How many days each span has; the last of them is the brief's own."""

EVENTS_READ = 2_000
"""Events of a span that are looked through: more than the curated record has of any month."""


OF_ONE = tuple(
    Room(*numbers)
    for numbers in ((8, 9, 6, 4, 3), (7, 7, 5, 3, 2), (6, 6, 4, 2, 1), (4, 4, 3, 2, 1))
)
OF_SEVERAL = tuple(
    Room(*numbers)
    for numbers in (
        *((2, 2, 2, 1, 1), (2, 1, 2, 1, 1), (2, 1, 1, 1, 1), (1, 1, 1, 1, 1)),
        *((1, 1, 1, 1, 1, 1), (1, 1, 0, 1, 1, 1)),
    )
)
"""Of one front by itself, and of several on one page: the first that a sheet of paper holds."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief on `day`, whose span begins on `first`, as known by `known_by`."""

    day: date
    first: date
    known_by: date
    title: str
    labels: str
    counted: str
    fronts: tuple[FrontText, ...]
    sources: tuple[SourceText, ...]
    compare: str
    short_names: str
    beyond: Part | None = None


def brief_of(selection: Selection, day: date, span: str, choices: Choices) -> Brief:
    """The brief of a question's fronts on a day; `selection.as_of` is the day known by."""
    first = day - timedelta(DAYS[span] - 1)
    known_by = selection.as_of or day
    asked = selection.but(since=first, until=day, as_of=known_by)
    answer = answer_to(asked, choices)
    fronts, events = answer.fronts, answer.rows("deadliest")[:EVENTS_READ]
    facts = Facts(
        day=day,
        first=first,
        known_by=known_by,
        record=record(),
        events=events,
        statements=_statements(selection, first, day),
        pledges=_pledges([*fronts, *([] if selection.front else [None])], first, day, known_by),
    )
    texts, others, sources = _on_a_sheet(facts, fronts)
    days = {"to": known_by.isoformat(), "from": (first - A_DAY).isoformat()}
    return Brief(
        day=day,
        first=first,
        known_by=known_by,
        title=words.title(first, day),
        labels=words.labels_in_a_row(texts),
        counted=words.counts(events),
        fronts=texts,
        sources=sources,
        compare=address("compare", days),
        short_names=words.short_names(facts.record, texts, sources, others),
        beyond=others,
    )


def _on_a_sheet(
    facts: Facts, fronts: Sequence[Front]
) -> tuple[tuple[FrontText, ...], Part | None, tuple[SourceText, ...]]:
    """The fronts, what was said on none of them, and the sources, as much of each as a sheet of
    paper holds."""
    read = dict[str, Report]()
    for room in OF_ONE if len(fronts) == 1 else OF_SEVERAL:
        named = Sources(facts.known_by, reports=read)
        texts = tuple(BriefFront(facts, front, named, room).text() for front in fronts)
        others = beyond(facts, named, room)
        sources, read = named.in_words(), named.reports
        names = words.short_names(facts.record, texts, sources, others)
        if sheet.height(texts, sources, others, names) <= sheet.SHEET:
            break
    return texts, others, sources


def _statements(selection: Selection, first: date, day: date) -> list[StatementRow]:
    rows = statement_rows(selection, ())
    return [row for row in rows if first <= row.statement.date <= day]


def _pledges(fronts: Sequence[Front | None], first: date, day: date, known_by: date) -> list[Said]:
    """The pledges of some fronts, or of none, made or repeated in the span (one query)."""
    slugs, found = {front.slug for front in fronts if front}, dict[str, date]()
    known = record().known_by(known_by).pledges
    for one in known.values():
        spoken = (one.pledge.made, *one.pledge.repeated)
        days = [each for each in spoken if first <= each <= day]
        if days and (one.pledge.fronts & slugs or (None in fronts and not one.pledge.fronts)):
            found[one.pledge.slug] = max(days)
    rows = Pledge.objects.filter(slug__in=found).for_lists() if found else ()
    return [Said(found[row.slug], row, known[row.slug]) for row in rows]
