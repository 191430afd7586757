"""Milestones: the list and one of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from proxies.queries.corrections import corrections_of
from proxies.queries.listed import Key
from proxies.queries.milestones import MilestoneRow, find_milestone, milestone_rows
from proxies.web.forms import columns
from proxies.web.forms.pages import AsOfForm, MilestoneForm
from proxies.web.views.citing import citing_record
from proxies.web.views.listing import listing
from proxies.web.views.not_known import not_known
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.later import text_as_of


@question_view(MilestoneForm, "milestone_list.html")
def milestone_list(request: HttpRequest, question: Question) -> Context:
    selection = question.selection
    found = milestone_rows(selection.front, selection.as_of, selection.q)
    rows, shown = listing(question, columns.MILESTONES, found, KEYS)
    return {
        **shown,
        "title": " · ".join([_("Milestones"), *question.clauses]),
        "description": _("Turning points of the time that explain the charts, with their reports."),
        "rows": rows,
        "query": question.file_query,
    }


KEYS: Mapping[str, Key[MilestoneRow]] = {
    "day": lambda row: row.milestone.date,
    "milestone": lambda row: row.milestone.title,
    "fronts": lambda row: " ".join(front.short_name for front in row.milestone.fronts.all()),
    "reports": lambda row: len(row.evidence.citations),
}
"""What each column is sorted by."""


@question_view(AsOfForm, "milestone_detail.html")
def milestone_detail(request: HttpRequest, question: Question, slug: str) -> Context | HttpResponse:
    day = question.selection.as_of
    found = find_milestone(slug, day)
    if found is None:
        raise Http404
    milestone = found.record
    if not found.known:
        return not_known(request, question, milestone, found.every)
    return {
        "milestone": milestone,
        "citing": citing_record(request, question, milestone, found.reports(day)),
        "title": milestone.title,
        "description": text_as_of(milestone, "summary", day),
        "share_type": "article",
        "corrections": corrections_of(milestone, day=day),
        "citations": found.citations,
        "evidence": found.evidence,
    }
