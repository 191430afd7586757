"""The public log of corrections."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from proxies.models.history import ChangeQuerySet
from proxies.queries.citing import corrections_to
from proxies.queries.corrections import all_corrections, in_words
from proxies.web.forms.pages import CorrectionsForm
from proxies.web.views.page import Context, Question, question_view

PER_PAGE = 50


@question_view(CorrectionsForm, "corrections.html")
def corrections(request: HttpRequest, question: Question) -> Context:
    pages = Paginator(matching_corrections(question).select_related("context"), PER_PAGE)
    page = pages.get_page(question.page)
    return {
        "title": _("Corrections"),
        "description": _("Every change to a published record: before, after, when, why, by whom."),
        "page": page,
        "corrections": in_words(page.object_list),
        "around": pages.get_elided_page_range(page.number),
        "query": question.query(question.selection),
        "changed": question.form.cleaned_data["changed"],
    }


def matching_corrections(question: Question) -> ChangeQuerySet:
    """The corrections that a question asks for, newest first."""
    selection, changed = question.selection, question.form.cleaned_data["changed"]
    changes = corrections_to(selection, changed) if changed else all_corrections()
    return changes.made_by(selection.as_of)
