"""What was said in public: the list, one statement, and those about a record or by an actor."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Q

from proxies.methods.evidence import Evidence, weigh
from proxies.models import (
    Actor,
    AttackEvent,
    Front,
    Pledge,
    Statement,
    StatementCitation,
)
from proxies.models.statements import StatementQuerySet
from proxies.queries.cited import CitedRecord, cited_record
from proxies.queries.listed import holding
from proxies.queries.statuses import once
from proxies.queries.turns import last_turn
from proxies.record.citations import citations_by
from proxies.record.reading import read_sides
from proxies.record.versions import Copy
from proxies.selection import Selection
from proxies.vocab import StatementKind

ABOUT = {
    Front: "fronts",
    Actor: "about_actors",
    AttackEvent: "about_events",
    Pledge: "about_pledges",
}
"""The column of statements that leads to each kind of record."""


@dataclass(frozen=True)
class StatementRow:
    """A statement of a list, with what its reports amount to."""

    statement: Statement
    evidence: Evidence


@dataclass(frozen=True)
class Said:
    """The statements of one place: counts by others, which stand beside ours and are never added
    to them, and all else; the newest first."""

    counts: Sequence[Statement]
    others: Sequence[Statement]

    def __len__(self) -> int:
        return len(self.counts) + len(self.others)


def said_about(record: Front | Actor | AttackEvent | Pledge, day: date | None) -> Said:
    """The statements about a record, or on a front, that are known by a day."""
    rows = Statement.objects.known_by(day).filter(**{ABOUT[type(record)]: record})
    return _apart(rows.select_related("by"))


def said_by_and_about(actor: Actor, day: date | None) -> tuple[Said, Said]:
    """The statements made in the name of an actor, and those about it, known by a day (one
    query)."""
    through = Statement.about_actors.through.objects.filter(actor=actor)
    about = Exists(through.filter(statement=OuterRef("pk")))
    found = Statement.objects.known_by(day).annotate(about=about).select_related("by")
    rows: list[Any] = list(found.filter(Q(by=actor) | Q(about=True)))
    made = _apart(one for one in rows if one.by_id == actor.pk)
    return made, _apart(one for one in rows if one.about)


def _apart(statements: Iterable[Statement]) -> Said:
    found = list(statements)
    counts = [one for one in found if one.kind == StatementKind.COUNT]
    return Said(counts, [one for one in found if one.kind != StatementKind.COUNT])


def statement_rows(selection: Selection, kinds: Collection[str]) -> list[StatementRow]:
    """The statements of a question's fronts that hold its words, of some kinds or of all; the
    newest first."""
    day = selection.as_of
    rows = Statement.objects.known_by(day)
    if selection.front:
        through = Statement.fronts.through.objects.filter(front__slug__in=selection.front)
        rows = rows.filter(pk__in=through.values("statement"))
    if kinds:
        rows = rows.filter(kind__in=kinds)
    cited = citations_by(StatementCitation.objects.filter(statement__in=rows.order_by()))
    sides, holds = read_sides(), holding(selection.q, day)
    return [
        StatementRow(one, weigh(cited.get(one.pk, ()), day, sides.of(parties_of(one))))
        for one in with_links(rows, day)
        if holds([one.title, one.summary], _actors_of(one))
    ]


def statements_known(day: date | None) -> int:
    """How many statements are known by a day, whatever is asked."""
    return Statement.objects.known_by(day).count()


_newest: Copy[dict[Hashable, list[Statement]]] = Copy(dict)
"""The last statements by fronts and day, for this version of the record."""


def newest_statements(fronts: tuple[str, ...], day: date | None, most: int) -> list[Statement]:
    """The last statements on some fronts that are known by a day, each with its `front_slugs`; read
    once for all days on which the same ones are."""
    turn = last_turn(Statement, day)
    return once(_newest.get(), (fronts, turn, most), lambda: _read_newest(fronts, turn, most))


def _read_newest(fronts: tuple[str, ...], day: date | None, most: int) -> list[Statement]:
    through = Statement.fronts.through.objects.filter(statement=OuterRef("pk"))
    known = Statement.objects.known_by(day).filter(Exists(through.filter(front__slug__in=fronts)))
    slugs = ArraySubquery(through.order_by("front__slug").values("front__slug"))
    newest = known.order_by("-date", "slug").select_related("by").annotate(front_slugs=slugs)
    return list(newest[:most])


def _actors_of(statement: Statement) -> list[int]:
    """The keys of those who made it and whom it is about."""
    about = [actor.pk for actor in statement.about_actors.all()]
    return [*about, *([statement.by_id] if statement.by_id else [])]


def find_statement(slug: str, day: date | None) -> CitedRecord | None:
    """The statement at an address, drafts and withdrawn ones too; None where none is."""
    statement = with_links(Statement.objects.filter(slug=slug), day).first()
    return cited_record(statement, day, parties_of(statement)) if statement else None


def with_links(rows: StatementQuerySet, day: date | None) -> StatementQuerySet:
    """With the fronts, and with what they are about as far as it is known by a day."""
    events = AttackEvent.objects.known_by(day).select_related("place", "front")
    others = Statement.objects.known_by(day).select_related("by")
    return rows.select_related("by").prefetch_related(
        "fronts",
        "about_actors",
        Prefetch("about_events", events),
        Prefetch("about_pledges", Pledge.objects.known_by(day).for_lists()),
        Prefetch("about_statements", others),
        Prefetch("answers", others),
    )


def parties_of(statement: Statement) -> Iterable[str]:
    """The slugs of those whose side a source can be on: who made it, and whom it is about."""
    about = {actor.slug for actor in statement.about_actors.all()}
    return about | ({statement.by.slug} if statement.by else set())
