"""A record all of whose words are Arabic and end in Latin letters and digits."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Model, TextField

from proxies.models import (
    Account,
    Actor,
    AttackEvent,
    ClosureCitation,
    ControlCitation,
    ControlSpell,
    Designation,
    DuplicatePair,
    Faction,
    ImportRun,
    MembershipCitation,
    Pledge,
    PledgeIncident,
    Reject,
    Source,
    SupportCitation,
    UnknownName,
    Upload,
)
from tests import factories as make

MARK = "نص"
CODES = {
    *("slug", "permanent_id", "country", "language", "script", "search_key", "format", "sha256"),
    *("step", "encoding", "source_key", "url", "page", "record_kind", "source_id", "countries"),
    "scope",
}
"""Columns of text that hold a code or an address."""

OF_SOME = {"unit"}
"""Columns that stay empty in some rows: only a count has a unit."""

LEFT_ALONE = {
    "Change",
    "EventChange",
    "FormerSlug",
    "SeedRecord",
    "RecordVersion",
    "UploadPart",
    "TrialReject",
}
"""What the database keeps by itself, and what has no page of its own."""

NOW = datetime(2025, 2, 1, 12, tzinfo=UTC)
CITED: dict[str, Any] = {"credibility": 2, "stance": "asserts"}


def marked_record() -> None:
    """One record of each kind with all that its page can show, every word of it marked."""
    _fill()
    for model in apps.get_app_config("proxies").get_models():
        if model.__name__ not in LEFT_ALONE:
            _mark(model)


def words_of(model: type[Model]) -> list[Any]:
    """The columns of a kind of record that hold words, not codes."""
    texts = (CharField, TextField)
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in CODES
        and not field.choices
        and (isinstance(field, texts) or _is_list(field))
    ]


def _is_list(field: Any) -> bool:
    return isinstance(field, ArrayField) and not field.base_field.choices


def _mark(model: type[Model]) -> None:
    """Every word of every record of a kind, each with its column and its key."""
    for row in model._default_manager.order_by("pk"):
        values: dict[str, Any] = {}
        for field in words_of(model):
            if field.name in OF_SOME and not getattr(row, field.name):
                continue
            column = field.base_field if _is_list(field) else field
            text = f"{MARK} {field.name[:3]}{row.pk}"[: column.max_length]
            values[field.name] = [text] if _is_list(field) else text
        if values:
            model._default_manager.filter(pk=row.pk).update(**values)


def _fill() -> None:
    front = make.make_front("iraq")
    for slug in ("lebanon", "yemen", "syria"):
        make.make_front(slug)
    faction = make.make_faction("Faction", fronts=(front,), aliases=("Other name",))
    enemy = make.make_opponent("Opponent").actor
    source = make.make_source(aligned_with=faction.actor)
    events = [_event(faction, enemy, source, day) for day in (3, 4, 5, 6)]
    _pledges(faction, enemy, source, events[1])
    _statements(faction, source, events[1])
    _ties(faction, source)
    _imports(events)
    AttackEvent.objects.filter(pk=events[3].pk).update(
        state="merged", merged_into=events[0], withdrawn=date(2025, 1, 2), discount_reason="Twice."
    )


def _event(faction: Faction, enemy: Actor, source: Source, day: int) -> AttackEvent:
    """An event with reports that disagree, of which one denies it."""
    on = date(2024, 10, day)
    event = make.make_event(
        faction.actor, targets=(enemy,), place=make.make_place(), note="Unsure.", day=on
    )
    first = make.make_account(event, make.make_report(source, published=on), origin=source)
    Account.objects.filter(pk=first.pk).update(killed_low=1, killed_best=1, killed_high=1)
    make.make_account(event, make.make_report(published=on), stance="denies", killed_best=3)
    event.attributions.get().accounts.add(first)
    return event


def _pledges(faction: Faction, enemy: Actor, source: Source, event: AttackEvent) -> None:
    front = event.front
    fields: dict[str, Any] = {"fronts": (front,), "toward": (enemy,), "conditions": "If."}
    halt = make.make_pledge(faction, **fields)
    other = make.make_pledge(faction, kind="vow to continue", **fields)
    other.depends_on.add(halt)
    for pledge in (halt, other):
        make.make_pledge_citation(pledge, make.make_report(source), on_record=True)
    PledgeIncident.objects.create(pledge=halt, event=event, verdict="confirmed", reason="Seen.")
    assessment = make.make_assessment(front)
    make.make_assessment_citation(assessment, make.make_report(source))
    closed = make.make_closure(make.make_front("syria"))
    ClosureCitation.objects.create(closure=closed, report=make.make_report(source), **CITED)


def _statements(faction: Faction, source: Source, event: AttackEvent) -> None:
    """A statement and a count that are about all that there is, and a milestone."""
    pledge = Pledge.objects.order_by("pk")[0]
    counted: dict[str, Any] = {"kind": "count", "figure": 10, "unit": "breaches"}
    denial = make.make_statement(faction.actor, speaker="Office", note="Unsure.")
    count = make.make_statement(speaker="Counter", since=make.DAY, **counted)
    for statement in (denial, count):
        statement.fronts.add(event.front)
        statement.about_actors.add(faction.actor)
        statement.about_events.add(event)
        statement.about_pledges.add(pledge)
        statement.citations.create(report=make.make_report(source), origin=source, **CITED)
    denial.about_statements.add(count)
    milestone = make.make_milestone(note="Unsure.")
    milestone.fronts.add(event.front)
    milestone.citations.create(report=make.make_report(source), **CITED)
    pledge.repeated.create(day=make.DAY, report=make.make_report(source))
    pledge.other_side.set(pledge.toward.all())


def _ties(faction: Faction, source: Source) -> None:
    state = make.make_patron("State")
    body = make.make_patron("Body", kind="state-body")
    type(body).objects.filter(pk=body.pk).update(parent=state)
    umbrella = make.make_faction("Umbrella", kind="umbrella", fronts=tuple(faction.fronts.all()))
    for patron in (state, body):
        support = make.make_support(patron, faction)
        report = make.make_report(source)
        SupportCitation.objects.create(support=support, report=report, **CITED)
        spell = ControlSpell.objects.create(
            support=support, mode="left free", front=faction.fronts.get(), said_by="An office"
        )
        ControlCitation.objects.create(spell=spell, report=report, **CITED)
    member = make.make_membership(faction, umbrella)
    MembershipCitation.objects.create(membership=member, report=make.make_report(source), **CITED)
    Designation.objects.create(actor=faction.actor, authority="US", kind="FTO", date=make.DAY)
    Designation.objects.create(actor=state.actor, authority="US", kind="FTO", date=make.DAY)
    make.make_error_report()


def _imports(events: list[AttackEvent]) -> None:
    dataset = make.make_dataset("own", name="Own", coverage="census", licence="Own terms")
    run = ImportRun.objects.create(
        dataset=dataset, format="proxies", file_name="a.csv", sha256="", scope="all",
        started=NOW, finished=NOW, rejected=1,
    )  # fmt: skip
    Reject.objects.create(run=run, line=2, column="day", value="no day", reason="No day.", raw="x")
    UnknownName.objects.create(dataset=dataset, text="Somebody", times=1)
    Upload.objects.create(
        file_name="a.csv", size=1, format="proxies", scope="all", step="trial", state="failed"
    )
    DuplicatePair.objects.create(first=events[0], second=events[1], points=6, signs=["Near."])
