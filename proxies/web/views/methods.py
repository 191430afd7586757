"""The stated methods, as the code has them."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from proxies.queries import examples, statements
from proxies.record.current import record
from proxies.web.forms.pages import AsOfForm
from proxies.web.views.page import Context, Question, question_view


@question_view(AsOfForm, "methods.html")
def methods(request: HttpRequest, question: Question) -> Context:
    return {
        "title": _("Methods"),
        "description": _("How grades, standings, verdicts and the status of a front are computed."),
        "statements": statements.all_statements(),
        "examples": examples.examples_by_method(record(), question.selection.as_of),
    }
