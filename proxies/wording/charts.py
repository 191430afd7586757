"""How charts name their periods and scales."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxies.series import Spark
from proxies.wording.phrases import day_in_words, month_in_words, short_day, short_month


def period_name(first: date, *, weekly: bool) -> str:
    """A period in words: "December 2024", "week from 2 December 2024"."""
    if weekly:
        return _("week from %(day)s") % {"day": day_in_words(first)}
    return month_in_words(first)


def scale(spark: Spark) -> str:
    """The span, the largest count, and that of the whole height where it is another."""
    ends = (spark.periods[0], spark.periods[-1])
    short = short_day if spark.weekly else short_month
    span = " \N{EN DASH} ".join(dict.fromkeys(map(short, ends)))
    most = max(spark.counts)
    if spark.weekly:
        form = ngettext(
            "Weeks from %(span)s: at most %(n)d event a week",
            "Weeks from %(span)s: at most %(n)d events a week",
            most,
        )
    else:
        form = ngettext(
            "%(span)s: at most %(n)d event a month", "%(span)s: at most %(n)d events a month", most
        )
    words = form % {"span": span, "n": most}
    if most == spark.top:
        return words
    return _("%(words)s; full height is %(top)d") % {"words": words, "top": spark.top}
