"""Jinja2 as tests have it: a response says what its template was given, as Django's own does."""

from __future__ import annotations

from typing import Any

from django.template.backends import jinja2
from django.test.signals import template_rendered


class Jinja2(jinja2.Jinja2):
    """The engine of pages, which says what it shows."""

    def get_template(self, template_name: str) -> Template:
        found = super().get_template(template_name)
        return Template(found.template, self)


class Template(jinja2.Template):
    def render(self, context: Any = None, request: Any = None) -> str:
        template_rendered.send(sender=self, template=self, context={**(context or {})})
        return str(super().render(context=context, request=request))
