"""The template of our own format of import, offered for download."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from proxies.ingest.template import as_csv, examples, save_workbook
from proxies.views.exports import CSV, XLSX

NAME = "proxies-events-template"


@require_safe
def template_csv(request: HttpRequest) -> HttpResponse:
    """The names of the columns only."""
    return _csv(as_csv(), NAME)


@require_safe
def template_examples_csv(request: HttpRequest) -> HttpResponse:
    """A few events of the record, as they would stand in the template."""
    return _csv(as_csv(examples()), f"{NAME}-examples")


@require_safe
def template_xlsx(request: HttpRequest) -> FileResponse:
    """The table with its lists, what the columns mean, and the examples."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    save_workbook(file, examples())
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{NAME}.xlsx", content_type=XLSX)


def _csv(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
