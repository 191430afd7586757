"""The worked examples of the methods in words: their subjects, rows, and values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.duplicates import Likeness
from proxies.methods.evidence import Origin
from proxies.methods.incidents import Incident
from proxies.wording.labels import in_sentence, side_in_words
from proxies.wording.phrases import reports
from proxies.wording.pledges import why_the_verdict

SUBJECTS: dict[str, Any] = {
    "event": _("Event %(event)s"),
    "events": _("Events %(first)s and %(second)s"),
    "source": _("Source %(source)s"),
    "made-up-counts": _("Made-up counts"),
    "made-up-rows": _("Made-up rows"),
    "made-up-report": _("A made-up report"),
}
"""What an example is of."""

ROWS: dict[str, Any] = {
    "happened": _("Happened"),
    "report": _("A report counts from"),
    "by": _("By %(day)s"),
    "evidence": _("In words"),
    "asserted": _("Asserted by"),
    "denied-by": _("Denied by"),
    "parties": _("Parties"),
    "side": _("On a side with one of them"),
    "aligned": _("Aligned origins of it"),
    "others": _("Others"),
    "standing": _("Standing"),
    "rests-on": _("Rests on"),
    "runs": _("Runs"),
    "why": _("Why"),
    "days-held": _("Days held"),
    "incident": _("%(attacker)s, %(day)s"),
    "halt": _("The halt that speaks for it"),
    "barred": _("Not the %(pledge)s"),
    "looked-at": _("Looked at on"),
    "coverage": _("Coverage"),
    "held-covered": _("Of the days since the halt began"),
    "since-covered": _("Of the days since the last attack"),
    "label": _("Label"),
    "tags": _("Tags"),
    "confidence": _("Confidence"),
    "change": _("Would change it"),
    "depends-on": _("Depends on"),
    "state": _("Its state"),
    "at-stake": _("At stake"),
    "condition": _("Condition"),
    "found": _("Found"),
    "census": _(
        "Were there a census with %(events)d events in the %(days)d days before and "
        "φ = %(dispersion).1f"
    ),
    "alone": _("Events that it alone reported first"),
    "corroborated": _("Later corroborated"),
    "denied": _("Denied"),
    "points": _("Points"),
    "counts": _("Counts"),
    "dispersion": _("Dispersion φ"),
    "test-on-days": _("Test on days"),
    "test-on-counts": _("Test on counts"),
    "text": _("The text"),
}
"""The names of the rows of the examples."""

FIGHTS: dict[str, Any] = {
    "in-syria": _("%(lebanese)s fights in Syria"),
    "israel": _("%(iraqi)s strikes Israel"),
    "golan": _("%(iraqi)s strikes the occupied Golan, filed under Syria"),
    "in-jordan": _("%(lebanese)s fights in Jordan"),
    "nobody-in-gaza": _("Nobody of the record is named, in Gaza"),
    "nobody-in-yemen": _("Nobody of the record is named, in Yemen"),
    "nobody-in-israel": _("Nobody of the record is named, in Israel"),
}
"""Made-up rows of a dataset."""

VALUES: dict[str, Any] = {
    "with-reason": _("%(label)s: %(reason)s"),
    "outside": _("an attack outside it: %(event)s"),
    "by-rule": _("%(label)s, by rule %(rule)s"),
    "state": _("%(state)s. %(reason)s"),
    "no-condition": _("none recorded"),
    "chance": _(
        "%(expected).1f would be expected in %(days)d days, and the chance of none %(chance).4f"
    ),
    "census": _("a made-up census"),
    "weeks": _("%(before)s a week, then %(recent)s"),
    "not-tested": _("not tested"),
    "p": _("p = %(value).4f"),
    "report": _(
        "%(lebanese)s fires three rockets. A spokesman of %(lebanese)s said yesterday that at "
        "least two soldiers were wounded, and denied that %(iraqi)s took part."
    ),
    "suggested": _("%(value)s, by “%(words)s”: %(reason)s"),
    "not-taken": _("%(outside)s; not taken"),
}
"""What the rows say beside what other pages say in the same words."""


def subject(key: str, **names: str) -> str:
    """What an example is of: "Event 2024-01-28-tower-22"."""
    return str(SUBJECTS[key] % names)


def row(key: str, **facts: Any) -> str:
    """The name of a row: "Happened", "By 23 December 2024"."""
    return str(ROWS[key] % facts)


def fight(key: str, **names: str) -> str:
    """A made-up row of a dataset, by the names of its parties."""
    return str(FIGHTS[key] % names)


def value(key: str, **facts: Any) -> str:
    """What a row says: "not tested", "strained. Last incident on 5 December 2024."."""
    return str(VALUES[key] % facts)


def yes_or_no(value: bool) -> str:
    """Whether something holds."""
    return gettext("yes") if value else gettext("no")


def listed(names: Iterable[str]) -> str:
    """As "Reuters, Shafaq", or "none"."""
    return ", ".join(names) or gettext("none")


def origin_in_words(origin: Origin) -> str:
    """As "Shafaq, rated C: 2 reports, aligned with a party"."""
    rated = gettext("%(name)s, rated %(letter)s: %(reports)s") % {
        "name": origin.name,
        "letter": origin.letter,
        "reports": reports(len(origin.reports)),
    }
    aligned = gettext("aligned with a party") if origin.aligned else ""
    unchecked = "" if origin.established else gettext("origin not established")
    return ", ".join(filter(None, [rated, aligned, unchecked]))


def verdict_in_words(incident: Incident) -> str:
    """As "confirmed (bound side). Claimed by the actor itself."."""
    return gettext("%(verdict)s (%(side)s). %(reason)s") % {
        "verdict": in_sentence(incident.verdict),
        "side": side_in_words(incident.side),
        "reason": why_the_verdict(incident),
    }


def points_in_words(likeness: Likeness) -> str:
    """How alike two records are, and who decides."""
    degree = gettext("likely") if likeness.likely else gettext("possible")
    words = {"points": likeness.points, "degree": degree}
    return gettext("%(points)s: %(degree)s; an editor looks at both and decides") % words
