"""What a page was made of, told to the test client of its template alone and not of each part.

Django's own way copies all names for every piece, widget and row that is put in, some thousand
times for a form of data entry.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from django.template import Template
from django.test.signals import template_rendered

_inside: ContextVar[bool] = ContextVar("inside", default=False)


def rendered(template: Template, context: Any) -> Any:
    """Stands for Django's `instrumented_test_render`."""
    if _inside.get():
        return template.nodelist.render(context)
    template_rendered.send(sender=template, template=template, context=context)
    token = _inside.set(True)
    try:
        return template.nodelist.render(context)
    finally:
        _inside.reset(token)
