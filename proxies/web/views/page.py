"""How every page is asked for and answered: one address, one view, one template.

`question_view` parses the question; a bad one becomes a 400 page in words, with no data.
`render_page` lets the template extend the full page or, for an htmx request, the bare one, and sets
`Vary`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from proxies.models import Front
from proxies.queries.answer import Answer, answer_to
from proxies.queries.coverage import stretches_by_front
from proxies.record.choices import Choices
from proxies.record.versions import one_reading
from proxies.selection import Selection, encoded
from proxies.series.counts import Group
from proxies.web.forms.bar import FilterBar
from proxies.web.forms.question import QuestionForm, without_empty, without_tracking
from proxies.web.views.renamed import renamed
from proxies.web.views.time_control import known_on, period
from proxies.web.views.validators import HTMX_HEADERS, MORE_HEADER, validated
from proxies.wording.copying import source_line
from proxies.wording.questions import answer_in_words, clauses, everywhere

OTHER_PARAMETERS = ("kind", "changed", "from", "to", "span", "view", "cols", "sort", "page")
"""Parameters beside the filters that change what a page shows, in canonical order."""


@dataclass(frozen=True)
class Question:
    """What a page was asked: the form it came by, the frozen value, what its filters offer, and
    the answer, of which nothing is counted before it is wanted."""

    form: QuestionForm
    selection: Selection
    choices: Choices
    answer: Answer

    @cached_property
    def clauses(self) -> list[str]:
        return clauses(self.selection, self.form.words())

    def answer_in_words(self, events: int) -> str:
        """The question and its answer in one sentence, for shared links."""
        return answer_in_words(self.clauses, events, self.choices.datasets_of(self.selection))

    @cached_property
    def chips(self) -> list[dict[str, str]]:
        """Each filter in use, in words, with the query of the question without it."""
        words = self.form.words()
        chips = []
        for name, value in self.selection.pairs():
            alone, rest = self.selection.only(name, value), self.selection.lacking(name, value)
            chips.append({"text": clauses(alone, words)[0], "query": self.query(rest)})
        return chips

    @cached_property
    def clauses_without_day(self) -> list[str]:
        """The question in words, without the day it is known by."""
        return clauses(self.selection.but(as_of=None), self.form.words())

    def query(self, selection: Selection, page: int = 1, **changes: Any) -> str:
        """The query of a question put to the same page, with what it takes beside the filters, some
        of it changed."""
        given = {**self.form.cleaned_data, "page": page, **changes}
        for name, usual in (("sort", self.form.sorts[0][0]), ("view", "list")):
            if given.get(name) == usual:
                del given[name]
        pairs = self.form.pairs(selection)
        for name in (
            name
            for name in OTHER_PARAMETERS
            if name in self.form.other_parameters and given.get(name)
        ):
            values = given[name] if isinstance(given[name], list) else [given[name]]
            pairs += [(name, str(value)) for value in values if (name, value) != ("page", 1)]
        return f"?{encoded(pairs)}" if pairs else ""

    @property
    def known_by(self) -> date:
        """The day up to which reports count: today unless the question names one."""
        return self.selection.as_of or self.choices.today

    @property
    def known_days(self) -> tuple[date, ...]:
        """That day, or the two that a page compares."""
        return self.form.days() or (self.known_by,)

    @property
    def sort(self) -> str:
        return str(self.form.cleaned_data.get("sort") or self.form.sorts[0][0])

    @cached_property
    def file_query(self) -> str:
        """The query of the downloads of the question, which know no columns and no order."""
        return self.query(self.selection, view="", cols=[], sort="")

    @property
    def page(self) -> int:
        return int(self.form.cleaned_data.get("page") or 1)


Context = dict[str, Any]
"""What a template shows."""

View = Callable[..., HttpResponseBase]
PageView = Callable[..., HttpResponseBase | Context]
ErrorResponse = Callable[[HttpRequest, QuestionForm, Choices], HttpResponse]


def question_view(
    form_class: type[QuestionForm], template: str = "", *, on_error: ErrorResponse | None = None
) -> Callable[[PageView], View]:
    """A view that takes a `Question` after the request; bad ones are answered by `on_error`. What
    names a record by a former slug is redirected to its present address.

    The view gives its response, or what `template` shows beside the question.
    """

    def decorate(view: PageView) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            untracked = without_tracking(request.GET)
            if untracked is not None:
                address = f"{request.path}?{untracked.urlencode()}"
                return HttpResponseRedirect(address.removesuffix("?"))
            with one_reading():
                choices = Choices.read()
                form = form_class(without_empty(request.GET), choices)
                if not form.is_valid():
                    bad = on_error or bad_question
                    return renamed(request, kwargs) or bad(request, form, choices)
                return validated(request, choices.today, lambda: made(request, form, **kwargs))

        def made(request: HttpRequest, form: QuestionForm, **kwargs: Any) -> HttpResponseBase:
            answer = answer_to(form.selection, form.choices)
            question = Question(form, form.selection, form.choices, answer)
            if getattr(request, "htmx", None) and form.cleaned_data.get("filters"):
                return _all_filters(request, question, form.counted(kwargs))
            try:
                shown = view(request, question, **kwargs)
            except Http404:
                if moved := renamed(request, kwargs):
                    return moved
                raise
            if isinstance(shown, HttpResponseBase):
                return shown
            return render_page(request, template, {"question": question, **shown})

        return answer

    return decorate


def bad_question_json(request: HttpRequest, form: QuestionForm, choices: Choices) -> HttpResponse:
    """The same refusal for a program."""
    errors = [{"filter": label, "message": message} for label, message in form.problems()]
    return JsonResponse({"errors": errors}, status=400)


def bad_question(request: HttpRequest, form: QuestionForm, choices: Choices) -> HttpResponse:
    """The 400 page: which value, why, and how to mend it; no data."""
    context = {"form": form, "choices": choices, "problems": form.problems()}
    return render_page(request, "bad_question.html", context, status=400)


def render_page(
    request: HttpRequest, template: str, context: Context, status: int = 200
) -> HttpResponse:
    """A page, whole or bare, with what every page shows."""
    question = context.get("question")
    choices = context.get("choices") or (question.choices if question else Choices.read())
    selection = question.selection if question else Selection()
    page = getattr(context.get("page"), "number", 1)  # the last one for a page beyond it
    shown = question.query(selection, page=page) if question else ""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    full = {
        "as_of": selection.as_of,
        "known_days": question.known_days if question else (),
        **_time_controls(choices, context),
        "pin": selection.pin,
        **_kept(selection, context),
        "terms_here": {},
        "today": choices.today,
        "base_template": "bare.html" if htmx and not htmx.history_restore_request else "base.html",
        "coverage": choices.shown_with(context.get("event"), selection),
        **_reach(question, choices, context),
        "bar": _filter_bar(request, context),
        "fronts": choices.fronts,
        "renamed_fronts": any(one.slug != one.permanent_id for one in choices.fronts),
        "corrections_address": settings.CORRECTIONS_ADDRESS,
        "canonical": request.build_absolute_uri(request.path + shown),
        "source_line": _source_line(request, question, context, page) if question else "",
        **context,
    }
    response = render(request, template, full, status=status)
    patch_vary_headers(response, HTMX_HEADERS)
    return response


def _kept(selection: Selection, context: Context) -> Context:
    """The fronts that a page is about, and the query that keeps them and the day from page to
    page."""
    front = context.get("front")
    fronts = (front.slug,) if isinstance(front, Front) else selection.front
    kept = Selection(front=fronts, as_of=selection.as_of)
    return {"present_fronts": fronts, "kept": kept.query()}


def _source_line(request: HttpRequest, question: Question, context: Context, page: int) -> str:
    """What goes with a sentence that is copied from a page: its source, with the day pinned."""
    selection, days = question.selection, question.known_days
    pinned = question.form.pinned(selection, days[-1])
    query = question.query(pinned, page=page, to=days[-1])
    asked = context.get("title", "")
    if {"front", "direction"} <= question.form.fields.keys():  # a question about events says itself
        asked = " · ".join(question.clauses_without_day) or everywhere()
    datasets = question.choices.shown_with(context.get("event"), selection)
    return source_line(asked, days, datasets, request.build_absolute_uri(request.path + query))


def _reach(question: Question | None, choices: Choices, context: Context) -> Context:
    """What the datasets cover of each front (`spans`), up to which day (`ends`), and of a past day
    that is asked for, which fronts it is not covered of."""
    selection = question.selection if question else Selection()
    fronts = [Group(front.slug, front.short_name) for front in choices.fronts]
    spans = {
        dataset.slug: stretches_by_front(choices.extents[dataset.slug], fronts)
        for dataset in choices.shown_with(context.get("event"), selection)
        if dataset.slug in choices.extents
    }
    if question is None:
        return {"spans": spans}
    own = context.get("answer")  # a front's page asks for that front alone
    covered = own.coverage if isinstance(own, Answer) else question.answer.coverage
    day = selection.as_of
    return {
        "spans": spans,
        "ends": covered.ends(question.known_by) if any(spans.values()) else {},
        "not_covered": covered.not_covered_on(day) if day and any(spans.values()) else {},
    }


def _all_filters(request: HttpRequest, question: Question, counted: Selection) -> HttpResponse:
    """The filter bar alone, with what is under “More”, which is asked for when it is opened."""
    answer = answer_to(counted, question.choices)
    return render_page(request, "filters.html", {"question": question, "answer": answer})


def _filter_bar(request: HttpRequest, context: Context) -> FilterBar | None:
    """The filter bar of a page, with counts where the page is about events; of a question that
    was refused, with all that it can be mended by."""
    question = context.get("question")
    if question is None:
        form = context.get("form")
        return FilterBar(form, more=True) if isinstance(form, QuestionForm) else None
    own, form = context.get("answer"), question.form
    answer = own if isinstance(own, Answer) else question.answer
    more = bool(form.cleaned_data.get("filters")) or request.headers.get(MORE_HEADER) == "more"
    facets = answer.facets if "weapon" in form.fields else None
    return FilterBar(form, more=more, facets=facets, query=question.query)


def _time_controls(choices: Choices, context: Context) -> Context:
    """The controls of the day and of the period, on pages that take them."""
    question = context.get("question")
    form = question.form if question else context.get("form")
    if not isinstance(form, QuestionForm):
        return {}
    selection = question.selection if question else None
    query_of = question.query if question else Selection.query
    own = context.get("answer")  # a front's page asks for that front alone
    answer = own if isinstance(own, Answer) else question.answer if question else None
    fronts = [front.slug for front in answer.fronts] if answer else []
    return {
        "time": known_on(form, choices, selection, query_of),
        "period": period(form, choices, selection, query_of, fronts),
    }
