"""Atom feeds of a question: events as they become known, and changes of the fronts' statuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse

from proxies.exports import atom as feeds
from proxies.exports.atom import Entry, Feed
from proxies.exports.heads import credit
from proxies.models.base import label
from proxies.queries.news import StatusChange, status_changes
from proxies.record.current import record
from proxies.selection import Selection
from proxies.web.forms.pages import ExportForm, StatusFeedForm
from proxies.web.views.page import Question, bad_question_json, question_view
from proxies.wording.record import named_in_words

MOST = 500
"""Entries of a feed: those learned of last; the downloads hold them all."""


@question_view(ExportForm, on_error=bad_question_json)
def events_atom(request: HttpRequest, question: Question) -> HttpResponseBase:
    newest = question.answer.learned(MOST)
    entries = (_event_entry(request, question, event) for event in newest)
    return answered(request, question, "events", "event-list", entries)


def _event_entry(request: HttpRequest, question: Question, event: Any) -> Entry:
    """An event: who is named, what was established, and how well."""
    named = named_in_words(event.named) or "nobody named"
    best = "not established" if event.known_best is None else event.known_best
    graded = event.graded
    grade = f"{label(graded.judgement.grade)}, {graded.words}" if graded else "Not graded"
    return Entry(
        key=f"event:{event.slug}",
        title=f"{event.title}, {event.first_day.isoformat()}",
        text=f"{event.summary}\nNamed: {named}. Killed, best figure: {best}. {grade}.",
        published=event.learned_from,
        updated=event.learned_last,
        page=request.build_absolute_uri(event.get_absolute_url() + question.selection.pin),
        terms=(event.front.slug, event.direction, event.weapon),
    )


@question_view(StatusFeedForm, on_error=bad_question_json)
def status_atom(request: HttpRequest, question: Question) -> HttpResponseBase:
    changes = changes_of(question)
    entries = (_status_entry(request, change) for change in changes[:MOST])
    return answered(request, question, "status", "overview", entries)


def changes_of(question: Question) -> list[StatusChange]:
    """The changes of the fronts asked for, up to the day of the question or the record's end."""
    choices, selection = question.choices, question.selection
    fronts = [f for f in choices.fronts if not selection.front or f.slug in selection.front]
    extent = record().extent
    last = extent.looked_at(choices.today)
    first = min(extent.first or last, last)
    return status_changes(fronts, (first, last), selection.as_of or last)


def _status_entry(request: HttpRequest, change: StatusChange) -> Entry:
    front, spell = change.front, change.spell
    was = f", before: {_label(change.before.name, change.before.tags)}" if change.before else ""
    on = Selection(as_of=change.day).query()
    return Entry(
        key=f"status:{front.slug}:{change.day.isoformat()}",
        title=f"{front.short_name} front: {_label(spell.name, spell.tags)}",
        text=f"From {change.day.isoformat()}, as known on that day, by rule {spell.rule}{was}.",
        published=change.day,
        updated=change.day,
        page=request.build_absolute_uri(reverse("front-detail", args=[front.slug]) + on),
        terms=(front.slug, spell.label, *spell.tags),
    )


def _label(name: str, tags: Iterable[str]) -> str:
    tagged = ", ".join(tag.replace("-", " ") for tag in tags)
    return f"{name} ({tagged})" if tagged else name


def answered(
    request: HttpRequest, question: Question, what: str, page: str, entries: Iterator[Entry]
) -> HttpResponseBase:
    """The feed of a question, whose alternate is the page that asks the same."""
    selection = question.selection
    query = selection.query()
    terms = credit(question.choices.datasets_of(selection))
    titles = {"events": "Proxies: events", "status": "Proxies: status of the fronts"}
    feed = Feed(
        key=f"feed:{what}{query}",
        title=" · ".join([titles[what], *question.clauses]),
        subtitle=f"{terms['dataset']}. {terms['citation']}",
        rights=terms["licence"],
        address=request.build_absolute_uri(request.get_full_path()),
        page=request.build_absolute_uri(reverse(page) + query),
        updated=selection.as_of or record().extent.looked_at(question.choices.today),
    )
    chunks = feeds.atom_chunks(feed, entries)
    return StreamingHttpResponse(chunks, content_type=f"{feeds.ATOM}; charset=utf-8")
