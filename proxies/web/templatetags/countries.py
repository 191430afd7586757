"""Countries by name instead of code."""

from __future__ import annotations

from django import template

from proxies.models.countries import country_name

register = template.Library()
register.filter("country", country_name)
