"""The strip of a front in words, for those who do not see it."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from proxies.series.spells import Strip
from proxies.wording.labels import in_sentence
from proxies.wording.phrases import day_in_words, month_in_words


def strip_in_words(one: Strip, name: str) -> str:
    """Its last label and since when, and the month with the most attacks."""
    words = [gettext("%(front)s, label and events a month") % {"front": name}]
    if one.since and one.spells:
        facts = {"label": in_sentence(one.spells[-1].label), "day": day_in_words(one.since)}
        words.append(gettext("%(label)s since %(day)s") % facts)
    most = max(one.months, key=lambda month: month[1], default=None)
    if most and most[1]:
        text = ngettext(
            "most attacks in %(month)s, %(number)d",
            "most attacks in %(month)s, %(number)d",
            most[1],
        )
        words.append(text % {"month": month_in_words(most[0]), "number": most[1]})
    return "; ".join(words)
