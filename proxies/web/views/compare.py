"""Two days side by side: what appeared, what changed, what was withdrawn."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from proxies.queries import differing
from proxies.queries.compare import compare_fronts, compare_pledges, of_release, taken_out
from proxies.web.forms.filters import LABELS
from proxies.web.forms.pages import CompareForm
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.phrases import day_in_words


@question_view(CompareForm, "compare.html")
def compare(request: HttpRequest, question: Question) -> Context:
    days = question.form.days()
    chosen = question.selection.front
    fronts = [front for front in question.choices.fronts if not chosen or front.slug in chosen]
    pledges = compare_pledges(question.selection, days) if days else []
    changes = compare_fronts(question.selection, days, fronts) if days else []
    title = _("Compare two days")
    if days:
        ends = {"first": day_in_words(days[0]), "last": day_in_words(days[1])}
        title = _("What changed from %(first)s to %(last)s") % ends
    return {
        "title": title,
        "description": _("What became known between two days, and which reports told it."),
        "days": days,
        "events_alone": [LABELS[name].lower() for name in question.selection.of_events_alone],
        "pledges": [moved for moved in pledges if not moved.release],
        "of_release": of_release(changes, pledges),
        "taken_out": taken_out(question.selection, days) if days else [],
        "changes": changes,
        "most_told": differing.MOST,
    }
