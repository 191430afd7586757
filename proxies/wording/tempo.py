"""The tempo of a front in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from proxies.methods.tempo import BASELINE_DAYS, NAMED_DAYS, RECENT_DAYS, Rate, Tempo


def tempo_in_words(tempo: Tempo) -> str:
    """What the test found, with the counts and rates it compared and where they come from."""
    text = _(
        "%(label)s: %(recent)d events in the last %(recent_days)d days, %(recent_rate)s; "
        "%(baseline)d in the %(baseline_days)d before, %(baseline_rate)s; counted in %(dataset)s"
    )
    return text % {
        "label": _label(tempo),
        "recent": tempo.recent,
        "recent_days": RECENT_DAYS,
        "recent_rate": rate_in_words(tempo.recent_rate),
        "baseline": tempo.baseline,
        "baseline_days": BASELINE_DAYS,
        "baseline_rate": rate_in_words(tempo.baseline_rate),
        "dataset": tempo.dataset,
    }


def _label(tempo: Tempo) -> str:
    if tempo.label:
        return tempo.label.value
    if tempo.unnamed:
        text = _("not measured, as no faction of this front is named in %(days)d days")
        return text % {"days": NAMED_DAYS}
    return _("too few to say")


def rate_in_words(rate: Rate) -> str:
    """As "2.3 a week (1.1 to 4.0)"."""
    ends = {"seen": rate.seen, "low": rate.low, "high": rate.high}
    return _("%(seen).1f a week (%(low).1f to %(high).1f)") % ends
