"""Sources: the list and one source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from proxies.methods import source_record
from proxies.models import Source
from proxies.models.countries import country_name
from proxies.queries.corrections import corrections_of
from proxies.queries.listed import Key, holding
from proxies.queries.sources import reports_of, sources_by
from proxies.record.citations import citations_of_events
from proxies.web.forms import columns
from proxies.web.forms.pages import AsOfForm, SourcesForm
from proxies.web.views.listing import listing, paged
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.later import text_as_of

PER_PAGE = 60

KEYS: Mapping[str, Key[Any]] = {
    "name": lambda one: one.name,
    "letter": lambda one: one.reliability,
    "kind": lambda one: f"{one.kind} {country_name(one.country)}",
    "alignment": lambda one: one.alignment,
    "reports": lambda one: one.reports_count,
}
"""What each column is sorted by."""


@question_view(SourcesForm, "source_list.html")
def source_list(request: HttpRequest, question: Question) -> Context:
    day = question.selection.as_of
    rows, holds = list(sources_by(day)), holding(question.selection.q, day)
    found = [one for one in rows if holds(*_words(one))]
    sources, shown = listing(question, columns.SOURCES, found, KEYS)
    return {
        **shown,
        **paged(question, sources, PER_PAGE),
        "every": len(rows),
        "title": _("Sources"),
        "description": _("Who the record cites, how reliable each source is held to be, and why."),
    }


def _words(source: Source) -> tuple[list[str], list[int]]:
    """What a source is found by: its texts, and the party that it is aligned with."""
    where = country_name(source.country) if source.country else ""
    texts = [source.name, source.kind, where, source.alignment, source.reliability_note]
    return texts, [source.aligned_with_id] if source.aligned_with_id else []


@question_view(AsOfForm, "source_detail.html")
def source_detail(request: HttpRequest, question: Question, slug: str) -> Context:
    source = get_object_or_404(Source.objects.select_related("aligned_with"), slug=slug)
    day = question.selection.as_of
    events = citations_of_events(day)
    return {
        "title": source.name,
        "description": f"{source.name}: {text_as_of(source, 'reliability_note', day)}",
        "source": source,
        "reports": reports_of(source, day),
        "corrections": corrections_of(source, day=day),
        "record": source_record.judge(source.slug, events, day),
    }
