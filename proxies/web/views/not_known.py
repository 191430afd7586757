"""Pages of records that are not, or no longer, part of what is known on the day asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from proxies.methods.evidence import Citation
from proxies.models import AttackEvent, Milestone, Pledge, Statement
from proxies.models.knowledge import GONE
from proxies.queries.corrections import corrections_of
from proxies.vocab import WorkflowState
from proxies.web.views.page import Question, render_page


def not_known(
    request: HttpRequest,
    question: Question,
    record: AttackEvent | Milestone | Pledge | Statement,
    citations: Sequence[Citation],
) -> HttpResponse:
    """The page of a record that does not show: withdrawn (410), or not yet known (404).

    A draft has no page at all.
    """
    if record.state in GONE:
        merged = record.state == WorkflowState.MERGED
        title = _("Merged record") if merged else _("Withdrawn record")
        gone = {"template": "record_withdrawn.html", "title": title}
        corrections = corrections_of(record, day=question.selection.as_of)
        return _page(request, question, record, **gone, corrections=corrections, status=410)
    if record.state != WorkflowState.PUBLISHED:
        raise Http404
    unknown = {"template": "record_not_known.html", "title": _("Not known on that day")}
    return _page(request, question, record, **unknown, first=first_after(citations, question))


def first_after(citations: Sequence[Citation], question: Question) -> Citation | None:
    """The first report to count, where that is after the day asked for."""
    day = question.selection.as_of
    first = min(citations, key=lambda one: one.day, default=None)
    return first if first and day and first.day > day else None


def _page(request: HttpRequest, question: Question, record: Any, **words: Any) -> HttpResponse:
    context = {
        "question": question,
        "record": record,
        "description": _("This record does not show on the day asked for."),
        **words,
    }
    return render_page(request, words["template"], context, status=words.get("status", 404))
