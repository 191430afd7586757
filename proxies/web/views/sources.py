"""Sources: the list and one source."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from proxies.methods import source_record
from proxies.models import Source
from proxies.queries.corrections import corrections_of
from proxies.queries.sources import reports_of, sources_by
from proxies.record.citations import citations_of_events
from proxies.web.forms.pages import AsOfForm
from proxies.web.views.page import Context, Question, question_view


@question_view(AsOfForm, "source_list.html")
def source_list(request: HttpRequest, question: Question) -> Context:
    return {
        "title": _("Sources"),
        "description": _("Who the record cites, how reliable each source is held to be, and why."),
        "sources": sources_by(question.selection.as_of),
    }


@question_view(AsOfForm, "source_detail.html")
def source_detail(request: HttpRequest, question: Question, slug: str) -> Context:
    source = get_object_or_404(Source.objects.select_related("aligned_with"), slug=slug)
    day = question.selection.as_of
    events = citations_of_events(day)
    return {
        "title": source.name,
        "description": f"{source.name}: {source.reliability_note}",
        "source": source,
        "reports": reports_of(source, day),
        "corrections": corrections_of(source, day=day),
        "record": source_record.judge(source.slug, events, day),
    }
