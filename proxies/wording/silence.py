"""The silence under a halt in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxies.methods.silence import LEAST, Counted, Expected, Silence
from proxies.wording.phrases import day_in_words


def silence_in_words(silence: Silence) -> str:
    """When the silence began, by the record, its editors and a census, and how sure that is."""
    parts = [_recorded(silence)]
    if silence.doubtful:
        text = _("Not counted is what it denies or what only an ally claims for it, last %(days)s.")
        parts.append(text % {"days": _days(*silence.doubtful)})
    if silence.de_facto_since:
        text = _("The editors date the silence from %(day)s.")
        parts.append(text % {"day": day_in_words(silence.de_facto_since)})
    if silence.began:
        by_date = _("By that date, the silence began %(when)s.")
        text = (
            by_date if silence.de_facto_since else _("By the record, the silence began %(when)s.")
        )
        parts.append(text % {"when": _before(silence.days_before(silence.began))})
    if silence.counted:
        parts.append(_counted(silence, silence.counted))
    elif silence.may_have_missed:
        parts.append(_("The record is a selection: it may have missed an attack."))
    parts.append(_("Silence supports “they stopped”, never “because they agreed”."))
    return " ".join(parts)


def _recorded(silence: Silence) -> str:
    """What the record holds of the bound side before the pledge."""
    first, since = silence.covered_from, silence.since
    if first and first >= silence.start:
        text = _("The record begins on %(day)s: the days before the pledge are not covered.")
    elif since == silence.start:
        text = _("Attacks of the bound side are recorded right up to the pledge.")
    elif since:
        text = _("No attack of the bound side is recorded from %(since)s to the pledge.")
    elif first:
        text = _(
            "No attack of the bound side is recorded from %(day)s, when the record begins, up to "
            "the pledge."
        )
    else:
        text = _("No attack of the bound side is recorded up to the pledge.")
    days = {"day": first, "since": since}
    return text % {name: day_in_words(day) if day else "" for name, day in days.items()}


def _before(days: int) -> str:
    text = ngettext("%(days)d day before the pledge", "%(days)d days before the pledge", days)
    return text % {"days": days} if days else _("with the pledge")


def _counted(silence: Silence, counted: Counted) -> str:
    """What a census holds, and when the silence began by it."""
    given = {"census": counted.name, "n": counted.events, "since": day_in_words(counted.first)}
    if counted.last is None:
        text = _(
            "%(census)s, a census of all factions of the front, holds no event from %(since)s to "
            "the day before the pledge."
        )
        return text % given
    text = ngettext(
        "%(census)s, a census of all factions of the front, holds %(n)d event from %(since)s to "
        "the day before the pledge, the last on %(last)s: by it, the silence began %(when)s.",
        "%(census)s, a census of all factions of the front, holds %(n)d events from %(since)s to "
        "the day before the pledge, the last on %(last)s: by it, the silence began %(when)s.",
        counted.events,
    )
    when = _before((silence.start - counted.last).days - 1)
    return text % {**given, "last": day_in_words(counted.last), "when": when}


def _days(first: date, last: date) -> str:
    """As "on 4 December 2024", "from 27 November 2024 to 4 December 2024"."""
    if first == last:
        return _("on %(day)s") % {"day": day_in_words(last)}
    days = {"first": day_in_words(first), "last": day_in_words(last)}
    return _("from %(first)s to %(last)s") % days


def chance_in_words(expected: Expected) -> str:
    """The chance of none: "0.0123", "below 0.0001"; empty where some were seen."""
    chance = expected.probability
    if chance is None:
        return ""
    return _("below %(least)s") % {"least": LEAST} if chance < LEAST else f"{chance:.4f}"
