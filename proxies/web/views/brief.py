"""The brief of a day: as a page, on paper, and as Markdown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from proxies.exports.markdown import brief_markdown as markdown_of
from proxies.queries.brief import Brief, brief_of
from proxies.record.choices import Choices
from proxies.web.forms.brief import WEEK, BriefForm
from proxies.web.forms.filters import SPANS
from proxies.web.forms.question import QuestionForm
from proxies.web.views.page import (
    Context,
    Question,
    bad_question_json,
    question_view,
    render_page,
)
from proxies.wording.brief import RULES, SELECTION
from proxies.wording.datasets import licence
from proxies.wording.phrases import day_in_words

MARKDOWN = "text/markdown; charset=utf-8"


def bad_brief(request: HttpRequest, form: QuestionForm, choices: Choices) -> HttpResponse:
    """The controls with what was typed in them, and what is wrong with it; no brief."""
    context = {
        **_controls(form),
        "choices": choices,
        "problems": form.problems(),
        "title": _("Brief"),
    }
    return render_page(request, "brief.html", context, status=400)


@question_view(BriefForm, "brief.html", on_error=bad_brief)
def brief(request: HttpRequest, question: Question) -> Context:
    made = _brief(question)
    query = question.query(question.selection)
    alone = {
        front.slug: question.query(question.selection.but(front=(front.slug,)))
        for front in question.choices.fronts
    }
    return {
        **_controls(question.form, made),
        "brief": made,
        "title": made.title,
        "description": f"{made.labels}. {made.counted}",
        "foot": _foot(request, question, made),
        "markdown": reverse("brief-markdown") + query,
        "alone": alone,
    }


@question_view(BriefForm, on_error=bad_question_json)
def brief_markdown(request: HttpRequest, question: Question) -> HttpResponse:
    made = _brief(question)
    head = [f"{_known_by(made)} {made.labels}.", made.counted]
    site = request.build_absolute_uri("/")[:-1]
    text = markdown_of(made, head, _foot(request, question, made), site)
    return HttpResponse(text, content_type=MARKDOWN)


def _brief(question: Question) -> Brief:
    form = question.form
    assert isinstance(form, BriefForm)  # noqa: S101  the view names it
    return brief_of(question.selection, form.day, form.span, question.choices)


def _controls(form: QuestionForm, made: Brief | None = None) -> Context:
    """The form of a brief: what was typed, else what is shown."""
    given = form.data
    return {
        "form": form,
        "span_choices": SPANS,
        "span": given.get("span") or WEEK,
        "day": given.get("date") or (made.day.isoformat() if made else ""),
        "known_on": given.get("as_of", ""),
    }


def _known_by(made: Brief) -> str:
    return _("As known on %(day)s.") % {"day": day_in_words(made.known_by)}


def _foot(request: HttpRequest, question: Question, made: Brief) -> list[str]:
    """What stands under a brief: its short names, the record, its licence, its limits and the
    address."""
    address = reverse("brief") + question.query(question.selection)
    datasets = question.choices.datasets_of(question.selection)
    return [
        *([made.short_names] if made.short_names else []),
        f"{SELECTION} {RULES}",
        "; ".join(f"{one.name}, {one.version}: {licence(one)}" for one in datasets),
        request.build_absolute_uri(address),
    ]
