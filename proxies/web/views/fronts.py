"""A front's page."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from proxies.models import Front
from proxies.queries.answer import answer_to
from proxies.queries.corrections import corrections_of
from proxies.queries.front import assessments_of, closures_of
from proxies.queries.public_statements import said_about
from proxies.web.forms.pages import FrontForm
from proxies.web.views.citing import citing_question
from proxies.web.views.overview import CHARTS, label_chart
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.later import text_as_of
from proxies.wording.phrases import front_name


@question_view(FrontForm, "front_detail.html")
def front_detail(request: HttpRequest, question: Question, slug: str) -> Context:
    front = get_object_or_404(Front, slug=slug)
    answer = answer_to(question.selection.but(front=(slug,)), question.choices)
    day = question.selection.as_of
    named = " · ".join([front_name(front.short_name), *question.clauses_without_day])
    assessments, closures = assessments_of(front, day), closures_of(front, day)
    return {
        "answer": answer,
        "front": front,
        "title": front_name(front.short_name),
        "description": text_as_of(front, "scope", day),
        "citing": citing_question(request, question, named, answer),
        "panel": answer.panels[0],
        "charts": [label_chart(answer), *(draw(answer) for draw in [*CHARTS.values()][1:])],
        "assessments": assessments,
        "said": said_about(front, day),
        "closures": closures,
        "corrections": corrections_of(front, *assessments, *closures, day=day),
    }
