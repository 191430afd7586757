"""About the record, how to report an error in it, and whether the site is up."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from proxies.models import Faction, Pledge, Source
from proxies.queries.datasets import number_of_events
from proxies.web.away import SECONDS
from proxies.web.forms.pages import AsOfForm
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.away import AWAY_IN_WORDS


@question_view(AsOfForm, "about.html")
def about(request: HttpRequest, question: Question) -> Context:
    day = question.selection.as_of
    return {
        "title": _("About"),
        "description": _("What the record covers, how to read, cite and correct it."),
        "counts": {
            "events": number_of_events(day),
            "pledges": Pledge.objects.known_by(day).count(),
            "factions": Faction.objects.count(),
            "sources": Source.objects.count(),
        },
    }


def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process answers; asks nothing of the database."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """Whether the database answers too; 503 with a reason where it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception as error:
        answer = {
            "status": "no database",
            "message": str(AWAY_IN_WORDS),
            "reason": str(error)[:200],
        }
        return JsonResponse(answer, status=503, headers={"Retry-After": str(SECONDS)})
    return JsonResponse({"status": "ok"})
