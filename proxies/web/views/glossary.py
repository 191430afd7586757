"""What the terms of the pages mean."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from proxies.queries.statements import all_statements
from proxies.web.forms.pages import AsOfForm
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.glossary.entries import CHAPTERS, TERMS


@question_view(AsOfForm, "glossary.html")
def glossary(request: HttpRequest, question: Question) -> Context:
    return {
        "title": _("Glossary"),
        "description": _("What the terms of these pages mean, each in a sentence or two."),
        "chapters": CHAPTERS,
        "terms": TERMS,
        "rules": {statement.slug: statement.title for statement in all_statements()},
    }
