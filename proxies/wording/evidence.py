"""What the reports of a record amount to, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from proxies.methods.evidence import Evidence
from proxies.wording.phrases import origins, reports

CREDIBLE = {
    1: gettext_lazy("confirmed by other sources"),
    2: gettext_lazy("probably true"),
    3: gettext_lazy("possibly true"),
    4: gettext_lazy("doubtful"),
    5: gettext_lazy("improbable"),
    6: gettext_lazy("cannot be judged"),
}
RELIABLE = {
    "A": gettext_lazy("completely reliable"),
    "B": gettext_lazy("usually reliable"),
    "C": gettext_lazy("fairly reliable"),
    "D": gettext_lazy("not usually reliable"),
    "E": gettext_lazy("unreliable"),
    "F": gettext_lazy("reliability cannot be judged"),
}
"""The figures and letters of the Admiralty scale in its own words: 1 and A are the best, and 6 and
F are unknown, not worst."""


def credibility_in_words(figure: int) -> str:
    """What the scale calls a figure, so that 1 is not taken for the worst."""
    return str(CREDIBLE[figure])


def reliability_in_words(letter: str) -> str:
    """What the scale calls a letter."""
    return str(RELIABLE[letter])


def evidence_in_words(
    evidence: Evidence, checked: bool | None = None, *, beside_badge: bool = False
) -> str:
    """As "5 reports · 2 origins · one aligned with a party".

    `checked` is whether the grade of an event stands without the origins not established;
    `beside_badge` leaves to a badge to say that independence is not checked.
    """
    parts = [reports(len(evidence.citations)), origins(len(evidence.asserting))]
    if evidence.aligned:
        number = evidence.aligned
        aligned = ngettext("one aligned with a party", "%(number)d aligned with a party", number)
        parts.append(aligned % {"number": number})
    if evidence.denying:
        parts.append(_("denied by %(number)d") % {"number": len(evidence.denying)})
    if not (evidence.independence_checked if checked is None else checked):
        parts += [] if beside_badge else [_("independence not checked")]
    elif not evidence.outside_confirmation:
        parts.append(_("no outside confirmation"))
    return " · ".join(parts)
