"""Events: the list of a question, and one event."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from proxies.charts import map as maps
from proxies.models import AttackEvent
from proxies.queries import event as one_event
from proxies.queries.corrections import corrections_of
from proxies.queries.places import place_of
from proxies.queries.public_statements import said_about
from proxies.web.forms.columns import EVENTS
from proxies.web.forms.filters import VIEWS
from proxies.web.forms.pages import AsOfForm, ListForm
from proxies.web.views.citing import citing_record
from proxies.web.views.listing import headings, kept
from proxies.web.views.not_known import not_known
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.evidence import evidence_in_words
from proxies.wording.later import text_as_of
from proxies.wording.map import map_words
from proxies.wording.record import when

PER_PAGE = {"list": 40, "table": 100}


@question_view(ListForm, "event_list.html")
def event_list(request: HttpRequest, question: Question) -> Context:
    rows: Any = question.answer.rows(question.sort)
    view = question.form.cleaned_data["view"]
    pages = Paginator(rows, PER_PAGE[view])
    page = pages.get_page(question.page)
    return {
        **(table_of(question) if view == "table" else {}),
        "title": " · ".join([_("Events"), *question.clauses]),
        "description": question.answer_in_words(pages.count),
        "page": page,
        "beyond": question.page > pages.num_pages,
        "around": pages.get_elided_page_range(min(question.page, pages.num_pages)),
        "query": question.query(question.selection),
        "file_query": question.query(question.selection, view="", cols=[]),
        "views": [
            (name, label, question.query(question.selection, view=name, cols=[]), name == view)
            for name, label in VIEWS
        ],
    }


def table_of(question: Question) -> Context:
    """The columns of the table of events: those shown, and those there are to choose from."""
    chosen = question.form.cleaned_data["cols"]
    shown = [one for one in EVENTS if (one.name in chosen if chosen else one.shown)]
    names = {one.name for one in shown}
    return {
        "headings": headings(question, shown),
        "columns": [(one.name, one.label, one.name in names) for one in EVENTS],
        "passed_on": kept(question, cols=[]),
    }


@question_view(AsOfForm, "event_detail.html")
def event_detail(request: HttpRequest, question: Question, slug: str) -> Context | HttpResponse:
    day = question.selection.as_of
    lookup = one_event.find_event(slug, day)
    if lookup is None:
        raise Http404
    event = lookup.event
    if not lookup.known:
        return not_known(request, question, event, lookup.citations)
    weighed = one_event.weigh(lookup, day)
    reports = len(weighed.evidence.citations), one_event.reports_by_now(lookup) if day else None
    title = f"{event.title}, {when(event)}"
    return {
        "event": event,
        "citing": citing_record(request, question, event, reports, title),
        "title": title,
        "description": text_as_of(event, "summary", question.selection.as_of),
        "share_type": "article",
        "corrections": corrections_of(event, day=day),
        "said": said_about(event, day),
        "event_map": event_map(event),
        "evidence_words": words_of(weighed),
        **vars(weighed),
        **vars(one_event.naming(event, day)),
        **vars(one_event.related(event, day)),
    }


def event_map(event: AttackEvent) -> dict[str, Any] | None:
    """The place of the event on a map, and the front that it came from."""
    found = place_of(event)
    if found is None:
        return None
    point, front, crossed = found
    return maps.event_map(point, front if crossed else None, words=map_words([front]))


def words_of(weighed: one_event.Weighed) -> str:
    """What the evidence is, in words; whether its origins were checked depends on the grade."""
    judgement = weighed.judgement
    checked = judgement.independence_checked if judgement else None
    return evidence_in_words(weighed.evidence, checked)
