"""The template of our own format of import, offered for download."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from proxies.ingest.datasets.template import as_csv, examples
from proxies.web.forms.pages import FileForm
from proxies.web.views.exports import CSV, XLSX
from proxies.web.views.page import Question, bad_question_json, question_view

NAME = "proxies-events-template"


@require_safe
@question_view(FileForm, on_error=bad_question_json)
def template_csv(request: HttpRequest, question: Question) -> HttpResponse:
    """The names of the columns only."""
    return _csv(as_csv(), NAME)


@require_safe
@question_view(FileForm, on_error=bad_question_json)
def template_examples_csv(request: HttpRequest, question: Question) -> HttpResponse:
    """A few events of the record, as they would stand in the template."""
    return _csv(as_csv(examples()), f"{NAME}-examples")


@require_safe
@question_view(FileForm, on_error=bad_question_json)
def template_xlsx(request: HttpRequest, question: Question) -> FileResponse:
    """The table with its lists, what the columns mean, and the examples."""
    from proxies.ingest.datasets.template_workbook import save_workbook  # noqa: PLC0415  openpyxl

    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    save_workbook(file, examples())
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{NAME}.xlsx", content_type=XLSX)


def _csv(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
