"""The choices of a filter and the months of a period: long lists of like parts, which a template
would take most of a page's time to put together."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from proxies.series.counts import Cover
from proxies.web.forms.bar import Choice, Menu
from proxies.web.views.time_control import Way

register = template.Library()

CHECKED, NONE, HERE = (
    mark_safe(attribute)  # noqa: S308  constants
    for attribute in (" checked", ' class="none"', ' aria-current="true"')
)


@register.simple_tag
def choices_of(menu: Menu, choices: Iterable[Choice]) -> SafeString:
    """The choices of a menu, each with what it would leave and the link that asks for it alone."""
    only, alone = gettext("only"), gettext("Only %(name)s")
    return format_html_join(
        "",
        '<li{}{}><label><input type="checkbox" id="in-{}-{}" name="{}" value="{}"{}>'
        "<bdi>{}</bdi>{}</label>{}</li>",
        (
            (
                NONE if one.count == 0 and not one.checked else "",
                format_html(' data-names="{}"', one.names) if one.names else "",
                *(menu.name, one.id, menu.name, one.value),
                CHECKED if one.checked else "",
                one.label,
                _number(one.count),
                _link(one, alone, only),
            )
            for one in choices
        ),
    )


def _number(count: int | None) -> str:
    if count is None:
        return ""
    return format_html(' <data value="{}">{}</data>', count, f"{count:,}")


def _link(one: Choice, alone: str, only: str) -> str:
    if not one.only:
        return ""
    name = alone % {"name": one.label}
    return format_html('<a href="{}" aria-label="{}">{}</a>', one.only, name, only)


@register.simple_tag
def months_of(year: int, months: Iterable[Way]) -> SafeString:
    """The months of a year, each with the link that asks for it, and how much of it is covered."""
    names = {
        Cover.WHOLE: "%(month)s %(year)d",
        Cover.PART: gettext("%(month)s %(year)d, partly covered"),
        Cover.NONE: gettext("%(month)s %(year)d, not covered"),
    }
    return format_html_join(
        "",
        '<a href="{}" aria-label="{}"{}{}>{}</a>',
        (
            (
                way.query,
                names[way.cover] % {"month": way.text, "year": year},
                format_html(' data-cover="{}"', way.cover) if way.cover != Cover.WHOLE else "",
                HERE if way.here else "",
                way.text,
            )
            for way in months
        ),
    )
