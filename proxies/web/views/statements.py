"""Statements: the list and one of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from proxies.queries.corrections import corrections_of
from proxies.queries.listed import Key
from proxies.queries.public_statements import (
    StatementRow,
    find_statement,
    statement_rows,
    statements_known,
)
from proxies.web.forms import columns
from proxies.web.forms.pages import AsOfForm, StatementForm
from proxies.web.views.citing import citing_record
from proxies.web.views.listing import listing
from proxies.web.views.not_known import not_known
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.later import text_as_of
from proxies.wording.record import day_to_precision


@question_view(StatementForm, "statement_list.html")
def statement_list(request: HttpRequest, question: Question) -> Context:
    rows, shown = listing(question, columns.STATEMENTS, rows_of(question), KEYS)
    return {
        **shown,
        "title": " · ".join([_("Statements"), *question.clauses]),
        "description": _(
            "Denials, demands, accusations, explanations and counts by others, each with its "
            "reports."
        ),
        "rows": rows,
        "every": statements_known(question.selection.as_of),
        "kinds": question.form.cleaned_data["kind"],
        "query": question.file_query,
    }


KEYS: Mapping[str, Key[StatementRow]] = {
    "day": lambda row: row.statement.date,
    "statement": lambda row: row.statement.title,
    "fronts": lambda row: " ".join(front.short_name for front in row.statement.fronts.all()),
    "reports": lambda row: len(row.evidence.citations),
}
"""What each column is sorted by."""


def rows_of(question: Question) -> list[StatementRow]:
    """The statements of a question, weighed."""
    return statement_rows(question.selection, question.form.cleaned_data["kind"])


@question_view(AsOfForm, "statement_detail.html")
def statement_detail(request: HttpRequest, question: Question, slug: str) -> Context | HttpResponse:
    day = question.selection.as_of
    found = find_statement(slug, day)
    if found is None:
        raise Http404
    statement = found.record
    if not found.known:
        return not_known(request, question, statement, found.every)
    title = f"{statement.title}, {day_to_precision(statement.date, statement.precision)}"
    return {
        "statement": statement,
        "citing": citing_record(request, question, statement, found.reports(day), title),
        "title": title,
        "description": text_as_of(statement, "summary", day),
        "share_type": "article",
        "corrections": corrections_of(statement, day=day),
        "citations": found.citations,
        "evidence": found.evidence,
    }
