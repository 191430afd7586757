"""The choices of a filter and the months of a period: long lists of like parts, which a template
would take much of a page's time to put together. Every value is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from proxies.series.counts import Cover
from proxies.web.forms.bar import Choice, Menu
from proxies.web.views.time_control import Way


def choices_of(menu: Menu, choices: Iterable[Choice]) -> SafeString:
    """The choices of a menu, each with what it would leave and the link that asks for it alone."""
    name, only, alone = escape(menu.name), escape(gettext("only")), gettext("Only %(name)s")
    return _safe(_choice(one, name, only, escape(alone % {"name": one.label})) for one in choices)


def _choice(one: Choice, name: str, only: str, alone: str) -> str:
    empty = ' class="none"' if one.count == 0 and not one.checked else ""
    names = f' data-names="{escape(one.names)}"' if one.names else ""
    number = "" if one.count is None else f' <data value="{one.count}">{one.count:,}</data>'
    link = f'<a href="{escape(one.only)}" aria-label="{alone}">{only}</a>' if one.only else ""
    return (
        f'<li{empty}{names}><label><input type="checkbox" id="in-{name}-{escape(one.id)}" '
        f'name="{name}" value="{escape(one.value)}"{" checked" if one.checked else ""}>'
        f"<bdi>{escape(one.label)}</bdi>{number}</label>{link}</li>"
    )


def months_of(year: int, months: Iterable[Way]) -> SafeString:
    """The months of a year, each with the link that asks for it, and how much of it is covered."""
    names = {
        Cover.WHOLE: "%(month)s %(year)d",
        Cover.PART: gettext("%(month)s %(year)d, partly covered"),
        Cover.NONE: gettext("%(month)s %(year)d, not covered"),
    }
    return _safe(
        _month(way, names[way.cover] % {"month": way.text, "year": year}) for way in months
    )


def _month(way: Way, name: str) -> str:
    cover = f' data-cover="{escape(way.cover)}"' if way.cover != Cover.WHOLE else ""
    here = ' aria-current="true"' if way.here else ""
    link = f'href="{escape(way.query)}" aria-label="{escape(name)}"'
    return f"<a {link}{cover}{here}>{escape(way.text)}</a>"


def _safe(parts: Iterable[str]) -> SafeString:
    """Parts whose values are all escaped."""
    return mark_safe("".join(parts))  # noqa: S308
