"""Downloads and the feed of statements, and the download of milestones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from proxies.exports.atom import Entry
from proxies.exports.csv import csv_chunks
from proxies.exports.heads import Row
from proxies.exports.statements import MILESTONES, STATEMENTS, milestone_row, statement_row
from proxies.queries.corrections import Correction, corrections_by_record
from proxies.queries.milestones import milestone_rows
from proxies.queries.public_statements import StatementRow
from proxies.web.forms.pages import MilestoneExportForm, StatementExportForm
from proxies.web.views.exports import csv_of, described, head_of
from proxies.web.views.feeds import MOST, feed_response
from proxies.web.views.page import Question, bad_question_json, question_view
from proxies.web.views.statements import rows_of
from proxies.wording.feeds import statement_feed_text, statement_feed_title
from proxies.wording.labels import each_in_sentence

EVERY_STATEMENT, EVERY_MILESTONE = _("all statements"), _("all milestones")
"""What the empty questions are called."""


@question_view(StatementExportForm, on_error=bad_question_json)
def statements_csv(request: HttpRequest, question: Question) -> HttpResponseBase:
    head = head_of(request, question, EVERY_STATEMENT)
    rows = head.with_terms(statements_of(question))
    return csv_of(request, head, "statements", csv_chunks(STATEMENTS, rows))


@question_view(StatementExportForm, on_error=bad_question_json)
def statements_csv_metadata(request: HttpRequest, question: Question) -> HttpResponse:
    kinds = ", ".join(each_in_sentence(question.form.cleaned_data["kind"]))
    named = [*question.clauses, kinds]
    words = " · ".join(filter(None, named)) or str(EVERY_STATEMENT)
    rows = statements_of(question)
    return described(request, "statements-csv", counted(request, question, words, rows), STATEMENTS)


def statements_of(question: Question) -> Iterable[Row]:
    """The rows of a question's statements."""
    return (statement_row(row, question.selection.as_of) for row in rows_of(question))


@question_view(MilestoneExportForm, on_error=bad_question_json)
def milestones_csv(request: HttpRequest, question: Question) -> HttpResponseBase:
    head = head_of(request, question, EVERY_MILESTONE)
    rows = head.with_terms(milestones_of(question))
    return csv_of(request, head, "milestones", csv_chunks(MILESTONES, rows))


@question_view(MilestoneExportForm, on_error=bad_question_json)
def milestones_csv_metadata(request: HttpRequest, question: Question) -> HttpResponse:
    words = " · ".join(question.clauses) or str(EVERY_MILESTONE)
    rows = milestones_of(question)
    return described(request, "milestones-csv", counted(request, question, words, rows), MILESTONES)


def milestones_of(question: Question) -> Iterable[Row]:
    """The rows of a question's milestones."""
    selection = question.selection
    found = milestone_rows(selection.front, selection.as_of, selection.q)
    return (milestone_row(row, question.known_by, selection.as_of) for row in found)


def counted(
    request: HttpRequest, question: Question, words: str, rows: Iterable[Row]
) -> dict[str, Any]:
    """What a download says of itself, with the question in words and the number of rows."""
    head = head_of(request, question, words).counting(sum(1 for row in rows))
    return {**head, "question": words}


@question_view(StatementExportForm, on_error=bad_question_json)
def statements_atom(request: HttpRequest, question: Question) -> HttpResponseBase:
    rows = sorted(rows_of(question), key=newest_report, reverse=True)[:MOST]
    corrected = corrections_by_record([row.statement for row in rows], question.selection.as_of)
    entries = [
        statement_entry(request, question, row, corrected.get(row.statement.pk, ())) for row in rows
    ]
    moved: Any = sorted(entries, key=lambda one: one.updated.isoformat(), reverse=True)
    return feed_response(request, question, "statements", "statement-list", iter(moved))


def newest_report(row: StatementRow) -> date:
    """The day on which something was learned of a statement last."""
    return max((one.day for one in row.evidence.citations), default=row.statement.date)


def statement_entry(
    request: HttpRequest, question: Question, row: StatementRow, corrections: Sequence[Correction]
) -> Entry:
    """A statement: who said what, how well that is known, and its corrections."""
    statement, newest, day = row.statement, newest_report(row), question.selection.as_of
    moments = [one.at for one in corrections if one.at.date() >= newest]
    fronts = [front.slug for front in statement.fronts.all()]
    return Entry(
        key=f"statement:{statement.permanent_id}",
        title=statement_feed_title(statement),
        text=statement_feed_text(statement, row.evidence, day, reversed(corrections)),
        published=row.evidence.first_dated,
        updated=max(moments, default=newest),
        page=request.build_absolute_uri(statement.get_absolute_url() + question.selection.pin),
        terms=(statement.kind, *fronts),
    )
