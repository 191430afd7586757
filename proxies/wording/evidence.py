"""What the reports of a record amount to, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxies.methods.evidence import Evidence
from proxies.wording.phrases import origins, reports


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
