"""The colours of fronts that were renamed: those of the slug that each was given first.

The style sheet names fronts by their first slugs (`static/css/tokens.css`), and pages by those of
today. A page links this sheet only while a front has another slug than its first.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from proxies.queries.renamed import renamed_fronts
from proxies.web.forms.pages import FileForm
from proxies.web.views.page import Question, bad_question_json, question_view

RULES = """@layer tokens {{
  :root {{ --front-{slug}: var(--front-{lasting}); }}
  [data-front="{slug}"], #front-{slug} {{ --front: var(--front-{lasting}); }}
}}
"""


@require_safe
@question_view(FileForm, on_error=bad_question_json)
def fronts_css(request: HttpRequest, question: Question) -> HttpResponse:
    """A rule for each renamed front; none where there is none."""
    rules = (RULES.format(slug=one, lasting=first) for one, first in renamed_fronts().items())
    return HttpResponse("".join(rules), content_type="text/css; charset=utf-8")
