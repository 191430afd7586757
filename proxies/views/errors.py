"""A reader's way to report an error."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from proxies.forms import ErrorReportForm
from proxies.views.page import render_page


def error_report(request: HttpRequest) -> HttpResponse:
    """A form about one page; what was typed is kept when something is missing."""
    if request.method == "POST":
        form = ErrorReportForm(request.POST)
        if form.is_valid():
            form.save()
            return redirect(f"{reverse('error-report')}?sent=1")
    else:
        form = ErrorReportForm.about(request)
    context = {
        "form": form,
        "sent": form.was_sent,
        "title": "Report an error",
        "description": "Tell the editors what is wrong with a record, and which report shows it.",
    }
    return render_page(request, "error_report.html", context, status=400 if form.errors else 200)
