"""Downloads of a question: the rows of its page, in the page's own order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from proxies.exports import pledges
from proxies.exports.columns import EVENTS, Column
from proxies.exports.csv import csv_chunks
from proxies.exports.geojson import geojson_chunks
from proxies.exports.heads import Head, Row, span_rows
from proxies.exports.metadata import csv_metadata
from proxies.exports.rows import event_rows, json_chunks
from proxies.exports.xlsx import ROWS_AT_MOST, xlsx_chunks
from proxies.web.forms.pages import PledgeExportForm, SortedExportForm
from proxies.web.views.page import Question, bad_question_json, question_view
from proxies.web.views.pledges import judged_pledges

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8; header=present"
CSVW = "application/csvm+json"
EVERY, EVERY_PLEDGE = _("all events"), _("all pledges")
"""What the empty questions are called."""


def head_of(request: HttpRequest, question: Question, everything: Any) -> Head:
    """What a download of this question says of itself."""
    selection = question.selection
    datasets = tuple(question.choices.datasets_of(selection))
    day = selection.as_of or question.choices.today
    return Head(
        question=" · ".join(question.clauses) or str(everything),
        day=day,
        pin=selection.pin,
        site=request.build_absolute_uri("/")[:-1],
        datasets=datasets,
        spans=span_rows(question.choices.extents, datasets, day),
        asked=" ".join(question.clauses_without_day),
    )


@question_view(SortedExportForm, on_error=bad_question_json)
def events_json(request: HttpRequest, question: Question) -> HttpResponseBase:
    rows = question.answer.rows(question.sort)
    chunks = json_chunks(head_of(request, question, EVERY).counting(len(rows)), event_rows(rows))
    return StreamingHttpResponse(chunks, content_type="application/json")


@question_view(SortedExportForm, on_error=bad_question_json)
def events_geojson(request: HttpRequest, question: Question) -> HttpResponseBase:
    head, rows = head_of(request, question, EVERY), question.answer.rows(question.sort)
    chunks = geojson_chunks(head.counting(len(rows)), head.with_terms(event_rows(rows)))
    return attached(chunks, "application/geo+json", head.file_name("events", "geojson"))


@question_view(SortedExportForm, on_error=bad_question_json)
def events_csv(request: HttpRequest, question: Question) -> HttpResponseBase:
    head = head_of(request, question, EVERY)
    rows = head.with_terms(event_rows(question.answer.rows(question.sort)))
    return csv_of(request, head, "events", csv_chunks(EVENTS, rows))


@question_view(SortedExportForm, on_error=bad_question_json)
def events_csv_metadata(request: HttpRequest, question: Question) -> HttpResponse:
    about = head_of(request, question, EVERY).counting(len(question.answer.rows(question.sort)))
    return described(request, "events-csv", about, EVENTS)


@question_view(SortedExportForm, on_error=bad_question_json)
def events_xlsx(request: HttpRequest, question: Question) -> HttpResponseBase:
    head, rows = head_of(request, question, EVERY), question.answer.rows(question.sort)
    if len(rows) > ROWS_AT_MOST:
        message = _(
            "The question has %(events)d events and a worksheet holds %(most)d. Narrow the "
            "question, or take the CSV."
        )  # a worksheet that left rows out would not be the question's answer
        words = message % {"events": len(rows), "most": ROWS_AT_MOST}
        return JsonResponse({"errors": [{"filter": "", "message": words}]}, status=400)
    chunks = xlsx_chunks(EVENTS, head.with_terms(event_rows(rows)), head.counting(len(rows)))
    return attached(chunks, XLSX, head.file_name("events", "xlsx"))


@question_view(PledgeExportForm, on_error=bad_question_json)
def pledges_csv(request: HttpRequest, question: Question) -> HttpResponseBase:
    head = head_of(request, question, EVERY_PLEDGE)
    rows = head.with_terms(pledges_of(question))
    return csv_of(request, head, "pledges", csv_chunks(pledges.COLUMNS, rows))


@question_view(PledgeExportForm, on_error=bad_question_json)
def pledges_csv_metadata(request: HttpRequest, question: Question) -> HttpResponse:
    kinds = ", ".join(question.form.cleaned_data["kind"])
    words = " · ".join(filter(None, [*question.clauses, kinds])) or str(EVERY_PLEDGE)
    count = sum(1 for row in pledges_of(question))
    head = {**head_of(request, question, EVERY_PLEDGE).counting(count), "question": words}
    return described(request, "pledges-csv", head, pledges.COLUMNS)


def pledges_of(question: Question) -> Iterator[Row]:
    """The rows of the ledger for a question."""
    as_of = question.selection.as_of
    return iter(pledges.pledge_rows(judged_pledges(question), question.known_by, as_of))


def csv_of(
    request: HttpRequest, head: Head, what: str, chunks: Iterable[bytes]
) -> StreamingHttpResponse:
    """A CSV, with where its metadata stand in the `Link` header."""
    response = attached(chunks, CSV, head.file_name(what, "csv"))
    address = address_of(request, f"{what}-csv-metadata")
    response["Link"] = f'<{address}>; rel="describedby"; type="{CSVW}"'
    return response


def attached(chunks: Iterable[str | bytes], content_type: str, name: str) -> StreamingHttpResponse:
    """A file to keep, under a name that says dataset and day."""
    response = StreamingHttpResponse(chunks, content_type=content_type)
    header = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = header or "attachment"
    return response


def address_of(request: HttpRequest, name: str) -> str:
    """The whole address of another form of the question asked."""
    query = request.GET.urlencode()
    return request.build_absolute_uri(f"{reverse(name)}?{query}" if query else reverse(name))


def described(
    request: HttpRequest, csv: str, head: dict[str, Any], columns: Sequence[Column]
) -> HttpResponse:
    """The metadata of the CSV of the same question."""
    title = _("Proxies: %(question)s") % {"question": head["question"]}
    metadata = csv_metadata(address_of(request, csv), title, head, columns)
    return JsonResponse(metadata, content_type=CSVW)
