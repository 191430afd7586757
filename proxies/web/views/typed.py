"""A question typed in words in the header of every page: the overview of what it asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from proxies.queries.typed import typed_question
from proxies.web.forms.pages import TypedForm
from proxies.web.views.page import Question, question_view


@question_view(TypedForm)
def ask(request: HttpRequest, question: Question) -> HttpResponseRedirect:
    """Leads to the address of the question, on the day that the page before it was of."""
    asked = typed_question(question.selection.q, question.choices)
    day = question.selection.as_of
    return HttpResponseRedirect(reverse("overview") + asked.but(as_of=day).query())
