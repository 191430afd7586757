"""Atom feeds of a question: events as they become known, changes of the fronts' statuses, and
corrections.

Each has an ETag, and what a reader has already is answered by 304 before anything is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse

from proxies.exports.atom import ATOM, Entry, Feed, Related, atom_chunks
from proxies.exports.heads import credit
from proxies.queries.corrections import Correction, corrections_by_record, in_words
from proxies.queries.news import Movers, StatusChange, movers, status_changes
from proxies.queries.renamed import for_ever
from proxies.record.current import record
from proxies.selection import Selection
from proxies.web.forms.pages import CorrectionsFeedForm, ExportForm, StatusFeedForm
from proxies.web.views.corrections import matching_corrections
from proxies.web.views.page import Question, bad_question_json, question_view
from proxies.wording.feeds import (
    correction_text,
    correction_title,
    event_text,
    event_title,
    feed_title,
    reasons_of,
    status_text,
    status_title,
)
from proxies.wording.phrases import isolated

MOST = 500
"""Entries of a feed: those learned of last; the downloads hold them all."""


@question_view(ExportForm, on_error=bad_question_json)
def events_atom(request: HttpRequest, question: Question) -> HttpResponseBase:
    newest = question.answer.learned(MOST)
    corrected = corrections_by_record(newest, question.selection.as_of)
    entries = (
        _event_entry(request, question, event, corrected.get(event.pk, ())) for event in newest
    )
    return feed_response(request, question, "events", "event-list", entries)


def _event_entry(
    request: HttpRequest, question: Question, event: Any, corrections: Sequence[Correction]
) -> Entry:
    """An event: who is named, what was established, how well, and its corrections."""
    return Entry(
        key=f"event:{event.permanent_id}",
        title=event_title(event),
        text=event_text(event, reversed(corrections)),
        published=event.learned_from,
        updated=event.moved,
        page=request.build_absolute_uri(event.get_absolute_url() + question.selection.pin),
        terms=(event.front.slug, event.direction, event.weapon),
    )


@question_view(StatusFeedForm, on_error=bad_question_json)
def status_atom(request: HttpRequest, question: Question) -> HttpResponseBase:
    changes = changes_of(question)[:MOST]
    rows = movers(changes)
    entries = (_status_entry(request, change, rows) for change in changes)
    return feed_response(request, question, "status", "overview", entries)


def changes_of(question: Question) -> list[StatusChange]:
    """The changes of the fronts asked for, up to the day of the question or the record's end."""
    choices, selection = question.choices, question.selection
    fronts = [f for f in choices.fronts if not selection.front or f.slug in selection.front]
    whole = record()
    last = whole.last_covered(choices.today)
    first = min(whole.extent.first or last, last)
    return status_changes(fronts, (first, last), selection.as_of or last)


def _status_entry(request: HttpRequest, change: StatusChange, rows: Movers) -> Entry:
    """A change of status, with what moved it, and for the first one what it rests on."""
    front, spell = change.front, change.spell
    on = Selection(as_of=change.day).query()
    reasons = reasons_of(change.moved, rows, on)
    return Entry(
        key=f"status:{front.permanent_id}:{change.day.isoformat()}",
        title=status_title(front, spell),
        text=status_text(spell, change.before, reasons),
        published=change.day,
        updated=change.day,
        page=request.build_absolute_uri(reverse("front-detail", args=[front.slug]) + on),
        terms=(front.slug, spell.label, *spell.tags),
        related=tuple(
            Related(request.build_absolute_uri(mover.url), mover.text)
            for reason in reasons
            for mover in reason.movers
        ),
    )


@question_view(CorrectionsFeedForm, on_error=bad_question_json)
def corrections_atom(request: HttpRequest, question: Question) -> HttpResponseBase:
    newest = in_words(matching_corrections(question)[:MOST])
    entries = (_correction_entry(request, question, correction) for correction in newest)
    return feed_response(request, question, "corrections", "corrections", entries)


def _correction_entry(request: HttpRequest, question: Question, correction: Correction) -> Entry:
    """A correction; its page is the record's, or the log where the record has none."""
    page = correction.url or reverse("corrections")
    return Entry(
        key=f"correction:{correction.change}",
        title=correction_title(correction, question.selection.as_of),
        text=correction_text(correction),
        published=correction.at,
        updated=correction.at,
        page=request.build_absolute_uri(page + question.selection.pin),
        terms=(correction.kind,),
    )


def feed_response(
    request: HttpRequest, question: Question, what: str, page: str, entries: Iterator[Entry]
) -> HttpResponseBase:
    """The feed of a question, whose alternate is the page that asks the same."""
    selection = question.selection
    query = question.query(selection)
    terms = credit(question.choices.datasets_of(selection))
    feed = Feed(
        key=f"feed:{what}{question.query(for_ever(selection))}",
        title=feed_title(what, question.clauses),
        subtitle=f"{isolated(terms['dataset'])}. {isolated(terms['citation'])}",
        rights=isolated(terms["licence"]),
        address=request.build_absolute_uri(request.get_full_path()),
        page=request.build_absolute_uri(reverse(page) + query),
        updated=selection.as_of or record().last_covered(question.choices.today),
    )
    chunks = atom_chunks(feed, entries)
    return StreamingHttpResponse(chunks, content_type=f"{ATOM}; charset=utf-8")
