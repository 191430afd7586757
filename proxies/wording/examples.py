"""The worked examples of the methods in words: their subjects, rows, and values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.duplicates import Likeness
from proxies.methods.evidence import Origin
from proxies.methods.front_status import Status
from proxies.methods.incidents import Incident
from proxies.wording.datasets import outside
from proxies.wording.labels import in_sentence, side_in_words
from proxies.wording.phrases import reports
from proxies.wording.pledges import LinkWords, why_the_verdict

SUBJECTS: dict[str, Any] = {
    "event": _("Event %(event)s"),
    "events": _("Events %(first)s and %(second)s"),
    "source": _("Source %(source)s"),
    "made-up-counts": _("Made-up counts"),
    "made-up-rows": _("Made-up rows"),
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


def subject(key: str, **names: str) -> str:
    """What an example is of: "Event 2024-01-28-tower-22"."""
    return str(SUBJECTS[key] % names)


def row(key: str, **facts: Any) -> str:
    """The name of a row: "Happened", "By 23 December 2024"."""
    return str(ROWS[key] % facts)


def fight(key: str, **names: str) -> str:
    """A made-up row of a dataset, by the names of its parties."""
    return str(FIGHTS[key] % names)


def yes_or_no(value: bool) -> str:
    """Whether something holds."""
    return gettext("yes") if value else gettext("no")


def listed(names: Iterable[str]) -> str:
    """As "Reuters, Shafaq", or "none"."""
    return ", ".join(names) or gettext("none")


def with_reason(code: str, reason: str) -> str:
    """A grade or confidence and why, as "corroborated: 2 reports from 2 origins"."""
    words = {"label": in_sentence(code), "reason": reason}
    return gettext("%(label)s: %(reason)s") % words


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


def attack_outside(event: str) -> str:
    """Why a halt does not speak for a front."""
    return gettext("an attack outside it: %(event)s") % {"event": event}


def label_by_rule(status: Status) -> str:
    """As "halt holding, by rule 5"."""
    words = {"label": in_sentence(status.label), "rule": status.rule}
    return gettext("%(label)s, by rule %(rule)s") % words


def state_in_words(link: LinkWords) -> str:
    """As "strained. Last incident on 5 December 2024."."""
    words = {"state": in_sentence(link.state), "reason": link.reason}
    return gettext("%(state)s. %(reason)s") % words


def condition_in_words(link: LinkWords) -> str:
    """On what a linked pledge depends, if that is recorded."""
    return link.condition or gettext("none recorded")


def chance_of_none(expected: float, days: int, chance: float) -> str:
    """How likely a silence is by chance, were the events counted in a census."""
    words = {"expected": expected, "days": days, "chance": chance}
    return (
        gettext(
            "%(expected).1f would be expected in %(days)d days, and the chance of none %(chance).4f"
        )
        % words
    )


def sign_heading(sign: str) -> str:
    """A sign of likeness as the name of its row."""
    return str(capfirst(sign))


def points_in_words(likeness: Likeness) -> str:
    """How alike two records are, and who decides."""
    degree = gettext("likely") if likeness.likely else gettext("possible")
    words = {"points": likeness.points, "degree": degree}
    return gettext("%(points)s: %(degree)s; an editor looks at both and decides") % words


def made_up_census() -> str:
    """What made-up counts are said to be counted in."""
    return gettext("a made-up census")


def counts_in_words(before: Iterable[int], recent: Iterable[int]) -> str:
    """Counts by week, of the baseline and of the last weeks."""
    weeks = {"before": ", ".join(map(str, before)), "recent": ", ".join(map(str, recent))}
    return gettext("%(before)s a week, then %(recent)s") % weeks


def p_value(value: float | None) -> str:
    """As "p = 0.0123"; counts too few to be tested have none."""
    if value is None:
        return gettext("not tested")
    return gettext("p = %(value).4f") % {"value": value}


def not_taken(theatre: str) -> str:
    """What becomes of a row of a theatre that is no front."""
    return gettext("%(outside)s; not taken") % {"outside": outside(theatre)}
