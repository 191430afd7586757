"""Which days a dataset covers and which it does not, front by front, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from proxies.series.counts import Cover, Gap
from proxies.wording.phrases import day_in_words, isolated

Stretch = tuple[date, date]


def stretch(first: date, last: date) -> str:
    """Days on end: "1 February 2025 to 31 May 2025", or the one day."""
    words = {"first": day_in_words(first), "last": day_in_words(last)}
    return words["first"] if first == last else gettext("%(first)s to %(last)s") % words


def gaps_in_words(gaps: Iterable[Gap]) -> str:
    """Days not covered by front: "Not covered: Iraq 1 February 2025 to 31 May 2025; …"."""
    own = (gap for gap in gaps if gap.front)
    named = [
        _of_front(name, ((gap.first, gap.last) for gap in each))
        for name, each in groupby(own, key=lambda gap: gap.name)
    ]
    return gettext("Not covered: %(days)s.") % {"days": "; ".join(named)} if named else ""


def covered_in_words(spans: Mapping[str, Iterable[Stretch]]) -> str:
    """Days covered by the name of a front: "Iraq 7 October 2023 to 31 January 2025, …; Syria …"."""
    return "; ".join(_of_front(name, stretches) for name, stretches in spans.items())


def ends_in_words(ends: Mapping[str, date | None]) -> str:
    """The last day covered of each front: "Lebanon 30 June 2026, Iraq 31 March 2026"."""
    never = gettext("never")
    return ", ".join(
        f"{isolated(name)} {day_in_words(day) if day else never}" for name, day in ends.items()
    )


def last_covered(ends: Mapping[str, date | None]) -> str:
    """The last days covered, and where several fronts share theirs, that day once: "23 December
    2024 on every front"."""
    first, *others = {*ends.values()}
    if others or first is None or len(ends) == 1:
        return ends_in_words(ends)
    return gettext("%(day)s on every front") % {"day": day_in_words(first)}


def _of_front(name: str, stretches: Iterable[Stretch]) -> str:
    days = ", ".join(stretch(*one) for one in stretches) or gettext("no day")
    return f"{isolated(name)} {days}"


def cover_in_words(cover: Cover) -> str:
    """What a period says of its coverage; nothing where all its days are covered."""
    words = {Cover.NONE: gettext("not covered"), Cover.PART: gettext("partly covered")}
    return words.get(cover, "")


def counted(number: int, cover: Cover, url: str = "") -> SafeString:
    """A count of a period: zero without a covered day is not covered, never none."""
    how = cover_in_words(cover)
    mark = format_html('<span class="uncovered" data-cover="{}">{}</span>', cover.value, how)
    if not number and cover == Cover.NONE:
        return mark
    shown = conditional_escape(f"{number:,}")
    linked = format_html('<a href="{}">{}</a>', url, shown) if url else shown
    return format_html("{} {}", linked, mark) if how else linked
