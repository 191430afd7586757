"""A reader's way to report an error, and what an address that leads nowhere shows."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from proxies.record.versions import one_reading
from proxies.web.away import is_away, plain_page, unavailable
from proxies.web.forms.error_report import ErrorReportForm
from proxies.web.forms.question import without_tracking
from proxies.web.views.page import render_page


def error_report(request: HttpRequest) -> HttpResponse:
    """A form about one page; what was typed is kept when something is missing."""
    kept = without_tracking(request.GET)
    if request.method != "POST" and kept is not None:
        return redirect(f"{request.path}?{kept.urlencode()}".removesuffix("?"))
    problems = ErrorReportForm.problems_of(request.GET)
    if request.method == "POST":
        form = ErrorReportForm(request.POST)
        if form.is_valid():
            form.save()
            return redirect(f"{reverse('error-report')}?sent=1")
    else:
        form = ErrorReportForm.about(request)
    context = {
        "form": form,
        "problems": problems,
        "sent": form.was_sent and not problems,
        "title": _("Report an error"),
        "description": _(
            "Tell the editors what is wrong with a record, and which report shows it."
        ),
    }
    status = 400 if form.errors or problems else 200
    return render_page(request, "error_report.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 404 page, with what the record covers in its footer as on every other."""
    with one_reading():
        return render_page(request, "404.html", {"canonical": ""}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """The 500 page, or, where the database went away meanwhile, what is said then."""
    if is_away(sys.exception()):
        return unavailable(request)
    return plain_page("500.html", status=500)
