"""The overview: four fronts at a glance under one question."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from proxies.queries.glance import Glance, panels_of
from proxies.web.forms.question import QuestionForm
from proxies.web.views.charts import overview_charts
from proxies.web.views.citing import citing_question
from proxies.web.views.page import Question, asks, render_page


@asks(QuestionForm)
def overview(request: HttpRequest, question: Question) -> HttpResponse:
    glance = Glance.at(question.selection, question.names)
    context = {
        "question": question,
        "title": " · ".join(question.clauses) or "Overview",
        "description": question.answered(glance.totals.events),
        "citing": citing_question(
            request, question, " · ".join(question.asked) or "Overview of four fronts", glance
        ),
        "panels": panels_of(glance, question.names.today),
        "charts": overview_charts(glance),
        **glance.context(),
    }
    return render_page(request, "overview.html", context)
